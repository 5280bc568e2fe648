"""`new month`: files that list exactly the promises due in a month, and the places due of each."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from service_promises.ledger.delivery import FIGURES, Cause
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.ledger.promises.made_at import WholeRule
from service_promises.ledger.promises.promise import Kind, Promise, Term
from service_promises.problems.plurals import pluralize
from service_promises.source.documents.written import typed_figure
from service_promises.source.files import FileKind, path_of, table_path
from service_promises.source.rules.owed import ANSWERS
from service_promises.staff.formats import format_day, format_list, format_month
from service_promises.staff.new_files.blank_table import REQUIRED_FIGURES, blank_table
from service_promises.staff.new_files.comments import comment, schema_comment
from service_promises.staff.new_files.months_due import promises_measured

_UNCOMMENT = "take the # and one space away from the lines below its figures"
_TABLES = (
    "What is promised at several places has its figures in tables (CSV) in the folder beside this file, a row for each"
    " place. A place without figures yet: take its row out, and it shows as not reported."
)
_MANY = 40
"""A file of more records has what each may need once, above them."""
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


def files_of_month(ledger: Ledger, month: Month, *, bare: bool) -> dict[str, str]:
    """All files of a month to fill in, by path: one of the month, and a table of each promise made at places.

    With `bare` the file of the month has no notes.
    """
    measured = promises_measured(ledger, month)
    tables = [promise for promise in measured if promise.is_at_places(month)]
    whole = blank_month(ledger, month, in_tables={promise.id for promise in tables})
    late = set() if "\nreported:" in whole else {promise.id for promise in _overdue(ledger, measured, month)}
    files = (
        {}
        if bare and len(tables) == len(measured)
        else {path_of(FileKind.DELIVERED, month): without_notes(whole) if bare else whole}
    )
    for promise in tables:
        table = blank_table(ledger, promise, month, is_late=promise.id in late)
        files[table_path(month, promise.id)] = table
    return files


def blank_records(ledger: Ledger, month: Month, only: Collection[str]) -> str:
    """Records of the promises of `only`, to add to a month's file that is there: each late one says when it came."""
    measured = [promise for promise in promises_measured(ledger, month) if promise.id in only]
    late = {promise.id for promise in _overdue(ledger, measured, month)}
    return "".join(
        _record(ledger, promise, month, total="", is_long=False)
        + (_reported(ledger, "    ") if promise.id in late else "")
        for promise in measured
    ).lstrip("\n")


def without_notes(text: str) -> str:
    """A file without its notes, and without the blank lines between them."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if line.strip() and not line.lstrip().startswith("#"))


def _overdue(ledger: Ledger, promises: Iterable[Promise], month: Month) -> list[Promise]:
    service = ledger.service
    return [
        promise
        for promise in promises
        if service.requires(promise, month) and service.reporting_date(promise, month) < ledger.as_of
    ]


def blank_month(
    ledger: Ledger,
    month: Month,
    only: Collection[str] | None = None,
    silent: Collection[str] | None = None,
    in_tables: Collection[str] = (),
) -> str:
    """The file of a month to fill in: every promise due, or those of `only`.

    Of those that are late it says when they are reported. `silent` are the promises that stand as not reported in
    public; None where nobody knows, and every one whose date has passed is taken for one. `in_tables` are those whose
    figures stand in tables of places: of these there are but notes.
    """
    measured = [promise for promise in promises_measured(ledger, month) if only is None or promise.id in only]
    due = [promise for promise in measured if ledger.service.requires(promise, month)]
    due_by = {promise.id: ledger.service.reporting_date(promise, month) for promise in due}
    overdue = [promise.id for promise in _overdue(ledger, due, month)]
    late = [name for name in overdue if silent is None or name in silent]
    is_long = len(measured) > _MANY
    parts = [
        schema_comment(FileKind.DELIVERED, path_of(FileKind.DELIVERED, month)),
        _instructions(month, due_by, is_long=is_long),
    ]
    if in_tables:
        parts.append(comment(_TABLES))
    parts.append(f"month: {month}\n")
    if late and len(late) == len(due):
        parts.append(_reported(ledger, ""))
    records = [promise for promise in measured if promise.id not in in_tables or _has_total(promise, month)]
    parts.append("delivered:\n" if records else "# delivered:\n")
    for promise in measured:
        if promise not in records:
            parts.append(_beside_table(ledger, promise, month, is_long=is_long))
            continue
        total = _rows(ledger, promise, month) if promise.id in in_tables else ""
        parts.append(_record(ledger, promise, month, total=total, is_long=is_long))
        if promise.id in late and len(late) != len(due):
            parts.append(_reported(ledger, "    "))
        if promise.id in due_by and not is_long:
            parts.append(_remedy("    ") + _explanation("    "))
    return "".join(parts)


def _has_total(promise: Promise, month: Month) -> bool:
    """Whether the total of a promise at its places is typed, as it can't be added up."""
    term = promise.term_in(month) or promise.term_now
    return term.judged_as is WholeRule.IN_TOTAL and term.measure.kind is not Kind.EACH


