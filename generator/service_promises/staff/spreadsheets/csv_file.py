"""A table of figures from a CSV file."""

import csv
import io
import re
from pathlib import Path

from service_promises.source.yaml.parse import MOST_BYTES
from service_promises.staff.spreadsheets.table import MOST_ROWS, Cell, Sheet, Table

_DELIMITERS = ",;\t|"
_WORKBOOK = b"PK\x03\x04"
_NAMED_DELIMITER = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)
"""The first line by which Excel is told what stands between the cells; it is no row of the table."""


def read_csv(path: Path) -> Table:
    """Read a CSV file: UTF-8, with commas, semicolons, tabs or `|` between the cells."""
    table = Table(path.name)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
        if raw.startswith(_WORKBOOK):
            table.reject(table.location(), "it is a workbook (XLSX) under another name", "let its name end in .xlsx")
            return table
        text = raw.decode("utf-8-sig")
    except OSError as error:
        table.reject(table.location(), f"it can't be read: {error.strerror}", "check its name and who may read it")
        return table
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        way_out = "save it again as `CSV UTF-8`, or as XLSX"
        table.reject(table.location(row=row), "a character is not UTF-8", way_out)
        return table
    if len(raw) > MOST_BYTES:
        table.reject(table.location(), "it has more than 5 MB", "take out the rows and columns without figures")
        return table
    named = _NAMED_DELIMITER.match(text)
    body = text[named.end() :] if named else text
    delimiter = named[1] if named else max(_DELIMITERS, key=body[:5000].count)
    table.has_decimal_commas = delimiter == ";"
    try:
        lines = list(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        what = (
            'a double quote (") is opened and never closed'
            if "unexpected end" in str(error)
            else f"it is not CSV: {error}"
        )
        table.reject(table.location(), what, "save it again as CSV, or as XLSX")
        return table
    if len(lines) > MOST_ROWS:
        message = f"there are {len(lines)} rows, and {MOST_ROWS} are the most"
        table.reject(table.location(row=MOST_ROWS), message, "take out the rows without figures")
        return table
    first = 2 if named else 1
    cells = [
        [Cell(cell.strip(), row, column) for column, cell in enumerate(line, 1)]
        for row, line in enumerate(lines, first)
    ]
    table.sheets.append(Sheet("", cells))
    return table
