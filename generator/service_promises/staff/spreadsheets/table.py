"""A file with figures as it was read: its sheets, their cells, and what is wrong in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service_promises.problems.problem import Location, Problem

MOST_ROWS = 50_000
"""A sheet may have so many."""

RULE = "table"
"""The rule of a problem that no rule of the files in promises/ speaks of."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, as it would be typed; its row and its column count from 1."""

    text: str
    row: int
    column: int
    rounded_up: str = ""
    """Of a computed number with more digits than a spreadsheet keeps, rounded up; `text` is rounded down."""
    invalid: tuple[str, str] | None = None
    """What is wrong with it and the way out, where it can't be read."""
    is_merged: bool = False
    """Whether several cells are joined into one, of which each says what the first says."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet, by rows; a CSV file has one sheet, without a name."""

    name: str
    lines: Sequence[Sequence[Cell]]


@dataclass(slots=True)
class Table:
    """A file as read; fit for use only where there is no problem."""

    path: str
    """The name of its file."""
    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_decimal_commas: bool = False
    """Whether a comma before one or two digits is a decimal point: where semicolons part the cells."""
    left_out: list[str] = field(default_factory=list)
    """What was not taken from it, in whole sentences."""

    def location(self, sheet: Sheet | None = None, row: int = 0, column: int = 0, heading: str = "") -> Location:
        """A cell; without a column the whole row, without a row the whole table."""
        name = f"sheet {sheet.name}" if sheet is not None and len(self.sheets) > 1 else ""
        letters = f", column {column_letters(column)}" if column else ""
        cell = f"row {row}{letters}{f' ({heading})' if heading else ''}" if row else ""
        return Location(row, column, path=self.path, cell=", ".join(filter(None, (name, cell))))

    def reject(self, location: Location, message: str, way_out: str) -> None:
        """Note something in the table that can't be taken as a figure."""
        self.problems.append(Problem(location, RULE, message, way_out))

    def leave_out(self, sentence: str) -> None:
        """Note something that is not taken from the table, once."""
        if sentence not in self.left_out:
            self.left_out.append(sentence)


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
