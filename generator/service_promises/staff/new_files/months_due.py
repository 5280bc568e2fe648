"""Which month is to be written now, and which promises are due in it."""

from collections.abc import Collection, Iterable
from datetime import date

from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Promise


def month_now_due(ledger: Ledger, started: Collection[Month]) -> Month | None:
    """The month to write now, None where nothing is missing.

    A month whose file is there (`started`) comes only where no other lacks anything.
    """
    months = months_to_write(ledger, ledger.by_month)
    return min(months, key=lambda month: month in started, default=None)


def months_to_write(ledger: Ledger, months: Iterable[Month]) -> list[Month]:
    """Those of some months that are over and lack a record, the one whose date is nearest to as of first.

    Nearest may lie ahead or behind; of two as near, the earlier comes first.
    """
    away: dict[Month, int] = {}
    for month in months:
        judgements = [entry.judgement for entry in entries_to_write(ledger, month) if entry.judgement]
        if judgements:
            away[month] = min(abs((judgement.due_by - ledger.as_of).days) for judgement in judgements)
    return sorted(away, key=lambda month: (away[month], month))


def entries_to_write(ledger: Ledger, month: Month) -> list[Entry]:
    """The promises that lack a record in a month, of the whole or of a place."""
    return [entry for entry in ledger.by_month.get(month, ()) if entry.lacks_record or entry.places_without_record]


def promises_due(ledger: Ledger, month: Month) -> list[Promise]:
    """The promises of which a record is due for a month, by id."""
    return [promise for promise in promises_measured(ledger, month) if ledger.service.requires(promise, month)]


def promises_measured(ledger: Ledger, month: Month) -> list[Promise]:
    """The promises of which a record belongs to a month: those due, and those that have no target then, by id."""
    return [
        promise
        for promise in ledger.promises.values()
        if ledger.service.expects(promise, month) and ledger.places.is_made(promise, month)
    ]


def next_due(ledger: Ledger) -> tuple[Month, date] | None:
    """The first month not over yet for which a record will be due, and its reporting date."""
    first = Month.of(ledger.as_of)
    for month in first.until(first.plus(24)):
        due = promises_due(ledger, month)
        if due:
            return month, min(ledger.service.reporting_date(promise, month) for promise in due)
    return None
