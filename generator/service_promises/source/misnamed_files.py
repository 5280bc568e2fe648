"""A problem for a file under `promises/` whose name or place is not that of any file of ours."""

import os
import re
from collections.abc import Collection

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, whole_file
from service_promises.source.files import FOLDERS, MONTH_NAME, PLACES, SERVICE, FileKind, SourcePath, source_path
from service_promises.source.values.calendar import guess_month
from service_promises.source.values.scalars import slug
from service_promises.source.values.suggest import nearest

_ONE = {FileKind.DECLARED: "promise", FileKind.FIX: "fix", FileKind.PLEDGE: "pledge"}
"""What each file of a folder is, where it is named by an id."""

_AT_TOP = (SERVICE.removesuffix(".yml"), PLACES.removesuffix(".yml"))
_ENDING = re.compile(r"(?:\.ya?ml)+(?:\.txt)?$", re.IGNORECASE)
_TABLE = re.compile(r"\.(?:csv|xlsx|xls|ods)$", re.IGNORECASE)
_LIKE = {
    "stray-at-top": "stray-at-top-like",
    "stray-id": "stray-id-like",
    "stray-month": "stray-month-like",
    "stray-part": "stray-part-like",
}
"""The message that names the better name, beside the one that knows none."""
_COPY = re.compile(r"([0-9]{4}-[0-9]{2})(?!-?[0-9]).+")
"""What browsers, systems and people call a second file of a month."""


def misnamed_problem(path: str, names: Collection[str], *, is_folder: bool) -> Problem:
    """What is wrong with a file or folder, beside others of these names, that is none of ours."""
    name = path.rpartition("/")[2]
    match path.split("/"):
        case [_, _] if is_folder:
            near = nearest(name, FOLDERS)
            return path_problem("stray-folder-like" if near else "stray-folder", path, near=near)
        case [_, _]:
            return _at_top(path, name, names)
        case [_, FileKind.DELIVERED, _] if is_folder:
            month = guess_month(name)
            return path_problem("stray-month-folder-like" if month else "stray-month-folder", path, month=month)
        case [_, FileKind.DELIVERED, _]:
            return _in_delivered(path, name, names)
        case [_, FileKind.DELIVERED, _, _] if not is_folder:
            return _in_month(path, name, names)
        case [_, FileKind.DELIVERED, _, _]:
            what = "the folder of a month holds files"
        case [_, kind, _]:
            one = _ONE[FileKind(kind)]
            what = f"{kind}/ holds one file for each {one}"
            if not is_folder:
                return _renamed(path, _yaml_name(name), names, "stray-id", one=one)
    return path_problem(
        "stray-folder-like-a-file" if name.endswith(".yml") else "stray-folder-of-files", path, what=what
    )


def meant_as(path: str, names: Collection[str]) -> SourcePath | None:
    """What a file beside others of these names is read as, so that nothing else is wrong for its name."""
    top, _, name = path.partition("/")
    better = None if "/" in name else _file_at_top(name)
    meant = source_path(f"{top}/{better}") if better and better not in names else None
    return meant and meant._replace(path=path)


def path_problem(name: str, path: str, **values: object) -> Problem:
    """The problem of that name with a file or folder as a whole."""
    # A name that is not text can be printed all the same.
    return named_problem(name, whole_file(os.fsencode(path).decode("utf-8", "replace")), **values)


def _at_top(path: str, name: str, names: Collection[str]) -> Problem:
    stem = _ENDING.sub("", name)
    if stem == name:
        return path_problem("stray-at-top", path)
    if month := guess_month(stem):
        return path_problem("stray-month-at-top", path, month=month)
    return _renamed(path, _file_at_top(name), names, "stray-at-top")


def _file_at_top(name: str) -> str | None:
    """The file of the service or of the places that was meant by another name; None for others."""
    stem = _ENDING.sub("", name)
    near = nearest(slug(stem), _AT_TOP) if stem != name else None
    return near and f"{near}.yml"


def _in_delivered(path: str, name: str, names: Collection[str]) -> Problem:
    stem = name.partition(".")[0]
    number = re.fullmatch(r"[0-9]{4}-([0-9]{2})", stem)
    if number and not 1 <= int(number[1]) <= 12:
        return path_problem("stray-month-number", path, number=number[1])
    month = guess_month(stem.replace("_", "-").strip())
    if _TABLE.search(name):
        if month:
            return path_problem("stray-month-table", path, stem=month)
        promise = slug(_TABLE.sub("", name))
        return path_problem("stray-table" if promise else "stray-month", path, promise=promise)
    if month:
        return _renamed(path, f"{month}.yml", names, "stray-month")
    copy = _COPY.fullmatch(_ENDING.sub("", name))
    if copy and MONTH_NAME.fullmatch(copy[1]) and _ENDING.search(name):
        return path_problem("stray-month-copy", path, month=copy[1])
    return path_problem("stray-month", path)


def _in_month(path: str, name: str, names: Collection[str]) -> Problem:
    stem, _, ending = name.rpartition(".")
    month = guess_month(stem)
    if _TABLE.search(name) and month:
        return path_problem("stray-month-table", path, stem=month)
    if ending.lower() in {"xlsx", "xls", "ods"}:
        return path_problem("stray-part-sheet", path, stem=slug(stem))
    better = f"{slug(stem)}.csv" if ending.lower() == "csv" and slug(stem) else _yaml_name(name)
    return _renamed(path, better, names, "stray-part")


def _renamed(path: str, better: str | None, names: Collection[str], name: str, **values: object) -> Problem:
    """What to do about a file that should have another name, which another file beside it may have."""
    if better in names:
        return path_problem("stray-beside", path, better=better)
    return path_problem(_LIKE[name] if better else name, path, better=better, **values)


def _yaml_name(name: str) -> str | None:
    """The name that a YAML file should have had; None for what is not YAML."""
    stem = _ENDING.sub("", name)
    return f"{slug(stem)}.yml" if stem != name and slug(stem) else None
