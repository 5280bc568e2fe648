"""`due`: what is late, what is coming, what is not explained and which fix or pledge is overdue, and whose it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from service_promises.ledger.commitments.commitment import Commitment, CommitmentState
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import Place
from service_promises.ledger.shortfall import is_shortfall
from service_promises.ledger.verdicts.verdict import Judgement, Verdict
from service_promises.problems.plurals import pluralize
from service_promises.staff.formats import format_day, format_first

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
    places: tuple[str, ...] = ()
    """Ids of the places of which the record is missing; empty where the promise is not made at places."""


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
        missing = entry.places_without_record
        record = _missing_record(ledger, entry, missing)
        if entry.verdict is Verdict.NOT_REPORTED or (missing and by < ledger.as_of):
            days = max(judgement.days_late for judgement in _judgements(entry))
            what = f"{record} was due by {format_day(by)}, {pluralize(days, 'day')} late"
            yield _task(TaskKind.LATE, entry, by, what, missing)
        elif (entry.verdict is Verdict.AWAITED or missing) and by <= soon:
            yield _task(TaskKind.SOON, entry, by, f"{record} is due by {format_day(by)}", missing)
        if entry.lacks_record:
            continue
        if entry.explanation_missing:
            what = f"{_explanation_state(entry)}, owed since {owed_since}"
            yield _task(TaskKind.UNEXPLAINED, entry, by, what)
        elif _will_be_unexplained(entry) and ledger.as_of <= by <= soon:
            what = f"{_explanation_state(entry)}, and an explanation is owed from {owed_since} on"
            yield _task(TaskKind.SOON, entry, by, what)


def _judgements(entry: Entry) -> Iterator[Judgement]:
    """Those on the whole and on each place."""
    return (one.judgement for one in (entry, *entry.place_entries) if one.judgement)


def _missing_record(ledger: Ledger, entry: Entry, missing: Sequence[Place]) -> str:
    """What is missing, and at which of the places that are due."""
    if not missing:
        return "the record"
    called = ledger.places.called
    if len(missing) == len(entry.place_entries):
        return f"the record of {f'all {len(missing)} {called.many}' if len(missing) > 1 else missing[0].name}"
    due = pluralize(len(entry.place_entries), called.one, called.many)
    return f"the record of {len(missing)} of {due} ({format_first([place.name for place in missing])})"


def _will_be_unexplained(entry: Entry) -> bool:
    """Whether a shortfall was recorded before its explanation is owed, and without a complete one."""
    if not is_shortfall(entry) or (entry.judgement and entry.judgement.explanation_owed):
        return False
    return entry.delivery is not None and not (entry.explanation and entry.explanation.complete)


def _explanation_state(entry: Entry) -> str:
    return "its explanation is not complete" if entry.explanation else "no explanation"


def _task(kind: TaskKind, entry: Entry, by: date, what: str, missing: Sequence[Place] = ()) -> Task:
    promise, places = entry.promise, tuple(place.id for place in missing)
    return Task(kind, promise.id, entry.month, by, promise.owner, what, promise.short or "", places)


def _next_records(ledger: Ledger, soon: date) -> Iterator[Task]:
    """Records of the month that is not over yet, where little time will be left afterwards."""
    month = Month.of(ledger.as_of)
    for promise in ledger.promises.values():
        by = ledger.service.reporting_date(promise, month)
        if by <= soon and ledger.service.requires(promise, month) and ledger.places.is_made(promise, month):
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
