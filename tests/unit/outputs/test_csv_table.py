from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_promises.outputs.csv_table import csv_table
from service_promises.outputs.published_file import Column
from service_promises.outputs.site import make_site

from tests.conftest import ROOT
from tests.made_up import ledger

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


@pytest.mark.parametrize(
    ("cell", "harmless"),
    [
        ("0x;=1+1", "0x;'=1+1"),
        ("0x; =1+1", "0x;' =1+1"),
        ('0x;"=1+1"', '0x;\'"=1+1"'),
        ("a\n=1+1", "a\n'=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("a; b\n\nc", "a; b\n\nc"),
        ("-5", "-5"),
        ("-0.25", "-0.25"),
        ("calls 2026-01; post 2026-02", "calls 2026-01; post 2026-02"),
    ],
)
def test_no_spreadsheet_runs_what_it_parts_at_semicolons(cell: str, harmless: str) -> None:
    (_, (_, read)) = csv.reader(io.StringIO(csv_table(COLUMNS, [("mended", cell)]), newline=""))
    assert read == harmless


@given(st.lists(st.text("a1;=+-@\"'\n\t ,\uff1d", max_size=12), min_size=1, max_size=3))
def test_nothing_that_is_parted_anywhere_is_a_formula(texts: list[str]) -> None:
    table = csv_table(COLUMNS, [("mended", text) for text in texts])
    for separator in (",", ";"):
        for row in list(csv.reader(io.StringIO(table, newline=""), delimiter=separator))[1:]:
            formulas = [cell for cell in row if cell.lstrip(' \t\n"').startswith(("=", "+", "-", "@", "\uff1d"))]
            assert [cell for cell in formulas if re.fullmatch(r"-\d+(\.\d+)?", cell) is None] == []


def test_excel_knows_the_encoding() -> None:
    files = make_site(ledger(), [ROOT / "templates"], None).files
    tables = [content() for path, content in files.items() if path.endswith(".csv")]
    assert len(tables) >= 3
    assert all(table.decode("utf-8-sig").encode() == table.removeprefix(b"\xef\xbb\xbf") != table for table in tables)
