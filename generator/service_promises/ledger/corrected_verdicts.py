"""Verdicts that changed with a correction of the promise itself: what they were by it as it stood before."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from service_promises.ledger.delivery import Correction
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise
from service_promises.ledger.verdict import Verdict, judge


class CorrectedVerdict(NamedTuple):
    """The verdict of one month, before a correction and after it."""

    month: Month
    was: Verdict | None
    """None where the promise did not stand then, as it was published."""
    now: Verdict | None


def corrected_verdicts(ledger: Ledger, promise: Promise) -> Iterator[tuple[Correction, list[CorrectedVerdict]]]:
    """Each correction of a promise that changed verdicts, with those; the records are as they stand now."""
    editions = ledger.editions.of_promise(promise)
    for correction, before, after in zip(promise.corrected, editions, editions[1:], strict=False):
        first = min(before.terms[0].since, after.terms[0].since)
        months = first.until(Month.of(ledger.as_of).plus(-1))
        verdicts = [verdict for month in months for verdict in _changed(ledger, before, after, month, ledger.as_of)]
        if verdicts:
            yield correction, verdicts


def _changed(ledger: Ledger, before: Promise, after: Promise, month: Month, as_of: date) -> Iterator[CorrectedVerdict]:
    if before.measured_as(month).kind is not after.measured_as(month).kind:
        return  # no record of the one can be judged by the other
    entry = ledger.entries.get((after.id, month))
    delivery = entry.delivery if entry else None
    was, now = (judge(promise, month, delivery, ledger.service, as_of) for promise in (before, after))
    verdicts = [judgement.verdict if judgement else None for judgement in (was, now)]
    if verdicts[0] is not verdicts[1]:
        yield CorrectedVerdict(month, *verdicts)
