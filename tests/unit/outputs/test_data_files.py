"""What the files of data let through: no formula, and no small count."""

from __future__ import annotations

import csv
import io
import json

import pytest
from service_promises.ledger.ledger import Ledger
from service_promises.outputs.files.corrections_csv import corrections_csv
from service_promises.outputs.files.deliveries_csv import deliveries_csv, delivery_rows
from service_promises.outputs.files.fixes_csv import fixes_csv
from service_promises.outputs.files.promises_json import promises_json

from tests.made_up import ledger


def _deliveries_csv(made: Ledger) -> str:
    return deliveries_csv(delivery_rows(made))


@pytest.mark.parametrize("write", [_deliveries_csv, corrections_csv, fixes_csv])
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
    promises = json.loads(promises_json(made, delivery_rows(made)))["promises"]
    [record] = [
        record
        for promise in promises
        for record in promise["delivered"]
        if promise["id"] == "mended" and record["month"] == "2026-04"
    ]
    assert record["customers_said"] == {"question": "Are you happy?", "in_their_words": ["No."]}
    assert record["questions"] == {}, "that they were counted, and nothing else"