def _beside_table(ledger: Ledger, promise: Promise, month: Month, *, is_long: bool) -> str:
    """The notes of a promise whose figures stand in a table."""
    rows = f"Its figures stand in {_rows(ledger, promise, month)}."
    if is_long:
        return "\n" + comment(f"{promise.id}: {rows}", "  ")
    more = "What people were given, and an explanation, stand here: take the # and one space away."
    return (
        _about(ledger, promise, month)
        + comment(f"{rows} {more}", "  ")
        + f"  # {promise.id}:\n"
        + _remedy("  ", "  ")
        + _explanation("  ", "  ")
    )


def _rows(ledger: Ledger, promise: Promise, month: Month) -> str:
    """Where the figures of places stand."""
    called, places = ledger.places.called, len(ledger.places.due(promise, month))
    table = table_path(month, promise.id).rpartition("delivered/")[2]
    return f"{table}, a row for each of {pluralize(places, called.one, called.many)}"


def _instructions(month: Month, due_by: Mapping[str, date], *, is_long: bool) -> str:
    days = sorted(set(due_by.values()))
    deadline = f" To be published by {format_list([format_day(day) for day in days])}." if days else ""
    questions = "".join(f"#   {key}: {question}\n" for key, question in _QUESTIONS)
    below = "copy the lines from here below its figures, without the #" if is_long else _UNCOMMENT
    figures = "".join(comment(text) for text in _INSTRUCTIONS.values()) + "#\n" if is_long else ""
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
        + figures
        + comment(
            "Where people were let down, count who was put right: `remedy`, with how many have had what they were"
            " promised then (`given`), how many of those without asking, and how many late. It moves no verdict."
        )
        + comment(
            f"Where a month fell short or let people down, answer five questions: {below}. An answer is text of your"
            " own; a colon in it needs quotes around the whole."
        )
        + ("#   fell_short:\n" + questions.replace("#   ", "#     ") if is_long else questions)
        + f"#   {'  ' if is_long else ''}cause: one of {', '.join(Cause)}\n"
    )


def _reported(ledger: Ledger, indent: str) -> str:
    return (
        comment("It is late, so say when it is published; put the day right if that is not today.", indent)
        + f"{indent}reported: {ledger.as_of}\n"
    )


def _record(ledger: Ledger, promise: Promise, month: Month, *, total: str, is_long: bool) -> str:
    """A record to fill in; `total` says where the figures of its places stand, if it is that of a whole."""
    kind = promise.measured_as(month).kind
    return (
        _about(ledger, promise, month)
        + (
            comment(f"Here stands the figure of the whole; those of its places stand in {total}.", "  ")
            if total
            else ""
        )
        + f"  {promise.id}:\n"
        + ("" if is_long else comment(_INSTRUCTIONS[kind], "    "))
        + "".join(f"    {key}:\n" for key in REQUIRED_FIGURES[kind])
        + ("" if is_long else "".join(f"    # {key}:\n" for key in _OPTIONAL_FIGURES[kind]))
    )


def _about(ledger: Ledger, promise: Promise, month: Month) -> str:
    """The notes above a record: what was promised, and what was reported last."""
    term = promise.term_in(month) or promise.term_now
    return (
        "\n"
        + comment(term.promise, "  ")
        + comment(f"{_target(term, month)} {_last_reported(ledger, promise, month)}", "  ")
        + comment(f"Counted{_period(ledger, promise, month)}: {term.measure.counts}", "  ")
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


def _remedy(indent: str, within: str = "") -> str:
    return _notes("remedy", _REMEDY, indent, within)


def _explanation(indent: str, within: str = "") -> str:
    return _notes("fell_short", ANSWERS, indent, within)


def _notes(key: str, keys: Iterable[str], indent: str, within: str) -> str:
    """A key with keys below it as notes; `within` is how far it stands behind the mark."""
    return f"{indent}# {within}{key}:\n" + "".join(f"{indent}# {within}  {one}:\n" for one in keys)
