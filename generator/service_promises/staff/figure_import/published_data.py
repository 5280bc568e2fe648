"""The figures of a site's own `data/deliveries.csv`, which this program wrote and this program reads again."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from service_promises.ledger.delivery import FLAGS
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.verdicts.verdict import WITHOUT_RECORD
from service_promises.source.files import FileKind, path_of
from service_promises.staff.spreadsheets.column_names import FIGURE_COLUMNS
from service_promises.staff.spreadsheets.sheet_reader import TableFigure
from service_promises.staff.spreadsheets.table import Cell, Sheet, Table

_OWN_COLUMNS = frozenset(("promise", "month", "verdict", "hidden"))
"""Columns that only this file has together."""
_TAKEN = (*FIGURE_COLUMNS, "note")


def is_published_data(table: Table) -> bool:
    """Whether a table is the site's own file."""
    sheet = table.sheets[0] if len(table.sheets) == 1 else None
    return bool(sheet and sheet.lines and {cell.text for cell in sheet.lines[0]} >= _OWN_COLUMNS)


def published_figures(table: Table, ledger: Ledger, month: Month | None) -> Iterator[TableFigure]:
    """The figures as they stand in the records; what is computed from them is left out.

    Hidden counts are refused: they are not in the file. Explanations and corrections are not in it either.
    """
    sheet = table.sheets[0]
    table.leave_out(
        "Explanations, corrections and what customers said are not in deliveries.csv, and letters neither: copy them"
        " from the old files."
    )
    columns = {cell.text: cell.column - 1 for cell in sheet.lines[0]}
    for line in sheet.lines[1:]:
        if len(line) >= len(columns):
            yield from _row(table, sheet, {name: line[column] for name, column in columns.items()}, ledger, month)
        elif any(cell.text for cell in line):
            table.reject(table.location(sheet, line[0].row), "the row is not whole", "download the file again")


def _row(
    table: Table, sheet: Sheet, cells: Mapping[str, Cell], ledger: Ledger, wanted: Month | None
) -> Iterator[TableFigure]:
    name, row = cells["promise"], table.location(sheet, cells["promise"].row)
    try:
        month = Month.parse(cells["month"].text)
    except ValueError:
        table.reject(row, f"`{cells['month'].text}` is not a month", "download the file again")
        return
    if wanted is not None and month != wanted:
        table.leave_out(f"Figures of other months than {wanted} were left out.")
    elif name.text not in ledger.promises:
        location = table.location(sheet, name.row, name.column, "promise")
        table.reject(
            location, f"there is no promise `{name.text}`", f"write {path_of(FileKind.DECLARED, name.text)} first"
        )
    elif cells["hidden"].text == "yes":
        message = f"small counts of {name.text} in {month} are hidden in this file"
        table.reject(row, message, "take the row out, and write its counts from where you keep them")
    elif cells["verdict"].text not in WITHOUT_RECORD or cells.get("no_figure", name).text not in ("", name.text):
        for key, cell in _recorded(cells):
            yield TableFigure(name.text, month, key, cell, table.location(sheet, cell.row, cell.column, key), row)


def _recorded(cells: Mapping[str, Cell]) -> Iterator[tuple[str, Cell]]:
    """What stood in the record, as it would be typed."""
    texts = {key: cells[key].text for key in _TAKEN if key in cells}
    left_out = {"on"} if not texts.get("done") else set[str]()
    if texts.get("due"):
        left_out |= {"share", "kept"} if texts["due"] == "0" else {"share"}
    if texts.get("let_down") == _computed_let_down(texts):
        left_out.add("let_down")
    for key in _TAKEN:
        text = texts.get(key, "")
        if key in left_out or (key in FLAGS and text != "yes"):
            continue
        cell = cells.get(key)
        if cell is not None and text:
            yield key, Cell(f"{text}%" if key == "share" else text, cell.row, cell.column)


def _computed_let_down(texts: Mapping[str, str]) -> str | None:
    """How many are let down by the other figures; None where they do not say."""
    if texts.get("done") == "yes":
        return "0"
    try:
        return f"{(Decimal(texts['due']) - Decimal(texts['kept'])).normalize():f}"
    except (KeyError, InvalidOperation):
        return "0" if texts.get("due") == "0" else None
