"""Targets of terms: each month is judged by its own, and none without one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Change, Kind, Term
from service_promises.ledger.promises.target import NO_TARGET, Direction, NoTarget, Target

from tests.strategies import OPEN, measure, promise_of

SINCE, AS_OF = Month(2026, 1), date(2027, 6, 1)
YEAR = SINCE.until(SINCE.plus(11))


def _at_least(percent: int) -> Target:
    return Target(f"at least {percent}%", Direction.AT_LEAST, Decimal(percent))


TARGETS = st.one_of(st.just(NO_TARGET), st.integers(1, 100).map(_at_least))
SCHEDULES = st.dictionaries(st.sampled_from(YEAR), TARGETS, min_size=1).map(lambda steps: dict(sorted(steps.items())))
SHARES = st.dictionaries(st.sampled_from(YEAR), st.integers(0, 100).map(Decimal))


def _term(target: Target | NoTarget | dict[Month, Target | NoTarget], since: Month = SINCE) -> Term:
    return Term(since=since, promise="In a day.", measure=measure(Kind.EACH), target=target)


@given(SCHEDULES, SHARES)
def test_a_month_of_a_schedule_is_judged_as_under_a_term_of_its_own(
    schedule: dict[Month, Target | NoTarget], shares: dict[Month, Decimal]
) -> None:
    records = {("widgets", month): Delivery(share=share) for month, share in shares.items()}
    one = make_ledger(LedgerInput(OPEN, [promise_of((_term(schedule),))], records), AS_OF)
    many = [_term(schedule.get(month, NO_TARGET), month) for month in YEAR]
    after = _term(NO_TARGET, YEAR[-1].plus(1))
    other = make_ledger(LedgerInput(OPEN, [promise_of((*many, after))], records), AS_OF)
    judgements, others = (
        {
            month: (entry.judgement and entry.judgement._replace(term=after), entry.target)
            for (_, month), entry in ledger.entries.items()
        }
        for ledger in (one, other)
    )
    assert judgements == others
    for month, (judgement, target) in judgements.items():
        assert (judgement is None) == (target is None) == (schedule.get(month, NO_TARGET) == NO_TARGET)
        assert judgement is not None or month in shares


@given(SCHEDULES, st.one_of(TARGETS, SCHEDULES))
def test_a_schedule_is_compared_with_the_term_before_by_its_first_month(
    schedule: dict[Month, Target | NoTarget], before: Target | NoTarget | dict[Month, Target | NoTarget]
) -> None:
    first, last = (
        next(iter(schedule.values())),
        next(iter(reversed(before.values()))) if isinstance(before, dict) else before,
    )
    assert _term(schedule).changes_from(_term(before)) == _term(first).changes_from(_term(last))


@given(st.integers(1, 100).map(_at_least))
def test_a_target_after_none_is_stronger_and_none_after_a_target_weaker(target: Target) -> None:
    assert _term(target).changes_from(_term(NO_TARGET)) == (Change.STRONGER,)
    assert _term(NO_TARGET).changes_from(_term(target)) == (Change.WEAKER,)
    assert _term(NO_TARGET).changes_from(_term(NO_TARGET)) == ()
