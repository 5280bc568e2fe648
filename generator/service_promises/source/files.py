"""Finding the files under `promises/`, and naming every one that can't be told what it is for.

An ignored file would publish a false silence, so nothing is ignored: what is not one of the four kinds is a
problem (DESIGN.md section 3). Links are refused too: a pull request could have one lead to any file of the
machine that builds the site.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from service_promises.problems.problem import Problem, file_problem
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


class Found(NamedTuple):
    """A file to be read."""

    path: str
    """Relative to the site's folder, with forward slashes."""
    kind: FileKind
    name: str
    """The id, or the month; for a part of a split month too."""


def find(root: Path) -> tuple[list[Found], list[Problem]]:
    """Every file to be read, sorted by path, and everything that does not belong."""
    top = root / FOLDER
    if not os.path.isdir(top):  # noqa: PTH112 -- says no, where Path says that it may not look
        return [], [
            file_problem(
                FOLDER,
                "missing-file",
                f"there is no folder `{FOLDER}` here",
                "go to the folder of your site, or name it: promises -C FOLDER check",
            )
        ]
    found: list[Found] = []
    strays: list[Problem] = []
    for item in _listing(top, FOLDER, strays):
        if item.name == SERVICE and item.is_file():
            found.append(Found(item.path, FileKind.SERVICE, "service"))
        elif item.is_dir() and item.name in (FileKind.DECLARED, FileKind.DELIVERED, FileKind.FIX):
            _look_into(top, item, found, strays)
        else:
            strays.append(_at_top(item))
    if not any(file.kind is FileKind.SERVICE for file in found):
        strays.append(
            file_problem(
                f"{FOLDER}/{SERVICE}",
                "missing-file",
                f"`{SERVICE}` is missing: it says who promises and how to reach you",
                f"write the file {FOLDER}/{SERVICE}",
            )
        )
    return sorted(found, key=lambda file: file.path), strays


def found_at(path: str) -> Found | None:
    """What the file at a path would be read as; None for one that does not belong."""
    match path.split("/"):
        case [top, name] if (top, name) == (FOLDER, SERVICE):
            return Found(path, FileKind.SERVICE, "service")
        case [top, FileKind.DECLARED | FileKind.FIX as kind, name] if top == FOLDER:
            named = _ID_FILE.fullmatch(name)
            return Found(path, FileKind(kind), named[1]) if named else None
        case [top, FileKind.DELIVERED, name] if top == FOLDER and name.endswith(".yml"):
            month = _MONTH.fullmatch(name.removesuffix(".yml"))
            return Found(path, FileKind.DELIVERED, month[1]) if month else None
        case [top, FileKind.DELIVERED, name, part] if top == FOLDER and _PART.fullmatch(part):
            month = _MONTH.fullmatch(name)
            return Found(path, FileKind.DELIVERED, month[1]) if month else None
    return None


class _Item(NamedTuple):
    """One entry of a folder."""

    path: str
    name: str
    entry: os.DirEntry[str]

    def is_file(self) -> bool:
        return self.entry.is_file(follow_symlinks=False)

    def is_dir(self) -> bool:
        return self.entry.is_dir(follow_symlinks=False)


