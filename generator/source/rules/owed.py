"""What is true and publishable, and still owed: silences, accounts, overdue fixes. Warnings, all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from generator.ledger.delivery import Cause, Shortfall
from generator.ledger.fix import Fix, FixState
from generator.ledger.ledger import Entry, Ledger
from generator.ledger.month import Month
from generator.ledger.verdict import Verdict
from generator.source.flaw import Flaw

RECENT_MONTHS = 12
"""So many months back everything owed is told one by one; before that in one line."""

ANSWERS = tuple(field.name for field in fields(Shortfall) if field.name != "revised")
"""The keys of a complete account, in the order in which they are written."""


def recent(month: Month, ledger: Ledger) -> bool:
    """Whether a month is one of the last twelve that are over."""
    return month >= Month.of(ledger.as_of).plus(-RECENT_MONTHS)


def silences(name: str, ledger: Ledger, unsure: frozenset[Month]) -> tuple[list[Entry], Flaw | None]:
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
    return newer, Flaw(
        ("terms",),
        "not-reported",
        f"{name} was not reported in {span}",
        "add what is known of them; till then the site says that they were not reported",
        "key",
    )


def silence(entry: Entry, as_of: str, *, has_file: bool) -> Flaw:
    """One month in which a promise was not reported."""
    judged = entry.judgement
    days = judged.days_late if judged else 0
    due_by = f", and it was due by {judged.due_by}" if judged else ""
    late = f"{days} day{'' if days == 1 else 's'} late on {as_of}"
    where = "add it here, behind its id" if has_file else f"write it in promises/delivered/{entry.month}.yml"
    return Flaw(
        ("delivered",) if has_file else ("terms",),
        "not-reported",
        f"{entry.promise.id} is not reported for {entry.month}{due_by}: {late}",
        f"{where}; till then the site says that it was not reported",
        "key",
    )


def account_lacks(entry: Entry) -> bool:
    """Whether an account is owed and not complete."""
    if entry.judgement is None or not entry.judgement.account_owed or entry.delivery is None:
        return False
    account = entry.delivery.fell_short
    return account is None or not account.complete


def accounts(entry: Entry) -> Iterator[Flaw]:
    """What an account that is owed still lacks, each answer where it would go."""
    record = entry.delivery
    if record is None or entry.judgement is None:
        return
    loc = ("delivered", entry.promise.id)
    since = entry.judgement.owed_since
    account = record.fell_short
    if account is None:
        yield Flaw(
            (*loc, "fell_short"),
            "account-owed",
            f"{entry.promise.id} owes an account for {entry.month} since {since}, and there is none",
            f"add `fell_short:` with {', '.join(ANSWERS)}",
            "key",
        )
        return
    for key in _lacking(account):
        known = key == "cause" and account.cause is Cause.NOT_KNOWN_YET
        yield Flaw(
            (*loc, "fell_short", key),
            "account-owed",
            f"the account of {entry.promise.id} for {entry.month}, owed since {since}, "
            + ("does not know its cause yet" if known else f"has no `{key}`"),
            "write the cause once it is known" if known else _answer(key),
            "value" if known else "key",
        )


def _lacking(account: Shortfall) -> list[str]:
    return [
        key
        for key in ANSWERS
        if getattr(account, key) is None or (key == "cause" and account.cause is Cause.NOT_KNOWN_YET)
    ]


def older_accounts(month: Month, owing: list[Entry]) -> Flaw:
    """The accounts of a month further back, all in one."""
    names = ", ".join(entry.promise.id for entry in owing)
    return Flaw(
        ("delivered", owing[0].promise.id, "fell_short"),
        "account-owed",
        f"accounts for {month} are owed and not complete: {names}"
        if len(owing) > 1
        else f"the account of {names} for {month} is owed and not complete",
        f"add to `fell_short:` what is missing of {', '.join(ANSWERS)}",
        "key",
    )


def overdue(fix: Fix, ledger: Ledger) -> Iterator[Flaw]:
    """A fix whose first date has passed."""
    if fix.state(ledger.as_of) is FixState.OVERDUE:
        yield Flaw(
            ("by",),
            "overdue-fix",
            f"this fix was first promised by {fix.first_by}, and it is not done on {ledger.as_of}",
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
    return f"add a line `{key}:` with {what}"
