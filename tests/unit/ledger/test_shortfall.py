from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Cause, Delivery, Explanation
from service_promises.ledger.ledger import Ledger, LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind, Term
from service_promises.ledger.promises.target import Direction
from service_promises.ledger.shortfall import (
    Recurring,
    cause_overdue,
    causes,
    is_shortfall,
    patient_until,
    recurring,
    shortfalls,
)

from tests import strategies as our

JANUARY = Month(2026, 1)
NO, NOT_YET = None, Cause.NOT_KNOWN_YET


@pytest.mark.parametrize(
    ("owed_since", "until"),
    [
        (date(2026, 2, 11), date(2026, 4, 11)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_a_cause_may_be_unknown_for_two_calendar_months(owed_since: date, until: date) -> None:
    assert patient_until(owed_since) == until


def _ledger(as_of: date, **records: Delivery | None) -> Ledger:
    """One promise for each record of January 2026."""
    target = our.target(Direction.AT_LEAST, Decimal(90))
    term = Term(since=our.FIRST, promise="w", measure=our.measure(Kind.EACH), target=target)
    promises = [our.promise_of((term,), name) for name in records]
    given = {(name, JANUARY): record for name, record in records.items() if record is not None}
    return make_ledger(LedgerInput(our.OPEN, promises, given), as_of)


def _short(cause: Cause | None = None, kept: int = 80) -> Delivery:
    return Delivery(due=Decimal(100), kept=Decimal(kept), fell_short=Explanation(cause=cause))


@pytest.mark.parametrize(
    ("record", "short"),
    [
        (_short(kept=100), False),
        (_short(kept=99), True),
        (_short(kept=80), True),
        (Delivery(share=Decimal(80)), True),
        (Delivery(share=Decimal(95)), False),
        (Delivery(share=Decimal(95), let_down=Decimal(1)), True),
        (Delivery(due=Decimal(0)), False),
        (None, False),
    ],
)
def test_a_month_falls_short_where_the_target_is_missed_or_people_are_let_down(
    record: Delivery | None, short: bool
) -> None:
    ledger = _ledger(date(2026, 3, 1), a=record)
    entry = ledger.entries["a", JANUARY]
    assert is_shortfall(entry) == short
    assert (entry in shortfalls(ledger)) == short


def test_a_record_of_a_month_without_a_verdict_is_no_shortfall() -> None:
    ledger = _ledger(date(2026, 1, 31), a=_short())
    assert not is_shortfall(ledger.entries["a", JANUARY])
    assert not cause_overdue(ledger.entries["a", JANUARY], ledger)


@pytest.mark.parametrize(
    ("cause", "as_of", "overdue"),
    [
        (None, date(2026, 2, 10), False),
        (None, date(2026, 2, 11), True),
        (Cause.NOT_KNOWN_YET, date(2026, 4, 11), False),
        (Cause.NOT_KNOWN_YET, date(2026, 4, 12), True),
        (Cause.CAPACITY, date(2027, 1, 1), False),
    ],
)
def test_a_cause_is_overdue_once_it_is_owed_or_unknown_for_too_long(
    cause: Cause | None, as_of: date, overdue: bool
) -> None:
    ledger = _ledger(as_of, a=_short(cause))
    assert cause_overdue(ledger.entries["a", JANUARY], ledger) == overdue


def test_a_month_without_any_explanation_has_no_cause() -> None:
    ledger = _ledger(date(2026, 3, 1), a=Delivery(due=Decimal(9), kept=Decimal(1)), b=None)
    assert cause_overdue(ledger.entries["a", JANUARY], ledger)
    assert not cause_overdue(ledger.entries["b", JANUARY], ledger)
    assert causes(ledger.entries.values(), JANUARY, 1) == {None: 2}


def _year(**months: tuple[Cause | None, ...]) -> Ledger:
    """A ledger in which each promise fell short from January 2026 on, each month through a cause."""
    target = our.target(Direction.AT_LEAST, Decimal(90))
    term = Term(since=JANUARY, promise="w", measure=our.measure(Kind.EACH), target=target)
    promises = [our.promise_of((term,), name) for name in months]
    records = {
        (name, JANUARY.plus(step)): _short(cause)
        for name, listed in months.items()
        for step, cause in enumerate(listed)
    }
    return make_ledger(
        LedgerInput(our.OPEN, promises, records), JANUARY.plus(len(max(months.values(), key=len))).first_day
    )


def test_shortfalls_are_listed_newest_first_then_by_promise() -> None:
    ledger = _year(b=(NO,) * 13, a=(NO,) * 13)
    listed = [(entry.month, entry.promise.id) for entry in shortfalls(ledger)]
    assert listed == [(JANUARY.plus(step), name) for step in range(12, -1, -1) for name in ("a", "b")]


C, S = Cause.CAPACITY, Cause.SUPPLIER


@pytest.mark.parametrize(
    ("months", "last", "expected"),
    [
        ({"a": (C, C)}, 1, []),
        ({"a": (C, C, C)}, 2, [("a", C, 3)]),
        ({"a": (C, C, C)}, 1, []),
        ({"a": (C, S, C, S, C, S, S)}, 6, [("a", S, 4), ("a", C, 3)]),
        ({"b": (C, C, C), "a": (C, C, C)}, 2, [("a", C, 3), ("b", C, 3)]),
        ({"a": (C, C), "b": (C, C)}, 1, []),
        ({"a": (NO, NO, NO)}, 2, []),
        ({"a": (NOT_YET, NOT_YET, NOT_YET)}, 2, []),
        ({"a": (C, C, C, *[S] * 9)}, 11, [("a", S, 9), ("a", C, 3)]),
        ({"a": (C, C, C, *[S] * 10)}, 12, [("a", S, 10)]),
    ],
)
def test_three_shortfalls_of_one_promise_with_one_cause_in_twelve_months_recur(
    months: dict[str, tuple[Cause | None, ...]], last: int, expected: list[tuple[str, Cause, int]]
) -> None:
    entries = shortfalls(_year(**months))
    assert recurring(entries, JANUARY.plus(last)) == tuple(Recurring(*one) for one in expected)


def test_causes_are_counted_in_so_many_months_up_to_the_last() -> None:
    entries = shortfalls(_year(a=(C, S, C, NO, C)))
    assert causes(entries, JANUARY.plus(3), 3) == {S: 1, C: 1, None: 1}
    assert causes(entries, JANUARY.plus(4), 1) == {C: 1}
