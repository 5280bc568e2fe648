"""A record that ends a silence says when; one in the last days before its date is told what to do if it is late."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.history.published import CALLS, CALLS_YML, SERVICE, SERVICE_YML, checked, month_file, month_yml, publish

RECORD = {"due": 200, "kept": 200}
FEB = month_yml("2026-02")
SITE = {
    SERVICE_YML: SERVICE,
    CALLS_YML: CALLS,
    "promises/declared/mails.yml": CALLS.replace("call within", "mail within"),
}


def _late(
    folder: Path, as_of: date, before: dict[str, Any], now: dict[str, Any], top: str = ""
) -> list[dict[str, Any]]:
    """What is said of late records where February had some records before and has others now."""
    january = month_file("2026-01", calls=RECORD, mails=RECORD)
    repository = publish(folder, {**SITE, **january, **(month_file("2026-02", **before) if before else {})})
    files = month_file("2026-02", **now)
    files[FEB] = files[FEB].replace("delivered:", f"{top}delivered:")
    repository.write({**SITE, **january, **files})
    return [one for one in checked(repository, as_of) if one["rule"] == "late-unsaid"]


@pytest.mark.parametrize("days", range(-5, 3))
def test_in_the_last_days_before_a_reporting_date_check_says_what_to_do_if_it_passes(tmp_path: Path, days: int) -> None:
    as_of = date(2026, 3, 10) + timedelta(days)
    problems = _late(tmp_path, as_of, {}, {"calls": RECORD, "mails": RECORD})
    assert len(problems) == (days >= -3)
    for problem in problems:
        assert (problem["severity"], problem["path"]) == ("error" if days > 0 else "warning", FEB)
        day = as_of if days > 0 else date(2026, 3, 11)
        assert f"reported: {day}" in problem["help"]
        assert "at the top, below `month:`" in problem["help"]


def test_a_record_that_says_when_it_is_reported_is_told_nothing(tmp_path: Path) -> None:
    as_of = date(2026, 3, 9)
    assert _late(tmp_path / "a", as_of, {"calls": RECORD, "mails": RECORD}, {"calls": RECORD, "mails": RECORD}) == []
    now = {"calls": RECORD, "mails": RECORD}
    assert _late(tmp_path / "b", date(2026, 3, 20), {}, now, "reported: 2026-03-20\n") == []


def test_one_late_record_beside_others_in_time_says_it_itself(tmp_path: Path) -> None:
    (problem,) = _late(tmp_path, date(2026, 3, 20), {"calls": RECORD}, {"calls": RECORD, "mails": RECORD})
    assert problem["promise"] == "mails"
    assert problem["help"] == "write the day on which it is published: reported: 2026-03-20"
