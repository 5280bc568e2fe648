"""What a file under `promises/` is read as, by its path."""

import re
from enum import StrEnum
from typing import NamedTuple

from service_promises.ledger.periods.month import Month

FOLDER = "promises"
SERVICE = "service.yml"
PLACES = "places.yml"
_ID_FILE = re.compile(r"([a-z0-9-]+)\.yml")
MONTH_NAME = re.compile(r"((?:19|2[01])[0-9]{2}-(?:0[1-9]|1[0-2]))")
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


FOLDERS = (FileKind.DECLARED, FileKind.DELIVERED, FileKind.FIX, FileKind.PLEDGE)
"""The kinds that have a folder of their own, which is called like them."""
DELIVERED = f"{FOLDER}/{FileKind.DELIVERED}"
"""The folder of the months."""
SERVICE_PATH = f"{FOLDER}/{SERVICE}"
PLACES_PATH = f"{FOLDER}/{PLACES}"


class SourcePath(NamedTuple):
    """The path of a file to be read, and what it says of the file."""

    path: str
    """Relative to the site's folder, with forward slashes."""
    kind: FileKind
    name: str
    """The id, or the month; for a part of a split month and a table of places too."""


SERVICE_SOURCE = SourcePath(SERVICE_PATH, FileKind.SERVICE, "service")


def path_of(kind: FileKind, name: str | Month) -> str:
    """The path of the file of a promise, a fix or a pledge, by its id, or of a month."""
    return f"{FOLDER}/{kind}/{name}.yml"


def table_path(month: Month, promise: str) -> str:
    """The path of the table of a promise at its places in a month."""
    return f"{DELIVERED}/{month}/{promise}.csv"


def source_path(path: str) -> SourcePath | None:
    """What the file at a path is read as; None for one that does not belong."""
    match path.split("/"):
        case [top, name] if (top, name) == (FOLDER, SERVICE):
            return SERVICE_SOURCE
        case [top, name] if (top, name) == (FOLDER, PLACES):
            return SourcePath(path, FileKind.PLACES, "places")
        case [top, FileKind.DECLARED | FileKind.FIX | FileKind.PLEDGE as kind, name] if top == FOLDER:
            named = _ID_FILE.fullmatch(name)
            return SourcePath(path, FileKind(kind), named[1]) if named else None
        case [top, FileKind.DELIVERED, name] if top == FOLDER and name.endswith(".yml"):
            month = MONTH_NAME.fullmatch(name.removesuffix(".yml"))
            return SourcePath(path, FileKind.DELIVERED, month[1]) if month else None
        case [top, FileKind.DELIVERED, name, part] if top == FOLDER and _TABLE.fullmatch(part):
            month = MONTH_NAME.fullmatch(name)
            return SourcePath(path, FileKind.PLACE_TABLE, month[1]) if month else None
        case [top, FileKind.DELIVERED, name, part] if top == FOLDER and _PART.fullmatch(part):
            month = MONTH_NAME.fullmatch(name)
            return SourcePath(path, FileKind.DELIVERED, month[1]) if month and part.isprintable() else None
    return None
