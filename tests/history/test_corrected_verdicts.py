"""What a correction of a promise does to the verdicts of the past stands on `/changes/`, month by month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from service_promises.pages.views.changes import changes_view

from tests.context import context_of
from tests.history.published import CALLS, CALLS_YML, SERVICE, SERVICE_YML, month_file, publish
from tests.sound import ledger_of

MONTHS = {
    **month_file("2026-01", calls={"due": 100, "kept": 92}),
    **month_file("2026-02", calls={"due": 100, "kept": 99}),
}


@pytest.mark.parametrize(
    ("now", "was", "said"),
    [
        ("target: at least 90%", "target: at least 95%", ["January 2026 was “Fell short”, is “Target met”"]),
        ("target: at least 90%", "target: at least 91%", []),
        (
            "target: at least 90%",
            "ends: 2026-01",
            [
                "February 2026 was “Not promised then”, is “Target met”;"
                " March 2026 was “Not promised then”, is “Not reported”"
            ],
        ),
    ],
)
def test_every_verdict_that_changed_is_listed(tmp_path: Path, now: str, was: str, said: list[str]) -> None:
    corrected = f"corrected: [{{on: 2026-04-20, was: {{{was}}}, why: A slip.}}]\n"
    calls = CALLS.replace("target: at least 90%", now) + corrected
    root = publish(tmp_path, {CALLS_YML: calls, **MONTHS}).root
    ledger = ledger_of(root, date(2026, 4, 21))
    view = changes_view(context_of(ledger))
    changes = [change.now for _, year in view.years for change in year if change.what.startswith("Verdicts changed")]
    assert changes == said


def _listed(root: Path, as_of: date) -> list[str]:
    ledger = ledger_of(root, as_of)
    view = changes_view(context_of(ledger))
    return [change.now for _, year in view.years for change in year if change.what.startswith("Verdicts changed")]


@pytest.mark.parametrize(
    ("now", "was", "listed"),
    [
        ("report_by: 10", "report_by: 25", ["March 2026 was “Awaited”, is “Not reported”"]),
        ("report_by: 25", "report_by: 10", ["March 2026 was “Not reported”, is “Awaited”"]),
        ("report_by: 25", "covers: {from: 2026-02}", ["January 2026 was “outside our figures”, is “Target met”"]),
        ("report_by: 25", "time_zone: null", []),
    ],
)
def test_verdicts_that_change_with_the_service_are_listed(
    tmp_path: Path, now: str, was: str, listed: list[str]
) -> None:
    corrected = f"{now}\ncorrected: [{{on: 2026-04-20, was: {{{was}}}, why: A slip.}}]\n"
    service = SERVICE + corrected
    assert _listed(publish(tmp_path, {SERVICE_YML: service, **MONTHS}).root, date(2026, 4, 21)) == listed


def test_a_quarter_whose_verdict_changed_is_named_whole(tmp_path: Path) -> None:
    quarterly = CALLS.replace("terms:", "due_in: [3, 6, 9, 12]\nterms:")
    service = SERVICE + "report_by: 10\ncorrected: [{on: 2026-04-20, was: {report_by: 25}, why: A slip.}]\n"
    root = publish(tmp_path, {SERVICE_YML: service, CALLS_YML: quarterly}).root
    assert _listed(root, date(2026, 4, 21)) == ["January to March 2026 was “Awaited”, is “Not reported”"]
