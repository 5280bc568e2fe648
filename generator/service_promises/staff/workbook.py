"""A table of figures from an XLSX workbook: cells as they would be typed, or what is wrong with them."""

import warnings
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from service_promises.ledger.month import Month
from service_promises.ledger.rounding import plain
from service_promises.source.yaml.parse import MOST_BYTES
from service_promises.staff.table import MOST_ROWS, Table, add_rows, column_letters

_MOST_UNPACKED = 100_000_000
_MOST_COLUMNS = 200
_DIGITS = 15
"""A spreadsheet holds no more digits of a number than these; what has more was computed and not rounded."""

_Invalid = tuple[str, str]
"""What is wrong with a cell, and the way out."""


def read_xlsx(path: Path, month: Month) -> Table:
    """Read the one sheet of a workbook that holds anything, or the one named after the month."""
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
    filled = [sheet.title for sheet in values.worksheets if sheet.max_row > 1 or sheet["A1"].value is not None]
    chosen = [name for name in filled if name.strip() == str(month)] or filled
    if len(chosen) == 1:
        _read_sheet(table, values[chosen[0]], formulas[chosen[0]])
    else:
        what = f"several sheets hold something: {', '.join(chosen)}" if chosen else "every sheet is blank"
        table.reject(table.location(), what, f"keep one sheet, or name the one that is meant {month}")
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


def _read_sheet(table: Table, values: Any, formulas: Any) -> None:
    if values.max_row > MOST_ROWS or values.max_column > _MOST_COLUMNS:
        size = f"the sheet reaches to row {values.max_row} and to {values.max_column} columns"
        way_out = "delete the rows and columns behind the figures"
        table.reject(table.location(), f"{values.title}: {size}", way_out)
        return
    invalid: dict[tuple[int, int], _Invalid] = {}
    lines: list[list[str]] = []
    for row, cells in enumerate(values.iter_rows()):
        line = []
        for column, cell in enumerate(cells):
            is_formula = formulas.cell(cell.row, cell.column).data_type == "f"
            text, wrong = _typed(cell, is_formula=is_formula)
            if wrong is None and text and _is_hidden(values, cell):
                wrong = ("it is in a hidden row or column", "show it, or delete it")
            if wrong is not None:
                invalid[row, column] = wrong
            line.append(text)
        lines.append(line)
    for merged in values.merged_cells.ranges:
        invalid[merged.min_row - 1, merged.min_col - 1] = ("several cells are joined into one", "split them")
    while lines and not any(lines[-1]) and not any(row == len(lines) - 1 for row, _ in invalid):
        lines.pop()
    add_rows(table, lines, invalid)


def _is_hidden(sheet: Any, cell: Any) -> bool:
    column = sheet.column_dimensions[column_letters(cell.column)]
    return bool(sheet.row_dimensions[cell.row].hidden or column.hidden)


def _typed(cell: Any, *, is_formula: bool) -> tuple[str, _Invalid | None]:
    """What would be typed for the value of a cell, or what is wrong with it."""
    value = cell.value
    if value is None:
        no_result = ("this formula has no result in the file", "open it, let it compute, save it")
        return "", no_result if is_formula else None
    if cell.data_type == "e":
        return "", (f"it says {value}", "put the formula right, or write the figure itself")
    if isinstance(value, bool):
        return ("true" if value else "false"), None
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat(), None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat(), None
    if isinstance(value, int | float):
        return _number(value, "%" in cell.number_format)
    if isinstance(value, str):
        return value.strip(), None
    return "", (f"it holds a time of day or a span of time ({value})", "write the figure as a plain number")


def _number(value: float, is_percentage: bool) -> tuple[str, _Invalid | None]:
    exact = Decimal(repr(value))
    if len(exact.normalize().as_tuple().digits) > _DIGITS:
        message = f"{value!r} has more digits than a spreadsheet keeps"
        return "", (message, "round it to the digits that are known")
    return (f"{plain(exact * 100)}%" if is_percentage else plain(exact)), None
