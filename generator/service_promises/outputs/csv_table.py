"""CSV tables: RFC 4180 with plain line feeds, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from service_promises.outputs.published_file import Column, Record

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n")


def csv_table(columns: Sequence[Column[Record]], records: Iterable[Record]) -> str:
    """The whole file: the names of the columns, then a row for each record as they come.

    The first cell of a row is an id: with nothing but letters, digits and dashes it runs nothing, and it has to
    stay what it is.
    """
    first, *others = [column.cell for column in columns]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([first(record), *[_harmless(cell(record)) for cell in others]] for record in records)
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula, and no reader for two rows."""
    if "\r" in cell:  # which the writer would leave without quotes
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
