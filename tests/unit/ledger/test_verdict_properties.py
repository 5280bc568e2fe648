"""Properties of the verdict rules that hold for every promise and record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.promises.promise import Kind, Promise, Term
from service_promises.ledger.promises.target import EVERY_TIME, Direction
from service_promises.ledger.rounding import EXACT, HUNDRED, printed, reaches, share_in_full, share_of
from service_promises.ledger.service import Service
from service_promises.ledger.verdicts.verdict import Verdict, judge

from tests import strategies as our

GOOD = {Verdict.KEPT, Verdict.TARGET_MET}
LATER = date(2028, 1, 1)


@given(st.data())
def test_no_words_ever_change_a_verdict(data: st.DataObject) -> None:
    promise = data.draw(our.promises())
    month = data.draw(our.months)
    kind = promise.measured_as(month).kind
    delivery = data.draw(our.judgeable(kind))
    said = delivery._replace(**data.draw(our.remarks))
    service = data.draw(our.services)
    reworded = replace(
        promise,
        made_to=data.draw(our.texts),
        because=data.draw(our.texts),
        if_we_fall_short=data.draw(our.texts),
        staff_may=data.draw(our.texts),
    )
    assert _verdict(promise, month, delivery, service) == _verdict(reworded, month, said, service)


@given(our.promises(), our.months, our.deliveries(), our.services)
def test_absent_data_never_comes_out_as_kept_or_met(
    promise: Promise, month: Month, delivery: Delivery, service: Service
) -> None:
    kind = promise.measured_as(month).kind
    figures = {
        Kind.EACH: delivery.share is not None or (delivery.due is not None and delivery.kept is not None),
        Kind.LEVEL: delivery.level is not None,
        Kind.DONE: delivery.done is not None,
    }
    if not figures[kind]:
        assert _verdict(promise, month, delivery, service) not in GOOD
    assert _verdict(promise, month, None, service) not in GOOD


@given(our.promises(), our.services, our.days)
def test_every_month_has_exactly_one_verdict_or_provably_none(promise: Promise, service: Service, as_of: date) -> None:
    ledger = make_ledger(LedgerInput(service, [promise]), as_of)
    for month in our.FIRST.until(Month(2027, 6)):
        owed = (
            month.last_day < as_of
            and month in service.covers
            and (promise.covers is None or month in promise.covers)
            and month.number in promise.due_in
            and promise.terms[0].since <= month
            and (promise.ends is None or month <= promise.ends)
        )
        entry = ledger.entries.get(("widgets", month))
        assert (entry is not None) == owed
        if entry is not None:
            assert entry.verdict in {Verdict.NOT_REPORTED, Verdict.AWAITED}


@given(st.data())
def test_a_month_is_judged_by_the_term_in_force(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(Kind))
    held = data.draw(our.terms(kind))
    month = data.draw(our.months)
    delivery = data.draw(our.judgeable(kind))
    in_force = [term for term in held if term.since <= month]
    assume(in_force)
    alone = (replace(in_force[-1], since=our.FIRST),)
    assert _verdict(our.promise_of(held), month, delivery, our.OPEN) == _verdict(
        our.promise_of(alone), month, delivery, our.OPEN
    )


@given(our.counts.filter(bool), st.data())
def test_kept_is_monotone_in_kept(due: Decimal, data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, int(due)).map(Decimal))
    more = data.draw(st.integers(int(kept), int(due)).map(Decimal))
    promise = our.promise_of(
        (Term(since=our.FIRST, promise="w", measure=our.measure(Kind.EACH), target=data.draw(our.targets(Kind.EACH))),)
    )
    order = [Verdict.FELL_SHORT, Verdict.TARGET_MET, Verdict.KEPT]
    ranks = [
        order.index(_verdict(promise, our.FIRST, Delivery(due=due, kept=count), our.OPEN)) for count in (kept, more)
    ]
    assert ranks[0] <= ranks[1]
    assert (ranks[1] == order.index(Verdict.KEPT)) == (more == due)


@given(our.counts.filter(bool), st.data())
def test_a_printed_share_never_contradicts_its_verdict(due: Decimal, data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, int(due)).map(Decimal))
    target = data.draw(our.percents)
    exact = share_of(kept, due)
    met = exact >= Fraction(target)
    shown = printed(exact, target, up=False)
    assert (shown >= target) == met
    assert (shown == target) == (exact == Fraction(target))
    assert Fraction(shown) <= exact, "a kept share is never rounded up"
    published = share_in_full(exact, target)
    assert (published >= target) == met
    assert Fraction(published) <= exact


@given(st.integers(0, 30), st.integers(0, 12), st.data())
def test_a_share_exactly_on_its_target_is_printed_as_the_target(twos: int, fives: int, data: st.DataObject) -> None:
    """However many decimals that takes; of so many cases every share has an end."""
    due = Decimal(2**twos * 5**fives)
    kept = data.draw(st.integers(0, int(due)).map(Decimal))
    target = EXACT.divide(EXACT.multiply(kept, HUNDRED), due)
    assert reaches(kept, due, target)
    exact = share_of(kept, due)
    assert printed(exact, target, up=False) == printed(exact, target, up=True) == target
    assert share_in_full(exact, target) == target
    assert share_in_full(exact, None) <= target < share_in_full(exact, None) + Decimal("0.000001")


@given(our.figures, our.figures, st.sampled_from([Direction.AT_LEAST, Direction.AT_MOST]))
def test_a_printed_level_never_contradicts_its_verdict(level: Decimal, figure: Decimal, direction: Direction) -> None:
    target = our.target(direction, figure)
    shown = printed(Fraction(level), figure, up=direction is Direction.AT_MOST)
    assert target.met_by(shown) == target.met_by(level)
    assert (shown == figure) == (level == figure)


@given(our.figures, our.figures)
def test_meeting_a_target_exactly_is_meeting_it(figure: Decimal, other: Decimal) -> None:
    for direction in (Direction.AT_LEAST, Direction.AT_MOST):
        target = our.target(direction, figure)
        assert target.met_by(figure)
        assert target.met_by(other) == (other >= figure if direction is Direction.AT_LEAST else other <= figure)
    assert EVERY_TIME.met_by(Decimal(100))
    assert not EVERY_TIME.met_by(Decimal("99.999999"))


@given(our.months, st.integers(1, 31), st.integers(1, 3), st.integers(-40, 40))
def test_a_month_is_late_from_the_day_after_its_reporting_date(
    month: Month, day: int, months: int, offset: int
) -> None:
    service = replace(our.OPEN, report_by=our.OPEN.report_by._replace(day=day, months=months), covers=Coverage(month))
    promise = our.promise_of((Term(since=month, promise="w", measure=our.measure(Kind.DONE), target=EVERY_TIME),))
    due_by = service.reporting_date(promise, month)
    assert Month.of(due_by) == month.plus(months)
    as_of = due_by + timedelta(days=offset)
    judgement = judge(promise, month, None, service, as_of)
    if as_of <= month.last_day:
        assert judgement is None
    elif offset <= 0:
        assert judgement is not None
        assert (judgement.verdict, judgement.days_late) == (Verdict.AWAITED, 0)
    else:
        assert judgement is not None
        assert (judgement.verdict, judgement.days_late) == (Verdict.NOT_REPORTED, offset)


def _verdict(promise: Promise, month: Month, delivery: Delivery | None, service: Service) -> Verdict | None:
    judgement = judge(promise, month, delivery, service, LATER)
    return judgement.verdict if judgement else None
