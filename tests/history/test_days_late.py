"""Days late that were published never become fewer unseen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.history.editions import Repository
from tests.history.published import CALLS_YML, SERVICE_YML, month_file, month_yml, past, publish

AS_OF = date(2026, 4, 20)
FEBRUARY = month_yml("2026-02")
JANUARY = month_file("2026-01", calls={"due": 200, "kept": 190})
REPORTED_LATE = month_file("2026-02", calls={"due": 180, "kept": 170, "reported": "2026-03-15"})
ENDED = (CALLS_YML, "if_we", "ends: 2026-02\nends_why: We have no telephone any more.\nif_we")
"""Nothing is due after February, so that only February can change."""


def _published(folder: Path, february: dict[str, str]) -> Repository:
    repository = publish(folder, JANUARY | february)
    repository.change(*ENDED)
    repository.commit()
    return repository


@pytest.mark.parametrize("february", [REPORTED_LATE, {}], ids=["a record", "a silence"])
@pytest.mark.parametrize("path", [CALLS_YML, SERVICE_YML])
def test_a_later_reporting_date_that_makes_a_month_less_late_is_told(
    tmp_path: Path, february: dict[str, str], path: str
) -> None:
    repository = _published(tmp_path, february)
    place = "if_we" if path == CALLS_YML else "reach_us"
    repository.change(path, place, f"report_by: 11\n{place}")
    [problem] = [one for one in past(repository, AS_OF) if one["rule"] == "past-verdict"]
    assert (problem["path"], problem["key"]) == (path, "report_by")
    assert "2026-02" in problem["message"]


@pytest.mark.parametrize("february", [REPORTED_LATE, {}], ids=["a record", "a silence"])
def test_the_same_reporting_date_written_down_is_nothing_to_tell(tmp_path: Path, february: dict[str, str]) -> None:
    repository = _published(tmp_path, february)
    repository.change(CALLS_YML, "if_we", "report_by: 10\nif_we")
    assert past(repository, AS_OF) == []


@pytest.mark.parametrize("now", ["    reported: 2026-03-14\n", "    reported: 2026-03-16\n", ""])
def test_the_day_of_a_late_report_does_not_change(tmp_path: Path, now: str) -> None:
    repository = _published(tmp_path, REPORTED_LATE)
    repository.change(FEBRUARY, "    reported: 2026-03-15\n", now)
    [problem] = past(repository, AS_OF)
    assert (problem["rule"], problem["path"], problem["key"]) == ("reported-changed", FEBRUARY, "reported")
    assert (
        problem["help"]
        == "add `corrected:` with `- on: 2026-04-20`, `was: {reported: 2026-03-15}` and `why:`; or put the old figure back"
    )


@pytest.mark.parametrize(
    ("reported", "silent"), [("", True), ("    reported: 2026-03-10\n", True), ("    reported: 2026-03-11\n", False)]
)
def test_a_record_in_the_place_of_a_silence_says_that_it_is_late(tmp_path: Path, reported: str, silent: bool) -> None:
    repository = _published(tmp_path, {})
    late = REPORTED_LATE[FEBRUARY].replace("    reported: 2026-03-15\n", reported)
    (repository.root / FEBRUARY).write_text(late)
    found = [(problem["rule"], problem["path"], problem["key"]) for problem in past(repository, AS_OF)]
    assert found == ([("late-unsaid", FEBRUARY, "reported")] if silent else [])
