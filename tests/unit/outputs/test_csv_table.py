from __future__ import annotations

import csv
import io

import pytest
from service_promises.outputs.csv_table import csv_table
from service_promises.outputs.published_file import Column

COLUMNS: tuple[Column[tuple[str, str]], ...] = (
    Column("promise", lambda row: row[0], "An id."),
    Column("unit", lambda row: row[1], "A text."),
)


@pytest.mark.parametrize("cell", ['=HYPERLINK("https://evil.example","x")', "+1", "-1 min", "@x", "\tx", "\rx"])
def test_no_spreadsheet_runs_a_cell(cell: str) -> None:
    (_, (_, read)) = csv.reader(io.StringIO(csv_table(COLUMNS, [("mended", cell)]), newline=""))
    assert read == f"'{cell}".replace("\r", "\n")


@pytest.mark.parametrize("cell", ["-2-3", "--", "mended"])
def test_ids_and_figures_stay_what_they_are(cell: str) -> None:
    assert csv_table(COLUMNS, [(cell, "95.5")]) == f"promise,unit\n{cell},95.5\n"
