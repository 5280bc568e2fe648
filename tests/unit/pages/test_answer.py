"""The answer at the top of a promise's page never makes a month look better than it was."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Direction, Kind, Measure, Target
from service_promises.pages.parts.answer import Answer, answer_of

from tests import made_up
from tests.context import context_of
from tests.made_up import counts

MONTH = Month(2026, 1)
MINUTES = Measure(kind=Kind.LEVEL, counts="Calls.", source="The log.", figure="Average wait", unit="minutes")


def _answer(delivery: Delivery, target: str, measure: Measure | None = None, hide: int = 0) -> Answer:
    plain = made_up.ledger()
    service = replace(plain.service, hide_counts_below=hide)
    promise = plain.promises["mended"]
    direction = Direction.AT_MOST if target.startswith("at most") else Direction.AT_LEAST
    figure = Decimal(target.split()[2].rstrip("%"))
    term = replace(
        promise.terms[0], target=Target(target, direction, figure), measure=measure or promise.terms[0].measure
    )
    promise = replace(promise, terms=(term,))
    ledger = make_ledger(LedgerInput(service, [promise], {("mended", MONTH): delivery}), date(2026, 2, 5))
    context = context_of(ledger)
    entry = ledger.entries["mended", MONTH]
    return answer_of(entry, context.view(entry), context.i18n)


@pytest.mark.parametrize(
    ("delivery", "ratio"),
    [
        (Delivery(share=Decimal("77.11")), "Not kept for nearly 1 in 4."),
        (Delivery(share=Decimal("75")), "Not kept for 1 in 4."),
        (Delivery(share=Decimal("65.83")), "Not kept for more than 1 in 3."),
        (Delivery(share=Decimal("40")), "Not kept for more than 1 in 2."),
        (Delivery(share=Decimal("20")), "Not kept for 4 in 5."),
        (Delivery(share=Decimal("0")), "Not kept for any."),
        (Delivery(share=Decimal("100")), "Kept every time."),
        (Delivery(share=Decimal("99.9")), "Not kept for 1 in 1,000."),
        (counts(171, 167), "Not kept for 4 widgets, more than 1 in 45."),
        (counts(200, 199), "Not kept for 1 widget, 1 in 200."),
    ],
)
def test_how_often_it_was_not_kept_is_said_as_a_person_would(delivery: Delivery, ratio: str) -> None:
    assert _answer(delivery, "at least 90%").ratio.replace("\N{NO-BREAK SPACE}", " ") == ratio


@given(st.integers(1, 10_000), st.data())
def test_the_ratio_never_says_less_than_was_missed(due: int, data: st.DataObject) -> None:
    kept = data.draw(st.integers(1, due - 1)) if due > 1 else 0
    words = _answer(Delivery(due=Decimal(due), kept=Decimal(kept)), "at least 90%").ratio
    if not kept:
        assert words == "Not kept for any."
        return
    match = re.search(r"(nearly |more than |)([\d,]+) in ([\d,]+)\.$", words)
    assert match, words
    ratio, missed = Fraction(*(int(number.replace(",", "")) for number in match.groups()[1:])), 1 - Fraction(kept, due)
    assert {"nearly ": missed < ratio, "more than ": missed > ratio, "": missed == ratio}[match[1]]
    assert abs(ratio - missed) <= missed / 2


@given(st.decimals(0, 100, places=6), st.integers(1, 100))
def test_the_bar_is_on_the_side_of_the_notch_that_the_share_is_on(share: Decimal, target: int) -> None:
    bar = _answer(Delivery(share=share), f"at least {target}%").bar
    assert bar
    assert bar.notch == target
    if share < target:
        assert bar.filled < bar.notch


@pytest.mark.parametrize(
    ("level", "target", "bar"),
    [
        ("3", "at most 4", (62.5, 83.33)),
        ("8", "at most 4", (83.33, 41.66)),
        ("-1", "at most 4", None),
        ("0", "at most 0", None),
    ],
)
def test_the_bar_of_a_level_has_room_beyond_the_longer_of_the_two(
    level: str, target: str, bar: tuple[float, float] | None
) -> None:
    answer = _answer(Delivery(level=Decimal(level)), target, MINUTES)
    assert (answer.bar and answer.bar[:2]) == bar
    assert (answer.figure, answer.unit, answer.of) == (level, "minutes", "Average wait")


def test_small_counts_stay_hidden_in_the_answer() -> None:
    answer = _answer(counts(30, 28), "at least 90%", hide=5)
    assert (answer.figure, answer.bar, answer.ratio) == ("", None, "")
