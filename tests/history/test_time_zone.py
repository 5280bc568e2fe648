"""The day turns where the organisation is: `time_zone` decides on what day a site is judged."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from service_promises.cli import promises
from service_promises.history.git.repository import earlier_contents, repository
from service_promises.source.clock import judging_day

from tests.history.published import SERVICE, SERVICE_YML, month_file, month_yml, publish

CORRECTED = {"due": 10, "kept": 9, "corrected": "[{on: 2026-03-10, was: {kept: 10}, why: Counted twice.}]"}


def _at(moment: str) -> str:
    return str(int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()))


def _run(root: Path, moment: str, *command: str) -> Result:
    return CliRunner().invoke(promises, ["-C", str(root), *command], env={"SOURCE_DATE_EPOCH": _at(moment)})


def _problems(root: Path, moment: str) -> list[dict[str, Any]]:
    problems: list[dict[str, Any]] = json.loads(_run(root, moment, "check", "--format", "json").stdout)["problems"]
    return problems


def _site(folder: Path, zone: str, **records: Any) -> Path:
    service = f"{SERVICE}time_zone: {zone}\n" if zone else SERVICE
    return publish(folder, {SERVICE_YML: service, **month_file("2026-01", **records)}).root


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "'Pacific/Auckland'  # where we are"])
def test_a_correction_dated_today_in_auckland_passes(tmp_path: Path, zone: str) -> None:
    site = _site(tmp_path, zone, calls=CORRECTED)
    assert not [problem for problem in _problems(site, "2026-03-09T12:00") if problem["severity"] == "error"]


def test_a_correction_dated_tomorrow_names_the_day_taken_for_today(tmp_path: Path) -> None:
    problems = _problems(_site(tmp_path, "", calls=CORRECTED), "2026-03-09T12:00")
    messages = [problem["message"] for problem in problems if problem["severity"] == "error"]
    assert messages == ["a correction says 2026-03-10, which is after 2026-03-09, the day taken for today"]


@pytest.mark.parametrize(("zone", "late"), [("America/Los_Angeles", False), ("UTC", True)])
def test_a_report_due_today_in_california_is_not_late(tmp_path: Path, zone: str, late: bool) -> None:
    site = _site(tmp_path, zone)
    (site / month_yml("2026-01")).unlink()
    rules = [problem["rule"] for problem in _problems(site, "2026-02-11T05:00")]
    assert ("not-reported" in rules) is late


def test_a_day_that_is_named_is_that_day_everywhere(tmp_path: Path) -> None:
    site = _site(tmp_path, "Pacific/Auckland", calls=CORRECTED)
    done = _run(site, "2026-03-20T12:00", "check", "--as-of", "2026-03-09")
    assert "which is after 2026-03-09" in done.output


@pytest.mark.parametrize(
    ("service", "day"),
    [
        ("time_zone: Pacific/Auckland\n", 10),
        ("{time_zone: Pacific/Auckland}\n", 10),
        ('time_zone : "Pacific/Auckland"\nname: [broken\n', 10),
        ("name: [broken\ntime_zone: Pacific/Auckland\n", 10),
        ("time_zone: Auckland\n", 9),
        ("time_zone: [Pacific/Auckland]\n", 9),
        ("time_zone:\n", 9),
        ("- time_zone\n", 9),
        ("\u2028time_zone\x00", 9),
        ("", 9),
    ],
)
def test_the_time_zone_is_known_before_the_files_are_read(tmp_path: Path, service: str, day: int) -> None:
    (tmp_path / "promises").mkdir()
    (tmp_path / SERVICE_YML).write_text(service, encoding="utf-8")
    assert judging_day({"SOURCE_DATE_EPOCH": _at("2026-03-09T12:00")}, tmp_path) == date(2026, 3, day)


def test_a_wrong_time_zone_is_told_once(tmp_path: Path) -> None:
    problems = _problems(_site(tmp_path, "Auckland", calls={"due": 10, "kept": 10}), "2026-02-11T05:00")
    assert [(problem["rule"], problem["help"]) for problem in problems] == [
        ("time-zone", "write: time_zone: Pacific/Auckland")
    ]


@pytest.mark.linux
def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "promises").mkdir()
    os.mkfifo(tmp_path / SERVICE_YML)
    assert judging_day({"SOURCE_DATE_EPOCH": _at("2026-03-09T12:00")}, tmp_path) == date(2026, 3, 9)


def test_days_of_commits_are_those_of_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-09T12:00:00-08:00")
    site = _site(tmp_path, "Pacific/Auckland", calls={"due": 10, "kept": 10})
    earlier = earlier_contents(repository(site), "HEAD", "promises/delivered")
    assert [until.rpartition(" of ")[2] for until in earlier[month_yml("2026-01")].values()] == ["2026-03-10"]


def test_a_commit_of_no_day_at_all_has_one(tmp_path: Path) -> None:
    repo = repository(_site(tmp_path, ""))
    assert (repo.day(2**60), repo.day(-(2**60))) == (date.max, date.min)


def test_the_pages_say_where_the_day_turns(tmp_path: Path) -> None:
    site = _site(tmp_path, "Pacific/Auckland", calls={"due": 10, "kept": 10})
    done = _run(site, "2026-02-09T12:00", "pages", "--into", str(tmp_path / "pages"))
    assert done.exit_code == 0, done.output
    page = (tmp_path / "pages/how-we-judge/index.md").read_text(encoding="utf-8")
    assert "A day begins and ends at midnight by the clocks of Pacific/Auckland." in page
    assert "Judged on 10 February 2026" in page
