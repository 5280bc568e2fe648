"""Every file under `promises/`, and a problem for each that is in the wrong place or under the wrong name.

An ignored file would publish a false silence, so nothing is ignored: what is of no kind of
`files.py` is a problem. Links are refused too: a pull request could have one lead to any file of the machine that
builds the site.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, whole_file
from service_promises.source.files import FOLDER, MONTH_NAME, SERVICE, SERVICE_PATH, FileKind, SourcePath, source_path
from service_promises.source.files_outside_promises import files_outside_promises
from service_promises.source.misnamed_files import meant_as, misnamed_problem, path_problem

_KEEPER = ".gitkeep"
"""Git keeps no empty folder without it."""


def find_files(root: Path) -> tuple[list[SourcePath], list[Problem]]:
    """Every file to be read, sorted by path, and a problem for everything that does not belong."""
    if not os.path.isdir(root / FOLDER):  # noqa: PTH112 -- says no, where Path says that it may not look
        return [], [
            named_problem("no-promises-folder", whole_file(FOLDER), folder=FOLDER),
            *files_outside_promises(root),
        ]
    if (root / FOLDER).is_symlink():
        return [], [named_problem("promises-link", whole_file(FOLDER), folder=FOLDER)]
    entries = [*_walk(root, FOLDER)]
    paths = [entry for entry in entries if isinstance(entry, SourcePath)]
    problems = [*(entry for entry in entries if isinstance(entry, Problem)), *files_outside_promises(root)]
    if not any(path.kind is FileKind.SERVICE for path in paths):
        problems.append(named_problem("no-service-file", whole_file(SERVICE_PATH), file=SERVICE, folder=FOLDER))
    return sorted(paths), problems


def unreadable(path: str, error: OSError) -> Problem:
    """A file or folder that the system does not let us read."""
    reason = (error.strerror or "it can't be read").lower()
    return named_problem("unreadable-file", whole_file(path), reason=reason)


def _walk(root: Path, folder: str) -> Iterator[SourcePath | Problem]:
    """What is in a folder and in those below that may hold files."""
    try:
        with os.scandir(root / folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield unreadable(folder, error)
        return
    for entry in listed:
        path = f"{folder}/{entry.name}"
        is_file, is_folder = entry.is_file(follow_symlinks=False), entry.is_dir(follow_symlinks=False)
        file = source_path(path) if is_file else None
        if entry.is_symlink():
            yield path_problem("stray-link", path)
        elif not is_file and not is_folder:
            yield path_problem("stray-device", path)
        elif entry.name == _KEEPER:
            continue
        elif file is not None:
            yield file
        elif is_folder and _holds_files(path):
            yield from _walk(root, path)
        else:
            names = {other.name for other in listed}
            yield misnamed_problem(path, names, is_folder=is_folder)
            if is_file and (meant := meant_as(path, names)):
                yield meant


def _holds_files(folder: str) -> bool:
    match folder.split("/"):
        case [_, FileKind.DECLARED | FileKind.DELIVERED | FileKind.FIX | FileKind.PLEDGE]:
            return True
        case [_, FileKind.DELIVERED, name]:
            return MONTH_NAME.fullmatch(name) is not None
    return False
