"""Shortfalls, the explanations owed for them, and the causes behind them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from service_promises.ledger.delivery import Cause
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.verdicts.verdict import Verdict

RECURS_FROM = 3
"""So many shortfalls of one promise with one cause in twelve months make it recurring."""

YEAR = 12

PATIENCE_MONTHS = 2
"""A cause may be "not known yet" for so many months from the day on which the explanation is owed."""


def is_shortfall(entry: Entry) -> bool:
    """Whether the month fell short, or people are known to have been let down in it."""
    if entry.judgement is None:
        return False
    return entry.verdict is Verdict.FELL_SHORT or bool(entry.judgement.let_down)


def cause_overdue(entry: Entry, ledger: Ledger) -> bool:
    """Whether a cause is missing from an explanation that is owed, or "not known yet" for over two months."""
    if entry.judgement is None or not entry.explanation_missing:
        return False
    cause = entry.explanation.cause if entry.explanation else None
    if cause is Cause.NOT_KNOWN_YET:
        return ledger.as_of > patient_until(entry.judgement.owed_since)
    return cause is None


def patient_until(owed_since: date) -> date:
    """The last day on which a cause may still be unknown."""
    return Month.of(owed_since).plus(PATIENCE_MONTHS).day(owed_since.day)


def shortfalls(ledger: Ledger) -> tuple[Entry, ...]:
    """Every shortfall, newest first, then by promise."""
    return newest_first(filter(is_shortfall, ledger.entries.values()))


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries from the newest to the oldest, those of a month by promise."""
    return tuple(sorted(entries, key=lambda entry: (-entry.month.year, -entry.month.number, entry.promise.id)))


def causes(entries: Iterable[Entry], last: Month, months: int) -> Counter[Cause | None]:
    """How many shortfalls each cause is behind, in so many months up to `last`; None where none is given."""
    first = last.plus(1 - months)
    return Counter(
        entry.explanation.cause if entry.explanation else None for entry in entries if first <= entry.month <= last
    )


class Recurring(NamedTuple):
    """A cause that comes back: the fault is in the product, not in the explaining."""

    promise: str
    cause: Cause
    times: int


def recurring(entries: Iterable[Entry], last: Month) -> tuple[Recurring, ...]:
    """The causes behind three or more shortfalls of one promise in the twelve months up to `last`."""
    by_promise: dict[str, list[Entry]] = {}
    for entry in entries:
        by_promise.setdefault(entry.promise.id, []).append(entry)
    return tuple(
        Recurring(promise, cause, times)
        for promise, fallen in sorted(by_promise.items())
        for cause, times in causes(fallen, last, YEAR).most_common()
        if cause is not None and cause is not Cause.NOT_KNOWN_YET and times >= RECURS_FROM
    )
