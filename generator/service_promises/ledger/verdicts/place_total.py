"""The verdict on a promise as a whole that is kept at several places: in total, or everywhere.

For counts the total is the sum over the places and of what belongs to none of them. A total that is typed too is the
same as the sum; it is larger while places have not reported, or of another edition, and is then judged in its place.
Levels and shares are never added up.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from service_promises.ledger.delivery import FLAGS, Delivery, Elsewhere
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.made_at import WholeRule
from service_promises.ledger.promises.promise import Kind, Promise
from service_promises.ledger.promises.target import Target
from service_promises.ledger.rounding import EXACT, HUNDRED, ZERO
from service_promises.ledger.service import Service
from service_promises.ledger.verdicts.verdict import (
    WITHOUT_RECORD,
    Judgement,
    Verdict,
    owes_explanation,
    people_let_down,
    verdict_by,
)

_EVERYWHERE = (Verdict.FELL_SHORT, Verdict.AWAITED, Verdict.NOT_REPORTED, Verdict.TARGET_MET, Verdict.KEPT)
"""The verdict on the whole is the first of these that any place has."""

TOTALS = ("due", "kept", "share", "level", "done")
"""The figures of a total; how many were let down is said beside them."""


class PlaceResult(NamedTuple):
    """A promise at one place in one month."""

    delivery: Delivery | None
    judgement: Judgement | None


class Whole(NamedTuple):
    """A promise as a whole in one month."""

    delivery: Delivery | None
    """The figures that were judged, or that are shown; None where there are none yet."""
    judgement: Judgement | None


class Sum(NamedTuple):
    """Counts added up over places."""

    due: Decimal
    kept: Decimal
    let_down: Decimal

    @property
    def missed(self) -> Decimal:
        """How many times it was not kept."""
        return EXACT.subtract(self.due, self.kept)


def is_typed(record: Delivery | None) -> bool:
    """Whether a record of the whole has a total of its own."""
    if record is None:
        return False
    return any(getattr(record, key) is not None for key in TOTALS)


def sum_of(deliveries: Iterable[Delivery], elsewhere: Elsewhere | None) -> Sum | None:
    """The counts of some places and of what belongs to none; None where there is anything but counts among them."""
    due = kept = let_down = ZERO
    if elsewhere is not None and elsewhere.due is not None:
        due, kept = elsewhere.due, elsewhere.kept or ZERO
        let_down = EXACT.subtract(due, kept)
    for delivery in deliveries:
        people = people_let_down(delivery)
        if delivery.due is None or people is None or (delivery.kept is None and delivery.due):
            return None
        due, kept = EXACT.add(due, delivery.due), EXACT.add(kept, delivery.kept or ZERO)
        let_down = EXACT.add(let_down, people)
    return Sum(due, kept, let_down)


def is_larger(record: Delivery, total: Sum) -> bool:
    """Whether a typed total counts more than those places that have reported."""
    if record.due is None:
        return False
    kept = record.kept or ZERO
    missed = EXACT.subtract(record.due, kept)
    return record.due > total.due and kept >= total.kept and missed >= total.missed


def stands_alone(record: Delivery | None, total: Sum | None) -> bool:
    """Whether a typed total is judged without being compared with the sum over the places."""
    if record is None or not is_typed(record):
        return False
    is_other_edition = record.elsewhere is not None and record.elsewhere.due is None
    return is_other_edition or total is None or record.due is None


def judge_whole(
    promise: Promise,
    month: Month,
    record: Delivery | None,
    place_results: Sequence[PlaceResult],
    service: Service,
    as_of: date,
) -> Whole:
    """Judge a promise that is made at several places in one month; there is at least one place.

    `record` is what was written of the whole, which may have no figures.
    """
    reported = [result.delivery for result in place_results if result.delivery is not None]
    total = sum_of(reported, record.elsewhere if record else None)
    judgements = [result.judgement for result in place_results if result.judgement is not None]
    if not judgements:  # the month is not judged
        return Whole(_unjudged(record, total, reported), None)
    term, target, due_by = judgements[0].term, judgements[0].target, service.reporting_date(promise, month)
    days_late = max(judgement.days_late for judgement in judgements)
    is_missing = len(reported) < len(place_results)
    if term.judged_as is WholeRule.EVERYWHERE:
        delivery, verdict, let_down = _everywhere(record, total, reported, judgements, is_missing=is_missing)
    else:
        is_late = as_of > due_by
        delivery, verdict, let_down = _in_total(
            target, term.measure.kind, record, total, reported, is_missing=is_missing, is_late=is_late
        )
    if delivery is not None and let_down is not None and people_let_down(delivery) != let_down:
        delivery = delivery._replace(let_down=let_down)
    owed = owes_explanation(verdict, let_down, due_by, as_of)
    return Whole(delivery, Judgement(verdict, term, target, due_by, days_late, let_down, owed))


_Result = tuple[Delivery | None, Verdict, Decimal | None]
"""The figures, the verdict on them and how many were let down."""


def _everywhere(
    record: Delivery | None,
    total: Sum | None,
    reported: Sequence[Delivery],
    judgements: Collection[Judgement],
    *,
    is_missing: bool,
) -> _Result:
    verdicts = {judgement.verdict for judgement in judgements}
    verdict = next((verdict for verdict in _EVERYWHERE if verdict in verdicts), Verdict.NOTHING_DUE)
    let_down = None if is_missing else _people(reported, record.elsewhere if record else None)
    if verdict in WITHOUT_RECORD and not is_typed(record):
        return None, verdict, None
    return _unjudged(record, total, reported), verdict, let_down


def _in_total(
    target: Target,
    kind: Kind,
    record: Delivery | None,
    total: Sum | None,
    reported: Sequence[Delivery],
    *,
    is_missing: bool,
    is_late: bool,
) -> _Result:
    if record is not None and stands_alone(record, total):
        let_down = _let_down_beside(record, reported, is_missing=is_missing)
        return record, verdict_by(target, kind, record, let_down), let_down
    silence = None, Verdict.NOT_REPORTED if is_late else Verdict.AWAITED, None
    if is_missing and not is_late:
        return silence
    if is_missing and record is not None and total is not None and is_larger(record, total):
        let_down = people_let_down(record)
        return record, verdict_by(target, kind, record, let_down), let_down
    if total is None or not reported:
        return silence
    delivery = _with_sum(record, total, reported)
    if not is_missing:
        return delivery, verdict_by(target, kind, delivery, total.let_down), total.let_down
    if not total.due:
        return silence  # nothing is known but that nothing fell due at some places
    return delivery, verdict_by(target, kind, delivery, None), None


def _let_down_beside(record: Delivery, reported: Iterable[Delivery], *, is_missing: bool) -> Decimal | None:
    """How many were let down of a total that is not the sum over the places."""
    stated = people_let_down(record)
    if stated is not None or is_missing or record.elsewhere is not None:
        return stated
    people = _people(reported, None)
    is_contradiction = people == ZERO and record.share is not None and record.share < HUNDRED
    return None if is_contradiction else people


def _people(deliveries: Iterable[Delivery], elsewhere: Elsewhere | None) -> Decimal | None:
    """How many were let down at all places and elsewhere; None where one of them is not known."""
    every = ZERO
    if elsewhere is not None:
        if elsewhere.due is None:
            return None
        every = EXACT.subtract(elsewhere.due, elsewhere.kept or ZERO)
    for delivery in deliveries:
        people = people_let_down(delivery)
        if people is None:
            return None
        every = EXACT.add(every, people)
    return every


def _unjudged(record: Delivery | None, total: Sum | None, reported: Sequence[Delivery]) -> Delivery | None:
    """The figures of a whole that is not judged by them: a total that is typed, else the sum of counts."""
    if record is not None and is_typed(record):
        return record
    if not reported:
        return record
    return _with_sum(record, total, reported) if total is not None else (record or Delivery())


def _with_sum(record: Delivery | None, total: Sum, reported: Iterable[Delivery]) -> Delivery:
    """What was written of the whole, with the sum over its places, and with a mark where one of them has it."""
    of_whole = record or Delivery()
    reported = tuple(reported)
    marks: dict[str, Any] = {
        mark: True for mark in FLAGS if not getattr(of_whole, mark) and any(getattr(one, mark) for one in reported)
    }
    return of_whole._replace(due=total.due, kept=total.kept, let_down=None, **marks)
