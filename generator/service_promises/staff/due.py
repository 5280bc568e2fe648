"""`due`: what is late, what is coming, what is not explained and which fix or pledge is overdue, and whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from service_promises.ledger.commitment import Commitment, CommitmentState
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.shortfall import is_shortfall
from service_promises.ledger.verdict import Verdict
from service_promises.problems.plurals import pluralize
from service_promises.staff.formats import format_day

SOON_DAYS = 14
"""What is due within so many days is on the list."""


class TaskKind(StrEnum):
    """Why something is due, the most urgent first."""

    LATE = "late"
    OVERDUE_FIX = "overdue fix"
    OVERDUE_PLEDGE = "overdue pledge"
    UNEXPLAINED = "unexplained"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that somebody has to do."""

    kind: TaskKind
    id: str
    """Of the promise, the fix or the pledge."""
    month: Month | None
    """None for a fix and a pledge."""
    by: date
    """The day by which it is due, or was."""
    owner: str
    what: str
    """What is to be done, in a few words and without a full stop."""
    name: str = ""
    """The short name of the promise; empty where it has none, and for a fix."""


def due(ledger: Ledger) -> list[Task]:
    """Everything that is due, by kind, then by date, then by id."""
    soon = ledger.as_of + timedelta(SOON_DAYS)
    tasks = [*_records(ledger, soon), *_next_records(ledger, soon)]
    for fix in ledger.fixes.values():
        tasks += _commitment(TaskKind.OVERDUE_FIX, "fix", fix, ledger.as_of, soon)
    for pledge in ledger.pledges.values():
        tasks += _commitment(TaskKind.OVERDUE_PLEDGE, "pledge", pledge, ledger.as_of, soon)
    order = list(TaskKind)
    return sorted(tasks, key=lambda task: (order.index(task.kind), task.by, task.id, task.month or ()))


def _records(ledger: Ledger, soon: date) -> Iterator[Task]:
    for entry in ledger.entries.values():
        if entry.judgement is None:
            continue
        by, owed_since = entry.judgement.due_by, format_day(entry.judgement.owed_since)
        if entry.verdict is Verdict.NOT_REPORTED:
            late = pluralize(entry.judgement.days_late, "day")
            yield _task(TaskKind.LATE, entry, by, f"the record was due by {format_day(by)}, {late} late")
        elif entry.verdict is Verdict.AWAITED and by <= soon:
            yield _task(TaskKind.SOON, entry, by, f"the record is due by {format_day(by)}")
        elif entry.explanation_missing:
            what = f"{_explanation_state(entry)}, and an explanation is owed since {owed_since}"
            yield _task(TaskKind.UNEXPLAINED, entry, by, what)
        elif _will_be_unexplained(entry) and ledger.as_of <= by <= soon:
            what = f"{_explanation_state(entry)}, and an explanation is owed from {owed_since} on"
            yield _task(TaskKind.SOON, entry, by, what)


def _will_be_unexplained(entry: Entry) -> bool:
    """Whether a shortfall was recorded before its explanation is owed, and without a complete one."""
    if not is_shortfall(entry) or (entry.judgement and entry.judgement.explanation_owed):
        return False
    return entry.delivery is not None and not (entry.explanation and entry.explanation.complete)


def _explanation_state(entry: Entry) -> str:
    return "its explanation is not complete" if entry.explanation else "it is not explained"


def _task(kind: TaskKind, entry: Entry, by: date, what: str) -> Task:
    return Task(kind, entry.promise.id, entry.month, by, entry.promise.owner, what, entry.promise.short or "")


def _next_records(ledger: Ledger, soon: date) -> Iterator[Task]:
    """Records of the month that is not over yet, where little time will be left afterwards."""
    month = Month.of(ledger.as_of)
    for promise in ledger.promises.values():
        by = ledger.service.reporting_date(promise, month)
        if ledger.service.requires(promise, month) and by <= soon:
            over = format_day(month.last_day)
            what = f"the month is over after {over}, and its record is due by {format_day(by)}"
            yield Task(TaskKind.SOON, promise.id, month, by, promise.owner, what, promise.short or "")


def _commitment(kind: TaskKind, called: str, commitment: Commitment, as_of: date, soon: date) -> Iterator[Task]:
    """What is to be done of a fix or a pledge; `kind` is what it is where it is overdue."""
    state, first, name, owner = commitment.state(as_of), commitment.first_by, commitment.id, commitment.owner
    if state is CommitmentState.OVERDUE:
        late = pluralize((as_of - first).days, "day")
        moved = f", now by {format_day(commitment.by)}" if commitment.by != first else ""
        what = f"the {called} was promised by {format_day(first)}, {late} overdue{moved}"
        yield Task(kind, name, None, first, owner, what)
    elif state is CommitmentState.PROMISED and first <= soon:
        yield Task(TaskKind.SOON, name, None, first, owner, f"the {called} is promised by {format_day(first)}")
