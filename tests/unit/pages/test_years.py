"""A site whose years begin in April: its year pages, lists and addresses, and the addresses of years as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import Ledger, LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.periods.year import Year
from service_promises.ledger.promises.promise import Kind, Promise, Term
from service_promises.ledger.promises.target import EVERY_TIME
from service_promises.outputs.site import Site, make_site
from service_promises.pages.context import Context
from service_promises.pages.moved import moved_pages
from service_promises.pages.rendering.templates import templates_dir
from service_promises.pages.views.fell_short import fell_short_view
from service_promises.pages.views.month import month_lines
from service_promises.pages.views.year import year_view, years_of

from tests.context import context_of
from tests.strategies import OPEN, measure, promise_of

FROM, AS_OF = Month(2025, 1), date(2026, 7, 5)
TERM = Term(since=FROM, promise="We mend widgets.", measure=measure(Kind.EACH), target=EVERY_TIME)
MISSED = Delivery(due=Decimal(10), kept=Decimal(9))


def _promise(name: str, *due_in: int) -> Promise:
    return replace(promise_of((TERM,)), id=name, due_in=frozenset(due_in or range(1, 13)))


PROMISES = [_promise("monthly"), _promise("quarterly", 3, 6, 9, 12), _promise("yearly", 6)]


def _ledger(year_starts: int) -> Ledger:
    service = replace(OPEN, covers=Coverage(FROM), year_starts=year_starts)
    months = FROM.until(Month(2026, 6))
    records = {(one.id, month): MISSED for one in PROMISES for month in months if one.is_due_in(month)}
    return make_ledger(LedgerInput(service, PROMISES, records), AS_OF)


def _context(year_starts: int) -> Context:
    return context_of(_ledger(year_starts))


def _site(year_starts: int) -> Site:
    return make_site(_ledger(year_starts), [templates_dir()], None)


def test_each_record_counts_in_the_year_of_its_due_month() -> None:
    context = _context(4)
    records = {
        str(year): {line.promise: line.record for line in year_view(context, year).lines} for year in years_of(context)
    }
    assert records == {
        "2024-25": {"monthly": "3 months: 3 fell short", "quarterly": "1 quarter: 1 fell short"},
        "2025-26": {
            "monthly": "12 months: 12 fell short",
            "quarterly": "4 quarters: 4 fell short",
            "yearly": "1 report: 1 fell short",  # of half a year: our figures begin in January 2025
        },
        "2026-27": {
            "monthly": "3 months: 3 fell short",
            "quarterly": "1 quarter: 1 fell short",
            "yearly": "1 year: 1 fell short",
        },
    }


def test_a_period_that_began_in_the_year_before_says_so() -> None:
    lines = year_view(_context(4), Year(Month(2026, 4))).lines
    [changes] = [line.changes for line in lines if line.promise == "yearly"]
    assert changes == ("July 2025 to June 2026 counts in the year in which it ends.",)


def test_lists_are_cut_where_years_begin() -> None:
    context = _context(4)
    assert [(str(year), len(lines)) for year, lines in month_lines(context).items()] == [
        ("2026-27", 3),
        ("2025-26", 12),
        ("2024-25", 3),
    ]
    shortfalls = {promise.promise: promise.strips for promise in fell_short_view(context).promises}
    assert [strip.years for strip in shortfalls["yearly"]] == [(("2026-27", 12),), (("2025-26", 12),)]
    assert [strip.years for strip in shortfalls["quarterly"]][-1] == (("2024-25", 3),)


def test_pages_of_years_are_named_and_linked_by_them() -> None:
    pages = _site(4).pages
    assert [address for address in pages if address.startswith("years/")] == [
        "years/2024-25",
        "years/2025-26",
        "years/2026-27",
    ]
    assert pages["years/2025-26"].title == "The year 2025-26"
    assert pages["years/2025-26"].description == (
        "The year 2025-26. April 2025 to March 2026, promise by promise and month by month."
    )
    assert 'href="../years/2025-26/"' in pages["months"].html()


@pytest.mark.parametrize("was", range(1, 13))
@pytest.mark.parametrize("now", [1, 4, 12])
def test_no_address_of_a_year_is_lost_whatever_it_began_with(was: int, now: int) -> None:
    before, after = _context(was), _context(now)
    moved = {page.address: page.target for page in moved_pages(after)}
    pages = {f"years/{year}" for year in years_of(after)}
    assert {f"years/{year}" for year in years_of(before)} <= pages | moved.keys()
    assert set(moved.values()) <= pages
    assert not pages & moved.keys()


def test_an_old_address_leads_to_the_year_with_most_of_its_months() -> None:
    moved = {page.address: page.target for page in moved_pages(_context(4))}
    assert moved["years/2025"] == "years/2025-26"
    assert b"url=../../years/2025-26/" in _site(4).files["years/2025/index.html"]()


def test_a_site_of_calendar_years_keeps_its_addresses() -> None:
    site = _site(1)
    assert [address for address in site.pages if address.startswith("years/")] == ["years/2025", "years/2026"]
    assert site.pages["years/2025"].description == "The year 2025. Promise by promise, month by month."
    assert b"url=../../years/2025/" in site.files["years/2025-26/index.html"]()
