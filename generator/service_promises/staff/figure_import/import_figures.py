"""`import`: what a table of figures changes in the months it speaks of; nothing is written here."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.problems.problem import Problem
from service_promises.source.files import FileKind, path_of
from service_promises.source.yaml.faults import Unreadable
from service_promises.source.yaml.parse import parse
from service_promises.staff.figure_import.figures import (
    FigureChange,
    RowFigures,
    check_record,
    in_order,
    records_of,
    same_figure,
)
from service_promises.staff.figure_import.fill import NotFillable, fill
from service_promises.staff.figure_import.months_covered import check_months
from service_promises.staff.figure_import.places import PlaceImport
from service_promises.staff.figure_import.published_data import is_published_data, published_figures
from service_promises.staff.figure_import.totals import check_sheet_totals, check_totals
from service_promises.staff.new_files.blank_month import blank_month, without_notes
from service_promises.staff.new_files.months_due import promises_due
from service_promises.staff.spreadsheets.layout import figures_of
from service_promises.staff.spreadsheets.table import Table
from service_promises.staff.write_files import encoded_like

MonthFiles = Callable[[Month], Mapping[str, bytes]]
"""What there is of a month: the content of its files, by path."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import changes: all of it or, where anything is wrong, nothing."""

    changes: tuple[FigureChange, ...] = ()
    contents: Mapping[str, bytes] | None = None
    """The new content of each file that changes, by path; None where anything is wrong."""
    problems: tuple[Problem, ...] = ()
    missing: Mapping[Month, Sequence[str]] | None = None
    """By month: promises due in it that are in no file and not in the table."""
    left_out: Sequence[str] = ()
    """What was not taken from the table, in whole sentences."""


class _Part:
    """A file of a month as it stands, or as `new month` would start it."""

    def __init__(self, path: str, raw: bytes) -> None:
        self.path = path
        self._raw = raw
        self.yaml = parse(raw)
        data = self.yaml.data
        records = data.get("delivered") if isinstance(data, dict) else None
        self.records: dict[str, Any] = records if isinstance(records, dict) else {}
        self.is_late = isinstance(data, dict) and bool(data.get("reported"))
        """Whether all of it says when it was reported."""

    def filled(self, figures: Mapping[str, Mapping[str, str]]) -> bytes:
        """The bytes with new figures in it; byte order mark and line ends stay what they were."""
        return encoded_like(self._raw, fill(self.yaml.text, figures))


def import_figures(
    table: Table, ledger: Ledger, month: Month | None, files_of: MonthFiles, silent: Collection[tuple[str, Month]]
) -> Import:
    """Put the figures of a table into the files of a month, or of every month that it speaks of.

    `silent` are the promises and months that stand as not reported in public: only of these a new file says on which
    day they are reported. Every problem comes out in one run, and with any of them nothing is changed.
    """
    read_figures = published_figures if is_published_data(table) else figures_of
    figures = [*read_figures(table, ledger, month)]
    rows = records_of((one for one in figures if not one.is_total), table, ledger)
    check_sheet_totals([one for one in figures if one.is_total], rows, table)
    if not rows and not table.problems:
        way_out = "fill the figures in; below the names of the columns each row has a promise and its figures"
        table.reject(table.location(), f"it has no figures. {' '.join(table.left_out)}".strip(), way_out)
    rows = check_months(rows, table, ledger)
    changes: list[FigureChange] = []
    contents: dict[str, bytes] = {}
    missing: dict[Month, Sequence[str]] = {}
    places = PlaceImport(table, ledger)
    for of_month, grouped in groupby(rows, key=lambda row: row.month):
        work = _MonthImport(table, ledger, of_month, files_of(of_month), places, with_notes=month is not None)
        changes.extend(work.changes([*grouped], silent))
        contents |= work.contents
        missing |= {of_month: names} if (names := work.missing()) else {}
    if table.problems:
        return Import(problems=tuple(table.problems))
    return Import(tuple(changes), contents, (), missing, table.left_out)


