"""`due --all`: what is owed by whom, what is due already first, then the twelve months that follow, as a table."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from service_promises.ledger.commitments.commitment import CommitmentState
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.ledger.reporting_dates import MONTHS_AHEAD, reporting_dates
from service_promises.problems.markdown import escape_markdown
from service_promises.staff.due.due import Task, TaskKind, due
from service_promises.staff.formats import format_day, format_month

_HEADER = ["By", "Owner", "Of", "What", "Months"]
_PAST = {
    TaskKind.LATE: "late",
    TaskKind.UNEXPLAINED: "explanation owed",
    TaskKind.OVERDUE_FIX: "fix overdue",
    TaskKind.OVERDUE_PLEDGE: "pledge overdue",
}


class Duty(NamedTuple):
    """Something that is owed by a day; duties sort by day, owner and id."""

    by: date
    owner: str
    id: str
    """Of the promise, the fix or the pledge."""
    period: tuple[Month, Month] | None
    """The first and the last month that a record speaks for; None for a fix and a pledge."""
    what: str
    """`figures`, `fix` or `pledge`; of what is overdue, how it is."""


def year_ahead(ledger: Ledger) -> list[Duty]:
    """What is due already, and what will be in the twelve months from the ledger's day on."""
    duties = [_overdue(ledger, task) for task in due(ledger) if task.kind in _PAST]
    for one in reporting_dates(ledger):
        months = (one.period.first, one.period.last)
        duties.append(Duty(one.day, one.promise.owner, one.promise.id, months, "figures"))
    last = Month.of(ledger.as_of).plus(MONTHS_AHEAD).day(ledger.as_of.day)
    for what, commitments in (("fix", ledger.fixes), ("pledge", ledger.pledges)):
        duties += [
            Duty(one.first_by, one.owner, one.id, None, what)
            for one in commitments.values()
            if one.state(ledger.as_of) is CommitmentState.PROMISED and one.first_by <= last
        ]
    return sorted(duties, key=lambda duty: (duty.by, duty.owner, duty.id, duty.period or ()))


def _overdue(ledger: Ledger, task: Task) -> Duty:
    period = None
    if task.month:
        months: Period = ledger.service.period(ledger.promises[task.id], task.month)
        period = (months.first, months.last)
    return Duty(task.by, task.owner, task.id, period, _PAST[task.kind])


def table_as_text(duties: Sequence[Duty], as_of: date) -> str:
    """For a terminal."""
    rows = [*_rows(duties)]
    widths = [max(len(cell) for cell in column) for column in zip(_HEADER, *rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (_HEADER, *rows)]
    return "".join(f"{line.rstrip()}\n" for line in lines) + f"\n{_foot(as_of)}"


def table_as_markdown(duties: Sequence[Duty], as_of: date) -> str:
    """For an issue or a page of the team; what staff wrote can neither format nor mention anybody in it."""
    rows = ([by, escape_markdown(owner), f"`{name}`", *rest] for by, owner, name, *rest in _rows(duties))
    lines = [_HEADER, ["---"] * len(_HEADER), *rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in lines) + f"\n{_foot(as_of)}"


def table_as_json(duties: Sequence[Duty], as_of: date) -> str:
    """For a program: `{"as_of": ..., "duties": [...]}`, one object for each."""
    listed = [
        {
            "by": str(duty.by),
            "owner": duty.owner,
            "id": duty.id,
            "what": duty.what,
            "from": str(duty.period[0]) if duty.period else None,
            "until": str(duty.period[1]) if duty.period else None,
        }
        for duty in duties
    ]
    return json.dumps({"as_of": str(as_of), "duties": listed}, indent=2, ensure_ascii=False) + "\n"


YEAR_FORMATS: dict[str, Callable[[Sequence[Duty], date], str]] = {
    "text": table_as_text,
    "markdown": table_as_markdown,
    "json": table_as_json,
}


def _rows(duties: Sequence[Duty]) -> Iterator[list[str]]:
    for duty in duties:
        yield [format_day(duty.by), duty.owner, duty.id, duty.what, _months(duty.period)]


def _months(period: tuple[Month, Month] | None) -> str:
    if period is None:
        return ""
    first, last = period
    return format_month(last) if first == last else f"{format_month(first)} to {format_month(last)}"


def _foot(as_of: date) -> str:
    until = Month.of(as_of).plus(MONTHS_AHEAD).day(as_of.day)
    return f"What is due already, and until {format_day(until)}. As of {format_day(as_of)}.\n"
