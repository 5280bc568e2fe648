"""What the files of data let through: no formula, and no small count."""

from __future__ import annotations

import csv
import io
import json

import pytest
from service_promises.ledger.ledger import Ledger
from service_promises.outputs.files.corrections_csv import corrections_csv
from service_promises.outputs.files.deliveries_by_place_csv import place_rows
from service_promises.outputs.files.deliveries_csv import deliveries_csv, delivery_rows
from service_promises.outputs.files.fixes_csv import fixes_csv
from service_promises.outputs.files.promises_json import promises_json
from service_promises.outputs.files.remedies_csv import remedies_csv

from tests.made_up import ledger


def _deliveries_csv(made: Ledger) -> str:
    return deliveries_csv(delivery_rows(made))


@pytest.mark.parametrize("write", [_deliveries_csv, corrections_csv, fixes_csv, remedies_csv])
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_runs_in_a_spreadsheet(write, start: str) -> None:
    """A text that begins like a formula stands there as text, whoever wrote it."""
    cells = [
        cell for row in csv.reader(io.StringIO(write(ledger(lambda text: start + text)), newline="")) for cell in row
    ]
    assert [cell for cell in cells if cell.startswith(f"'{start}")], "no text of staff's is looked at"
    assert [cell for cell in cells if cell.startswith(start)] == []


def test_what_customers_said_and_asked_tells_no_small_count() -> None:
    made = ledger()
    promises = json.loads(promises_json(made, delivery_rows(made), place_rows(made)))["promises"]
    [record] = [
        record
        for promise in promises
        for record in promise["delivered"]
        if promise["id"] == "mended" and record["month"] == "2026-04"
    ]
    assert record["customers_said"] == {"question": "Are you happy?", "in_their_words": ["No."]}
    assert record["questions"] == {}, "that they were counted, and nothing else"
    assert record["remedy"] == {"updated": "2026-06-02"}, "nor what was paid, which tells how many"


def test_a_remedy_with_a_small_count_has_a_row_without_counts() -> None:
    rows = list(csv.DictReader(io.StringIO(remedies_csv(ledger()))))
    assert [tuple(row.values()) for row in rows] == [
        ("mended", "", "2026-02", "10", "7", "4", "0", "Twenty pounds", ""),
        ("mended", "", "2026-04", "", "", "", "", "", "2026-06-02"),
    ]
