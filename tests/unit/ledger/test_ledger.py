"""What a ledger holds, in which order, and what it says of its newest month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.delivery import Delivery, Letter
from service_promises.ledger.ledger import Ledger, LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.promises.promise import Interim, Kind, Promise, Term
from service_promises.ledger.promises.target import EVERY_TIME, Direction
from service_promises.ledger.verdicts.verdict import Verdict

from tests import strategies as our
from tests.made_up import counts

MAY = Month(2026, 5)
AS_OF = date(2026, 7, 5)
T = TypeVar("T")


def _promise(name: str, since: Month = MAY, **more: Any) -> Promise:
    target = our.target(Direction.AT_LEAST, Decimal(90))
    term = Term(since=since, promise="w", measure=our.measure(Kind.EACH), target=target, **more)
    return our.promise_of((term,), name)


def _shuffled(items: list[T], chance: Random) -> list[T]:
    return chance.sample(items, len(items))


def _ledger(arrange: Callable[[list[Any]], list[Any]]) -> Ledger:
    """A ledger of three promises, whose parts are given in an order that `arrange` makes."""
    promises = [_promise(name) for name in ("a", "b", "c")]
    keys = [(name, MAY.plus(step)) for name in ("a", "b", "c") for step in (-1, 0, 1)]
    letters = [(MAY.plus(step), Letter("Dear all")) for step in (-2, 0, 1)]
    fixes = [Fix(id=name, we_will="mend", after=(), by=AS_OF, owner="us") for name in ("x", "y", "z")]
    return make_ledger(
        LedgerInput(
            our.OPEN,
            arrange(promises),
            dict(arrange([(key, counts(10, 9)) for key in keys])),
            dict(arrange(letters)),
            arrange(fixes),
        ),
        AS_OF,
    )


@given(st.randoms(use_true_random=False))
def test_everything_is_sorted_however_it_is_given(chance: Random) -> None:
    ledger = _ledger(lambda items: _shuffled(items, chance))
    assert ledger == _ledger(list)
    for mapping in (ledger.promises, ledger.entries, ledger.letters, ledger.fixes, ledger.by_month):
        assert list(mapping) == sorted(mapping)
    assert list(ledger.by_month) == [MAY.plus(step) for step in (-2, -1, 0, 1)]
    assert all(list(entries) == sorted(entries, key=lambda one: one.promise.id) for entries in ledger.by_month.values())
    assert {name: [one.month for one in entries] for name, entries in ledger.by_promise.items()} == {
        name: [MAY.plus(-1), MAY, MAY.plus(1)] for name in ("a", "b", "c")
    }


def test_a_record_of_a_promise_that_nobody_declared_is_left_out() -> None:
    ledger = make_ledger(LedgerInput(our.OPEN, [_promise("a")], {("b", MAY): counts(1, 1)}), AS_OF)
    assert [*ledger.entries] == [("a", MAY), ("a", MAY.plus(1))]


def test_a_record_that_may_not_stand_is_not_a_silence_either() -> None:
    ledger = make_ledger(
        LedgerInput(our.OPEN, [_promise("a")], {("a", MAY): counts(1, 1)}, rejected=[("a", MAY), ("nobody", MAY)]),
        AS_OF,
    )
    assert [*ledger.entries] == [("a", MAY.plus(1))]


@pytest.mark.parametrize(
    ("records", "latest"),
    [
        ({}, None),
        ({("a", MAY): counts(1, 1)}, MAY),
        ({("a", MAY): counts(1, 1), ("b", MAY.plus(1)): counts(1, 1)}, MAY.plus(1)),
        ({("a", MAY.plus(-1)): counts(1, 1)}, None),
        ({("a", MAY.plus(-1)): counts(1, 1), ("b", MAY): counts(1, 1)}, MAY),
    ],
)
def test_the_newest_reported_month_is_of_a_promise_that_stood_then(
    records: dict[tuple[str, Month], Delivery], latest: Month | None
) -> None:
    ledger = make_ledger(LedgerInput(our.OPEN, [_promise("a"), _promise("b")], records), AS_OF)
    assert ledger.latest_reported == latest


@pytest.mark.parametrize(
    ("delivery", "step", "reached"),
    [
        (counts(100, 80), 0, True),
        (counts(100, 79), 0, None),
        (counts(100, 79), 1, False),
        (counts(100, 95), 1, True),
        (Delivery(due=Decimal(0)), 1, None),
        (None, 1, None),
    ],
)
def test_whether_an_interim_target_was_reached(delivery: Delivery | None, step: int, reached: bool | None) -> None:
    interim = Interim(our.target(Direction.AT_LEAST, Decimal(80)), MAY, MAY.plus(1))
    records = {} if delivery is None else {("a", MAY.plus(step)): delivery}
    ledger = make_ledger(LedgerInput(our.OPEN, [_promise("a", interim=(interim,))], records), AS_OF)
    assert ledger.entries["a", MAY.plus(step)].interim_met is reached


def test_an_interim_without_an_end_is_never_missed() -> None:
    interim = Interim(our.target(Direction.AT_LEAST, Decimal(80)), MAY)
    promise = _promise("a", interim=(interim,))
    ledger = make_ledger(LedgerInput(our.OPEN, [promise], {("a", MAY): counts(100, 1)}), AS_OF)
    assert ledger.entries["a", MAY].interim_met is None


def test_a_month_beside_no_interim_has_none_reached() -> None:
    ledger = make_ledger(LedgerInput(our.OPEN, [_promise("a")], {("a", MAY): counts(100, 95)}), AS_OF)
    assert ledger.entries["a", MAY].interim_met is None


@pytest.mark.parametrize(("hide_below", "reached"), [(0, True), (5, None)])
def test_whether_an_interim_target_was_reached_is_not_told_beside_a_hidden_count(
    hide_below: int, reached: bool | None
) -> None:
    """Both 17 and 18 of 20 miss 99%; only 18 reaches the interim 90%."""
    promise = _promise("a")
    interim = Interim(our.target(Direction.AT_LEAST, Decimal(90)), MAY)
    term = replace(promise.terms[0], target=our.target(Direction.AT_LEAST, Decimal(99)), interim=(interim,))
    service = replace(our.OPEN, hide_counts_below=hide_below)
    ledger = make_ledger(LedgerInput(service, [replace(promise, terms=(term,))], {("a", MAY): counts(20, 18)}), AS_OF)
    assert ledger.entries["a", MAY].interim_met is reached


def test_where_nothing_was_recorded_there_are_no_figures() -> None:
    entry = make_ledger(LedgerInput(our.OPEN, [_promise("a")]), AS_OF).entries["a", MAY]
    assert entry.verdict is Verdict.NOT_REPORTED
    assert entry.figures is None
    assert entry.editions == ()


@given(our.promises(), our.services, our.days)
def test_months_are_owed_from_the_first_that_is_promised_and_covered(
    promise: Promise, service: Any, as_of: date
) -> None:
    ledger = make_ledger(LedgerInput(service, [promise]), as_of)
    every = our.FIRST.plus(-3).until(Month.of(as_of))
    owed = [month for month in every if service.expects(promise, month) and month.last_day < as_of]
    assert [month for _, month in ledger.entries] == owed


def test_coverage_of_promise_and_service_both_count() -> None:
    promise = replace(_promise("a", Month(2026, 1)), covers=Coverage(Month(2026, 3)))
    service = replace(our.OPEN, covers=Coverage(Month(2026, 2), Month(2026, 4)))
    ledger = make_ledger(LedgerInput(service, [promise]), AS_OF)
    assert [month for _, month in ledger.entries] == [Month(2026, 3), Month(2026, 4)]
    assert {entry.judgement.term.target for entry in ledger.entries.values() if entry.judgement} != {EVERY_TIME}
