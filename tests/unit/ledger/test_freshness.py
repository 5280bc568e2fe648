from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from service_promises.ledger.commitments.commitment import Done, Move
from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.freshness import LONGEST, trusted_until
from service_promises.ledger.ledger import Ledger, LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.promises.promise import Kind, Term
from service_promises.ledger.promises.target import EVERY_TIME

from tests import strategies as our
from tests.sound import ledger_of

ROOT = Path(__file__).parent.parent.parent.parent


def _example(as_of: date) -> Ledger:
    return ledger_of(ROOT / "examples", as_of)


def test_until_the_next_date_by_which_something_is_due() -> None:
    assert trusted_until(_example(date(2026, 11, 26))) == date(2026, 12, 15)


def test_on_the_date_itself_it_still_holds() -> None:
    assert trusted_until(_example(date(2026, 12, 15))) == date(2026, 12, 15)


def test_no_longer_than_a_month_where_the_site_goes_on() -> None:
    quiet = replace(_example(date(2026, 11, 26)), promises={}, entries={}, fixes={}, pledges={})
    assert trusted_until(quiet) == date(2026, 12, 27)


def test_a_closed_site_holds_for_good_once_all_is_told() -> None:
    ledger = _example(date(2026, 11, 26))
    closed = replace(ledger.service, covers=Coverage(Month(2024, 11), Month(2026, 1)))
    assert trusted_until(replace(ledger, service=closed, promises={}, entries={}, fixes={}, pledges={})) is None


FAR = timedelta(LONGEST)


def _quiet(as_of: date, **changed: Any) -> Ledger:
    """A ledger in which nothing is due but what is given."""
    return replace(make_ledger(LedgerInput(our.OPEN, ()), as_of), **changed)


@pytest.mark.parametrize(
    ("fix", "days"),
    [
        ({}, 5),
        ({"done": Done(date(2026, 3, 1))}, LONGEST),
        ({"by": date(2026, 3, 10)}, 0),
        ({"by": date(2026, 3, 9)}, LONGEST),
        ({"moved": (Move(date(2026, 3, 1), date(2026, 3, 12), date(2026, 3, 15), "Snow."),)}, 2),
    ],
)
def test_until_the_first_date_by_which_a_fix_was_promised(fix: dict[str, Any], days: int) -> None:
    as_of = date(2026, 3, 10)
    promised = Fix(**{"id": "f", "we_will": "mend", "after": (), "by": date(2026, 3, 15), "owner": "us", **fix})
    assert trusted_until(_quiet(as_of, fixes={"f": promised})) == as_of + timedelta(days)


@pytest.mark.parametrize(
    ("due_in", "as_of", "until"),
    [
        (range(1, 13), date(2026, 3, 12), date(2026, 4, 10)),
        ((3,), date(2026, 3, 12), date(2026, 4, 10)),
        ((4,), date(2026, 3, 12), date(2026, 3, 12) + FAR),
        ((2,), date(2026, 3, 10), date(2026, 3, 10)),
        ((2,), date(2026, 3, 11), date(2026, 3, 11) + FAR),
    ],
)
def test_until_the_reporting_date_of_this_month_and_of_those_before(
    due_in: Iterable[int], as_of: date, until: date
) -> None:
    term = Term(since=Month(2026, 1), promise="w", measure=our.measure(Kind.DONE), target=EVERY_TIME)
    promise = replace(our.promise_of((term,)), due_in=frozenset(due_in))
    assert trusted_until(make_ledger(LedgerInput(our.OPEN, [promise]), as_of)) == until


@pytest.mark.parametrize(("last", "until"), [(Month(2026, 3), date(2026, 3, 12) + FAR), (Month(2026, 2), None)])
def test_a_site_closes_with_the_last_month_that_it_covers(last: Month, until: date | None) -> None:
    service = replace(our.OPEN, covers=Coverage(Month(2026, 1), last))
    assert trusted_until(_quiet(date(2026, 3, 12), service=service)) == until


@pytest.mark.parametrize(("today", "shown"), [("2026-12-15", False), ("2026-12-16", True), ("2027-01-01", True)])
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
