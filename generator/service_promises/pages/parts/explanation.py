"""The account of a month that fell short, every missing answer shown as missing (DESIGN.md section 1)."""

from __future__ import annotations

from typing import NamedTuple

from service_promises.ledger.delivery import Cause, Shortfall
from service_promises.ledger.ledger import Entry
from service_promises.ledger.shortfall import Recurring, cause_overdue, is_shortfall
from service_promises.pages.context import Desk
from service_promises.pages.i18n import N_, Words
from service_promises.pages.markdown import bare
from service_promises.pages.parts.labels import cause_word


class Answer(NamedTuple):
    """One of the questions of an account; the answer is Markdown, empty where there is none."""

    question: str
    text: str


class FixLink(NamedTuple):
    """A fix that was promised after a shortfall."""

    id: str
    we_will: str


class AccountView(NamedTuple):
    """What was said of a shortfall, and what was not."""

    given: bool
    """Whether anything was said at all; if not, only the next two are filled in."""
    missing: str
    """What stands in the place of an answer that is not there."""
    owed: str
    """Since when the account has been owed, where it is and is not complete; empty where another publishes."""
    answers: tuple[Answer, ...] = ()
    fixes: tuple[FixLink, ...] = ()
    no_fix: bool = False
    """Whether it says that no fix is promised."""
    fixes_missing: bool = False
    cause: str = ""
    """Empty where none is given."""
    cause_overdue: str = ""
    """Calls out a cause that is missing or not known for too long; empty otherwise."""
    revised: str = ""


def account_view(desk: Desk, entry: Entry) -> AccountView | None:
    """Put the account of a month into words; None where there was no shortfall and nothing was said."""
    said = entry.delivery.fell_short if entry.delivery else None
    if entry.judgement is None or entry.delivery is None or (said is None and not is_shortfall(entry)):
        return None
    words = desk.words
    owed = ""
    # Nobody owes an account to somebody who publishes about them.
    if words.ours and entry.judgement.account_owed and not (said and said.complete):
        owed = words.say("An account has been owed since %(day)s.", day=words.day(entry.judgement.owed_since))
    if said is None:
        return AccountView(given=False, missing=not_explained(words), owed=owed)
    return AccountView(
        given=True,
        missing=not_explained(words),
        owed=owed,
        answers=(
            Answer(words.say("What happened"), said.what_happened or ""),
            Answer(words.say("Who was affected"), said.who or ""),
            Answer(words.voice(N_("Why it was our doing"), N_("Why it happened")), said.why or ""),
            Answer(
                words.voice(N_("What we did for those people"), N_("What was done for those people")),
                said.put_right or "",
            ),
        ),
        fixes=tuple(
            FixLink(name, desk.ledger.fixes[name].we_will)
            for name in said.fixes or ()
            if name in desk.ledger.fixes
        ),
        no_fix=said.fixes == (),
        fixes_missing=said.fixes is None,
        cause=cause_word(said.cause, words) if said.cause else "",
        cause_overdue=_cause_overdue(said, words) if cause_overdue(entry, desk.ledger) else "",
        revised=words.say("Account last changed on %(day)s.", day=words.day(said.revised))
        if said.revised
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
            " the same cause keeps coming back, and explaining it again mends nothing.",
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
