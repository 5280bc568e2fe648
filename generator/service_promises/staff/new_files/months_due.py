"""Which month is to be written now, and which promises are due in it."""

from collections.abc import Collection
from datetime import date

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.verdicts.verdict import Verdict


def month_now_due(ledger: Ledger, started: Collection[Month]) -> Month | None:
    """The month to write now: of those that are over and lack a record, the one due nearest to as of.

    None where nothing is missing. Nearest may lie ahead or behind; of two as near, the earlier. A month whose
    file is there (`started`) comes only where no other lacks anything.
    """
    missing = [
        (month in started, abs((entry.judgement.due_by - ledger.as_of).days), month)
        for (_, month), entry in ledger.entries.items()
        if entry.judgement and entry.verdict in (Verdict.NOT_REPORTED, Verdict.AWAITED)
    ]
    return min(missing)[2] if missing else None


def promises_due(ledger: Ledger, month: Month) -> list[Promise]:
    """The promises of which a record is due for a month, by id."""
    return [promise for promise in promises_measured(ledger, month) if ledger.service.requires(promise, month)]


def promises_measured(ledger: Ledger, month: Month) -> list[Promise]:
    """The promises of which a record belongs to a month: those due, and those that have no target then, by id."""
    return [
        promise
        for promise in ledger.promises.values()
        if ledger.service.expects(promise, month) and _is_made(ledger, promise, month)
    ]


def _is_made(ledger: Ledger, promise: Promise, month: Month) -> bool:
    """Whether a promise is made anywhere in a month."""
    return not promise.is_at_places(month) or bool(ledger.places.due(promise, month))


def next_due(ledger: Ledger) -> tuple[Month, date] | None:
    """The first month not over yet for which a record will be due, and its reporting date."""
    first = Month.of(ledger.as_of)
    for month in first.until(first.plus(24)):
        due = promises_due(ledger, month)
        if due:
            return month, min(ledger.service.reporting_date(promise, month) for promise in due)
    return None
