"""Areas that the service declares: their order, their pages, and what leads to them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import Ledger, LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.promises.promise import Kind, Term
from service_promises.ledger.promises.target import EVERY_TIME
from service_promises.ledger.service import Area
from service_promises.outputs.site import Site, make_site
from service_promises.pages.rendering.templates import templates_dir

from tests.context import context_of
from tests.strategies import OPEN, measure, promise_of

LONG = "W" * 45
AREAS = (
    Area("repairs", "Repairs", "Widgets **mended**.", ("mending",)),
    Area("calls", LONG),
    Area("empty", "Nothing yet"),
)
TERM = Term(since=Month(2026, 1), promise="We mend widgets.", measure=measure(Kind.EACH), target=EVERY_TIME)
KEPT, MISSED = Delivery(due=Decimal(10), kept=Decimal(10)), Delivery(due=Decimal(10), kept=Decimal(9))


def _ledger(areas: tuple[Area, ...], number: int = 1, **named: str | None) -> Ledger:
    """A ledger with so many promises in each area that is named."""
    promises = [
        replace(promise_of((TERM,)), id=f"{name}-{index}", area=area)
        for name, area in named.items()
        for index in range(number)
    ]
    records = {
        (promise.id, Month(2026, month)): MISSED if "short" in promise.id and month == 2 else KEPT
        for promise in promises
        for month in (1, 2)
    }
    service = replace(OPEN, covers=Coverage(Month(2026, 1)), areas=areas)
    return make_ledger(LedgerInput(service, promises, records), date(2026, 3, 5))


def _site(ledger: Ledger) -> Site:
    return make_site(ledger, [templates_dir()], None)


NAMED = {"a": "calls", "short": "repairs", "c": None}


def test_areas_come_as_declared_and_promises_without_one_last() -> None:
    groups = context_of(_ledger(AREAS, **NAMED)).areas
    assert [(group.id, group.promises) for group in groups] == [
        ("repairs", ("short-0",)),
        ("calls", ("a-0",)),
        ("empty", ()),
        ("other", ("c-0",)),
    ]
    assert groups[-1].name == "Other"


def test_a_service_may_say_what_other_is_and_where_it_stands() -> None:
    groups = context_of(_ledger((Area("other", "All else"), *AREAS), **NAMED)).areas
    assert (groups[0].name, groups[0].promises) == ("All else", ("c-0",))
    assert len(groups) == 4


def test_areas_in_words_have_no_page_and_come_by_their_first_promise() -> None:
    ledger = _ledger((), a="Calls", b="Repairs", c=None)
    assert [(group.name, group.id) for group in context_of(ledger).areas] == [("Calls", ""), ("Repairs", ""), ("", "")]
    assert not [address for address in _site(ledger).pages if address.startswith("areas")]


def test_the_page_of_an_area_has_its_promises_and_what_fell_short() -> None:
    pages = _site(_ledger(AREAS, **NAMED)).pages
    assert [address for address in pages if address.startswith("areas")] == [
        "areas",
        "areas/repairs",
        "areas/calls",
        "areas/empty",
        "areas/other",
    ]
    page = pages["areas/repairs"]
    html = page.html()
    assert "<strong>mended</strong>" in html
    assert set(re.findall(r'href="../../promises/([a-z0-9-]+)/"', html)) == {"short-0"}
    assert html.count("February 2026</a>: <a") == 1
    assert "1 promise fell short in its newest figures." in page.lead
    assert "Widgets" in page.lead
    assert page.searchable
    assert "Nothing has been promised here yet." in pages["areas/empty"].html()


@pytest.mark.parametrize("address", ["", "promises", "areas", "promises/short-0"])
def test_what_leads_to_an_area(address: str) -> None:
    assert re.search(r'href="[./]*areas/repairs/"', _site(_ledger(AREAS, **NAMED)).pages[address].html())


def test_an_earlier_id_leads_on() -> None:
    assert b"url=../../areas/repairs/" in _site(_ledger(AREAS, **NAMED)).files["areas/mending/index.html"]()


def test_home_shows_areas_in_the_place_of_very_many_promises() -> None:
    few, many = (_site(_ledger(AREAS, number, short="repairs", a="calls")).pages[""].html() for number in (20, 21))
    assert few.count('<li class="p-row">') == 40
    assert '<li class="p-row">' not in many
    assert "All 21 promises fell short in their newest figures." in many
    assert len(set(re.findall(r'href="promises/(short-[0-9]+)/"', many))) == 3
