"""The files under `promises/`, and a problem for each that is in the wrong place or under the wrong name.

An ignored file would publish a false silence, so nothing is ignored: what is not one of the four kinds is a
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
from service_promises.problems.problem import Problem, file_problem, whole_file
from service_promises.source.values.scalars import slug
from service_promises.source.values.suggest import nearest

FOLDER = "promises"
SERVICE = "service.yml"
_KEEPER = ".gitkeep"
"""Git keeps no empty folder without it."""

_ID_FILE = re.compile(r"([a-z0-9-]+)\.yml")
_MONTH = re.compile(r"((?:19|2[01])[0-9]{2}-(?:0[1-9]|1[0-2]))")
_PART = re.compile(r"[^.].*\.yml")


class FileKind(StrEnum):
    """What a file holds."""

    SERVICE = "service"
    DECLARED = "declared"
    DELIVERED = "delivered"
    FIX = "fixes"


class SourcePath(NamedTuple):
    """The path of a file to be read, and what it says of the file."""

    path: str
    """Relative to the site's folder, with forward slashes."""
    kind: FileKind
    name: str
    """The id, or the month; for a part of a split month too."""


def source_path(path: str) -> SourcePath | None:
    """What the file at a path is read as; None for one that does not belong."""
    match path.split("/"):
        case [top, name] if (top, name) == (FOLDER, SERVICE):
            return SourcePath(path, FileKind.SERVICE, "service")
        case [top, FileKind.DECLARED | FileKind.FIX as kind, name] if top == FOLDER:
            named = _ID_FILE.fullmatch(name)
            return SourcePath(path, FileKind(kind), named[1]) if named else None
        case [top, FileKind.DELIVERED, name] if top == FOLDER and name.endswith(".yml"):
            month = _MONTH.fullmatch(name.removesuffix(".yml"))
            return SourcePath(path, FileKind.DELIVERED, month[1]) if month else None
        case [top, FileKind.DELIVERED, name, part] if top == FOLDER and _PART.fullmatch(part):
            month = _MONTH.fullmatch(name)
            return SourcePath(path, FileKind.DELIVERED, month[1]) if month and part.isprintable() else None
    return None


def find_files(root: Path) -> tuple[list[SourcePath], list[Problem]]:
    """Every file to be read, sorted by path, and a problem for everything that does not belong."""
    if not os.path.isdir(root / FOLDER):  # noqa: PTH112 -- says no, where Path says that it may not look
        return [], [named_problem("no-promises-folder", whole_file(FOLDER), folder=FOLDER)]
    entries = [*_walk(root, FOLDER)]
    paths = [entry for entry in entries if isinstance(entry, SourcePath)]
    problems = [entry for entry in entries if isinstance(entry, Problem)]
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
            message = "this is a link to another place, and links are not followed"
            yield _stray(path, message, "put the file itself here")
        elif not is_file and not is_folder:
            yield _stray(path, "this is not a file that can be read", "take it away")
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
        case [_, FileKind.DECLARED | FileKind.DELIVERED | FileKind.FIX]:
            return True
        case [_, FileKind.DELIVERED, name]:
            return _MONTH.fullmatch(name) is not None
    return False


def _misplaced(path: str, *, is_folder: bool) -> Problem:
    match path.split("/"):
        case [_, name]:
            message, way_out = _not_at_top(name, is_folder=is_folder)
        case [_, FileKind.DELIVERED, name]:
            message, way_out = _not_a_month(name, is_folder=is_folder)
        case [_, FileKind.DELIVERED, _, name]:
            message, way_out = _not_a_part(name, is_folder=is_folder)
        case [_, kind, name]:
            message, way_out = _not_an_id(name, FileKind(kind), is_folder=is_folder)
    return _stray(path, message, way_out)


def _not_at_top(name: str, *, is_folder: bool) -> tuple[str, str]:
    holds = f"the folder `{FOLDER}` holds {SERVICE} and the folders declared, delivered and fixes"
    if is_folder:
        near = nearest(name, [FileKind.DECLARED, FileKind.DELIVERED, FileKind.FIX])
        return holds, f"did you mean `{near}`?" if near else "move the folder somewhere else"
    if name.rpartition(".")[0] == "service":
        return f"this file is called {SERVICE}", f"rename it to {SERVICE}"
    return (
        holds,
        "a promise goes into declared/, a month into delivered/, a fix into fixes/; other files go somewhere else",
    )


def _not_an_id(name: str, kind: FileKind, *, is_folder: bool) -> tuple[str, str]:
    what = "promise" if kind is FileKind.DECLARED else "fix"
    if is_folder:
        return f"{kind}/ holds one file for each {what}, and no folders", _move_out(name)
    better = _renamed(name)
    return (
        f"the file of a {what} is called <id>.yml, and an id has small letters, digits and hyphens",
        f"rename it to {better}, or move it somewhere else if it is not a {what}"
        if better
        else "move it somewhere else",
    )


def _not_a_month(name: str, *, is_folder: bool) -> tuple[str, str]:
    if is_folder:
        return (
            "a folder in delivered/ is a month and is called YYYY-MM",
            "rename it, for example to 2026-01, or move it somewhere else",
        )
    stem = name.partition(".")[0]
    number = re.fullmatch(r"[0-9]{4}-([0-9]{2})", stem)
    if number and not 1 <= int(number[1]) <= 12:
        return f"there is no month {number[1]}", "rename it to the month that is meant, 01 to 12"
    way_out = "rename it, for example to 2026-01.yml, or move it somewhere else if it is not a month"
    return (
        "the file of a month is called YYYY-MM.yml",
        f"rename it to {stem}.yml" if _MONTH.fullmatch(stem) else way_out,
    )


def _not_a_part(name: str, *, is_folder: bool) -> tuple[str, str]:
    if is_folder:
        return "the folder of a month holds files, and no folders", _move_out(name)
    better = _renamed(name)
    return (
        "a part of a month is called <name>.yml",
        f"rename it to {better}, or move it somewhere else" if better else "move it somewhere else",
    )


def _renamed(name: str) -> str | None:
    """The name that a YAML file should have had; None for what is not YAML."""
    stem, dot, ending = name.rpartition(".")
    if not dot or ending.lower() not in ("yml", "yaml") or not slug(stem):
        return None
    return f"{slug(stem)}.yml"


def _move_out(name: str) -> str:
    return "it is called like a file, and is a folder" if name.endswith(".yml") else "move the files in it up"


def _stray(path: str, message: str, way_out: str) -> Problem:
    # A name that is not text can be printed all the same.
    return file_problem(os.fsencode(path).decode("utf-8", "replace"), "stray-file", message, way_out)