class _MonthImport:
    """Puts the figures of one month into its files."""

    def __init__(
        self,
        table: Table,
        ledger: Ledger,
        month: Month,
        files: Mapping[str, bytes],
        places: PlaceImport,
        *,
        with_notes: bool,
    ) -> None:
        """`with_notes` says whether a new file explains itself, which those of years of figures do not."""
        self._with_notes = with_notes
        self._table, self._ledger, self._month, self._places = table, ledger, month, places
        self._files = {path: raw for path, raw in files.items() if path.endswith(".yml")}
        self._tables = {path: raw for path, raw in files.items() if path.endswith(".csv")}
        self.contents: dict[str, bytes] = {}
        self._reported: set[str] = set()

    def changes(self, rows: Sequence[RowFigures], silent: Collection[tuple[str, Month]]) -> list[FigureChange]:
        """What changes in the month; the new contents of its files are kept where nothing is wrong."""
        silent_now = {name for name, of in silent if of == self._month}
        of_whole, at_places = ([row for row in rows if bool(row.place) is has] for has in (False, True))
        parts = self._parts([row.promise for row in of_whole], silent_now)
        if not parts:
            return []
        changes = [change for row in of_whole if (change := self._change(row, parts)) is not None]
        if not self._table.problems:
            self._fill(parts, changes)
        in_yaml = {name: record for part in parts for name, record in part.records.items()} if self._files else {}
        is_late = silent_now if not any(part.is_late for part in parts) else set()
        of_places, tables = self._places.changes(at_places, self._month, self._tables, in_yaml, is_late)
        changes += of_places
        self.contents |= tables
        if not self._table.problems:
            every = {**self._files, **self._tables, **self.contents}
            check_totals(rows, self._month, every, self._table, self._ledger)
        self._reported |= {row.promise for row in rows}
        if self._files:
            self._reported.update(*(part.records for part in parts))
        self._reported.update(path.rpartition("/")[2].removesuffix(".csv") for path in self._tables)
        return changes

    def missing(self) -> list[str]:
        """The promises due in the month that have no record."""
        due = promises_due(self._ledger, self._month)
        return [promise.id for promise in due if promise.id not in self._reported]

    def _parts(self, names: Sequence[str], silent: Collection[str]) -> list[_Part]:
        try:
            parts = [_Part(path, raw) for path, raw in sorted(self._files.items())]
        except Unreadable as fault:
            first = fault.problems[0]
            message = f"{path_of(FileKind.DELIVERED, self._month)}, line {first.line}: {first.message}"
            self._table.reject(self._table.location(), message, first.help)
            return []
        if parts:
            return parts
        blank = blank_month(self._ledger, self._month, names, silent)
        return [
            _Part(
                path_of(FileKind.DELIVERED, self._month), (blank if self._with_notes else without_notes(blank)).encode()
            )
        ]

    def _fill(self, parts: Sequence[_Part], changes: Sequence[FigureChange]) -> None:
        for part in parts:
            new = {change.promise: change.new for change in changes if change.path == part.path}
            try:
                self.contents |= {part.path: part.filled(new)} if new else {}
            except NotFillable as error:
                self._table.reject(self._table.location(), f"{part.path}: {error}", "write the figures in by hand")

    def _change(self, row: RowFigures, parts: Sequence[_Part]) -> FigureChange | None:
        """What a row changes; None, with or without a problem in the table, where it changes nothing."""
        part = next((part for part in parts if row.promise in part.records), parts[0])
        if len(parts) > 1 and row.promise not in part.records:
            paths = ", ".join(part.path for part in parts)
            self._table.reject(
                row.location,
                f"{row.promise} is in no file of {self._month} yet, and the month has several: {paths}",
                f"add a line `  {row.promise}:` below `delivered:` in the right one, and import again",
            )
            return None
        record = part.records.get(row.promise)
        # A key that is still blank says nothing.
        old = {key: value for key, value in record.items() if value is not None} if isinstance(record, dict) else {}
        check_record(row, {**old, **row.figures}, self._table, self._ledger)
        figures = in_order(row.figures).items()
        new = {key: text for key, text in figures if key not in old or not same_figure(key, old[key], text)}
        replaced = {key: str(old[key]) for key in new if key in old}
        return FigureChange(row.promise, self._month, part.path, new, replaced) if new else None
