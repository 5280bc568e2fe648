"""`promises due --all`: a year's view for the team."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.rules.site import CALLS, good_site, with_keys, write
from tests.staff.folder import run, site


def _duties(root: Path, as_of: str) -> list[dict[str, Any]]:
    duties: list[dict[str, Any]] = json.loads(run(root, "due", "--all", "--format", "json", as_of=as_of).output)[
        "duties"
    ]
    return duties


def test_what_is_late_comes_first_and_then_a_year(tmp_path: Path) -> None:
    duties = _duties(site(tmp_path), "2026-11-22")
    days = [duty["by"] for duty in duties]
    assert days == sorted(days)
    assert days[0] < "2026-11-22" <= days[-1] <= "2027-11-22"
    tea = [(one["by"], one["what"], one["from"], one["until"]) for one in duties if one["id"] == "tested-for-tea"]
    assert tea[:2] == [("2026-11-20", "late", "2026-07", "2026-09"), ("2027-02-20", "figures", "2026-10", "2026-12")]
    overdue = [(one["by"], one["owner"], one["what"]) for one in duties if one["id"] == "fifth-mender"]
    assert overdue == [("2026-03-31", "Head of the bench", "fix overdue")]


def test_a_day_a_year_ahead_is_the_last(tmp_path: Path) -> None:
    service = good_site()["promises/service.yml"].replace("  until: 2026-01\n", "")
    root = write(tmp_path, {**good_site(), "promises/service.yml": service})
    assert max(duty["by"] for duty in _duties(root, "2026-02-10")) == "2027-02-10"
    assert max(duty["by"] for duty in _duties(root, "2026-02-09")) == "2027-01-10"


def test_the_table_has_a_row_for_each_and_lets_no_markup_through(tmp_path: Path) -> None:
    calls = with_keys(CALLS.replace("owner: Customer service", 'owner: "@all | <b>"'), "report_by: 28\n")
    root = write(tmp_path, {**good_site(), "promises/declared/calls.yml": calls})
    (root / "promises/delivered/2026-01.yml").unlink()
    text = run(root, "due", "--all", as_of="2026-02-20").output.splitlines()
    assert text[0].split() == ["By", "Owner", "Of", "What", "Months"]
    assert any(line.split()[:3] == ["28", "February", "2026"] and "calls" in line for line in text)
    assert text[-1] == "What is due already, and until 20 February 2027. As of 20 February 2026."
    markdown = run(root, "due", "--all", "--format", "markdown", as_of="2026-02-20").output
    row = next(line for line in markdown.splitlines() if "`calls`" in line)
    assert row.startswith("| 28 February 2026 | ")
    assert row.endswith("| `calls` | figures | January 2026 |")
    assert "@all" not in row
    assert "\\|" in row
    assert "\\<b" in row
