"""What is true and publishable, and still owed: silences, explanations, overdue fixes and pledges. Warnings, all of them."""

from collections.abc import Iterator
from datetime import date

from service_promises.ledger.commitments.commitment import Commitment, CommitmentState
from service_promises.ledger.delivery import Cause, Explanation
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month, month_spans
from service_promises.ledger.shortfall import PATIENCE_MONTHS, patient_until
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.problems.lists import first_few
from service_promises.problems.messages import named_problem
from service_promises.problems.plurals import pluralize
from service_promises.problems.problem import Problem, at_key, at_value, warning
from service_promises.source.files import FileKind, path_of

RECENT_MONTHS = 12
"""So many months back everything owed is told one by one; before that in one line."""

_FEW = 2
"""So many silences are told one by one, whatever else there is of a promise."""

ANSWERS = tuple(name for name in Explanation._fields if name != "revised")
"""The keys of a complete explanation, in the order in which they are written."""


def is_recent(month: Month, ledger: Ledger) -> bool:
    """Whether a month is one of the last twelve that are over."""
    return month >= Month.of(ledger.as_of).plus(-RECENT_MONTHS)


def silences(name: str, ledger: Ledger, uncertain: frozenset[Month]) -> tuple[list[Entry], list[Entry]]:
    """The months in which a promise was not reported: the recent ones, and those that are older.

    Where it was reported in none, all are told as one.

    `uncertain` are months with a file that can't be read: what is missing in them may be there.
    """
    silent = [
        entry
        for entry in ledger.by_promise[name]
        if entry.verdict is Verdict.NOT_REPORTED and entry.month not in uncertain
    ]
    if len(silent) > _FEW and not any(entry.delivery for entry in ledger.by_promise[name]):
        return [], silent  # nothing was ever reported: its history is still to come
    recent = [entry for entry in silent if is_recent(entry.month, ledger)]
    return recent, silent[: len(silent) - len(recent)]


def older_silences(name: str, entries: list[Entry]) -> Problem:
    """The months further back in which a promise was not reported, all in one."""
    first, last = entries[0].period.first, entries[-1].month
    months = f"{first} to {last}" if first < last else f"{first}"
    if len(entries) > 1:
        months = f"{pluralize(len(entries), _reports(entries))} from {months}"
    return named_problem("older-silences", at_key("terms"), name=name, months=months)


def _reports(entries: list[Entry]) -> str:
    """What is counted where entries are."""
    return "month" if all(entry.period.is_one_month for entry in entries) else "report"


def silence(entry: Entry, as_of: date, *, has_file: bool) -> Problem:
    """One month in which a promise was not reported."""
    judgement, month = entry.judgement, entry.month
    first = entry.period.first
    months = f"{month}, which speaks for {first} to {month}" if first < month else f"{month}"
    days = judgement.days_late if judgement else 0
    due_by = f", and it was due by {judgement.due_by}" if judgement else ""
    late = f"{pluralize(days, 'day')} late on {as_of}"
    where = "add it here, behind its id" if has_file else f"write it in {path_of(FileKind.DELIVERED, month)}"
    return named_problem(
        "silence",
        at_key("delivered" if has_file else "terms"),
        id=entry.promise.id,
        months=months,
        due_by=due_by,
        late=late,
        where=where,
    )._replace(promise=entry.promise.id, month=str(month))


def with_silent_places(name: str, ledger: Ledger, uncertain: frozenset[Month]) -> list[Entry]:
    """The recent months in which some places of a promise were reported, and others were not."""
    return [
        entry
        for entry in ledger.by_promise[name]
        if entry.place_entries
        and entry.month not in uncertain
        and is_recent(entry.month, ledger)
        and 0 < entry.places_with(Verdict.NOT_REPORTED) < len(entry.place_entries)
    ]


def silent_places(entry: Entry) -> Problem:
    """The places that were not reported in one month, all in one."""
    silent = [one.place.id for one in entry.place_entries if one.place and one.verdict is Verdict.NOT_REPORTED]
    due_by = entry.judgement.due_by if entry.judgement else ""
    return named_problem(
        "silent-places",
        at_key("delivered", entry.promise.id),
        id=entry.promise.id,
        month=entry.month,
        places=first_few(silent),
        number=pluralize(len(silent), "place"),
        due_by=due_by,
    )._replace(promise=entry.promise.id, month=str(entry.month))


