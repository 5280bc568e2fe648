"""What the CSV files have in common: RFC 4180 with plain line feeds, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\n")
"""What a spreadsheet takes for the beginning of a formula."""


def csv_file(columns: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """The whole file: the names of the columns, then the rows as they come, each cell made harmless.

    The first cell of a row is an id: with nothing but letters, digits and dashes it runs nothing, and it has to
    stay what it is.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[0], *map(_harmless, row[1:])] for row in rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula, and no reader for two rows."""
    if "\r" in cell:  # which the writer would leave without quotes
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if cell.startswith(_RUNS) else cell
