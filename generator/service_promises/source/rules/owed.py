"""What is true and publishable, and still owed: silences, accounts, overdue fixes. Warnings, all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from service_promises.ledger.delivery import Cause, Explanation
from service_promises.ledger.fix import Fix, FixState
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.shortfall import PATIENCE_MONTHS, patient_until
from service_promises.ledger.verdict import Verdict
from service_promises.problems.plurals import pluralize
from service_promises.problems.problem import Location, Problem, at_key, at_value

RECENT_MONTHS = 12
"""So many months back everything owed is told one by one; before that in one line."""

ANSWERS = tuple(name for name in Explanation._fields if name != "revised")
"""The keys of a complete account, in the order in which they are written."""


def recent(month: Month, ledger: Ledger) -> bool:
    """Whether a month is one of the last twelve that are over."""
    return month >= Month.of(ledger.as_of).plus(-RECENT_MONTHS)


def silences(name: str, ledger: Ledger, unsure: frozenset[Month]) -> tuple[list[Entry], Problem | None]:
    """The recent months in which a promise was not reported, and one flaw for all that are older.

    `unsure` are months with a file that can't be read: what is missing in them may be there.
    """
    silent = [
        entry
        for entry in ledger.by_promise[name]
        if entry.verdict is Verdict.NOT_REPORTED and entry.month not in unsure
    ]
    newer = [entry for entry in silent if recent(entry.month, ledger)]
    older = [entry for entry in silent if not recent(entry.month, ledger)]
    if not older:
        return newer, None
    span = (
        f"{older[0].month}"
        if len(older) == 1
        else f"{len(older)} months from {older[0].month} to {older[-1].month}"
    )
    return newer, Problem(
        at_key("terms"),
        "not-reported",
        f"{name} was not reported in {span}",
        "add what is known of them; till then the site says that they were not reported",
    )


def silence(entry: Entry, as_of: str, *, has_file: bool) -> Problem:
    """One month in which a promise was not reported."""
    judged = entry.judgement
    first = entry.promise.speaks_since(entry.month)
    months = (
        f"{entry.month}, which speaks for {first} to {entry.month}"
        if first < entry.month
        else f"{entry.month}"
    )
    days = judged.days_late if judged else 0
    due_by = f", and it was due by {judged.due_by}" if judged else ""
    late = f"{pluralize(days, 'day')} late on {as_of}"
    where = "add it here, behind its id" if has_file else f"write it in promises/delivered/{entry.month}.yml"
    return Problem(
        Location(keys=("delivered",) if has_file else ("terms",), at="key"),
        "not-reported",
        f"{entry.promise.id} is not reported for {months}{due_by}: {late}",
        f"{where}; till then the site says that it was not reported",
    )


def accounts(entry: Entry, as_of: date) -> Iterator[Problem]:
    """What an account that is owed still lacks, in the order in which it is written."""
    record = entry.delivery
    if record is None or entry.judgement is None:
        return
    loc = ("delivered", entry.promise.id)
    since = entry.judgement.owed_since
    account = record.fell_short
    lacking = _lacking(account)
    if account is None:
        yield Problem(
            at_key(*loc, "fell_short", beside=loc),
            "account-owed",
            f"{entry.promise.id} owes an account for {entry.month} since {since}, and there is none",
            f"add `fell_short:` below it with {', '.join(ANSWERS)}",
        )
        return
    whose = f"the account of {entry.promise.id} for {entry.month}, owed since {since},"
    absent = [key for key in lacking if getattr(account, key) is None]
    unknown_long = account.cause is Cause.NOT_KNOWN_YET and as_of > patient_until(since)
    unknown = account.cause is Cause.NOT_KNOWN_YET and not unknown_long
    if absent and absent != ["cause"]:
        yield Problem(
            at_key(*loc, "fell_short"),
            "account-owed",
            f"{whose} lacks {_listed(absent)}" + (", and does not know its cause yet" if unknown else ""),
            "; ".join([f"add {_answer(absent[0])}", *(_answer(key) for key in absent[1:])]),
        )
    elif unknown:
        yield Problem(
            at_value(*loc, "fell_short", "cause"),
            "account-owed",
            f"{whose} does not know its cause yet",
            f"write the cause once it is known, by {patient_until(since)} at the latest",
        )
    if account.cause is None:
        yield Problem(
            at_key(*loc, "fell_short", "cause"),
            "cause-unknown",
            f"{whose} does not name its `cause`",
            f"add {_answer('cause')}; or `not known yet` while you look for it",
        )
    elif unknown_long:
        yield Problem(
            at_value(*loc, "fell_short", "cause"),
            "cause-unknown",
            f"{whose} does not know its cause after more than {PATIENCE_MONTHS} months",
            "find it out and write it; whoever was let down has waited long enough",
        )


def _lacking(account: Explanation | None) -> list[str]:
    if account is None:
        return list(ANSWERS)
    return [
        key
        for key in ANSWERS
        if getattr(account, key) is None or (key == "cause" and account.cause is Cause.NOT_KNOWN_YET)
    ]


def older_accounts(month: Month, owing: list[Entry]) -> Problem:
    """The accounts of a month further back, all in one."""
    found = [(entry.promise.id, entry.delivery.fell_short if entry.delivery else None) for entry in owing]
    told = "; ".join(
        f"{name} has none" if account is None else f"{name} lacks {_listed(_lacking(account))}"
        for name, account in found
    )
    name, first = found[0]
    if len(found) == 1:
        message = f"the account of {name} for {month} is owed and " + (
            "not there" if first is None else f"lacks {_listed(_lacking(first))}"
        )
    else:
        message = f"accounts for {month} are owed and not complete: {told}"
    return Problem(
        at_key("delivered", name, "fell_short", beside=("delivered", name) if first is None else None),
        "account-owed",
        message,
        "add what is missing to `fell_short:`"
        if first is not None
        else "add `fell_short:` with what is missing",
    )


def overdue(fix: Fix, ledger: Ledger) -> Iterator[Problem]:
    """A fix whose first date has passed."""
    if fix.state(ledger.as_of) is FixState.OVERDUE:
        moved = (
            f"; it was moved to {fix.by}, but the first date promised decides"
            if fix.by != fix.first_by
            else ""
        )
        yield Problem(
            at_value("by"),
            "overdue-fix",
            f"this fix was first promised by {fix.first_by}, and it is not done on {ledger.as_of}{moved}",
            "write `done:` with `on:` once it is done, or `dropped:` with `on:` and `why:`",
        )


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
