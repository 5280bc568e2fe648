"""CSV tables: RFC 4180 with plain line feeds, and nothing that a spreadsheet runs.

Where a comma is what stands between the whole and the tenths, spreadsheets part the cells of a CSV file at semicolons,
and take ours apart in other places: behind each semicolon, and at each line within a text.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from service_promises.outputs.published_file import Column, PublishedFile, Role, RowSource

_ENCODING = "utf-8-sig"
"""Without the mark at its beginning Excel takes a file for one in the encoding of its own system."""

_FORMULA = re.compile(r"""(?:^|(?<=[;\n]))(?=["\s]*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\n])""")
"""Where a formula would begin, also in the wide letters of East Asia."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")

Row = tuple[str, ...]
"""The cells of a record, in the order of the columns."""


def csv_file(
    path: str, table: Callable[[], str], description: str, columns: tuple[Column[Any], ...], *, position: int
) -> PublishedFile:
    """The published file of a table; the last three are as in any published file."""
    return PublishedFile(
        path, "text/csv", lambda: table().encode(_ENCODING), Role.DATA, description, columns, position=position
    )


def row_of(columns: Sequence[Column[RowSource]], record: RowSource) -> Row:
    """What a record has in each column."""
    return tuple([column.cell(record) for column in columns])


def csv_table(columns: Sequence[Column[RowSource]], rows: Iterable[Row]) -> str:
    """The whole file: the names of the columns, then the rows as they come.

    The first cell of a row is an id: with nothing but letters, digits and dashes it runs nothing, and it has to
    stay what it is.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([first, *[cell and _harmless(cell) for cell in others]] for first, *others in rows)
    return text.getvalue()


@lru_cache(maxsize=4096)  # most cells are one of a few words and numbers
def _harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula, and no reader for two rows."""
    if "\r" in cell:  # which the writer would leave without quotes
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return cell if _NUMBER.fullmatch(cell) else _FORMULA.sub("'", cell)
