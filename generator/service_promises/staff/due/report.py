"""What is due, as text, as Markdown for an issue, and as JSON."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from service_promises.problems.markdown import escape_markdown
from service_promises.problems.plurals import pluralize
from service_promises.staff.due.due import SOON_DAYS, Task, TaskKind
from service_promises.staff.formats import format_day, format_month

_HEADINGS = {
    TaskKind.LATE: "Late, and shown to the public as not reported",
    TaskKind.OVERDUE_FIX: "Fixes that are overdue",
    TaskKind.OVERDUE_PLEDGE: "Pledges that are overdue",
    TaskKind.UNEXPLAINED: "Fell short or let people down, and not explained",
    TaskKind.SOON: f"Due within {SOON_DAYS} days",
}
_MOST = 6
"""No more than so many of one promise are listed one by one; JSON has them all."""


class _Markup(NamedTuple):
    heading: str
    bullet: str
    id: str
    escape: Callable[[str], str]


def as_text(tasks: Sequence[Task], as_of: date) -> str:
    """For a terminal."""
    return _report(tasks, as_of, _Markup("{}:", "  ", "{}", str))


def as_markdown(tasks: Sequence[Task], as_of: date) -> str:
    """For an issue; what staff wrote can neither format nor mention anybody in it."""
    return _report(tasks, as_of, _Markup("### {}\n", "- ", "`{}`", escape_markdown))


def as_json(tasks: Sequence[Task], as_of: date) -> str:
    """For a program: `{"as_of": ..., "due": [...]}`, one object for each task."""
    due = [
        {
            "kind": task.kind,
            "id": task.id,
            "name": task.name or None,
            "places": [*task.places] or None,
            "month": str(task.month) if task.month else None,
            "by": str(task.by),
            "owner": task.owner,
            "what": task.what,
        }
        for task in tasks
    ]
    return json.dumps({"as_of": str(as_of), "due": due}, indent=2, ensure_ascii=False) + "\n"


FORMATS: dict[str, Callable[[Sequence[Task], date], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def _report(tasks: Sequence[Task], as_of: date, markup: _Markup) -> str:
    if not tasks:
        return f"Nothing is due on {format_day(as_of)} or within {SOON_DAYS} days.\n"
    blocks = []
    for kind, of_kind in groupby(tasks, key=lambda task: task.kind):
        by_id: dict[str, list[Task]] = {}
        for task in of_kind:
            by_id.setdefault(task.id, []).append(task)
        lines = [markup.heading.format(_HEADINGS[kind])]
        lines += [line for of_id in by_id.values() for line in _lines(of_id, markup)]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join([*blocks, f"As of {format_day(as_of)}.\n"])


def _lines(tasks: Sequence[Task], markup: _Markup) -> Iterator[str]:
    """The tasks of one promise, fix or pledge, older months in one line."""
    name = f" ({markup.escape(tasks[0].name)})" if tasks[0].name else ""
    start = f"{markup.bullet}{markup.id.format(tasks[0].id)}{name}"
    older, newest = (tasks[:-_MOST], tasks[-_MOST:]) if len(tasks) > _MOST + 1 else ([], tasks)
    if older and older[0].month and older[-1].month:
        months = (
            f"{pluralize(len(older), 'older month')}, {format_month(older[0].month)} to {format_month(older[-1].month)}"
        )
        yield f"{start}: {months}. Owner: {markup.escape(older[0].owner)}"
    for task in newest:
        month = f", {format_month(task.month)}" if task.month else ""
        yield f"{start}{month}: {task.what}. Owner: {markup.escape(task.owner)}"
