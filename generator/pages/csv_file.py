"""What the CSV files have in common: RFC 4180 with plain line feeds, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_RUNS = ("=", "+", "-", "@", "\t", "\n")
"""What a spreadsheet takes for the beginning of a formula."""

_ID = re.compile(r"[a-z0-9-]*")
"""An id may begin with a dash; with nothing else in it, there is nothing to run, and it has to stay what it is."""


def csv_file(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """The whole file: the names of the columns, then the rows as they come, each cell made harmless."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula, and no reader for two rows."""
    if "\r" in cell:  # which the writer would leave without quotes
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if cell.startswith(_RUNS) and not _ID.fullmatch(cell) else cell
