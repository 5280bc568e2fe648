"""A made-up GitLab and a made-up Forgejo: a new repository for each, and what their machines hand to the steps."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.invoke import invoke
from tests.workflows.github import AS_OF

MONTH = "promises/delivered/2026-10.yml"
_PROGRAM = """#!/bin/sh
# The program, but a build is quick and none is made twice: the steps look at the addresses and the ledger alone.
made=CACHE/$(git rev-parse HEAD:promises)
case "$1" in build | pages) [ -d $made ] || PROMISES pages --into $made >/dev/null ;; *) exec PROMISES "$@" ;; esac
rm -f mkdocs.pages.yml
[ "$1" = build ] || exec cp -r $made "$3"
rm -rf site && cp -r $made site
find site -name index.md -exec sh -c 'mv "$1" "${1%.md}.html"' _ {} \\;
"""


@dataclass
class Interface:
    """What the code host answers, and what it was asked to write."""

    live: Path
    """The folder that is published."""
    answers: dict[str, Any] = field(default_factory=dict)
    """By the end of an address; what is not here is an empty list, or 403 for None."""
    written: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    """How, where, and with what."""


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, interface: Interface, *all_: Any) -> None:
        self._interface = interface
        super().__init__(*all_)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        file = self._interface.live / path.removeprefix("/site/")
        if path.startswith("/site/"):
            self._answer(200 if file.is_file() else 404, file.read_bytes() if file.is_file() else b"")
            return
        answer = next((value for end, value in self._interface.answers.items() if path.endswith(end)), [])
        self._answer(403 if answer is None else 200, json.dumps(answer).encode())

    def _write(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._interface.written.append((self.command, urlsplit(self.path).path, body))
        self._answer(200, b"{}")

    do_POST = do_PUT = do_PATCH = _write  # noqa: N815 -- the names by which http.server calls them

    def _answer(self, code: int, content: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        pass


class Repository:
    """A new repository for a host, with one commit and the program in its place."""

    def __init__(self, folder: Path, host: str, programs: Path, interface: Interface, address: str) -> None:
        self.root, self.interface = folder / "clone", interface
        made = invoke("init", self.root, "--host", host, "--as-of", "2026-11-22")
        assert made.exit_code == 0, made.output
        waits = self.root / "pipeline/host.py"
        waits.write_text(waits.read_text().replace("SECONDS_BETWEEN = 15", "SECONDS_BETWEEN = 0"))
        (self.root / ".venv/bin").mkdir(parents=True)
        self.program = self.root / ".venv/bin/promises"
        text = _PROGRAM.replace("PROMISES", str(programs / "promises")).replace("CACHE", str(folder / "made"))
        self.program.write_text(text)
        self.program.chmod(0o755)
        self.edit(MONTH, "kept: 204", "kept: 203")  # an example that nobody touched has no past
        self.commit()
        (folder / "event.json").write_text(json.dumps({"pull_request": {"number": 7}}))
        names = {
            "CI_API_V4_URL": f"{address}api/v4",
            "CI_PROJECT_ID": "5",
            "CI_PROJECT_URL": "https://gitlab.com/o/r",
            "CI_JOB_TOKEN": "job",
            "CI_PAGES_URL": f"{address}site",
            "GITLAB_USER_LOGIN": "somebody",
            "FORGEJO_API_URL": f"{address}api/v1",
            "FORGEJO_SERVER_URL": "https://codeberg.org",
            "FORGEJO_REPOSITORY": "o/r",
            "FORGEJO_TOKEN": "job",
            "FORGEJO_ACTOR": "somebody",
            "FORGEJO_EVENT_PATH": str(folder / "event.json"),
        }
        self.environment = {
            name: value for name, value in names.items() if name.startswith("FORGEJO_") == (host == "forgejo")
        }

    def git(self, *arguments: str) -> str:
        names = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        dated = {**os.environ, "GIT_COMMITTER_DATE": f"@{AS_OF} +0000"}
        done = subprocess.run(
            ["git", *names, *arguments], cwd=self.root, env=dated, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, *options: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Edit", *options)
        return self.git("rev-parse", "HEAD")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text()
        assert old in text
        (self.root / path).write_text(text.replace(old, new))

    def run(self, script: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a step as its job does."""
        return subprocess.run(
            [sys.executable, f"pipeline/{script}.py", *arguments],
            cwd=self.root,
            env={**os.environ, "SOURCE_DATE_EPOCH": AS_OF, **self.environment, **more},
            capture_output=True,
            text=True,
            check=False,
        )

    def replace_live(self) -> None:
        """What GitLab does with the folder that a job left, and what its list of deployments then says."""
        shutil.rmtree(self.interface.live, ignore_errors=True)
        (self.root / "public").rename(self.interface.live)
        self.interface.answers.setdefault("/deployments", []).insert(0, {"sha": self.git("rev-parse", "HEAD")})


@contextmanager
def code_host(folder: Path, host: str, programs: Path) -> Iterator[Repository]:
    """A repository on a host that answers."""
    interface = Interface(folder / "live")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, interface)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Repository(folder, host, programs, interface, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
