"""`import`: what a table of figures changes in a month; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service_promises.ledger.delivery import FIGURES
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.month import Month
from service_promises.source.yaml.parse import parse
from service_promises.source.yaml.unreadable import Unreadable
from service_promises.staff.blank_month import blank_month, month_path, promises_due
from service_promises.staff.figures import Given, faults, given_by, same
from service_promises.staff.fill import NotFillable, fill
from service_promises.staff.table import Doubt, Table


@dataclass(frozen=True, slots=True)
class Change:
    """The figures of one promise that are new or different."""

    promise: str
    path: str
    figures: Mapping[str, str]
    were: Mapping[str, str]
    """What the file said before, of those that it said anything of."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import does, all of it or, where there is a doubt, nothing."""

    changes: tuple[Change, ...] = ()
    contents: Mapping[str, bytes] | None = None
    """The new content of each file that changes, by path; None where there is a doubt."""
    doubts: tuple[Doubt, ...] = ()
    missing: tuple[str, ...] = ()
    """Promises due in the month that are in no file and not in the table."""


class _Part:
    """A file of the month as it stands, or as `new month` would begin it."""

    def __init__(self, path: str, raw: bytes) -> None:
        self.path = path
        self._raw = raw
        self.yaml = parse(raw)
        data = self.yaml.data
        records = data.get("delivered") if isinstance(data, dict) else None
        self.records: dict[str, Any] = records if isinstance(records, dict) else {}

    def filled(self, figures: Mapping[str, Mapping[str, str]]) -> bytes:
        """The bytes with figures put in; byte order mark and line ends stay what they were."""
        text = fill(self.yaml.text, figures)
        if b"\r\n" in self._raw:
            text = text.replace("\n", "\r\n")
        mark = b"\xef\xbb\xbf" if self._raw.startswith(b"\xef\xbb\xbf") else b""
        return mark + text.encode()


def import_figures(table: Table, ledger: Ledger, month: Month, files: Mapping[str, bytes]) -> Import:
    """Put the figures of a table into the files of a month.

    `files` holds what there is of the month, by path; nothing makes a new file. Every doubt comes out in one
    run, and with any of them nothing is changed.
    """
    given, doubts = given_by(table, ledger)
    try:
        parts = [_Part(path, raw) for path, raw in sorted(files.items())]
    except Unreadable as fault:
        first = fault.problems[0]
        doubts.append(Doubt(f"the month's own file, line {first.line}", first.message, first.help))
        return Import(doubts=tuple(doubts))
    if doubts and not given:
        return Import(doubts=tuple(doubts))
    if not parts:
        names = [one.promise for one in given]
        parts = [_Part(month_path(month), blank_month(ledger, month, names).encode())]
    fresh = not files
    changes: list[Change] = []
    for one in given:
        part = next((part for part in parts if one.promise in part.records), None)
        if part is None and len(parts) > 1:
            doubts.append(_which_part(one, parts))
            continue
        part = part or parts[0]
        record = part.records.get(one.promise)
        held = record if isinstance(record, dict) else {}
        if one.figures:
            doubts += faults(one, {**_said(held), **one.figures}, ledger, month)
        change = _change(one, part, held)
        if change is not None:
            changes.append(change)
    if doubts:
        return Import(doubts=tuple(doubts))
    contents = {}
    for part in parts:
        figures = {change.promise: change.figures for change in changes if change.path == part.path}
        if figures:
            try:
                contents[part.path] = part.filled(figures)
            except NotFillable as error:
                return Import(doubts=(Doubt(part.path, str(error), "write the figures in by hand"),))
    return Import(tuple(changes), contents, (), _missing(ledger, month, parts, given, fresh=fresh))


def _said(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record says, without keys that are still blank."""
    return {key: value for key, value in record.items() if value is not None}


def _change(given: Given, part: _Part, held: Mapping[str, Any]) -> Change | None:
    new = {
        key: text
        for key, text in given.figures.items()
        if held.get(key) is None or not same(key, held[key], text)
    }
    if not new:
        return None
    were = {key: str(held[key]) for key in FIGURES if key in new and held.get(key) is not None}
    return Change(given.promise, part.path, new, were)


def _which_part(given: Given, parts: list[_Part]) -> Doubt:
    paths = ", ".join(part.path for part in parts)
    return Doubt(
        given.row.cells["promise"].place,
        f"{given.promise} is in no file of the month yet, and the month has several: {paths}",
        f"add a line `  {given.promise}:` below `delivered:` in the right one, and import again",
    )


def _missing(
    ledger: Ledger, month: Month, parts: list[_Part], given: list[Given], *, fresh: bool
) -> tuple[str, ...]:
    there = {one.promise for one in given} | {name for part in parts if not fresh for name in part.records}
    return tuple(promise.id for promise in promises_due(ledger, month) if promise.id not in there)
