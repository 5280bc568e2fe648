"""Months that `covers` adds before the first: none of the past, and not late in the change that brings them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.history.published import CALLS, CALLS_YML, SERVICE_YML, checked, month_file, month_yml, publish

CORRECTED = "corrected: [{on: 2026-12-05, was: {covers: %s}, why: A slip.}]\n"


def _errors(folder: Path, declared: str, *changes: tuple[str, str, str], first: str = "2026-01") -> list[str]:
    """The rules that a change breaks; published are a promise with more keys, and its records of May and June."""
    files = {CALLS_YML: CALLS.replace("since: 2026-01", "since: 2025-01").replace("if_we", f"{declared}if_we")}
    for month in ("2026-05", "2026-06"):
        files |= month_file(month, calls={"due": 10, "kept": 10})
    site = publish(folder, files, date(2026, 12, 1))
    site.change(SERVICE_YML, "from: 2026-01", f"from: {first}")
    site.commit(date(2026, 12, 1))
    for path, old, new in changes:
        if old:
            site.change(path, old, new)
        else:
            (site.root / path).write_text(new)
    return [problem["rule"] for problem in checked(site, date(2026, 12, 5)) if problem["severity"] == "error"]


def test_earlier_months_come_without_a_correction_and_are_not_late(tmp_path: Path) -> None:
    [(path, text)] = month_file("2025-03", calls={"due": 10, "kept": 10}).items()
    moved = (SERVICE_YML, "from: 2026-01", "from: 2025-01")
    assert _errors(tmp_path, "due_in: [3, 4, 5, 6, 12]\n", moved, (path, "", text)) == []


def test_earlier_months_of_a_promise_come_without_a_correction(tmp_path: Path) -> None:
    moved = (CALLS_YML, "from: 2026-05", "from: 2026-02")
    assert _errors(tmp_path, "covers: {from: 2026-05}\n", moved) == []


def test_a_promise_may_leave_its_months_to_the_service(tmp_path: Path) -> None:
    assert _errors(tmp_path, "covers: {from: 2026-05}\n", (CALLS_YML, "covers: {from: 2026-05}\n", "")) == []


@pytest.mark.parametrize("moved", ["2025-01", "2025-12"])
def test_a_record_does_not_come_to_speak_for_more_months(tmp_path: Path, moved: str) -> None:
    change = (SERVICE_YML, "from: 2026-01", f"from: {moved}")
    assert _errors(tmp_path, "due_in: [5, 6]\n", change) == ["service-changed"]


def test_months_that_a_correction_left_out_do_not_come_back_in_time(tmp_path: Path) -> None:
    """Else a silence is taken out with a correction, and filled in time with the next change."""
    corrected = CORRECTED % "{from: 2025-06}"
    site = publish(
        tmp_path, {CALLS_YML: CALLS, **month_file("2026-06", calls={"due": 10, "kept": 10})}, date(2026, 12, 1)
    )
    site.change(SERVICE_YML, "covers: {from: 2026-01}", f"covers: {{from: 2026-06}}\n{corrected}")
    site.commit(date(2026, 12, 5))
    site.change(SERVICE_YML, "{from: 2026-06}", "{from: 2026-01}")
    (site.root / month_yml("2026-03")).write_text(
        next(iter(month_file("2026-03", calls={"due": 1, "kept": 1}).values()))
    )
    assert "service-changed" in [problem["rule"] for problem in checked(site, date(2026, 12, 6))]


def test_a_correction_of_a_free_change_tells_what_stood_there(tmp_path: Path) -> None:
    change = (SERVICE_YML, "from: 2026-01}", "from: 2025-01}\n" + CORRECTED % "{from: 2026-02}")
    assert _errors(tmp_path, "", change) == ["correction-was"]


def test_a_correction_of_an_end_that_lies_ahead_tells_what_stood_there(tmp_path: Path) -> None:
    entry = "corrected: [{on: 2026-12-05, was: {ends: 2026-11}, why: A slip.}]\n"
    change = (CALLS_YML, "if_we", f"ends: 2026-12\nends_why: The desk closes.\n{entry}if_we")
    assert _errors(tmp_path, "", change) == ["correction-was"]
