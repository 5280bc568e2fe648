"""`import`: what a table of figures changes in a month; nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service_promises.ledger.delivery import FIGURES
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.month import Month
from service_promises.problems.problem import Problem
from service_promises.source.yaml.faults import Unreadable
from service_promises.source.yaml.parse import parse
from service_promises.staff.blank_month import blank_month, month_path, promises_due
from service_promises.staff.figures import RowFigures, check_record, figures_in, same_figure
from service_promises.staff.fill import NotFillable, fill
from service_promises.staff.table import Table


@dataclass(frozen=True, slots=True)
class FigureChange:
    """The figures of one promise that are new or different."""

    promise: str
    path: str
    new: Mapping[str, str]
    old: Mapping[str, str]
    """The figures that the file has had under the same keys."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import changes: all of it or, where anything is wrong, nothing."""

    changes: tuple[FigureChange, ...] = ()
    contents: Mapping[str, bytes] | None = None
    """The new content of each file that changes, by path; None where anything is wrong."""
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    """Promises due in the month that are in no file and not in the table."""


class _Part:
    """A file of the month as it stands, or as `new month` would start it."""

    def __init__(self, path: str, raw: bytes) -> None:
        self.path = path
        self._raw = raw
        self.yaml = parse(raw)
        data = self.yaml.data
        records = data.get("delivered") if isinstance(data, dict) else None
        self.records: dict[str, Any] = records if isinstance(records, dict) else {}

    def filled(self, figures: Mapping[str, Mapping[str, str]]) -> bytes:
        """The bytes with new figures in it; byte order mark and line ends stay what they were."""
        text = fill(self.yaml.text, figures)
        if b"\r\n" in self._raw:
            text = text.replace("\n", "\r\n")
        mark = b"\xef\xbb\xbf" if self._raw.startswith(b"\xef\xbb\xbf") else b""
        return mark + text.encode()


def import_figures(table: Table, ledger: Ledger, month: Month, files: Mapping[str, bytes]) -> Import:
    """Put the figures of a table into the files of a month.

    `files` holds what there is of the month, by path; nothing makes a new file. Every problem comes out in one
    run, and with any of them nothing is changed.
    """
    rows = figures_in(table, ledger)
    try:
        parts = [_Part(path, raw) for path, raw in sorted(files.items())]
    except Unreadable as fault:
        first = fault.problems[0]
        message = f"the month's own file, line {first.line}: {first.message}"
        table.reject(table.location(), message, first.help)
        return Import(problems=tuple(table.problems))
    if table.problems and not rows:
        return Import(problems=tuple(table.problems))
    if not parts:
        names = [row.promise for row in rows]
        parts = [_Part(month_path(month), blank_month(ledger, month, names).encode())]
    changes = [change for row in rows if (change := _change(row, parts, table, ledger, month)) is not None]
    contents: dict[str, bytes] = {}
    if not table.problems:
        for part in parts:
            new = {change.promise: change.new for change in changes if change.path == part.path}
            try:
                contents |= {part.path: part.filled(new)} if new else {}
            except NotFillable as error:
                table.reject(table.location(), f"{part.path}: {error}", "write the figures in by hand")
    if table.problems:
        return Import(problems=tuple(table.problems))
    reported = {row.promise for row in rows}.union(*(part.records for part in parts if files))
    missing = tuple(one.id for one in promises_due(ledger, month) if one.id not in reported)
    return Import(tuple(changes), contents, (), missing)


def _change(row: RowFigures, parts: list[_Part], table: Table, ledger: Ledger, month: Month) -> FigureChange | None:
    """What a row changes; None, with or without a problem in the table, where it changes nothing."""
    part = next((part for part in parts if row.promise in part.records), parts[0])
    if len(parts) > 1 and row.promise not in part.records:
        paths = ", ".join(part.path for part in parts)
        table.reject(
            row.row.cells["promise"].location,
            f"{row.promise} is in no file of the month yet, and the month has several: {paths}",
            f"add a line `  {row.promise}:` below `delivered:` in the right one, and import again",
        )
        return None
    record = part.records.get(row.promise)
    # A key that is still blank says nothing.
    old = {key: value for key, value in record.items() if value is not None} if isinstance(record, dict) else {}
    if row.figures:
        check_record(row, {**old, **row.figures}, table, ledger, month)
    new = {key: text for key, text in row.figures.items() if key not in old or not same_figure(key, old[key], text)}
    replaced = {key: str(old[key]) for key in FIGURES if key in new and key in old}
    return FigureChange(row.promise, part.path, new, replaced) if new else None
