"""`due`: what is late, what is coming, what is not explained and which fix is overdue, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from service_promises.ledger.fix import FixState
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.shortfall import account_missing
from service_promises.ledger.verdict import Verdict
from service_promises.problems.plurals import pluralize
from service_promises.staff.english import day_said

SOON = 14
"""So many days ahead something due is told."""


class Kind(StrEnum):
    """Why something is on the list, the most pressing first."""

    LATE = "late"
    OVERDUE_FIX = "overdue fix"
    UNEXPLAINED = "unexplained"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that somebody has to do."""

    kind: Kind
    id: str
    """Of the promise, or of the fix."""
    month: Month | None
    """None for a fix."""
    by: date
    """The day by which it is due, or was."""
    owner: str
    what: str
    """What is to be done, in a few words and without a full stop."""


def due(ledger: Ledger) -> list[Item]:
    """Everything that is due, by kind, then by date, then by id."""
    items = [*_records(ledger), *_next_records(ledger), *_fixes(ledger)]
    order = list(Kind)
    return sorted(items, key=lambda item: (order.index(item.kind), item.by, item.id, item.month or ()))


def _records(ledger: Ledger) -> Iterator[Item]:
    for entry in ledger.entries.values():
        if entry.judgement is None:
            continue
        by = entry.judgement.due_by
        if entry.verdict is Verdict.NOT_REPORTED:
            late = pluralize(entry.judgement.days_late, "day")
            yield _item(Kind.LATE, entry, by, f"the record was due by {day_said(by)}, {late} late")
        elif entry.verdict is Verdict.AWAITED and by <= ledger.as_of + timedelta(SOON):
            yield _item(Kind.SOON, entry, by, f"the record is due by {day_said(by)}")
        elif _will_owe(entry, ledger):
            since = entry.judgement.owed_since
            what = f"{_lacks(entry)}, and an account is owed from {day_said(since)} on"
            yield _item(Kind.SOON, entry, by, what)
        elif account_missing(entry):
            since = entry.judgement.owed_since
            yield _item(
                Kind.UNEXPLAINED,
                entry,
                by,
                f"{_lacks(entry)}, and an account is owed since {day_said(since)}",
            )


def _will_owe(entry: Entry, ledger: Ledger) -> bool:
    """Whether a record that came in time will owe an account within the days that are told."""
    judged, record = entry.judgement, entry.delivery
    if judged is None or record is None or judged.account_owed:
        return False
    told = judged.verdict is Verdict.FELL_SHORT or bool(judged.let_down)
    complete = record.fell_short is not None and record.fell_short.complete
    return told and not complete and ledger.as_of <= judged.due_by <= ledger.as_of + timedelta(SOON)


def _lacks(entry: Entry) -> str:
    account = entry.delivery.fell_short if entry.delivery else None
    return "it is not explained" if account is None else "its explanation is not complete"


def _item(kind: Kind, entry: Entry, by: date, what: str) -> Item:
    return Item(kind, entry.promise.id, entry.month, by, entry.promise.owner, what)


def _next_records(ledger: Ledger) -> Iterator[Item]:
    """Records of the month that is not over yet, where little time will be left afterwards."""
    month = Month.of(ledger.as_of)
    for promise in ledger.promises.values():
        if not ledger.service.expects(promise, month):
            continue
        by = ledger.service.reporting_date(promise, month)
        if by <= ledger.as_of + timedelta(SOON):
            over = (
                f"the month is over after {day_said(month.last_day)}, and its record is due by {day_said(by)}"
            )
            yield Item(Kind.SOON, promise.id, month, by, promise.owner, over)


def _fixes(ledger: Ledger) -> Iterator[Item]:
    for fix in ledger.fixes.values():
        state, first = fix.state(ledger.as_of), fix.first_by
        if state is FixState.OVERDUE:
            late = pluralize((ledger.as_of - first).days, "day")
            moved = f", now by {day_said(fix.by)}" if fix.by != first else ""
            what = f"the fix was promised by {day_said(first)}, {late} overdue{moved}"
            yield Item(Kind.OVERDUE_FIX, fix.id, None, first, fix.owner, what)
        elif state is FixState.PROMISED and first <= ledger.as_of + timedelta(SOON):
            yield Item(Kind.SOON, fix.id, None, first, fix.owner, f"the fix is promised by {day_said(first)}")
