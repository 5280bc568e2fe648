"""The files under `promises/`, and a problem for each that is in the wrong place or under the wrong name.

An ignored file would publish a false silence, so nothing is ignored: what is not one of the five kinds is a
problem. Links are refused too: a pull request could have one lead to any file of the
machine that builds the site.
"""

import os
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, whole_file
from service_promises.source.misplaced_files import misplaced_files
from service_promises.source.values.scalars import slug
from service_promises.source.values.suggest import nearest

FOLDER = "promises"
SERVICE = "service.yml"
PLACES = "places.yml"
_KEEPER = ".gitkeep"
"""Git keeps no empty folder without it."""

_ID_FILE = re.compile(r"([a-z0-9-]+)\.yml")
_MONTH = re.compile(r"((?:19|2[01])[0-9]{2}-(?:0[1-9]|1[0-2]))")
_PART = re.compile(r"[^.].*\.yml")
_TABLE = re.compile(r"([a-z0-9-]+)\.csv")


class FileKind(StrEnum):
    """What a file holds."""

    SERVICE = "service"
    PLACES = "places"
    DECLARED = "declared"
    DELIVERED = "delivered"
    PLACE_TABLE = "place table"
    """What was delivered of one promise at each place in one month."""
    FIX = "fixes"
    PLEDGE = "pledges"


_FOLDERS = (FileKind.DECLARED, FileKind.DELIVERED, FileKind.FIX, FileKind.PLEDGE)
_ONE = {FileKind.DECLARED: "promise", FileKind.FIX: "fix", FileKind.PLEDGE: "pledge"}
"""What each file of a folder is, where it is named by an id."""


class SourcePath(NamedTuple):
    """The path of a file to be read, and what it says of the file."""

    path: str
    """Relative to the site's folder, with forward slashes."""
    kind: FileKind
    name: str
    """The id, or the month; for a part of a split month and a table of places too."""


def source_path(path: str) -> SourcePath | None:
    """What the file at a path is read as; None for one that does not belong."""
    match path.split("/"):
        case [top, name] if (top, name) == (FOLDER, SERVICE):
            return SourcePath(path, FileKind.SERVICE, "service")
        case [top, name] if (top, name) == (FOLDER, PLACES):
            return SourcePath(path, FileKind.PLACES, "places")
        case [top, FileKind.DECLARED | FileKind.FIX | FileKind.PLEDGE as kind, name] if top == FOLDER:
            named = _ID_FILE.fullmatch(name)
            return SourcePath(path, FileKind(kind), named[1]) if named else None
        case [top, FileKind.DELIVERED, name] if top == FOLDER and name.endswith(".yml"):
            month = _MONTH.fullmatch(name.removesuffix(".yml"))
            return SourcePath(path, FileKind.DELIVERED, month[1]) if month else None
        case [top, FileKind.DELIVERED, name, part] if top == FOLDER and _TABLE.fullmatch(part):
            month = _MONTH.fullmatch(name)
            return SourcePath(path, FileKind.PLACE_TABLE, month[1]) if month else None
        case [top, FileKind.DELIVERED, name, part] if top == FOLDER and _PART.fullmatch(part):
            month = _MONTH.fullmatch(name)
            return SourcePath(path, FileKind.DELIVERED, month[1]) if month and part.isprintable() else None
    return None


