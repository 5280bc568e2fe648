"""Which term, measure and interim target a month has, and what a new term changes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.periods.period import Frequency, Period, frequency_of
from service_promises.ledger.promises.promise import Change, Interim, Kind, Term
from service_promises.ledger.promises.target import EVERY_TIME, Direction, Target

from tests import strategies as our

MAY = Month(2026, 5)


def _term(since: Month, *, kind: Kind = Kind.EACH, target: Target = EVERY_TIME, **more: object) -> Term:
    return Term(since=since, promise="A day.", measure=our.measure(kind), target=target, **more)


def _at_least(figure: int) -> Target:
    return our.target(Direction.AT_LEAST, Decimal(figure))


def _at_most(figure: int) -> Target:
    return our.target(Direction.AT_MOST, Decimal(figure))


@pytest.mark.parametrize(
    ("before", "now", "harder"),
    [
        (_at_least(90), _at_least(91), True),
        (_at_least(90), _at_least(89), False),
        (_at_least(90), _at_least(90), None),
        (_at_least(99), EVERY_TIME, True),
        (EVERY_TIME, _at_least(100), None),
        (_at_most(7), _at_most(6), True),
        (_at_most(7), _at_most(8), False),
        (_at_most(7), _at_most(7), None),
        (_at_most(7), _at_least(8), None),
        (_at_least(7), _at_most(8), None),
    ],
)
def test_whether_a_target_asks_more_than_the_one_before(before: Target, now: Target, harder: bool | None) -> None:
    assert now.asks_more_than(before) is harder


@given(our.figures, our.figures, our.figures, st.sampled_from([Direction.AT_LEAST, Direction.AT_MOST]))
def test_what_meets_the_harder_of_two_targets_meets_the_other(
    one: Decimal, other: Decimal, figure: Decimal, direction: Direction
) -> None:
    first, second = our.target(direction, one), our.target(direction, other)
    if first.asks_more_than(second) and first.met_by(figure):
        assert second.met_by(figure)
    if first.asks_more_than(second) is not None:
        assert first.asks_more_than(second) is not second.asks_more_than(first)


@pytest.mark.parametrize(
    ("now", "changes"),
    [
        ({}, ()),
        ({"target": _at_least(95)}, (Change.STRONGER,)),
        ({"target": _at_least(80)}, (Change.WEAKER,)),
        ({"promise": "Two days."}, (Change.REWORDED,)),
        ({"promise": "Two days.", "target": _at_least(80)}, (Change.WEAKER, Change.REWORDED)),
        (
            {"measure": replace(our.measure(Kind.EACH), counts="other widgets"), "target": _at_least(95)},
            (Change.REDEFINED, Change.STRONGER),
        ),
        ({"measure": our.measure(Kind.LEVEL), "target": _at_least(95)}, (Change.REDEFINED,)),
    ],
)
def test_every_name_that_applies_to_a_new_term(now: dict[str, object], changes: tuple[Change, ...]) -> None:
    before = _term(our.FIRST, target=_at_least(90))
    after = replace(before, since=MAY, **now)
    assert after.changes_from(before) == changes
    promise = our.promise_of((before, after))
    assert promise.changes_to(after) == changes
    assert promise.changes_to(before) == ()
    assert promise.term_now is after


def test_a_month_before_every_term_is_measured_as_in_the_first() -> None:
    first = _term(MAY, kind=Kind.LEVEL, target=_at_most(7))
    second, third = _term(MAY.plus(2)), _term(MAY.plus(4), kind=Kind.DONE)
    promise = our.promise_of((first, second, third))
    measures = [promise.measured_as(MAY.plus(step)).kind for step in (-9, -1, 0, 1, 2, 3, 4, 9)]
    assert measures == [Kind.LEVEL] * 4 + [Kind.EACH] * 2 + [Kind.DONE] * 2
    assert [promise.term_in(MAY.plus(step)) for step in (-1, 0, 1, 2, 4)] == [None, first, first, second, third]
    ended = replace(promise, ends=MAY.plus(1))
    assert [ended.term_in(MAY.plus(step)) for step in (0, 1, 2)] == [first, first, None]


@pytest.mark.parametrize(
    ("due_in", "month", "since"),
    [
        (range(1, 13), MAY, MAY),
        ((3, 6, 9, 12), Month(2026, 6), Month(2026, 4)),
        ((2, 8), Month(2026, 2), Month(2025, 9)),
        ((5,), MAY, Month(2025, 6)),
        ((1, 2, 12), Month(2026, 1), Month(2026, 1)),
        ((1, 2, 12), Month(2026, 12), Month(2026, 3)),
    ],
)
def test_a_record_speaks_for_the_months_since_the_due_month_before(
    due_in: tuple[int, ...], month: Month, since: Month
) -> None:
    promise = replace(our.promise_of((_term(our.FIRST),)), due_in=frozenset(due_in))
    assert promise.period(month) == Period(since, month)


@pytest.mark.parametrize(
    ("term_since", "covers_from", "site_from", "month", "first"),
    [
        ((2026, 5), None, (2020, 1), (2026, 6), (2026, 5)),
        ((2026, 5), None, (2020, 1), (2026, 9), (2026, 7)),
        ((2026, 6), None, (2020, 1), (2026, 6), (2026, 6)),
        ((2025, 1), (2026, 5), (2020, 1), (2026, 6), (2026, 5)),
        ((2025, 1), None, (2026, 6), (2026, 6), (2026, 6)),
        ((2025, 1), (2026, 4), (2026, 5), (2026, 6), (2026, 5)),
        ((2026, 7), None, (2020, 1), (2026, 6), (2026, 4)),  # measured before it was promised
    ],
)
def test_a_record_speaks_for_no_month_before_the_first_term_or_the_figures(
    term_since: tuple[int, int],
    covers_from: tuple[int, int] | None,
    site_from: tuple[int, int],
    month: tuple[int, int],
    first: tuple[int, int],
) -> None:
    promise = replace(
        our.promise_of((_term(Month(*term_since)),)),
        due_in=frozenset({3, 6, 9, 12}),
        covers=Coverage(Month(*covers_from)) if covers_from else None,
    )
    assert promise.period(Month(*month), Month(*site_from)) == Period(Month(*first), Month(*month))


@pytest.mark.parametrize(
    ("due_in", "frequency"),
    [
        (range(1, 13), Frequency.MONTHLY),
        ((3, 6, 9, 12), Frequency.QUARTERLY),
        ((2, 5, 8, 11), Frequency.UNEVEN),
        ((6, 12), Frequency.HALF_YEARLY),
        ((3, 9), Frequency.HALF_YEARLY),
        ((3,), Frequency.YEARLY),
        ((2, 4, 6, 8, 10, 12), Frequency.UNEVEN),
        ((1, 6), Frequency.UNEVEN),
    ],
)
def test_how_often_a_record_is_due(due_in: tuple[int, ...], frequency: Frequency) -> None:
    assert frequency_of(frozenset(due_in)) is frequency


def _interims(*spans: tuple[int, int | None]) -> tuple[Interim, ...]:
    """Interim targets that begin and end so many months after May."""
    return tuple(
        Interim(_at_least(50 + number), MAY.plus(since), None if until is None else MAY.plus(until))
        for number, (since, until) in enumerate(spans)
    )


@pytest.mark.parametrize(
    ("spans", "step", "expected"),
    [
        ([(0, 2)], -1, None),
        ([(0, 2)], 0, 0),
        ([(0, 2)], 2, 0),
        ([(0, 2)], 3, None),
        ([(1, 2)], 0, None),
        ([(0, None)], 9, 0),
        ([(0, None), (0, 4)], 3, 1),
        ([(0, None), (0, 4)], 5, 0),
        ([(0, 6), (0, 4), (0, 5)], 0, 1),
        ([(0, 6), (0, 4), (0, 5)], 5, 2),
        ([(0, 4), (3, 3)], 3, 1),
        ([], 0, None),
    ],
)
def test_the_interim_of_a_month_is_the_one_to_be_reached_soonest(
    spans: list[tuple[int, int | None]], step: int, expected: int | None
) -> None:
    interims = _interims(*spans)
    promise = our.promise_of((_term(MAY, interim=interims),))
    assert promise.interim_in(MAY.plus(step)) == (None if expected is None else interims[expected])


def test_an_interim_stands_beside_a_quarter_that_it_reaches_into() -> None:
    """July to September is reported in September; an interim until July stands beside it, one until June not."""
    term = _term(our.FIRST, interim=_interims((-3, 1), (-3, 2)))
    promise = replace(our.promise_of((term,)), due_in=frozenset({3, 6, 9, 12}))
    assert promise.interim_in(Month(2026, 9)) == term.interim[1]
