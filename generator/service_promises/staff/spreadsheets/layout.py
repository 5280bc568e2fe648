"""From the sheets of a table to its figures: each with its promise, its month and its key, however they are laid out.

A promise and a month stand in a cell of their own in each row, or head the columns, or are the name of the sheet.
"""

from collections.abc import Sequence

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.staff.spreadsheets.cell_texts import names_of
from service_promises.staff.spreadsheets.headings import Header, find_header
from service_promises.staff.spreadsheets.month_cells import month_of
from service_promises.staff.spreadsheets.place_names import PlaceNames
from service_promises.staff.spreadsheets.sheet_reader import NO_PROMISES, SheetReader, TableFigure
from service_promises.staff.spreadsheets.table import Sheet, Table


def figures_of(table: Table, ledger: Ledger, month: Month | None) -> list[TableFigure]:
    """The figures of every sheet; with a month only those of that month.

    What can't be understood is noted in the table.
    """
    names = names_of(ledger)
    places = PlaceNames(table, names, ledger)
    headers = [(sheet, find_header(sheet, names)) for sheet in _sheets_of(table, month)]
    most = max((len(header.headings) for _, header in headers if header), default=0)
    figures: list[TableFigure] = []
    read_sheets = [
        (sheet, header)
        for sheet, header in headers
        if header and (len(header.headings) >= min(most, 2) or _has_other_figures(sheet, header))
    ]
    if not read_sheets and table.sheets and not table.problems:
        sheet = table.sheets[0]
        is_blank = not any(cell.text for line in sheet.lines for cell in line)
        table.reject(*((table.location(), *_NOTHING) if is_blank else (table.location(sheet, 1), *NO_PROMISES)))
    if month is not None and len(read_sheets) > 1 and not any(_has_months(*one) for one in read_sheets):
        sheets = ", ".join(sheet.name for sheet, _ in read_sheets)
        table.reject(
            table.location(), f"several sheets hold something: {sheets}", f"keep one, or name the right one {month}"
        )
        return []
    for sheet, header in headers:
        if (sheet, header) not in read_sheets and read_sheets:
            table.leave_out(f"Nothing was taken from the sheet {sheet.name}: no row of it names columns of figures.")
    for sheet, header in read_sheets:
        if header is not None:
            figures.extend(SheetReader(table, sheet, header, ledger, names, places, month).figures())
    return figures


_FEW_ROWS = 5
_NOTHING = ("there is nothing in it", "name the file that has the figures")


def _sheets_of(table: Table, month: Month | None) -> Sequence[Sheet]:
    """The sheet that is named after the month, where there is one; else all."""
    chosen = [sheet for sheet in table.sheets if month is not None and month_of(sheet.name) == month]
    for sheet in table.sheets if chosen else ():
        if sheet not in chosen and month_of(sheet.name) is None:
            table.leave_out(f"Nothing was taken from the sheet {sheet.name}: another one is named after the month.")
    return chosen or table.sheets


def _has_months(sheet: Sheet, header: Header | None) -> bool:
    in_columns = header is not None and any(heading.month for heading in header.headings)
    return in_columns or month_of(sheet.name) is not None or (header is not None and header.has("month"))


def _has_other_figures(sheet: Sheet, header: Header) -> bool:
    """Whether figures stand below a row that says whose they are, in a column whose name nobody knows."""
    if not (header.has("promise") or header.has("month")):
        return False
    used = {heading.column for heading in header.headings}
    return any(
        cell.column not in used and cell.text.replace(".", "").isdigit()
        for line in sheet.lines[header.row : header.row + _FEW_ROWS]
        for cell in line
    )
