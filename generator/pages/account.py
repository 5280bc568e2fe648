"""The account of a month that fell short, every missing answer shown as missing (DESIGN.md section 1)."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ledger.delivery import Cause, Shortfall
from generator.ledger.ledger import Entry
from generator.ledger.shortfall import Recurring, cause_overdue, is_shortfall
from generator.pages.desk import Desk
from generator.pages.names import cause_word
from generator.pages.prose import bare
from generator.pages.words import N_, Words


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the questions of an account; the answer is Markdown, empty where there is none."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class FixLink:
    """A fix that was promised after a shortfall."""

    id: str
    we_will: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """What was said of a shortfall, and what was not."""

    given: bool
    """Whether anything was said at all."""
    answers: tuple[Answer, ...]
    fixes: tuple[FixLink, ...]
    no_fix: bool
    """Whether it says that no fix is promised."""
    fixes_missing: bool
    cause: str
    """Empty where none is given."""
    cause_overdue: str
    """Calls out a cause that is missing or not known for too long; empty otherwise."""
    missing: str
    """What stands in the place of an answer that is not there."""
    owed: str
    """Since when the account has been owed, where it is and is not complete."""
    revised: str


def account_view(desk: Desk, entry: Entry) -> AccountView | None:
    """Put the account of a month into words; None where there was no shortfall and nothing was said."""
    said = entry.delivery.fell_short if entry.delivery else None
    if entry.judgement is None or entry.delivery is None or (said is None and not is_shortfall(entry)):
        return None
    words = desk.words
    account = said or Shortfall()
    incomplete = entry.judgement.account_owed and not account.complete
    return AccountView(
        given=said is not None,
        answers=(
            Answer(words.say("What happened"), account.what_happened or ""),
            Answer(words.say("Who was affected"), account.who or ""),
            Answer(words.voice(N_("Why it was our doing"), N_("Why it happened")), account.why or ""),
            Answer(
                words.voice(N_("What we did for those people"), N_("What was done for those people")),
                account.put_right or "",
            ),
        ),
        fixes=tuple(
            FixLink(name, desk.ledger.fixes[name].we_will)
            for name in account.fixes or ()
            if name in desk.ledger.fixes
        ),
        no_fix=account.fixes == (),
        fixes_missing=account.fixes is None,
        cause=cause_word(account.cause, words) if account.cause else "",
        cause_overdue=_cause_overdue(account, words) if cause_overdue(entry, desk.ledger) else "",
        missing=not_explained(words),
        owed=words.say("An account has been owed since %(day)s.", day=words.day(entry.judgement.owed_since))
        if incomplete
        else "",
        revised=words.say("Account last changed on %(day)s.", day=words.day(account.revised))
        if account.revised
        else "",
    )


def not_explained(words: Words) -> str:
    """What stands where an answer is missing."""
    return words.voice(N_("Not explained yet"), N_("No account found"))


def recurring_texts(desk: Desk, found: tuple[Recurring, ...]) -> tuple[str, ...]:
    """Each recurring cause in a sentence."""
    words = desk.words
    return tuple(
        words.say(
            "%(cause)s was behind %(times)s shortfalls of “%(promise)s” in twelve months. That is recurring:"
            " the fault is in the product, not in the explaining.",
            cause=cause_word(one.cause, words).capitalize(),
            times=one.times,
            promise=bare(desk.ledger.promises[one.promise].term_now.wording).removesuffix("."),
        )
        for one in found
    )


def _cause_overdue(account: Shortfall, words: Words) -> str:
    if account.cause is Cause.NOT_KNOWN_YET:
        return words.say("Two months after it was owed, the cause is still not known.")
    return words.say("No cause is given.")
