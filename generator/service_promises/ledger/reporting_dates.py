"""Which records are due when, in the year that follows."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.ledger.promises.promise import Promise

MONTHS_AHEAD = 12


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
    dates = [one for promise in ledger.promises.values() for one in _of(promise, ledger, last)]
    return sorted(dates, key=lambda one: (one.day, one.period, one.promise.id))


def _of(promise: Promise, ledger: Ledger, last: date) -> Iterator[ReportingDate]:
    service, this_month = ledger.service, Month.of(ledger.as_of)
    deadlines = [one for one in (promise.report_by, *(term.report_by for term in promise.terms)) if one]
    allowed = max(one.months for one in (service.report_by, *deadlines))
    for month in this_month.plus(-allowed).until(this_month.plus(MONTHS_AHEAD)):
        if not service.requires(promise, month):
            continue
        day, entry = service.reporting_date(promise, month), ledger.entries.get((promise.id, month))
        if ledger.as_of <= day <= last and not (entry and entry.delivery):
            yield ReportingDate(day, service.period(promise, month), promise)