def _listing(folder: Path, path: str, strays: list[Problem]) -> Iterator[_Item]:
    """The entries of a folder that are files or folders, sorted; the others are strays."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        strays.append(unreadable(path, error))
        return
    for entry in listed:
        item = _Item(f"{path}/{_shown(entry.name)}", entry.name, entry)
        if entry.is_symlink():
            strays.append(
                file_problem(
                    item.path,
                    "stray-file",
                    "this is a link to another place, and links are not followed",
                    "put the file itself here",
                )
            )
        elif not item.is_file() and not item.is_dir():
            strays.append(
                file_problem(item.path, "stray-file", "this is not a file that can be read", "take it away")
            )
        elif item.name != _KEEPER:
            yield item


def _look_into(top: Path, folder: _Item, found: list[Found], strays: list[Problem]) -> None:
    kind = FileKind(folder.name)
    for item in _listing(top / folder.name, folder.path, strays):
        if kind is not FileKind.DELIVERED:
            named = _ID_FILE.fullmatch(item.name)
            if named and item.is_file():
                found.append(Found(item.path, kind, named[1]))
            else:
                strays.append(_not_an_id(item, kind))
            continue
        month = _MONTH.fullmatch(item.name.removesuffix(".yml"))
        if month and item.is_file() and item.name.endswith(".yml"):
            found.append(Found(item.path, kind, month[1]))
        elif month and item.is_dir() and not item.name.endswith(".yml"):
            for part in _listing(top / folder.name / item.name, item.path, strays):
                if part.is_file() and _PART.fullmatch(part.name) and part.name.isprintable():
                    found.append(Found(part.path, kind, month[1]))
                else:
                    strays.append(_not_a_part(part))
        else:
            strays.append(_not_a_month(item))


def _at_top(item: _Item) -> Problem:
    known = [SERVICE, FileKind.DECLARED, FileKind.DELIVERED, FileKind.FIX]
    if item.is_dir():
        near = nearest(item.name, known[1:])
        return _stray(
            item,
            f"the folder `{FOLDER}` holds {SERVICE} and the folders declared, delivered and fixes",
            f"did you mean `{near}`?" if near else "move the folder somewhere else",
        )
    if item.name.rpartition(".")[0] == "service":
        return _stray(item, f"this file is called {SERVICE}", f"rename it to {SERVICE}")
    return _stray(
        item,
        f"the folder `{FOLDER}` holds {SERVICE} and the folders declared, delivered and fixes",
        "a promise goes into declared/, a month into delivered/, a fix into fixes/; other files go somewhere else",
    )


def _not_an_id(item: _Item, kind: FileKind) -> Problem:
    what = "promise" if kind is FileKind.DECLARED else "fix"
    if item.is_dir():
        return _stray(item, f"{kind}/ holds one file for each {what}, and no folders", _move_out(item))
    better = _renamed(item.name)
    return _stray(
        item,
        f"the file of a {what} is called <id>.yml, and an id has small letters, digits and hyphens",
        f"rename it to {better}, or move it somewhere else if it is not a {what}"
        if better
        else "move it somewhere else",
    )


def _not_a_month(item: _Item) -> Problem:
    if item.is_dir():
        return _stray(
            item,
            "a folder in delivered/ is a month and is called YYYY-MM",
            "rename it, for example to 2026-01, or move it somewhere else",
        )
    stem = item.name.partition(".")[0]
    if _MONTH.fullmatch(stem):
        return _stray(item, "the file of a month is called YYYY-MM.yml", f"rename it to {stem}.yml")
    number = re.fullmatch(r"[0-9]{4}-([0-9]{2})", stem)
    if number and not 1 <= int(number[1]) <= 12:
        return _stray(
            item, f"there is no month {number[1]}", "rename it to the month that is meant, 01 to 12"
        )
    return _stray(
        item,
        "the file of a month is called YYYY-MM.yml",
        "rename it, for example to 2026-01.yml, or move it somewhere else if it is not a month",
    )


def _not_a_part(part: _Item) -> Problem:
    if part.is_dir():
        return _stray(part, "the folder of a month holds files, and no folders", _move_out(part))
    better = _renamed(part.name)
    return _stray(
        part,
        "a part of a month is called <name>.yml",
        f"rename it to {better}, or move it somewhere else" if better else "move it somewhere else",
    )


def _renamed(name: str) -> str | None:
    """The name that a YAML file should have had; None for what is not YAML."""
    stem, dot, ending = name.rpartition(".")
    if not dot or ending.lower() not in ("yml", "yaml") or not slug(stem):
        return None
    return f"{slug(stem)}.yml"


def _move_out(item: _Item) -> str:
    return (
        "it is called like a file, and is a folder"
        if item.name.endswith(".yml")
        else "move the files in it up"
    )


def _stray(item: _Item, message: str, way_out: str) -> Problem:
    return file_problem(item.path, "stray-file", message, way_out)


def unreadable(path: str, error: OSError) -> Problem:
    """A file or folder that the system does not let us read."""
    reason = (error.strerror or "it can't be read").lower()
    return file_problem(
        path,
        "unreadable-file",
        f"this can't be read: {reason}",
        "look at who may read it, and whether it is still there",
    )


def _shown(name: str) -> str:
    """A name that can be printed, also where it is not text."""
    return os.fsencode(name).decode("utf-8", "replace")
