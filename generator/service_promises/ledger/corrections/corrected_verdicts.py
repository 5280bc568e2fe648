"""Verdicts that changed with a correction of what they are judged by: what they were by it as it stood before."""

from collections.abc import Iterator
from typing import NamedTuple

from service_promises.ledger.delivery import Correction
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.service import Service
from service_promises.ledger.verdicts.verdict import Verdict, judge


class CorrectedVerdict(NamedTuple):
    """The verdict of one month, before a correction and after it."""

    month: Month
    was: Verdict | None
    """None where the promise did not stand then, as it was published."""
    now: Verdict | None


def by_promise(ledger: Ledger, promise: Promise) -> Iterator[tuple[Correction, list[CorrectedVerdict]]]:
    """Each correction of a promise that changed verdicts, with those; the records are as they stand now."""
    editions = ledger.editions.of_promise(promise)
    for correction, *pair in zip(promise.corrected, editions, editions[1:], strict=False):
        before, after = ((edition, ledger.service) for edition in pair)
        if verdicts := [*_changed(ledger, before, after)]:
            yield correction, verdicts


def by_service(ledger: Ledger) -> Iterator[tuple[Correction, Promise, list[CorrectedVerdict]]]:
    """Each correction of the service that changed verdicts of a promise, with those; the records are as they stand now."""
    editions = ledger.editions.of_service(ledger.service)
    for correction, before, after in zip(ledger.service.corrected, editions, editions[1:], strict=False):
        if (before.covers, before.report_by) == (after.covers, after.report_by):
            continue  # by nothing else of the service is judged
        for promise in ledger.promises.values():
            if verdicts := [*_changed(ledger, (promise, before), (promise, after))]:
                yield correction, promise, verdicts


def _changed(
    ledger: Ledger, before: tuple[Promise, Service], after: tuple[Promise, Service]
) -> Iterator[CorrectedVerdict]:
    """The months whose verdict is another by a promise and a service as they stood later."""
    promise_before, promise = before[0], after[0]
    first = min(promise_before.terms[0].since, promise.terms[0].since)
    for month in first.until(Month.of(ledger.as_of).plus(-1)):
        if promise_before.measured_as(month).kind is not promise.measured_as(month).kind:
            continue  # no record of the one can be judged by the other
        entry = ledger.entries.get((promise.id, month))
        delivery = entry.delivery if entry else None
        if delivery is None and not ledger.service.covers_promise(promise, month):
            continue  # a record that there was had to go
        was, now = (judge(one, month, delivery, by, ledger.as_of) for one, by in (before, after))
        verdicts = [judgement.verdict if judgement else None for judgement in (was, now)]
        if verdicts[0] is not verdicts[1]:
            yield CorrectedVerdict(month, *verdicts)
