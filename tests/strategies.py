"""Made-up promises, records and services for property tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from service_promises.ledger.delivery import Cause, CustomersSaid, Delivery, Explanation, Questions
from service_promises.ledger.periods.month import Coverage, Month, ReportBy
from service_promises.ledger.promises.promise import Kind, Measure, Promise, Term
from service_promises.ledger.promises.target import EVERY_TIME, Direction, Target
from service_promises.ledger.service import Link, Service

FIRST = Month(2024, 1)
LAST_DAY = date(2026, 12, 31)

months = st.integers(0, 35).map(FIRST.plus)
days = st.dates(date(2024, 1, 1), LAST_DAY)
counts = st.integers(0, 999_999_999).map(Decimal)
figures = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 999_999_999), st.integers(0, 9)
)
percents = figures.filter(lambda figure: figure <= 100)
texts = st.text(max_size=12)


def measure(kind: Kind) -> Measure:
    level = kind is Kind.LEVEL
    return Measure(
        kind=kind,
        counts="widgets",
        source="the job book",
        figure="wait" if level else None,
        unit="minutes" if level else None,
    )


def target(direction: Direction, figure: Decimal) -> Target:
    return Target(f"{direction} {figure}", direction, figure)


def targets(kind: Kind) -> st.SearchStrategy[Target]:
    if kind is Kind.DONE:
        return st.just(EVERY_TIME)
    if kind is Kind.EACH:
        return st.one_of(st.just(EVERY_TIME), st.builds(target, st.just(Direction.AT_LEAST), percents))
    return st.builds(target, st.sampled_from([Direction.AT_LEAST, Direction.AT_MOST]), figures)


@st.composite
def terms(draw: st.DrawFn, kind: Kind) -> tuple[Term, ...]:
    starts = sorted(draw(st.sets(months, min_size=1, max_size=4)))
    return tuple(
        Term(since=start, promise=f"Wording of {start}", measure=measure(kind), target=draw(targets(kind)))
        for start in starts
    )


@st.composite
def promises(draw: st.DrawFn, kinds: tuple[Kind, ...] = tuple(Kind)) -> Promise:
    kind = draw(st.sampled_from(kinds))
    newest_last = draw(terms(kind))
    ends = draw(st.one_of(st.none(), months.filter(lambda month: month >= newest_last[-1].since)))
    return replace(
        promise_of(newest_last),
        due_in=frozenset(draw(st.sets(st.integers(1, 12), min_size=1))),
        report_by=draw(st.one_of(st.none(), st.builds(ReportBy, st.integers(1, 31), st.integers(1, 3)))),
        covers=draw(st.one_of(st.none(), coverages())),
        ends=ends,
        also_measured=draw(st.booleans()),
    )


@st.composite
def coverages(draw: st.DrawFn) -> Coverage:
    first = draw(months)
    return Coverage(first, draw(st.one_of(st.none(), months.filter(lambda month: month >= first))))


services = st.builds(
    Service,
    name=st.just("Example Widgets"),
    about=texts,
    for_=texts,
    covers=coverages(),
    reach_us=st.just((Link("Write to us", "mailto:hello@example.org"),)),
    report_by=st.builds(ReportBy, st.integers(1, 31), st.integers(1, 2)),
)

OPEN = Service(
    name="Example Widgets",
    about="We mend widgets.",
    for_="Working widgets.",
    covers=Coverage(FIRST),
    reach_us=(),
    report_by=ReportBy(10, 1),
)
"""Covers everything, so that only what a test is about decides."""


def promise_of(of: tuple[Term, ...], name: str = "widgets") -> Promise:
    return Promise(
        id=name,
        terms=of,
        made_to="everybody",
        because="",
        concerns=(),
        owner="the workshop",
        if_we_fall_short="You pay nothing.",
    )


@st.composite
def deliveries(draw: st.DrawFn) -> Delivery:
    """Any record at all, most of them impossible to judge."""

    def maybe(strategy):
        return draw(st.one_of(st.none(), strategy))

    return Delivery(
        due=maybe(counts),
        kept=maybe(counts),
        share=maybe(percents),
        level=maybe(figures),
        done=maybe(st.booleans()),
        on=maybe(days),
        let_down=maybe(counts),
        estimated=draw(st.booleans()),
        reported=maybe(days),
    )


@st.composite
def judgeable(draw: st.DrawFn, kind: Kind) -> Delivery:
    """A record that can be judged in any month of the kind's promises."""
    if kind is Kind.LEVEL:
        return Delivery(level=draw(figures), let_down=draw(st.one_of(st.none(), counts)))
    if kind is Kind.DONE:
        return Delivery(done=draw(st.booleans()), let_down=draw(st.one_of(st.none(), counts.filter(bool))))
    due = draw(counts)
    if draw(st.booleans()):
        return Delivery(share=draw(percents))
    return Delivery(due=due, kept=draw(st.integers(0, int(due)).map(Decimal)))


accounts = st.builds(
    Explanation,
    what_happened=st.one_of(st.none(), texts),
    who=st.one_of(st.none(), texts),
    why=st.one_of(st.none(), texts),
    cause=st.one_of(st.none(), st.sampled_from(Cause)),
    put_right=st.one_of(st.none(), texts),
    fixes=st.one_of(st.none(), st.just(())),
)
remarks = st.builds(
    dict,
    fell_short=st.one_of(st.none(), accounts),
    customers_said=st.one_of(st.none(), st.builds(CustomersSaid, question=texts, let_down=counts)),
    questions=st.one_of(st.none(), st.builds(Questions, received=counts)),
    above_and_beyond=st.one_of(st.none(), texts),
    provisional=st.one_of(st.booleans(), texts),
    not_comparable=st.one_of(st.booleans(), texts),
)
"""Everything in a record that is words, as keyword arguments of `replace`."""
