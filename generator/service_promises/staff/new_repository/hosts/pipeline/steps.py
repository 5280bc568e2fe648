"""What the steps of checking, publishing and reminding share. They need Python alone; the program is in .venv."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import IO, Any, NoReturn

PROGRAM = ".venv/bin/promises"


def promises(*arguments: str | Path, stdout: int | IO[str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program; what it says goes to the log of the job, unless `stdout` takes it."""
    print("$ promises", *arguments, flush=True)
    return subprocess.run([PROGRAM, *map(str, arguments)], text=True, check=False, stdout=stdout)


def must(done: subprocess.CompletedProcess[str]) -> None:
    """End the job where a command failed; it has said why."""
    if done.returncode:
        raise SystemExit(1)


def git(*arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """What git prints; ends the job where it fails."""
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False, cwd=cwd, env=env)
    if done.returncode:
        fail(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def is_ancestor(commit: str) -> bool:
    """Whether a commit is in the history that is checked out."""
    line = ["git", "merge-base", "--is-ancestor", commit, "HEAD"]
    return subprocess.run(line, capture_output=True, check=False).returncode == 0


def fail(text: str) -> NoReturn:
    """End the job with a sentence."""
    sys.exit(text)


def call(method: str, address: str, headers: dict[str, str], body: dict[str, Any] | None = None) -> Any:
    """What the code host's interface answers, as JSON; raises urllib.error.HTTPError where it refuses."""
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, content, {**headers, "Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)