def explanation(entry: Entry, as_of: date) -> Iterator[Problem]:
    """What an explanation that is owed still lacks, in the order in which it is written."""
    record = entry.delivery
    if record is None or entry.judgement is None:
        return
    name = entry.promise.id
    keys = ("delivered", name)
    since = entry.judgement.owed_since
    fell_short = record.fell_short
    lacking = _lacking(fell_short)
    if fell_short is None:
        yield named_problem(
            "explanation-owed",
            at_key(*keys, "fell_short", beside=keys),
            name=name,
            month=entry.month,
            since=since,
            answers=", ".join(ANSWERS),
        )._replace(promise=name)
        return
    whose = f"the explanation of {name} for {entry.month}, owed since {since},"
    absent = [key for key in lacking if getattr(fell_short, key) is None]
    unknown_long = fell_short.cause is Cause.NOT_KNOWN_YET and as_of > patient_until(since)
    unknown = fell_short.cause is Cause.NOT_KNOWN_YET and not unknown_long
    if absent and absent != ["cause"]:
        yield warning(
            at_key(*keys, "fell_short"),
            "account-owed",
            f"{whose} lacks {_listed(absent)}" + (", and says that the cause is not known yet" if unknown else ""),
            "; ".join([f"add {_answer(absent[0])}", *(_answer(key) for key in absent[1:])]),
            name,
        )
    elif unknown:
        yield named_problem(
            "cause-not-known-yet", at_value(*keys, "fell_short", "cause"), whose=whose, since=patient_until(since)
        )._replace(promise=name)
    if fell_short.cause is None:
        yield named_problem(
            "no-cause", at_key(*keys, "fell_short", "cause"), whose=whose, answer=_answer("cause")
        )._replace(promise=name)
    elif unknown_long:
        yield named_problem(
            "cause-not-known-for-long", at_value(*keys, "fell_short", "cause"), whose=whose, number=PATIENCE_MONTHS
        )._replace(promise=name)


def explanations(entries: list[Entry]) -> Problem:
    """The recent months of a promise without any explanation that is owed, all in one, at the newest of them."""
    newest = entries[-1]
    keys = ("delivered", newest.promise.id)
    return named_problem(
        "explanations-owed",
        at_key(*keys, "fell_short", beside=keys),
        name=newest.promise.id,
        reports=pluralize(len(entries), _reports(entries)),
        months=", ".join(month_spans(entry.month for entry in entries)),
        answers=", ".join(ANSWERS),
    )._replace(promise=newest.promise.id)


def _lacking(explanation: Explanation | None) -> list[str]:
    if explanation is None:
        return list(ANSWERS)
    return [
        key
        for key in ANSWERS
        if getattr(explanation, key) is None or (key == "cause" and explanation.cause is Cause.NOT_KNOWN_YET)
    ]


def remedy_not_counted(entry: Entry, first: Month) -> Problem:
    """A month with people let down that does not count who was put right, after one that does."""
    keys = ("delivered", entry.promise.id)
    return named_problem(
        "remedy-not-counted", at_key(*keys, "remedy", beside=keys), id=entry.promise.id, month=entry.month, first=first
    )._replace(promise=entry.promise.id)


def older_explanations(month: Month, entries: list[Entry]) -> Problem:
    """The explanations owed for a month further back, all in one."""
    owing = [(entry.promise.id, entry.delivery.fell_short if entry.delivery else None) for entry in entries]
    name, first = owing[0]
    if len(owing) == 1:
        message = f"the explanation of {name} for {month} is owed and " + (
            "not there" if first is None else f"lacks {_listed(_lacking(first))}"
        )
    else:
        each = first_few(
            [
                f"{name} has none" if explanation is None else f"{name} lacks {_listed(_lacking(explanation))}"
                for name, explanation in owing
            ],
            "; ",
        )
        message = f"explanations for {month} are owed and not complete: {each}"
    return warning(
        at_key("delivered", name, "fell_short", beside=("delivered", name) if first is None else None),
        "account-owed",
        message,
        "add what is missing to `fell_short:`" if first is not None else "add `fell_short:` with what is missing",
        name if len(entries) == 1 else None,
    )


def overdue(message: str, commitment: Commitment, as_of: date) -> Iterator[Problem]:
    """A fix or a pledge whose first date has passed; `message` names what to say of it."""
    if commitment.state(as_of) is CommitmentState.OVERDUE:
        first, now = commitment.first_by, commitment.by
        moved = f"; it was moved to {now}, but the first date promised decides" if now != first else ""
        yield named_problem(message, at_value("by"), first_by=first, as_of=as_of, moved=moved)


def _answer(key: str) -> str:
    what = {
        "what_happened": "what happened",
        "who": "who was affected",
        "why": "why it was our doing",
        "cause": f"one of: {', '.join(cause for cause in Cause if cause is not Cause.NOT_KNOWN_YET)}",
        "put_right": "what was done for those people",
        "fixes": "the ids of the fixes promised, or [] for none",
    }[key]
    return f"`{key}:` with {what}"


def _listed(names: list[str]) -> str:
    """Keys as one says them: `a`, `b` and `c`."""
    names = [f"`{name}`" for name in names]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
