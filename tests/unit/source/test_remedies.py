"""A promise that has begun to count who was put right goes on doing so; and a correction does not give counts away."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from service_promises.outputs.files.remedies_csv import remedies_csv

from tests.rules.site import CALLS, SERVICE, good_site, problems, write
from tests.sound import ledger_of

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


PLACES_YML = "called: {one: branch, many: branches}\nplaces:\n  north: {name: North}\n  south: {name: South}\n"
AT_BOTH = CALLS.replace("if_we_fall_short", "at: all\nif_we_fall_short")


def _at_places(north: str, whole: str = "") -> str:
    return (
        f"month: 2026-01\ndelivered:\n  calls:\n{whole}    by_place:\n"
        f"      north: {{{north}}}\n      south: {{due: 100, kept: 80}}\n"
    )


@pytest.mark.parametrize(("hides", "counts"), [("", ["40", "30", "20", "16"]), ("hide_counts_below: 3\n", [""] * 4)])
def test_a_remedy_at_a_place_has_a_row_of_its_own(tmp_path: Path, hides: str, counts: list[str]) -> None:
    month = _at_places("due: 100, kept: 80, remedy: {given: 16}", "    remedy: {given: 30}\n")
    site = {
        "promises/service.yml": OPEN + hides,
        "promises/places.yml": PLACES_YML,
        "promises/declared/calls.yml": AT_BOTH,
        "promises/delivered/2026-01.yml": month,
    }
    ledger = ledger_of(write(tmp_path, {**good_site(), **site}), date(2026, 2, 20))
    rows = list(csv.DictReader(io.StringIO(remedies_csv(ledger))))
    assert [row["place"] for row in rows] == ["", "north"]
    assert [row[key] for row in rows for key in ("owed", "given")] == counts


@pytest.mark.parametrize(
    ("north", "rule"),
    [
        ("due: 100, kept: 80, remedy: {given: 21}", "more-than-all"),
        ("due: 100, kept: 80, remedy: {given: 9, unasked: 10}", "more-than-all"),
        ("due: 0, remedy: {given: 0}", "remedy-of-nothing"),
    ],
)
def test_a_remedy_at_a_place_is_checked_like_any_other(tmp_path: Path, north: str, rule: str) -> None:
    site = {
        "promises/service.yml": OPEN,
        "promises/places.yml": PLACES_YML,
        "promises/declared/calls.yml": AT_BOTH,
        "promises/delivered/2026-01.yml": _at_places(north),
    }
    found = [problem for problem in problems(tmp_path, site) if problem.severity.value == "error"]
    assert [problem.rule for problem in found] == [rule]
    assert found[0].location.keys[:4] == ("delivered", "calls", "by_place", "north")
