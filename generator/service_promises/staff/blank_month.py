"""`new month`: which month it is, and a file that lists exactly the promises due in it."""

from collections.abc import Collection
from datetime import date

from service_promises.ledger.delivery import FIGURES, Cause
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.period import Period
from service_promises.ledger.promise import Kind, Promise, Term
from service_promises.ledger.verdict import Verdict
from service_promises.source.documents.written import typed_figure
from service_promises.source.files import FileKind
from service_promises.source.rules.owed import ANSWERS
from service_promises.staff.comments import comment, schema_comment
from service_promises.staff.formats import format_day, format_list, format_month

_REQUIRED_FIGURES = {Kind.EACH: ("due", "kept"), Kind.LEVEL: ("level",), Kind.DONE: ("done",)}
_INSTRUCTIONS = {
    Kind.EACH: "due: how many times it fell due; kept: how many of those times it was kept; let_down: how many"
    " people were let down, only where that is not due less kept.",
    Kind.LEVEL: "level: the figure, without its unit; let_down: how many did not get what was promised, if known.",
    Kind.DONE: "done: true or false; on: the day it was done, YYYY-MM-DD; let_down: how many did not get what"
    " was promised, if known.",
}
_OPTIONAL_FIGURES = {Kind.EACH: ("let_down",), Kind.LEVEL: ("let_down",), Kind.DONE: ("on", "let_down")}
_REMEDY = ("given", "unasked", "late")
_QUESTIONS = (
    ("what_happened", "What happened?"),
    ("who", "Who was affected, and how many?"),
    ("why", "Why was it our doing?"),
    ("put_right", "What did we do for those people?"),
    ("fixes", "What are we changing? Ids of files in promises/fixes, or [] for none."),
)
"""The five questions of an explanation; `cause` sorts the third into a short list."""


def month_path(month: Month) -> str:
    """Where the file of a month is."""
    return f"promises/delivered/{month}.yml"


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
    return [promise for promise in ledger.promises.values() if ledger.service.requires(promise, month)]


def promises_measured(ledger: Ledger, month: Month) -> list[Promise]:
    """The promises of which a record belongs to a month: those due, and those that have no target then, by id."""
    return [promise for promise in ledger.promises.values() if ledger.service.expects(promise, month)]


def next_due(ledger: Ledger) -> tuple[Month, date] | None:
    """The first month not over yet for which a record will be due, and its reporting date."""
    first = Month.of(ledger.as_of)
    for month in first.until(first.plus(24)):
        due = promises_due(ledger, month)
        if due:
            return month, min(ledger.service.reporting_date(promise, month) for promise in due)
    return None


def blank_month(
    ledger: Ledger, month: Month, only: Collection[str] | None = None, silent: Collection[str] | None = None
) -> str:
    """The file of a month to fill in: every promise due, or those of `only`.

    Of those that are late it says when they are reported. `silent` are the promises that stand as not reported in
    public; None where nobody knows, and every one whose date has passed is taken for one.
    """
    measured = [promise for promise in promises_measured(ledger, month) if only is None or promise.id in only]
    due = [promise for promise in measured if ledger.service.requires(promise, month)]
    due_by = {promise.id: ledger.service.reporting_date(promise, month) for promise in due}
    overdue = [name for name, day in due_by.items() if day < ledger.as_of]
    late = [name for name in overdue if silent is None or name in silent]
    parts = [schema_comment(FileKind.DELIVERED, month_path(month)), _instructions(month, due_by)]
    parts.append(f"month: {month}\n")
    if late and len(late) == len(due):
        parts.append(_reported(ledger, ""))
    parts.append("delivered:\n")
    for promise in measured:
        parts.append(_record(ledger, promise, month))
        if promise.id in late and len(late) != len(due):
            parts.append(_reported(ledger, "    "))
        if promise.id in due_by:
            parts.append(_remedy() + _explanation())
    return "".join(parts)


def _instructions(month: Month, due_by: dict[str, date]) -> str:
    days = sorted(set(due_by.values()))
    deadline = f" To be published by {format_list([format_day(day) for day in days])}." if days else ""
    questions = "".join(f"#   {key}: {question}\n" for key, question in _QUESTIONS)
    return (
        comment(f"What was delivered in {format_month(month)}.{deadline}")
        + comment(
            "Write each figure behind its colon, after a space: plain digits, 1204 and not 1,204. Then propose the"
            " change, or run `promises check`: it says what is still blank, with the line."
        )
        + comment(
            "A promise without figures yet: take its lines out, and the site says that it was not reported. Or write"
            " `no_figure:` in their place, and why there is none. Where nothing fell due, write `due: 0` alone."
        )
        + "#\n"
        + comment(
            "Where people were let down, count who was put right: `remedy`, with how many have had what they were"
            " promised then (`given`), how many of those without asking, and how many late. It moves no verdict."
        )
        + comment(
            "Where a month fell short or let people down, answer five questions: take the # and one space away"
            " from the lines below its figures. An answer is text of your own; a colon in it needs quotes around"
            " the whole."
        )
        + questions
        + f"#   cause: one of {', '.join(Cause)}\n"
    )


def _reported(ledger: Ledger, indent: str) -> str:
    return (
        comment("It is late, so say when it is published; put the day right if that is not today.", indent)
        + f"{indent}reported: {ledger.as_of}\n"
    )


def _record(ledger: Ledger, promise: Promise, month: Month) -> str:
    term = promise.term_in(month) or promise.term_now
    measure = term.measure
    return (
        "\n"
        + comment(term.promise, "  ")
        + comment(f"{_target(term, month)} {_last_reported(ledger, promise, month)}", "  ")
        + comment(f"Counted{_period(ledger, promise, month)}: {measure.counts}", "  ")
        + f"  {promise.id}:\n"
        + comment(_INSTRUCTIONS[measure.kind], "    ")
        + "".join(f"    {key}:\n" for key in _REQUIRED_FIGURES[measure.kind])
        + "".join(f"    # {key}:\n" for key in _OPTIONAL_FIGURES[measure.kind])
    )


def _target(term: Term, month: Month) -> str:
    """The month's own target, and what its figure is."""
    target, measure = term.target_in(month), term.measure
    unit = f" ({measure.figure}, in {measure.unit})" if measure.kind is Kind.LEVEL else ""
    if target is None:
        return f"No target{unit}: shown, not judged; without a figure, take its lines out."
    return f"Target: {target.text}{unit}."


def _period(ledger: Ledger, promise: Promise, month: Month) -> str:
    """From which month to which to count; empty where that is the month alone."""
    period = ledger.service.period(promise, month)
    return "" if period.is_one_month else f", from {_months(period)}"


def _months(period: Period) -> str:
    last = format_month(period.last)
    return last if period.is_one_month else f"{format_month(period.first)} to {last}"


def _last_reported(ledger: Ledger, promise: Promise, month: Month) -> str:
    """The newest figures before a month, as staff wrote them: no count is hidden in a file of theirs."""
    for entry in reversed(ledger.by_promise[promise.id]):
        if entry.delivery is not None and entry.month < month:
            figures = {key: getattr(entry.delivery, key) for key in FIGURES}
            texts = [f"{key} {typed_figure(key, value)}" for key, value in figures.items() if value is not None]
            return f"Last reported, {_months(entry.period)}: {', '.join(texts)}."
    return "Nothing was reported before."


def _remedy() -> str:
    return "    # remedy:\n" + "".join(f"    #   {key}:\n" for key in _REMEDY)


def _explanation() -> str:
    return "    # fell_short:\n" + "".join(f"    #   {key}:\n" for key in ANSWERS)
