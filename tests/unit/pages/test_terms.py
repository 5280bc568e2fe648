"""What the page of a promise says of its terms: how each ended, and what was not found."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind, Term
from service_promises.ledger.promises.target import EVERY_TIME
from service_promises.outputs.site import make_site
from service_promises.pages.i18n import I18n
from service_promises.pages.markdown import sentence
from service_promises.pages.parts.changes.terms import terms_of
from service_promises.pages.rendering.templates import template_folders

from tests.golden import EXAMPLE, aloud
from tests.made_up import ledger
from tests.strategies import measure, promise_of

_NOT_FOUND = {
    "Nobody called.",
    "A second workshop.",
    "It takes time.",
    "everybody",
    "the workshop",
    "Widgets handed in.",
    "Widgets beyond mending.",
    "The job book.",
    "People need widgets.",
    "You pay nothing.",
    "Lend a widget.",
}


@pytest.mark.parametrize(
    ("as_of", "ended"),
    [(date(2018, 3, 1), "Why it will end"), (date(2021, 6, 30), "Why it will end"), (date(2021, 7, 1), "Why it ended")],
)
def test_why_a_promise_ended_stands_at_its_last_term(as_of: date, ended: str) -> None:
    terms = tuple(
        Term(since=Month(year, 1), promise="A day.", measure=measure(Kind.EACH), target=EVERY_TIME)
        for year in (2016, 2018)
    )
    promise = replace(promise_of(terms), ends=Month(2021, 6), ends_why="Nobody came.")
    newest, oldest = terms_of(promise, as_of, I18n("en-GB", "Example Widgets", speaks_for_itself=True))
    assert (newest.months, newest.ended) == ("January 2018 to June 2021", ended)
    assert oldest.ended == ""


def test_what_was_not_found_is_never_printed_as_it_is_typed() -> None:
    made_up = ledger(lambda text: "not found" if text in _NOT_FOUND else text, published_by=True)
    for address, page in make_site(made_up, template_folders(EXAMPLE), None).pages.items():
        assert not re.search(r"not found(?!:)", aloud(page.html())), address


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("Within ten days", "Within ten days."),
        ("Within ten days. ", "Within ten days."),
        ("Within **ten days.**", "Within **ten days.**"),
        ("Within ten days (or less)", "Within ten days (or less)."),
        ("May we help?", "May we help?"),
        ("“Within ten days.”", "“Within ten days.”"),
        ("We answer [here](https://example.org/)", "We answer [here](https://example.org/)."),
    ],
)
def test_a_sentence_has_one_mark_at_its_end(text: str, closed: str) -> None:
    assert sentence(text) == closed
