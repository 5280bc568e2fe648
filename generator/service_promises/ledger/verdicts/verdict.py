"""The verdict: computed, never written."""

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind, Promise, Term
from service_promises.ledger.promises.target import Target
from service_promises.ledger.rounding import EXACT, ZERO, reaches
from service_promises.ledger.service import Service


class Verdict(StrEnum):
    """The six verdicts, worst news first."""

    FELL_SHORT = "fell_short"
    NOT_REPORTED = "not_reported"
    TARGET_MET = "target_met"
    KEPT = "kept"
    NOTHING_DUE = "nothing_due"
    AWAITED = "awaited"


WITHOUT_RECORD = frozenset({Verdict.NOT_REPORTED, Verdict.AWAITED})
"""The verdicts on a month that lacks its record."""


class Judgement(NamedTuple):
    """The verdict on one promise in one month, and what follows from it."""

    verdict: Verdict
    term: Term
    """The term in force, by which the month was judged."""
    target: Target
    """That of the term, or the month's own."""
    due_by: date
    """The reporting date."""
    days_late: int = 0
    """Days after the reporting date: until the record was published, or until as of where none is there."""
    let_down: Decimal | None = None
    """None: unknown, which is not zero."""
    explanation_owed: bool = False

    @property
    def owed_since(self) -> date:
        """The day from which an explanation is owed, where one is."""
        return self.due_by + timedelta(days=1)


def judge(promise: Promise, month: Month, delivery: Delivery | None, service: Service, as_of: date) -> Judgement | None:
    """Judge one promise in one month, as seen on a day.

    None where the month has no verdict: it is not over, or outside every term, after `ends`, outside
    `covers`, or not in `due_in`, or there is no target for it. The record has been checked; whatever it lacks never comes out as kept or met.
    """
    term = promise.term_in(month)
    target = term.target_in(month) if term else None
    if term is None or target is None or as_of <= month.last_day or not service.expects(promise, month):
        return None
    due_by = service.reporting_date(promise, month)
    if delivery is None:
        late = (as_of - due_by).days
        if late <= 0:
            return Judgement(Verdict.AWAITED, term, target, due_by)
        return Judgement(Verdict.NOT_REPORTED, term, target, due_by, late)
    let_down = people_let_down(delivery)
    verdict = verdict_by(target, term.measure.kind, delivery, let_down)
    return Judgement(
        verdict,
        term,
        target,
        due_by,
        max(0, (delivery.public_since - due_by).days) if delivery.public_since else 0,
        let_down,
        owes_explanation(verdict, let_down, due_by, as_of),
    )


def owes_explanation(verdict: Verdict, let_down: Decimal | None, due_by: date, as_of: date) -> bool:
    """Whether an explanation is owed on a day: for a shortfall, and where people are known to have been let down."""
    return as_of > due_by and (verdict is Verdict.FELL_SHORT or (let_down is not None and let_down > ZERO))


def people_let_down(delivery: Delivery) -> Decimal | None:
    """How many did not get what was promised; None where that is not known."""
    if delivery.let_down is not None:
        return delivery.let_down
    if delivery.due is not None:
        return EXACT.subtract(delivery.due, delivery.kept or ZERO)
    return ZERO if delivery.done else None


def verdict_by(target: Target, kind: Kind, delivery: Delivery, let_down: Decimal | None) -> Verdict:
    """The verdict on figures by a target, with how many were let down."""
    if delivery.due == ZERO:
        return Verdict.NOTHING_DUE
    if not meets(target, kind, delivery):
        return Verdict.FELL_SHORT
    return Verdict.KEPT if let_down == ZERO else Verdict.TARGET_MET


def meets(target: Target, kind: Kind, delivery: Delivery) -> bool:
    """Whether a record reaches a target, of the term or an interim one; absent figures never do."""
    if kind is Kind.DONE:
        return delivery.done is True
    if kind is Kind.EACH and delivery.due is not None and delivery.kept is not None:
        return reaches(delivery.kept, delivery.due, target.figure)
    figure = delivery.level if kind is Kind.LEVEL else delivery.share
    return figure is not None and target.met_by(figure)
