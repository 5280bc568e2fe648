"""From one sheet to its figures, each with its promise, its month and its key, below the row that names the columns."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind
from service_promises.problems.problem import Location
from service_promises.source.values.suggest import did_you_mean
from service_promises.staff.formats import format_first
from service_promises.staff.spreadsheets.cell_texts import Names, adds_up, is_missing, is_total, name_key
from service_promises.staff.spreadsheets.column_names import FIGURE_COLUMNS, known_column, normal
from service_promises.staff.spreadsheets.headings import Header, Heading, check_columns
from service_promises.staff.spreadsheets.month_cells import (
    month_help,
    month_in_year,
    month_of,
    months_of_first_days,
    year_in,
)
from service_promises.staff.spreadsheets.place_names import PlaceNames, promise_of_file
from service_promises.staff.spreadsheets.table import Cell, Sheet, Table

NO_PROMISES = (
    "nothing says whose figures these are",
    "call the column that holds the promises `promise`; or head each column of figures, or name the sheet, with the id or"
    " the short name of its promise",
)
_LONGEST_LABEL = 60


class TableFigure(NamedTuple):
    """A figure as it stands in a table, and whose it is."""

    promise: str
    month: Month
    key: str
    cell: Cell
    location: Location
    row: Location
    """The whole row."""
    in_percent: bool = False
    """Whether the column says that its figures are percentages."""
    place: str = ""
    """The id of the place that it is of; empty for the promise as a whole."""
    is_total: bool = False
    """Whether it adds up the places of the table, and is compared with them and not taken."""


class SheetReader:
    """Reads the figures of one sheet below its header."""

    def __init__(
        self,
        table: Table,
        sheet: Sheet,
        header: Header,
        ledger: Ledger,
        names: Names,
        places: PlaceNames,
        month: Month | None,
    ) -> None:
        self._table, self._sheet, self._header = table, sheet, header
        self._ledger, self._wanted = ledger, month
        self._promises, self._names, self._places = names.promises, names, places
        self._labels = {heading.role: heading for heading in header.headings if heading.role}
        self._columns = [heading for heading in header.headings if not heading.role]
        of_sheet = names.promises.get(name_key(sheet.name), ()) if sheet.name else ()
        self._sheet_promise = of_sheet[0] if len(of_sheet) == 1 else None
        if self._sheet_promise is None and (header.has("place") or any(one.place for one in self._columns)):
            self._sheet_promise = promise_of_file(table, names, ledger)
        self._without_figures: list[str] = []
        self._sheet_month = month_of(sheet.name)
        self._other_months = 0
        column = self._labels["month"].column if "month" in self._labels else 0
        lines = [line for line in sheet.lines[header.row :] if len(line) >= column] if column else []
        self._months = months_of_first_days([line[column - 1].text for line in lines])
        """By what stands in the column of months: the first day of each, with the day before the month or behind it."""

    def figures(self) -> Iterator[TableFigure]:
        """Every figure below the header; what can't be understood is noted in the table."""
        check_columns(self._table, self._sheet, self._header, self._names)
        if self._lacks_labels():
            return
        rows = 0
        for line in self._sheet.lines[self._header.row :]:
            if not any(cell.text or cell.invalid for cell in line):
                continue
            rows += 1
            yield from self._row({cell.column: cell for cell in line if cell.text or cell.invalid}, line[0].row)
        if not rows:
            location = self._table.location(self._sheet, self._header.row + 1)
            self._table.reject(location, "there are no figures below the names", "write one row for each promise")
        if self._without_figures:
            self._table.leave_out(f"Rows without figures were left out: {format_first(self._without_figures)}.")
        if self._other_months:
            self._table.leave_out(f"Figures of other months than {self._wanted} were left out.")

    def _lacks_labels(self) -> bool:
        """Whether nothing says whose the figures are, or of which month."""
        table, first = self._table, self._sheet.lines[self._header.row - 1][0].row
        has_promise = "promise" in self._labels or self._sheet_promise or any(one.promise for one in self._columns)
        if not has_promise:
            table.reject(table.location(self._sheet, first), *NO_PROMISES)
        has_month = "month" in self._labels or self._sheet_month or any(one.month for one in self._columns)
        if not has_month and self._wanted is None:
            way_out = f"add a column `month`; or name the month: promises import 2026-01 {table.path}"
            table.reject(table.location(self._sheet, first), "nothing says of which month the figures are", way_out)
            return True
        return not has_promise

    def _row(self, cells: Mapping[int, Cell], row: int) -> Iterator[TableFigure]:
        whole_row = self._table.location(self._sheet, row)
        columns = [heading for heading in self._columns if heading.column in cells]
        name, month_cell = self._label("promise", cells), self._label("month", cells)
        place_cell = self._label("place", cells)
        labels = [cell.text for cell in (name, place_cell, month_cell) if cell is not None]
        known = {*self._promises, *self._names.places}
        if any(is_total(text) and name_key(text) not in known for text in labels):
            self._table.leave_out(f"Totals were left out: {whole_row.cell}, {labels[0]}.")
            if place_cell is not None and adds_up(place_cell.text):
                yield from self._totals(cells, name, month_cell, whole_row)
            return
        if not columns and (name is None or name_key(name.text) not in self._promises):
            if place_cell is not None:
                self._without_figures.append(place_cell.text)
            elif labels:
                self._table.leave_out(f"A row without figures was left out: {whole_row.cell}, {_short(labels[0])}.")
            return  # what stands beside the columns is looked at with them
        month = self._month(cells, whole_row)
        promise = self._promise(name) if name else self._sheet_promise
        if name is None and promise is None and any(heading.promise is None for heading in columns):
            self._table.reject(whole_row, "it has figures and no promise", "write the promise's id")
            return
        if (name and promise is None) or (month is None and any(heading.month is None for heading in columns)):
            return
        place = self._place(place_cell, promise, month, whole_row)
        if place is None:
            return
        for heading in columns or self._columns[:1]:
            cell = cells.get(heading.column) or Cell("", row, heading.column)
            figure = self._figure(heading, cell, cells, heading.promise or promise, heading.month or month, whole_row)
            figure = figure and figure._replace(place=heading.place or place)
            if figure is not None:
                yield figure

    def _totals(
        self, cells: Mapping[int, Cell], name: Cell | None, month_cell: Cell | None, whole_row: Location
    ) -> Iterator[TableFigure]:
        """The figures of a row that adds up places, as far as it says of which promise and month."""
        ids = self._promises.get(name_key(name.text), ()) if name else ()
        promise = ids[0] if len(ids) == 1 else self._sheet_promise
        month = month_of(month_cell.text) if month_cell else self._sheet_month or self._wanted
        for heading in self._columns:
            cell, of_promise, of_month = cells.get(heading.column), heading.promise or promise, heading.month or month
            is_wanted = self._wanted in (None, of_month)
            if cell and heading.key and not heading.place and of_promise and of_month and is_wanted:
                location = self._table.location(self._sheet, cell.row, cell.column, heading.text)
                yield TableFigure(of_promise, of_month, heading.key, cell, location, whole_row, is_total=True)

    def _place(self, cell: Cell | None, name: str | None, month: Month | None, whole_row: Location) -> str | None:
        """The place of a row, empty where it has none; None, with a problem, where it needs one."""
        if cell is not None:
            location = self._table.location(self._sheet, cell.row, cell.column, "place")
            return self._places.find(cell.text, location)
        promise = self._ledger.promises.get(name or "")
        month = month or self._wanted
        if (
            "place" in self._labels
            and promise
            and promise.at
            and (month is None or (promise.at.covers(month) and promise.measured_as(month).kind is Kind.EACH))
        ):
            way_out = "write the place's id or name; where it is the total of all, take the row out"
            self._table.reject(whole_row, "it has figures and no place", way_out)
            return None
        return ""

    def _figure(
        self,
        heading: Heading,
        cell: Cell,
        cells: Mapping[int, Cell],
        promise: str | None,
        month: Month | None,
        whole_row: Location,
    ) -> TableFigure | None:
        if promise is None or month is None:
            return None
        if self._wanted is not None and month != self._wanted:
            self._other_months += 1
            return None
        key = heading.key or self._key(promise, month, heading, cell, cells)
        if key is None:
            return None
        location = self._table.location(self._sheet, cell.row, cell.column, heading.text)
        return TableFigure(promise, month, key, cell, location, whole_row, heading.in_percent)

    def _key(self, promise: str, month: Month, heading: Heading, cell: Cell, cells: Mapping[int, Cell]) -> str | None:
        """Which figure a cell has whose column does not say it: what its row says, or what there can only be."""
        label = self._label("figure", cells)
        if label is not None:
            key = normal(label.text)
            if key in FIGURE_COLUMNS:
                return key
            location = self._table.location(self._sheet, label.row, label.column, "figure")
            self._table.reject(location, f"there is no figure `{label.text}`", did_you_mean(key, FIGURE_COLUMNS))
            return None
        kind = self._ledger.promises[promise].measured_as(month).kind
        if kind is not Kind.EACH:
            return str(kind)
        if cell.text.endswith("%") or not cell.text or is_missing(cell.text):
            return "share"
        location = self._table.location(self._sheet, cell.row, cell.column, heading.text)
        self._table.reject(
            location,
            f"nothing says which figure of {promise} this is",
            "add a column `figure` with due or kept in each row; a percentage carries its sign, as in 94.2%",
        )
        return None

    def _label(self, role: str, cells: Mapping[int, Cell]) -> Cell | None:
        heading = self._labels.get(role)
        return cells.get(heading.column) if heading else None

    def _month(self, cells: Mapping[int, Cell], whole_row: Location) -> Month | None:
        """The month of a row; None where its columns say it, and, with a problem, where nothing does."""
        label, year = self._label("month", cells), self._label("year", cells)
        if label is None:
            if "month" in self._labels and not any(one.month for one in self._columns):
                self._table.reject(whole_row, "it has figures and no month", "write the month, for example: 2026-01")
                return None
            return self._sheet_month or self._wanted
        month = self._months.get(label.text) or month_of(label.text)
        if month is None and (of_year := year.text if year else year_in(self._sheet.name)):
            month = month_in_year(label.text, of_year, self._names.year_starts) or month_of(f"{of_year}-{label.text}")
        if month is None:
            location = self._table.location(self._sheet, label.row, label.column, "month")
            way_out = month_help(label.text)
            self._table.reject(location, f"`{label.text}` is not a month", way_out)
        return month

    def _promise(self, cell: Cell) -> str | None:
        location = self._table.location(self._sheet, cell.row, cell.column, "promise")
        ids = self._promises.get(name_key(cell.text), ())
        if len(ids) == 1:
            return ids[0]
        if ids:
            self._table.reject(location, f"`{cell.text}` is what {' and '.join(ids)} are called", "write the id")
        elif known_column(cell.text) in FIGURE_COLUMNS:
            self._table.reject(location, f"`{cell.text}` is a figure, and no promise", "call this column `figure`")
        else:
            suggestion = did_you_mean(name_key(cell.text), list(self._ledger.promises))
            self._table.reject(location, f"there is no promise `{cell.text}`", suggestion)
        return None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[:_LONGEST_LABEL]}…"
