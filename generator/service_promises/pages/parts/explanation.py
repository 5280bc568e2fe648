"""The account of a month that fell short, every missing answer shown as missing (DESIGN.md section 1)."""

from __future__ import annotations

from typing import NamedTuple

from service_promises.ledger.delivery import Cause, Explanation
from service_promises.ledger.ledger import Entry
from service_promises.ledger.shortfall import Recurring, cause_overdue, is_shortfall
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
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


def account_view(context: Context, entry: Entry) -> AccountView | None:
    """Put the account of a month into words; None where there was no shortfall and nothing was said."""
    said = entry.delivery.fell_short if entry.delivery else None
    if entry.judgement is None or entry.delivery is None or (said is None and not is_shortfall(entry)):
        return None
    i18n = context.i18n
    owed = ""
    # Nobody owes an account to somebody who publishes about them.
    if i18n.ours and entry.judgement.explanation_owed and not (said and said.complete):
        owed = i18n.say("An account has been owed since %(day)s.", day=i18n.day(entry.judgement.owed_since))
    if said is None:
        return AccountView(given=False, missing=not_explained(i18n), owed=owed)
    return AccountView(
        given=True,
        missing=not_explained(i18n),
        owed=owed,
        answers=(
            Answer(i18n.say("What happened"), said.what_happened or ""),
            Answer(i18n.say("Who was affected"), said.who or ""),
            Answer(i18n.voice(N_("Why it was our doing"), N_("Why it happened")), said.why or ""),
            Answer(
                i18n.voice(N_("What we did for those people"), N_("What was done for those people")),
                said.put_right or "",
            ),
        ),
        fixes=tuple(
            FixLink(name, context.ledger.fixes[name].we_will)
            for name in said.fixes or ()
            if name in context.ledger.fixes
        ),
        no_fix=said.fixes == (),
        fixes_missing=said.fixes is None,
        cause=cause_word(said.cause, i18n) if said.cause else "",
        cause_overdue=_cause_overdue(said, i18n) if cause_overdue(entry, context.ledger) else "",
        revised=i18n.say("Account last changed on %(day)s.", day=i18n.day(said.revised))
        if said.revised
        else "",
    )


def not_explained(i18n: I18n) -> str:
    """What stands where an answer is missing."""
    return i18n.voice(N_("Not explained yet"), N_("No account found"))


def recurring_texts(context: Context, found: tuple[Recurring, ...]) -> tuple[str, ...]:
    """Each recurring cause in a sentence."""
    i18n = context.i18n
    return tuple(
        i18n.say(
            "%(cause)s was behind %(times)s shortfalls of “%(promise)s” in twelve months. That is recurring:"
            " the same cause keeps coming back, and explaining it again mends nothing.",
            cause=cause_word(one.cause, i18n).capitalize(),
            times=one.times,
            promise=bare(context.ledger.promises[one.promise].term_now.promise).removesuffix("."),
        )
        for one in found
    )


def _cause_overdue(account: Explanation, i18n: I18n) -> str:
    if account.cause is Cause.NOT_KNOWN_YET:
        return i18n.say("Two months after it was owed, the cause is still not known.")
    return i18n.say("No cause is given.")
