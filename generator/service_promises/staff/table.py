"""A table of figures, read from a CSV file: its rows, its cells and what is wrong in them."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from service_promises.ledger.delivery import FIGURES
from service_promises.problems.problem import Location, Problem
from service_promises.source.values.suggest import did_you_mean
from service_promises.source.yaml.parse import MOST_BYTES

COLUMNS = ("promise", *FIGURES)
"""The columns that a table may have; `promise` it must have."""

MOST_ROWS = 10_000
"""A table may have so many."""

RULE = "table"
"""The rule of a problem that no rule of the files in promises/ speaks of."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, as it would be typed."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that are not blank, by column."""

    location: Location
    cells: dict[str, Cell]


@dataclass(slots=True)
class Table:
    """A table as read; fit for use only where there is no problem."""

    path: str
    """The name of its file."""
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def location(self, row: int = 0, column: int = 0, heading: str = "") -> Location:
        """A cell, counted from 1; without a column the whole row, without a row the whole table."""
        letters = f", column {column_letters(column)}" if column else ""
        cell = f"row {row}{letters}{f' ({heading})' if heading else ''}" if row else ""
        return Location(row, column, path=self.path, cell=cell)

    def reject(self, location: Location, message: str, way_out: str) -> None:
        """Note something in the table that can't be taken as a figure."""
        self.problems.append(Problem(location, RULE, message, way_out))


def read_csv(path: Path) -> Table:
    """Read a CSV file: UTF-8, with commas, semicolons or tabs between the cells."""
    table = Table(path.name)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        table.reject(table.location(), f"it can't be read: {error.strerror}", "look at who may read it")
        return table
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        way_out = "save it again as `CSV UTF-8`, or as XLSX"
        table.reject(table.location(row), "a character is not UTF-8", way_out)
        return table
    if len(raw) > MOST_BYTES:
        table.reject(table.location(), "it has more than 5 MB", "take out what is not of this month")
        return table
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        table.reject(table.location(), f"it is not CSV: {error}", "save it again as CSV, or as XLSX")
        return table
    add_rows(table, [[cell.strip() for cell in line] for line in lines], {})
    return table


def add_rows(table: Table, lines: Sequence[Sequence[str]], invalid: dict[tuple[int, int], tuple[str, str]]) -> None:
    """Turn lines of text, the first of them the names of the columns, into rows.

    `invalid` says, by row and column from 0, what is wrong with a cell and the way out.
    """
    if not lines or not any(lines[0]):
        way_out = f"write: {', '.join(COLUMNS[:3])}"
        table.reject(table.location(1), "the first row names the columns, and it is blank", way_out)
        return
    names = _column_names(table, lines[0])
    if len(lines) > MOST_ROWS:
        table.reject(table.location(MOST_ROWS), f"there are {len(lines)} rows", "keep one row for each promise")
        return
    for index, line in enumerate(lines[1:], 1):
        cells: dict[str, Cell] = {}
        for column, text in enumerate(line):
            location = table.location(index + 1, column + 1, names.get(column, ""))
            if (index, column) in invalid:
                table.reject(location, *invalid[index, column])
            elif text and column not in names:
                message = f"it says `{text}`, and the column has no name"
                table.reject(location, message, "name it in row 1, or clear it")
            elif text:
                cells[names[column]] = Cell(text, location)
        if cells:
            table.rows.append(Row(table.location(index + 1), cells))
    if not table.rows and not table.problems:
        table.reject(table.location(2), "there are no figures below the names", "write one row for each promise")


def _column_names(table: Table, line: Sequence[str]) -> dict[int, str]:
    """The names of the columns by their index; a name that is not known is a problem."""
    names: dict[int, str] = {}
    for column, text in enumerate(line):
        name = "_".join(text.lower().replace("-", " ").replace("_", " ").split())
        if not name:
            continue
        if name not in COLUMNS:
            way_out = f"{did_you_mean(name, list(COLUMNS))}; or take the column out"
            table.reject(table.location(1, column + 1), f"there is no column `{text}`", way_out)
        elif name in names.values():
            table.reject(table.location(1, column + 1), f"`{name}` stands twice", "keep one of them")
        names[column] = name
    if "promise" not in names.values():
        way_out = "name the column that holds each promise's id: promise"
        table.reject(table.location(1), "no column is called promise", way_out)
    return names


def column_letters(number: int) -> str:
    """What a spreadsheet calls a column, counted from 1.

    >>> column_letters(28)
    'AB'
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
