from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from service_promises.ledger.freshness import trusted_until
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.month import Coverage, Month
from service_promises.source.reading import read

ROOT = Path(__file__).parent.parent.parent.parent


def _example(as_of: date) -> Ledger:
    ledger = read(ROOT / "examples", as_of).ledger
    assert ledger is not None
    return ledger


def test_until_the_next_date_by_which_something_is_due() -> None:
    assert trusted_until(_example(date(2026, 11, 26))) == date(2026, 12, 15)


def test_on_the_date_itself_it_still_holds() -> None:
    assert trusted_until(_example(date(2026, 12, 15))) == date(2026, 12, 15)


def test_no_longer_than_a_month_where_the_site_goes_on() -> None:
    quiet = replace(_example(date(2026, 11, 26)), promises={}, entries={}, fixes={})
    assert trusted_until(quiet) == date(2026, 12, 27)


def test_a_closed_site_holds_for_good_once_all_is_told() -> None:
    ledger = _example(date(2026, 11, 26))
    closed = replace(ledger.service, covers=Coverage(Month(2024, 11), Month(2026, 1)))
    assert trusted_until(replace(ledger, service=closed, promises={}, entries={}, fixes={})) is None


@pytest.mark.parametrize(
    ("today", "shown"), [("2026-12-15", False), ("2026-12-16", True), ("2027-01-01", True)]
)
def test_the_script_shows_it_from_the_day_after(today: str, shown: bool, node: str) -> None:
    partial = (ROOT / "templates/partials/freshness.html").read_text()
    found = re.search(r"<script>(.*)</script>", partial)
    assert found
    page = (
        "const shown = []; const warning = {hidden: true, dataset: {until: '2026-12-15'},"
        " closest: () => ({prepend: (one) => shown.push(one)})};"
        "const document = {currentScript: {previousElementSibling: warning}};"
        f"const Real = Date; globalThis.Date = class {{ toISOString() {{ return '{today}T12:00:00Z'; }} }};"
        f"{found[1]}; console.log(JSON.stringify([!warning.hidden, shown.length]))"
    )
    done = subprocess.run([node, "-e", page], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [shown, int(shown)]
