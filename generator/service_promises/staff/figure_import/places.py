"""`import`: what a table of figures changes in the tables of places; nothing is written here."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import Any

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.source.csv.parse import parse_table
from service_promises.source.csv.resolve import delimiter_of
from service_promises.source.documents.place_table import COLUMNS, PLACE
from service_promises.source.files import table_path
from service_promises.source.rules.place_records import check_by_place, why_not_due
from service_promises.source.yaml.faults import Unreadable
from service_promises.source.yaml.parse import decode
from service_promises.staff.figure_import.figures import FigureChange, RowFigures, check_record, in_order, same_figure
from service_promises.staff.spreadsheets.table import Table

_Cells = dict[str, str]
"""The figures of a row of a table that says something, by column."""


class PlaceImport:
    """Puts figures of places into the tables of a promise and a month."""

    def __init__(self, table: Table, ledger: Ledger) -> None:
        self._table, self._ledger = table, ledger
        self._rejected: set[tuple[str, str]] = set()
        """The promises, each with a place, of which it was said why nothing is due there."""

    def changes(
        self,
        rows: Sequence[RowFigures],
        month: Month,
        tables: Mapping[str, bytes],
        in_yaml: Mapping[str, Any],
        silent: Collection[str],
    ) -> tuple[list[FigureChange], dict[str, bytes]]:
        """What changes in a month, and the new contents of its tables, by path.

        `tables` are those that are there, `in_yaml` the records in its other files, by promise; `silent` are the promises
        whose new records say that they are reported today.
        """
        changes: list[FigureChange] = []
        contents: dict[str, bytes] = {}
        for name, of_promise in groupby(rows, key=lambda row: row.promise):
            path = table_path(month, name)
            record = in_yaml.get(name)
            by_place = record.get("by_place") if isinstance(record, dict) else None
            due = self._due(name, month, [*of_promise])
            new = self._of_promise(due, path, tables.get(path), by_place or {}, is_silent=name in silent)
            if new and not self._table.problems:
                contents[path] = filled_table(tables.get(path), {change.place: change.new for change in new})
            changes += new
        return changes, contents

    def _due(self, name: str, month: Month, rows: Sequence[RowFigures]) -> list[RowFigures]:
        """The rows of places that are due, in their order; of the others it is said once why they are not."""
        promise, places = self._ledger.promises[name], self._ledger.places
        wrong = [*check_by_place(promise, month, rows[0].location)]
        if wrong:
            self._table.problems += wrong
            return []
        due = {place.id: place for place in places.due(promise, month)}
        for row in rows:
            if row.place not in due and (name, row.place) not in self._rejected:
                self._rejected.add((name, row.place))
                self._table.problems.append(
                    why_not_due(promise, row.place, month, places, row.location, guess=False, in_table=True)
                )
        by_place = {row.place: row for row in rows}
        return [by_place[place] for place in due if place in by_place]

    def _of_promise(
        self, rows: Sequence[RowFigures], path: str, raw: bytes | None, by_place: Mapping[str, Any], *, is_silent: bool
    ) -> list[FigureChange]:
        try:
            old_rows = _rows_of(raw)
        except Unreadable as fault:
            first = fault.problems[0]
            number = first.location.line or (first.location.keys or (1,))[0]
            message = f"{path}, row {number}: {first.message}"
            self._table.reject(self._table.location(), message, first.help)
            return []
        changes = []
        for row in rows:
            in_yaml = by_place.get(row.place)
            old = _stated(in_yaml) if in_yaml is not None else old_rows.get(row.place, {})
            if is_silent and not old:
                row.figures.setdefault("reported", str(self._ledger.as_of))
            check_record(row, {**old, **row.figures}, self._table, self._ledger)
            new = {
                key: text
                for key, text in in_order(row.figures).items()
                if key not in old or not same_figure(key, old[key], text)
            }
            if new and in_yaml is not None:
                message = f"{row.promise} at {row.place} stands under `by_place` in the file of {row.month}, with other figures"
                self._table.reject(row.location, message, "put it right there, and take the row out here")
            elif new:
                replaced = {key: old[key] for key in new if key in old}
                changes.append(FigureChange(row.promise, row.month, path, new, replaced, row.place))
        return changes


def _stated(record: Any) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None} if isinstance(record, dict) else {}


def _rows_of(raw: bytes | None) -> dict[str, _Cells]:
    """What a table says of each place; raises Unreadable where it has a mistake."""
    if raw is None:
        return {}
    problems = parse_table(raw).problems
    if problems:
        raise Unreadable(*problems)
    names, *lines = _cells(decode(raw))
    return {
        cells[PLACE]: {key: text for key, text in cells.items() if key in COLUMNS and text}
        for line in lines
        for cells in [dict(zip(names, line, strict=False))]
        if cells.get(PLACE)
    }


def _cells(text: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    return [[cell.strip() for cell in line] for line in reader]


def filled_table(raw: bytes | None, figures: Mapping[str, Mapping[str, str]]) -> bytes:
    """The bytes of a table with figures put in, by place and column; a column or a row that is missing comes last.

    `raw` is the table as it stands, without a mistake; byte order mark, line ends and delimiter stay what they were.
    """
    text = decode(raw) if raw is not None else f"{PLACE}\n"
    names, *lines = _cells(text)
    stated = {key for of_place in figures.values() for key in of_place}
    names += [key for key in COLUMNS if key in stated and key not in names]
    place = names.index(PLACE)
    by_place = {line[place]: line for line in lines if len(line) > place}
    for name, of_place in figures.items():
        if name not in by_place:
            by_place[name] = [name if column == PLACE else "" for column in names]
            lines.append(by_place[name])
        line = by_place[name]
        line += [""] * (len(names) - len(line))
        for key, figure in of_place.items():
            line[names.index(key)] = figure
    into = io.StringIO(newline="")
    ends = "\r\n" if raw is not None and b"\r\n" in raw else "\n"
    writer = csv.writer(into, delimiter=delimiter_of(text), lineterminator=ends)
    writer.writerow(names)
    writer.writerows([*line, *[""] * (len(names) - len(line))] for line in lines if any(line))
    mark = b"\xef\xbb\xbf" if raw is not None and raw.startswith(b"\xef\xbb\xbf") else b""
    return mark + into.getvalue().encode()