def find_files(root: Path) -> tuple[list[SourcePath], list[Problem]]:
    """Every file to be read, sorted by path, and a problem for everything that does not belong."""
    if not os.path.isdir(root / FOLDER):  # noqa: PTH112 -- says no, where Path says that it may not look
        return [], [named_problem("no-promises-folder", whole_file(FOLDER), folder=FOLDER), *misplaced_files(root)]
    if (root / FOLDER).is_symlink():
        return [], [named_problem("promises-link", whole_file(FOLDER), folder=FOLDER)]
    entries = [*_walk(root, FOLDER)]
    paths = [entry for entry in entries if isinstance(entry, SourcePath)]
    problems = [*(entry for entry in entries if isinstance(entry, Problem)), *misplaced_files(root)]
    if not any(path.kind is FileKind.SERVICE for path in paths):
        problems.append(
            named_problem("no-service-file", whole_file(f"{FOLDER}/{SERVICE}"), file=SERVICE, folder=FOLDER)
        )
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
            yield _stray("stray-link", path)
        elif not is_file and not is_folder:
            yield _stray("stray-device", path)
        elif entry.name == _KEEPER:
            continue
        elif file is not None:
            yield file
        elif is_folder and _holds_files(path):
            yield from _walk(root, path)
        else:
            yield _misplaced(path, is_folder=is_folder)


def _holds_files(folder: str) -> bool:
    match folder.split("/"):
        case [_, FileKind.DECLARED | FileKind.DELIVERED | FileKind.FIX | FileKind.PLEDGE]:
            return True
        case [_, FileKind.DELIVERED, name]:
            return _MONTH.fullmatch(name) is not None
    return False


def _misplaced(path: str, *, is_folder: bool) -> Problem:
    name = path.rpartition("/")[2]
    better = _renamed(name)
    match path.split("/"):
        case [_, _]:
            near = nearest(name, _FOLDERS) if is_folder else None
            if near:
                return _stray("stray-folder-like", path, near=near)
            if is_folder:
                return _stray("stray-folder", path)
            return _stray("stray-service" if name.rpartition(".")[0] == "service" else "stray-at-top", path)
        case [_, FileKind.DELIVERED, _]:
            return _not_a_month(path, name.partition(".")[0], is_folder=is_folder)
        case [_, FileKind.DELIVERED, _, _] if not is_folder:
            return _not_a_part(path, name)
        case [_, FileKind.DELIVERED, _, _]:
            what = "the folder of a month holds files"
        case [_, kind, _]:
            one = _ONE[FileKind(kind)]
            what = f"{kind}/ holds one file for each {one}"
            if not is_folder:
                return _stray("stray-id-like" if better else "stray-id", path, one=one, better=better)
    return _stray("stray-folder-like-a-file" if name.endswith(".yml") else "stray-folder-of-files", path, what=what)


def _not_a_month(path: str, stem: str, *, is_folder: bool) -> Problem:
    if is_folder:
        return _stray("stray-month-folder", path)
    number = re.fullmatch(r"[0-9]{4}-([0-9]{2})", stem)
    if number and not 1 <= int(number[1]) <= 12:
        return _stray("stray-month-number", path, number=number[1])
    if _MONTH.fullmatch(stem) and path.lower().endswith((".csv", ".xlsx", ".xls", ".ods")):
        return _stray("stray-month-table", path, stem=stem)
    return _stray("stray-month-like" if _MONTH.fullmatch(stem) else "stray-month", path, stem=stem)


def _not_a_part(path: str, name: str) -> Problem:
    stem, _, ending = name.rpartition(".")
    if ending.lower() in {"xlsx", "xls", "ods"}:
        return _stray("stray-part-sheet", path, stem=slug(stem))
    better = f"{slug(stem)}.csv" if ending.lower() == "csv" and slug(stem) else _renamed(name)
    return _stray("stray-part-like", path, better=better) if better else _stray("stray-part", path)


def _renamed(name: str) -> str | None:
    """The name that a YAML file should have had; None for what is not YAML."""
    stem = re.sub(r"(?:\.ya?ml)+(?:\.txt)?$", "", name, flags=re.IGNORECASE)
    return f"{slug(stem)}.yml" if stem != name and slug(stem) else None


def _stray(name: str, path: str, **values: object) -> Problem:
    # A name that is not text can be printed all the same.
    return named_problem(name, whole_file(os.fsencode(path).decode("utf-8", "replace")), **values)
