"""`make bench`: how long we take, next to what we stand on, in one run on one machine.

`build` against `mkdocs build` of as many near-empty Material pages with the same settings: those that `init` writes,
and the fewest that do. `check`, in one process, against a bare C-loader parse of the same files. The best of several
tries each, taken in turns; every build but the first finds the templates compiled, and ours is compiled beforehand,
as pip compiles what it installs.
"""

from __future__ import annotations

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import service_promises
import yaml
from service_promises.source import read

from tests.bench.made_up import AS_INIT_WRITES, BARE, near_empty, organisation

AS_OF = date(2026, 1, 5)
BAR = 1.5


def main() -> None:
    """Measure and print every ratio."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--promises", type=int, default=50)
    parser.add_argument("--months", type=int, default=60)
    parser.add_argument("--tries", type=int, default=5)
    asked = parser.parse_args()
    compileall.compile_dir(Path(service_promises.__file__).parent, quiet=1)
    print(f"{asked.promises} promises by {asked.months} months, best of {asked.tries}")
    with tempfile.TemporaryDirectory() as scratch:
        for settings, named in (
            (AS_INIT_WRITES, "mkdocs.yml as init writes it"),
            (BARE, "a bare mkdocs.yml"),
        ):
            ours, plain = Path(scratch, named, "ours"), Path(scratch, named, "plain")
            organisation(ours, settings, asked.promises, asked.months)
            build = partial(_run, "promises", "-C", str(ours), "build", "--as-of", str(AS_OF))
            build()
            pages = len(list((ours / "site").rglob("index.html")))
            near_empty(plain, settings, pages)
            _report(
                f"{named}: mkdocs build of {pages} near-empty pages",
                partial(_run, "mkdocs", "build", "--quiet", "--config-file", str(plain / "mkdocs.yml")),
                "promises build",
                build,
                asked.tries,
            )
        files = sorted((ours / "promises").rglob("*.yml"))
        _report(
            f"yaml.load with CSafeLoader of {len(files)} files",
            lambda: [yaml.load(path.read_text(), Loader=yaml.CSafeLoader) for path in files],
            "check",
            lambda: read(ours, AS_OF),
            asked.tries,
        )


def _report(
    base: str, run_base: Callable[[], object], subject: str, run_subject: Callable[[], object], tries: int
) -> None:
    bases, subjects = [], []
    for _ in range(tries):
        bases.append(_seconds(run_base))
        subjects.append(_seconds(run_subject))
    ratio = min(subjects) / min(bases)
    print(f"{base}: {min(bases):.3f} s")
    print(f"{subject}: {min(subjects):.3f} s, {ratio:.2f} times that; the bar is {BAR}")


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _run(*command: str) -> None:
    program = Path(sys.executable).parent / command[0]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([str(program), *command[1:]], check=True, capture_output=True, env=environment)


if __name__ == "__main__":
    main()
