"""A table of figures from an XLSX workbook: cells as they would be typed, or why one is doubtful."""

from __future__ import annotations

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
from service_promises.staff.table import MOST_ROWS, Doubt, Table, fill_table, letters

_MOST_UNPACKED = 100_000_000
_MOST_COLUMNS = 200
_DIGITS = 15
"""A spreadsheet holds no more digits of a number than these; what has more was computed and not rounded."""

Refused = tuple[str, str]
"""What is wrong, and the way out."""


def read_xlsx(path: Path, month: Month) -> Table:
    """Read the one sheet of a workbook that holds anything, or the one named after the month."""
    table = Table()
    try:
        _screen(path)
        books = _open(path, values=True), _open(path, values=False)
    except OSError as error:
        table.doubts.append(
            Doubt(path.name, f"it can't be read: {error.strerror or error}", "is it still there?")
        )
        return table
    except Exception as error:  # a workbook can be broken in any way there is
        table.doubts.append(
            Doubt(
                path.name, f"it is not a workbook that can be read ({error})", "save it again as XLSX or CSV"
            )
        )
        return table
    filled = [
        sheet.title for sheet in books[0].worksheets if sheet.max_row > 1 or sheet["A1"].value is not None
    ]
    chosen = [name for name in filled if name.strip() == str(month)] or filled
    if len(chosen) != 1:
        what = f"several sheets hold something: {', '.join(chosen)}" if chosen else "every sheet is blank"
        table.doubts.append(Doubt(path.name, what, f"keep one sheet, or name the one that is meant {month}"))
        return table
    _read_sheet(table, books[0][chosen[0]], books[1][chosen[0]])
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
        what = f"the sheet reaches to row {values.max_row} and to {values.max_column} columns"
        table.doubts.append(Doubt(values.title, what, "delete the rows and columns behind the figures"))
        return
    refused: dict[tuple[int, int], Refused] = {}
    lines: list[list[str]] = []
    for row, cells in enumerate(values.iter_rows()):
        line = []
        for column, cell in enumerate(cells):
            typed = formulas.cell(cell.row, cell.column)
            text, doubt = _typed(cell, is_formula=typed.data_type == "f")
            hidden = (
                values.row_dimensions[cell.row].hidden
                or values.column_dimensions[letters(cell.column)].hidden
            )
            if doubt is None and text and hidden:
                doubt = ("it is in a hidden row or column", "show it, or delete it")
            if doubt is not None:
                refused[row, column] = doubt
            line.append(text)
        lines.append(line)
    for merged in values.merged_cells.ranges:
        refused[merged.min_row - 1, merged.min_col - 1] = ("several cells are joined into one", "split them")
    while lines and not any(lines[-1]) and not any(row == len(lines) - 1 for row, _ in refused):
        lines.pop()
    fill_table(table, lines, refused)


def _typed(cell: Any, *, is_formula: bool) -> tuple[str, Refused | None]:
    """What would be typed for the value of a cell, or what is doubtful about it."""
    value = cell.value
    if value is None:
        return "", (
            "this formula has no result in the file",
            "open it, let it compute, save it",
        ) if is_formula else None
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


def _number(value: float, is_percentage: bool) -> tuple[str, Refused | None]:
    exact = Decimal(repr(value))
    if len(exact.normalize().as_tuple().digits) > _DIGITS:
        return "", (
            f"{value!r} has more digits than a spreadsheet keeps",
            "round it to the digits that are known",
        )
    return (f"{plain(exact * 100)}%" if is_percentage else plain(exact)), None
