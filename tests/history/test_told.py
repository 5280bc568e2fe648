"""What was recorded here long after it happened says so, is published so, and is judged by the later day."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from service_promises.ledger.commitments.commitment import CommitmentState
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.outputs.files.corrections_csv import corrections_csv
from service_promises.outputs.files.fixes_csv import fixes_csv

from tests.rules.site import AS_OF, good_site, write
from tests.sound import ledger_of

FIX_YML = "promises/fixes/lift.yml"
FIX = "we_will: Mend it.\nafter: [{promise: calls, month: 2026-01}]\nowner: The office\nby: 2026-02-10\n"
RECORD = "month: 2026-01\ndelivered:\n  calls: {due: 200, kept: 190, reported: 2026-02-12, told: 2026-02-18}\n"


def _ledger(root: Path, files: dict[str, str]) -> Ledger:
    return ledger_of(write(root, {**good_site(), **files}), AS_OF)


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("ended", "state", "told"),
    [
        ("done: {on: 2026-02-09}", CommitmentState.KEPT, ""),
        ("done: {on: 2026-02-09, told: 2026-02-10}", CommitmentState.KEPT, "2026-02-10"),
        ("done: {on: 2026-02-09, told: 2026-02-11}", CommitmentState.LATE, "2026-02-11"),
        ("dropped: {on: 2026-02-09, why: It broke., told: 2026-02-11}", CommitmentState.DROPPED, "2026-02-11"),
    ],
)
def test_a_fix_is_judged_by_the_day_on_which_its_end_was_recorded(
    tmp_path: Path, ended: str, state: CommitmentState, told: str
) -> None:
    [row] = _rows(fixes_csv(_ledger(tmp_path, {FIX_YML: f"{FIX}{ended}\n"})))
    assert (row["state"], row["told"]) == (state, told)


@pytest.mark.parametrize("of_month", [False, True])
def test_a_record_is_as_late_as_it_was_recorded_here(tmp_path: Path, of_month: bool) -> None:
    record = RECORD
    if of_month:
        record = "month: 2026-01\nreported: 2026-02-12\ntold: 2026-02-18\ndelivered: {calls: {due: 200, kept: 190}}\n"
    judgement = _ledger(tmp_path, {"promises/delivered/2026-01.yml": record}).entries["calls", Month(2026, 1)].judgement
    assert judgement is not None
    assert judgement.days_late == 8


def test_a_correction_names_its_document_and_when_it_was_recorded(tmp_path: Path) -> None:
    corrected = "corrected: [{on: 2026-02-11, was: {kept: 189}, why: A slip., told: 2026-02-19}]"
    part = f"month: 2026-01\ndelivered: {{calls: {{due: 200, kept: 190, {corrected}}}}}\n"
    files = {**good_site(), "promises/delivered/2026-01/desk.yml": part}
    del files["promises/delivered/2026-01.yml"]
    ledger = ledger_of(write(tmp_path, files), AS_OF)
    [row] = _rows(corrections_csv(ledger))
    document = "delivered/2026-01/desk"
    assert (row["document"], row["place"], row["on"], row["told"]) == (document, "", "2026-02-11", "2026-02-19")
