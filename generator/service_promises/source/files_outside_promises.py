"""Files that look like ours beside `promises/`, where nobody would read them: a month there is a false silence."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, whole_file

_MONTH = re.compile(r"((?:19|2[01])[0-9]{2}-(?:0[1-9]|1[0-2]))\.ya?ml", re.IGNORECASE)
_YAML = re.compile(r"[^.].*\.ya?ml", re.IGNORECASE)
_FOLDERS = ("declared", "delivered", "fixes", "pledges")
_PROMISES = "promises"
_KEYS = re.compile(rb"^(?:we_will|terms|delivered):", re.MULTILINE)
"""Keys that only files of ours begin a line with."""
_MOST_LEVELS = 3
_MOST_READ = 100_000


def files_outside_promises(root: Path) -> Iterator[Problem]:
    """A problem for each file at the top of a site's folder, or in a folder there, that belongs below `promises/`.

    What git ignores is not looked at, nor a folder that is a site of its own.
    """
    try:
        with os.scandir(root) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        name = entry.name
        if entry.is_file() and (month := _MONTH.fullmatch(name)):
            yield from _problem(root, name, f"{_PROMISES}/delivered/{month[1]}.yml")
        elif entry.is_dir(follow_symlinks=False) and _is_looked_at(root, name):
            yield from _in_folder(root, name, _MOST_LEVELS)


def _is_looked_at(root: Path, name: str) -> bool:
    is_alike = name != _PROMISES and name.lower() in (*_FOLDERS, _PROMISES)
    return is_alike and not (root / name / _PROMISES / "service.yml").is_file()


def _in_folder(root: Path, folder: str, levels: int) -> Iterator[Problem]:
    for path in sorted((root / folder).iterdir()):
        below = f"{folder}/{path.name}"
        if path.is_symlink():
            continue
        if path.is_dir() and levels > 1:
            yield from _in_folder(root, below, levels - 1)
        elif path.is_file() and _YAML.fullmatch(path.name) and _is_ours(path):
            top, *rest = below.split("/")
            inside = [top.lower(), *(step.lower() if step.lower() in _FOLDERS else step for step in rest)]
            better = "/".join(inside if inside[0] == _PROMISES else [_PROMISES, *inside])
            yield from _problem(root, below, re.sub(r"\.ya?ml$", ".yml", better, flags=re.IGNORECASE))


def _is_ours(path: Path) -> bool:
    if _MONTH.fullmatch(path.name) or path.name.lower() == "service.yml":
        return True
    try:
        with path.open("rb") as stream:
            return _KEYS.search(stream.read(_MOST_READ)) is not None
    except OSError:
        return False


def _problem(root: Path, path: str, better: str) -> Iterator[Problem]:
    if not _is_ignored(root, path):
        yield named_problem("misplaced-file", whole_file(path), better=better)


def _is_ignored(root: Path, path: str) -> bool:
    """Whether git is told not to look at a file; asked only of what looks like one of ours."""
    try:
        done = subprocess.run(  # noqa: S603 -- a list of arguments, no shell
            ["git", "-C", str(root), "check-ignore", "--quiet", "--", path],  # noqa: S607 -- whichever git is here
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0
