"""Which records are due when: the next one, and those of the year that follows."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.ledger.promises.promise import Promise

MONTHS_AHEAD = 12
_LONGEST_GAP = 24
"""Months: between two due months lies a year at most, two where a term changes them."""


class ReportingDate(NamedTuple):
    """A record that is due."""

    day: date
    """The last day on which it is in time."""
    period: Period
    """The months that it speaks for."""
    promise: Promise


def reporting_dates(ledger: Ledger) -> list[ReportingDate]:
    """The records due from the ledger's day to the same day a year later that are not there yet, by day and period."""
    last = Month.of(ledger.as_of).plus(MONTHS_AHEAD).day(ledger.as_of.day)
    coming = (one for promise in ledger.promises.values() for one in _coming(promise, ledger, MONTHS_AHEAD))
    return sorted((one for one in coming if one.day <= last), key=lambda one: (one.day, one.period, one.promise.id))


def next_reporting_date(ledger: Ledger) -> ReportingDate | None:
    """The record that is due next; of several for the same month, one that speaks for the shortest time."""
    firsts = [one for promise in ledger.promises.values() for one in islice(_coming(promise, ledger, _LONGEST_GAP), 1)]
    if not firsts:
        return None
    day, month = min((one.day, one.period.last) for one in firsts)
    of_month = (one for one in firsts if (one.day, one.period.last) == (day, month))
    return max(of_month, key=lambda one: one.period)


def _coming(promise: Promise, ledger: Ledger, months: int) -> Iterator[ReportingDate]:
    """The records of a promise due from the ledger's day on that are not there yet, up to so many months ahead."""
    service, this_month = ledger.service, Month.of(ledger.as_of)
    deadlines = [one for one in (promise.report_by, *(term.report_by for term in promise.terms)) if one]
    allowed = max(one.months for one in (service.report_by, *deadlines))
    for month in this_month.plus(-allowed).until(this_month.plus(months)):
        if not service.requires(promise, month):
            continue
        day, entry = service.reporting_date(promise, month), ledger.entries.get((promise.id, month))
        if day >= ledger.as_of and not (entry and entry.delivery) and ledger.places.is_made(promise, month):
            yield ReportingDate(day, service.period(promise, month), promise)
