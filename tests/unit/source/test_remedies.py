"""A promise that has begun to count who was put right goes on doing so; and a correction does not give counts away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.rules.site import CALLS, SERVICE, problems

OPEN = SERVICE.replace("  until: 2026-01\n", "")
ANOTHER = 'published_by: {name: A watchdog, url: "https://example.org/watchdog"}\n'
HIDING = OPEN + "hide_counts_below: 5\n"


def _rules(root: Path, records: dict[str, str], service: str, rule: str) -> list[tuple[str, str]]:
    months = {
        f"promises/delivered/{month}.yml": f"month: {month}\ndelivered:\n  calls: {{{record}}}\n"
        for month, record in records.items()
    }
    site = {"promises/service.yml": service, "promises/declared/calls.yml": CALLS, **months}
    return [
        (str(problem.path)[-11:-4], problem.severity.value)
        for problem in problems(root, site, date(2026, 5, 20))
        if problem.rule == rule and problem.promise == "calls"
    ]


@pytest.mark.parametrize(
    ("service", "records", "months"),
    [
        (OPEN, {"2026-01": "due: 9, kept: 8, remedy: {given: 1}", "2026-02": "due: 9, kept: 8"}, ["2026-02"]),
        (OPEN, {"2026-01": "due: 9, kept: 8", "2026-02": "due: 9, kept: 8, remedy: {given: 0}"}, []),
        (OPEN, {"2026-01": "due: 9, kept: 8, remedy: {given: 1}", "2026-02": "due: 9, kept: 9"}, []),
        (OPEN, {"2026-01": "due: 9, kept: 9, remedy: {given: 0}", "2026-03": "due: 9, kept: 8"}, ["2026-03"]),
        (OPEN, {"2026-01": "due: 9, kept: 8, remedy: {given: 1}", "2026-02": "share: 90%"}, []),
        (OPEN, {"2026-01": "due: 9, kept: 8", "2026-02": "due: 9, kept: 8"}, []),
        (OPEN + ANOTHER, {"2026-01": "due: 9, kept: 8, remedy: {given: 1}", "2026-02": "due: 9, kept: 8"}, []),
    ],
)
def test_a_count_that_stops_is_warned_of(
    tmp_path: Path, service: str, records: dict[str, str], months: list[str]
) -> None:
    assert _rules(tmp_path, records, service, "remedy-not-counted") == [(month, "warning") for month in months]


@pytest.mark.parametrize(
    ("service", "updated", "refused"),
    [
        (HIDING, "", True),
        (HIDING, ", updated: 2026-04-01", True),
        (HIDING, ", updated: 2026-04-12", False),
        (OPEN, "", False),
    ],
)
def test_a_correction_that_hides_counts_published_before_needs_a_new_day(
    tmp_path: Path, service: str, updated: str, refused: bool
) -> None:
    record = (
        f"due: 100, kept: 78, remedy: {{given: 20{updated}}},"
        " corrected: [{on: 2026-04-12, was: {kept: 70}, why: Counted again.}]"
    )
    told = _rules(tmp_path, {"2026-01": record}, service, "small-count")
    assert told == ([("2026-01", "error")] if refused else [])
