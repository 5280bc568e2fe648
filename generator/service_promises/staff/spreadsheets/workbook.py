"""A table of figures from an XLSX workbook: cells as they would be typed, or what is wrong with them."""

import warnings
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from service_promises.ledger.rounding import plain
from service_promises.source.yaml.parse import MOST_BYTES
from service_promises.staff.spreadsheets.table import MOST_ROWS, Cell, Sheet, Table, column_letters

_MOST_UNPACKED = 100_000_000
_MOST_COLUMNS = 400
_DIGITS = 15
"""A spreadsheet holds no more digits of a number than these; what has more was computed and not rounded."""
_NOISE_DIGITS = 12
"""A number that has at most so many digits once it is rounded to 15 is that number, and the rest is the noise of
computing with halves: 56.99999999999999 is 57."""

_Invalid = tuple[str, str]
"""What is wrong with a cell, and the way out."""


def read_xlsx(path: Path) -> Table:
    """Read every sheet of a workbook that can be seen and holds anything."""
    table = Table(path.name)
    try:
        _screen(path)
        values, formulas = _open(path, values=True), _open(path, values=False)
    except OSError as error:
        table.reject(table.location(), f"it can't be read: {error.strerror or error}", "is it still there?")
        return table
    except Exception as error:  # a workbook can be broken in any way there is
        message = f"it is not a workbook that can be read ({error})"
        table.reject(table.location(), message, "save it again as XLSX or CSV")
        return table
    for sheet in values.worksheets:
        if sheet.max_row == 1 and sheet.max_column == 1 and sheet["A1"].value is None:
            continue
        if sheet.sheet_state != "visible":
            table.leave_out(f"The sheet {sheet.title} is hidden, so nothing was taken from it.")
        elif sheet.max_row > MOST_ROWS or sheet.max_column > _MOST_COLUMNS:
            size = f"the sheet reaches to row {sheet.max_row} and to {sheet.max_column} columns"
            way_out = "delete the rows and columns behind the figures"
            table.reject(table.location(), f"{sheet.title}: {size}", way_out)
        else:
            table.sheets.append(_sheet(sheet, formulas[sheet.title]))
    if not table.sheets and not table.problems:
        table.reject(table.location(), "every sheet is blank", "write the figures into it, or name another file")
    return table


def _screen(path: Path) -> None:
    """Raises ValueError for what would fill the memory."""
    if path.stat().st_size > MOST_BYTES:
        raise ValueError("it has more than 5 MB")
    with zipfile.ZipFile(path) as packed:
        if sum(item.file_size for item in packed.infolist()) > _MOST_UNPACKED:
            raise ValueError("it unpacks to more than 100 MB")


def _open(path: Path, *, values: bool) -> Any:
    # A library that only this needs, and that takes a while to load.
    load_workbook = import_module("openpyxl").load_workbook
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts of a workbook that hold no figures
        return load_workbook(path, data_only=values, keep_links=False)


def _sheet(values: Any, formulas: Any) -> Sheet:
    lines: list[list[Cell]] = []
    for row, cells in enumerate(values.iter_rows(), 1):
        line = []
        for column, cell in enumerate(cells, 1):
            is_formula = formulas.cell(row, column).data_type == "f"
            typed = _typed(cell, is_formula=is_formula)
            invalid = typed.invalid
            if invalid is None and typed.text and _is_hidden(values, row, column):
                invalid = ("it is in a hidden row or column", "show it, or delete it")
            line.append(Cell(typed.text, row, column, typed.rounded_up, invalid))
        lines.append(line)
    for area in values.merged_cells.ranges:
        first = lines[area.min_row - 1][area.min_col - 1]
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                lines[row - 1][column - 1] = replace(first, row=row, column=column, is_merged=True)
    return Sheet(values.title, lines)


def _is_hidden(sheet: Any, row: int, column: int) -> bool:
    return bool(sheet.row_dimensions[row].hidden or sheet.column_dimensions[column_letters(column)].hidden)


class _Typed(NamedTuple):
    """What would be typed for the value of a cell, or what is wrong with it."""

    text: str
    rounded_up: str = ""
    invalid: _Invalid | None = None


def _typed(cell: Any, *, is_formula: bool) -> _Typed:
    value = cell.value
    if value is None:
        no_result = ("this formula has no result in the file", "open it in a spreadsheet program and save it again")
        return _Typed("", invalid=no_result if is_formula else None)
    if cell.data_type == "e":
        if value == "#N/A":
            return _Typed(value)
        return _Typed("", invalid=(f"it says {value}", "put the formula right, or write the figure itself"))
    if isinstance(value, bool):
        return _Typed("true" if value else "false")
    if isinstance(value, datetime):
        return _Typed(value.date().isoformat())
    if isinstance(value, date):
        return _Typed(value.isoformat())
    if isinstance(value, int | float):
        return _number(value, is_percentage="%" in cell.number_format)
    if isinstance(value, str):
        return _Typed(value.strip())
    what = f"it holds a time of day or a span of time ({value})"
    return _Typed("", invalid=(what, "write the figure as a plain number, in the unit of the promise"))


def _number(value: float, *, is_percentage: bool) -> _Typed:
    """A number in the digits that a spreadsheet keeps, rounded down and rounded up."""
    exact = Decimal(repr(value))
    down = up = exact
    if _digits(exact) > _DIGITS:
        near = _rounded(exact, ROUND_HALF_EVEN)
        is_noise = _digits(near) <= _NOISE_DIGITS
        down, up = (near, near) if is_noise else (_rounded(exact, ROUND_FLOOR), _rounded(exact, ROUND_CEILING))
    low, high = (f"{plain(one * 100)}%" if is_percentage else plain(one) for one in (down, up))
    return _Typed(low, "" if high == low else high)


def _rounded(exact: Decimal, way: str) -> Decimal:
    return Context(prec=_DIGITS, rounding=way).plus(exact)


def _digits(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)
