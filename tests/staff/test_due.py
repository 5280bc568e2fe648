from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from service_promises.staff.due.due import Task, TaskKind
from service_promises.staff.due.report import as_markdown

from tests.rules.site import good_site, write
from tests.staff.folder import run, site


def _due(root: Path, as_of: str) -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = json.loads(run(root, "due", "--format", "json", as_of=as_of).output)["due"]
    return found


def test_each_kind_is_told_with_its_owner(tmp_path: Path) -> None:
    found = _due(site(tmp_path), "2026-11-22")
    assert [(one["kind"], one["id"], one["month"], one["owner"]) for one in found] == [
        ("late", "a-person-answers", "2025-11", "Head of the counter"),
        ("late", "looked-at-in-ten-minutes", "2026-09", "Head of the counter"),
        ("late", "open-as-the-door-says", "2026-09", "Head of the counter"),
        ("late", "tested-for-tea", "2026-09", "Head of the bench"),
        ("overdue fix", "fifth-mender", None, "Head of the bench"),
        ("overdue pledge", "second-counter", None, "Head of the counter"),
        ("unexplained", "postcard-when-ready", "2025-06", "Head of the counter"),
        ("unexplained", "word-when-ready", "2026-09", "Head of the counter"),
        ("unexplained", "word-when-ready", "2026-10", "Head of the counter"),
        ("soon", "price-on-the-ticket", "2026-10", "Bookkeeper"),
    ]


def test_a_promise_is_called_by_its_short_name_too(tmp_path: Path) -> None:
    root = site(tmp_path)
    names = {one["id"]: one["name"] for one in _due(root, "2026-11-22")}
    assert names["price-on-the-ticket"] == "The price on the ticket"
    assert names["fifth-mender"] is None
    assert (
        "  price-on-the-ticket (The price on the ticket), October 2026:" in run(root, "due", as_of="2026-11-22").output
    )
    markdown = run(root, "due", "--format", "markdown", as_of="2026-11-22").output
    assert "- `price-on-the-ticket` (The price on the ticket), October 2026:" in markdown


def test_fourteen_days_ahead_are_told_and_fifteen_are_not(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert "home-in-ten" not in {one["id"] for one in _due(root, "2026-11-30") if one["kind"] == "soon"}
    assert "home-in-ten" in {one["id"] for one in _due(root, "2026-12-01") if one["kind"] == "soon"}


def test_nothing_due_is_said(tmp_path: Path) -> None:
    result = run(write(tmp_path, good_site()), "due", as_of="2026-02-20")
    assert (result.exit_code, result.output) == (0, "Nothing is due on 20 February 2026 or within 14 days.\n")


def test_mistakes_in_the_files_are_1(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "promises/service.yml").write_text("x: 1\n")
    assert run(root, "due").exit_code == 1


def test_markdown_lets_nothing_through() -> None:
    owner = "@everybody <b>#1</b> [x](http://y) `z`"
    said = as_markdown([Task(TaskKind.LATE, "calls", None, date(2026, 1, 1), owner, "late")], date(2026, 2, 1))
    assert "<b>" not in said.replace("\\<b", "")
    assert "@e" not in said
    assert "[x]" not in said


def test_an_account_that_will_be_owed_is_told_before(tmp_path: Path) -> None:
    root = site(tmp_path)
    october = root / "promises/delivered/2026-10.yml"
    # What was counted later is not known yet on the day that is asked about.
    text = october.read_text().replace("updated: 2026-11-20", "updated: 2026-11-09")
    october.write_text(text.replace("      cause: our decision\n", "", 1))
    told = [one for one in _due(root, "2026-11-10") if one["id"] == "home-in-ten" and one["month"] == "2026-10"]
    assert [(one["kind"], one["by"]) for one in told] == [("soon", "2026-11-15")]
    assert "an explanation is owed from 16 November 2026 on" in str(told[0]["what"])
    assert {one["kind"] for one in _due(root, "2026-11-16") if one["id"] == "home-in-ten"} == {"unexplained"}
