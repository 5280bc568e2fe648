"""A table of figures from a CSV file: rows, cells and everything in it that is doubtful."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from service_promises.source.values.suggest import did_you_mean
from service_promises.source.yaml.parse import MOST_BYTES

COLUMNS = ("promise", "due", "kept", "share", "level", "done", "on", "let_down")
"""The columns that a table may have; `promise` it must have."""

MOST_ROWS = 10_000
"""A table may have so many."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a table that is not taken on trust."""

    place: str
    """`row 3, column C (kept)`."""
    message: str
    help: str

    @property
    def row(self) -> int:
        """The row, from 1; 0 for the file as a whole."""
        found = re.match(r"row ([0-9]+)", self.place)
        return int(found[1]) if found else 0

    def __str__(self) -> str:
        return f"{self.place}: {self.message}\n   help: {self.help}"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, as it would be typed."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that are not blank, by column."""

    number: int
    cells: dict[str, Cell]


@dataclass(slots=True)
class Table:
    """A table as read; fit for use only where there is no doubt."""

    rows: list[Row] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_csv(path: Path) -> Table:
    """Read a CSV file: UTF-8, with commas, semicolons or tabs between the cells."""
    table = Table()
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        table.doubts.append(
            Doubt(path.name, f"it can't be read: {error.strerror}", "look at who may read it")
        )
        return table
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        table.doubts.append(
            Doubt(f"row {line}", "a character is not UTF-8", "save it again as `CSV UTF-8`, or as XLSX")
        )
        return table
    if len(raw) > MOST_BYTES:
        table.doubts.append(Doubt(path.name, "it has more than 5 MB", "take out what is not of this month"))
        return table
    first = text.split("\n", 1)[0]
    between = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True))
    except csv.Error as error:
        table.doubts.append(Doubt(path.name, f"it is not CSV: {error}", "save it again as CSV, or as XLSX"))
        return table
    fill_table(table, [[cell.strip() for cell in line] for line in lines], {})
    return table


def fill_table(
    table: Table, lines: Sequence[Sequence[str]], refused: dict[tuple[int, int], tuple[str, str]]
) -> None:
    """Turn lines of text, the first of them the names of the columns, into rows.

    `refused` says, by row and column from 0, what is wrong with a cell and the way out.
    """
    if not lines or not any(lines[0]):
        table.doubts.append(
            Doubt(
                "row 1",
                "the first row names the columns, and it is blank",
                f"write: {', '.join(COLUMNS[:3])}",
            )
        )
        return
    names = _names(table, lines[0])
    if len(lines) > MOST_ROWS:
        table.doubts.append(
            Doubt(f"row {MOST_ROWS}", f"there are {len(lines)} rows", "keep one row for each promise")
        )
        return
    for index, line in enumerate(lines[1:], 1):
        cells: dict[str, Cell] = {}
        for column, text in enumerate(line):
            place = _place(index, column, names.get(column))
            if (index, column) in refused:
                message, way_out = refused[index, column]
                table.doubts.append(Doubt(place, message, way_out))
            elif text and column not in names:
                table.doubts.append(
                    Doubt(
                        place,
                        f"it says `{text}`, and the column has no name",
                        "name it in row 1, or clear it",
                    )
                )
            elif text:
                cells[names[column]] = Cell(text, place)
        if cells:
            table.rows.append(Row(index + 1, cells))
    if not table.rows and not table.doubts:
        table.doubts.append(
            Doubt("row 2", "there are no figures below the names", "write one row for each promise")
        )


def _names(table: Table, line: Sequence[str]) -> dict[int, str]:
    """The column names by their place; what is not one is a doubt."""
    names: dict[int, str] = {}
    for column, text in enumerate(line):
        name = "_".join(text.lower().replace("-", " ").replace("_", " ").split())
        if not name:
            continue
        if name not in COLUMNS:
            table.doubts.append(
                Doubt(
                    _place(0, column, None),
                    f"there is no column `{text}`",
                    f"{did_you_mean(name, list(COLUMNS))}; or take the column out",
                )
            )
        elif name in names.values():
            table.doubts.append(Doubt(_place(0, column, None), f"`{name}` stands twice", "keep one of them"))
        names[column] = name
    if "promise" not in names.values():
        table.doubts.append(
            Doubt(
                "row 1",
                "no column is called promise",
                "name the column that holds each promise's id: promise",
            )
        )
    return names


def letters(number: int) -> str:
    """What a spreadsheet calls a column, counted from 1.

    >>> letters(28)
    'AB'
    """
    said = ""
    while number:
        number, rest = divmod(number - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


def _place(row: int, column: int, name: str | None) -> str:
    return f"row {row + 1}, column {letters(column + 1)}{f' ({name})' if name else ''}"
