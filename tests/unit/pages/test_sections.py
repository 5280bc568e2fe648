"""A site of very many promises has no page that grows with all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.periods.year import Year
from service_promises.ledger.promises.promise import Kind, Term
from service_promises.ledger.promises.target import EVERY_TIME
from service_promises.ledger.service import Area
from service_promises.pages.context import Context
from service_promises.pages.sections import MOST_ON_A_PAGE, sections_of
from service_promises.pages.views.month import month_sections, month_view
from service_promises.pages.views.promise_list import promise_list_view
from service_promises.pages.views.year import year_sections, year_view

from tests.context import context_of
from tests.strategies import OPEN, measure, promise_of

MONTH = Month(2026, 1)
YEAR = Year(MONTH)


def _context(number: int, areas: Sequence[Area] = ()) -> Context:
    """So many promises, every other one of them fallen short in one month; those that begin with a in the first area."""
    term = Term(since=MONTH, promise="We mend widgets.", measure=measure(Kind.EACH), target=EVERY_TIME)
    names = [f"{'ab'[index % 2]}-{index}" for index in range(number)]
    promises = [
        replace(promise_of((term,)), id=name, area=areas[0].id if areas and name[0] == "a" else None) for name in names
    ]
    records = {(name, MONTH): Delivery(due=Decimal(9), kept=Decimal(9 if name[0] == "a" else 5)) for name in names}
    service = replace(OPEN, covers=Coverage(MONTH), areas=tuple(areas))
    ledger = make_ledger(LedgerInput(service, promises, records), date(2026, 2, 9))
    return context_of(ledger)


def test_a_page_is_whole_up_to_the_limit() -> None:
    context = _context(MOST_ON_A_PAGE)
    assert sections_of(context) == ()
    assert sum(len(group.cards) for group in month_view(context, MONTH).groups) == MOST_ON_A_PAGE
    assert len(year_view(context, YEAR).lines) == MOST_ON_A_PAGE
    assert not promise_list_view(context).one_line_each


@pytest.mark.parametrize(
    ("areas", "names"),
    [((), [("a", "A"), ("b", "B")]), ((Area("mending", "Mending"),), [("mending", "Mending"), ("other", "Other")])],
    ids=["by first letter", "by area"],
)
def test_a_longer_page_is_split_and_loses_nothing(areas: tuple[Area, ...], names: list[tuple[str, str]]) -> None:
    context = _context(MOST_ON_A_PAGE + 1, areas)
    whole = month_view(context, MONTH)
    assert [(section.id, section.name) for section in whole.sections] == names
    assert whole.groups == ()
    assert whole.sections[1].headline == "All 125 promises due fell short."
    cards = [
        card.entry.promise
        for section in month_sections(context, MONTH)
        for group in month_view(context, MONTH, section).groups
        for card in group.cards
    ]
    assert sorted(cards) == sorted(context.ledger.promises)
    assert year_view(context, YEAR).lines == ()
    lines = [line.promise for one in year_sections(context, YEAR) for line in year_view(context, YEAR, one).lines]
    assert sorted(lines) == sorted(context.ledger.promises)
    assert promise_list_view(context).one_line_each


def test_a_section_that_is_still_too_long_is_split_by_the_next_sign_that_differs() -> None:
    """With an address below its own, and a page of its own that names its parts."""
    context = _context(2 * MOST_ON_A_PAGE + 4)
    first, *_ = month_sections(context, MONTH)
    page = month_view(context, MONTH, first)
    assert (first.id, page.groups) == ("a", ())
    assert [section.id for section in page.sections] == [f"a/a-{digit}" for digit in range(10)]
    cards = [
        card.entry.promise
        for section in month_sections(context, MONTH)
        for group in month_view(context, MONTH, section).groups
        for card in group.cards
    ]
    assert sorted(cards) == sorted(context.ledger.promises)
    lines = [line.promise for one in year_sections(context, YEAR) for line in year_view(context, YEAR, one).lines]
    assert sorted(lines) == sorted(context.ledger.promises)


def test_the_letter_stands_on_the_page_of_the_whole_month_alone() -> None:
    context = _context(MOST_ON_A_PAGE + 1)
    [section, _] = month_sections(context, MONTH)
    part = month_view(context, MONTH, section)
    assert (part.letter, part.fixes, part.section, part.sections) == (None, (), "a", ())
