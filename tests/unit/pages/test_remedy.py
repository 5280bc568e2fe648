"""How many of those let down were put right, in sentences that hold for every combination of counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_promises.ledger.delivery import Delivery, Remedy
from service_promises.ledger.disclosure.remedy import RemedyCounts
from service_promises.ledger.ledger import Ledger, LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.card import entry_card
from service_promises.pages.parts.remedy import newest_text, put_right_text, remedy_text, totals_text
from service_promises.pages.views.put_right import put_right_headline, put_right_view

from tests import made_up

JANUARY, FEBRUARY, MARCH = (Month(2026, number) for number in (1, 2, 3))
OURS = I18n("en-GB", "Example Widgets", speaks_for_itself=True)
THEIRS = I18n("en-GB", "Example Widgets", speaks_for_itself=False)


def _remedy(*counts: int | None, **more: str) -> Remedy:
    """Owed, given, without asking, late."""
    return Remedy(*(None if count is None else Decimal(count) for count in counts), **more)


def _let_down(number: int, *counts: int | None) -> Delivery:
    return Delivery(due=Decimal(900), kept=Decimal(900 - number), remedy=_remedy(*counts) if counts else None)


def _ledger(deliveries: dict[tuple[str, Month], Delivery], hide_below: int = 0) -> Ledger:
    plain = made_up.ledger()
    service = replace(plain.service, hide_counts_below=hide_below)
    return make_ledger(LedgerInput(service, plain.promises.values(), deliveries), date(2026, 7, 5))


def _text(delivery: Delivery, i18n: I18n = OURS, hide_below: int = 0) -> str:
    return remedy_text(_ledger({("mended", JANUARY): delivery}, hide_below).entries["mended", JANUARY], i18n)


@pytest.mark.parametrize(
    ("delivery", "text"),
    [
        (
            _let_down(42, None, 40, 38, 3),
            "42 let down. 40 were put right, 38 of them without having to ask, 3 later than promised;"
            " 2 are still waiting.",
        ),
        (_let_down(42, None, 42, 42, 0), "42 let down. All 42 were put right, none had to ask."),
        (_let_down(42, None, 41, 41, 0), "42 let down. 41 were put right, none had to ask; 1 is still waiting."),
        (_let_down(42, None, 42, 0, 0), "42 let down. All 42 were put right, all of them after asking."),
        (_let_down(42, None, 0), "42 let down. None was put right yet; all 42 are still waiting."),
        (_let_down(42, 0, 0), "42 let down, and none of them was to be put right."),
        (_let_down(42, 9, 9, 8, 0), "42 let down, 9 to be put right. All 9 were put right, 8 of them without having to ask."),
        (_let_down(1, None, 1, 1, 0), "1 let down. 1 was put right without having to ask."),
        (_let_down(1, None, 1, 0, 1), "1 let down. 1 was put right, after asking and later than promised."),
        (_let_down(1, None, 0), "1 let down. None was put right yet; 1 is still waiting."),
        (
            _let_down(42, None, 42),
            "42 let down. All 42 were put right. How many had to ask, and how many had it late, is not counted.",
        ),
        (_let_down(42, None, 42, None, 0), "42 let down. All 42 were put right. How many had to ask is not counted."),
        (_let_down(42), "42 let down. We did not count how many of them were put right."),
        (_let_down(0), ""),
        (_let_down(0, None, 0), "Nobody was to be put right."),
        (
            Delivery(share=Decimal(80), remedy=_remedy(None, 7, 7, 0)),
            "7 were put right, none had to ask; how many are still waiting is not known.",
        ),
        (Delivery(share=Decimal(80)), ""),
    ],
)  # fmt: skip
def test_what_those_let_down_were_given_is_said_in_whole_sentences(delivery: Delivery, text: str) -> None:
    assert _text(delivery) == text


def test_another_publisher_says_that_no_count_was_found() -> None:
    assert _text(_let_down(42), THEIRS) == "42 let down. No count was found of how many of them were put right."


def test_small_counts_are_not_said() -> None:
    text = "How many were put right is counted, and not shown, to protect people."
    assert _text(_let_down(42, None, 40, 38, 3), hide_below=5) == text


COUNTS = st.integers(0, 9)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_every_combination_is_a_sentence_that_says_who_is_waiting(
    owed: int, put_right: int, asked: int, late: int
) -> None:
    put_right = min(owed, put_right)
    counts = RemedyCounts(*map(Decimal, (owed, put_right, min(put_right, asked), min(put_right, late))))
    text = put_right_text(counts, OURS)
    assert text.endswith(".")
    assert "%(" not in text
    assert ("waiting" in text) == (owed > put_right)
    assert ("later than promised" in text) == bool(counts.late and put_right)


def test_only_the_same_things_are_added_up() -> None:
    made = _ledger(
        {
            ("mended", JANUARY): _let_down(42, None, 40, 38, 3),
            ("mended", FEBRUARY): _let_down(8, None, 8, 8, 0),
            ("answered", JANUARY): Delivery(level=Decimal(9), let_down=Decimal(5), remedy=_remedy(None, 5, 5, 0)),
            ("answered", FEBRUARY): Delivery(level=Decimal(9), let_down=Decimal(6)),
        }
    )
    assert totals_text(made.by_promise["mended"], OURS) == (
        "50 widgets were to be put right. 48 were put right, 46 of them without having to ask, 3 later than promised;"
        " 2 are still waiting."
    )
    assert newest_text(made.by_month[JANUARY], OURS) == (
        "Put right so far, of those let down in the newest figures: 5 of 5 customers and 40 of 42 widgets."
        " For 1 promise some people are still waiting."
    )
    assert newest_text(made.by_month[FEBRUARY], OURS) == (
        "8 widgets were to be put right. All 8 were put right, none had to ask."
        " 1 more promise let people down without a count of who was put right."
    )
    assert newest_text(made.by_month[MARCH], OURS) == ""


def test_a_hidden_remedy_is_in_no_total() -> None:
    deliveries = {
        ("mended", JANUARY): _let_down(42, None, 37, 37, 0),
        ("mended", FEBRUARY): _let_down(42, None, 40, 40, 0),
    }
    text = totals_text(_ledger(deliveries, 5).by_promise["mended"], OURS)
    assert text == (
        "42 widgets were to be put right. 37 were put right, none had to ask; 5 are still waiting."
        " Not shown, to protect people: 1 month."
    )


def test_a_promise_that_never_counts_who_was_put_right_is_told() -> None:
    made = _ledger(
        {
            ("mended", JANUARY): _let_down(42, None, 40, 38, 3),
            ("mended", FEBRUARY): _let_down(8),
            ("answered", JANUARY): Delivery(level=Decimal(9), let_down=Decimal(5)),
        }
    )
    context = Context(made, OURS)
    view = put_right_view(context)
    assert [one.promise for one in view.counted] == ["mended"]
    assert [one.promise for one in view.never] == ["answered"]
    assert [row.month for row in view.counted[0].rows] == ["2026-02", "2026-01"]
    assert view.counted[0].summary.endswith("Not counted for 1 month in which people were let down.")
    assert put_right_headline(context) == (
        "2 promises let people down. 1 of them has a count of who was put right."
        " For 1 promise some people are still waiting."
    )
    assert entry_card(context, made.entries["mended", FEBRUARY]).remedy.startswith("8 let down. We did not count")
    assert entry_card(Context(made, THEIRS), made.entries["mended", FEBRUARY]).remedy == ""
