"""What customers said, and what was done beyond the promise; beside the verdict, never part of it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from service_promises.ledger.delivery import CustomersSaid
from service_promises.ledger.disclosure_control import NOT_KNOWN, Count, shown
from service_promises.ledger.ledger import Entry
from service_promises.ledger.rounding import printed
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_
from service_promises.pages.parts.figures import count_text


class HeardView(NamedTuple):
    """What customers told those who promise, in one month."""

    question: str
    asked: str
    """How many were asked, how many answered, and the share; empty where nobody was asked."""
    compared: str
    """What they said beside what was counted."""
    quotations: tuple[str, ...]
    """Their own words, plain text, unedited."""
    questions: str
    """How many answered back and got an answer."""


def heard_view(context: Context, entry: Entry) -> HeardView | None:
    """Put what customers said into words; None where nothing was heard."""
    delivery = entry.delivery
    if delivery is None or (delivery.customers_said is None and delivery.questions is None):
        return None
    said = delivery.customers_said or CustomersSaid()
    return HeardView(
        question=said.question or "",
        asked=_asked(context, entry, said),
        compared=_compared(context, entry, said),
        quotations=said.in_their_words,
        questions=_questions(context, entry),
    )


def _count(entry: Entry, figure: Decimal | None) -> Count:
    return shown(figure, entry.hide_below)


def _asked(context: Context, entry: Entry, said: CustomersSaid) -> str:
    if said.asked is None or said.answered is None:
        return ""
    i18n = context.i18n
    asked, answered = _count(entry, said.asked), _count(entry, said.answered)
    told = i18n.say(
        "Asked: %(asked)s. Answered: %(answered)s.",
        asked=count_text(asked, i18n),
        answered=count_text(answered, i18n),
    )
    if asked.figure and answered.figure is not None:
        rate = printed(Fraction(answered.figure) * 100 / Fraction(asked.figure), None, up=False, decimals=1)
        told += " " + i18n.say("Response rate: %(rate)s.", rate=i18n.percent(rate))
    return told


def _compared(context: Context, entry: Entry, said: CustomersSaid) -> str:
    if said.let_down is None or said.answered is None:
        return ""
    i18n = context.i18n
    counted = entry.figures.let_down if entry.figures else NOT_KNOWN
    theirs = {
        "answered": count_text(_count(entry, said.answered), i18n),
        "said": count_text(_count(entry, said.let_down), i18n),
    }
    if counted == NOT_KNOWN:
        return i18n.voice(
            N_(
                "We did not count who was let down; of %(answered)s who answered, %(said)s said that we let them down."
            ),
            N_(
                "Nobody counted who was let down; of %(answered)s who answered, %(said)s said that they were let down."
            ),
            **theirs,
        )
    return i18n.voice(
        N_(
            "We counted %(counted)s let down; of %(answered)s who answered, %(said)s said that we let them down."
        ),
        N_(
            "%(organisation)s counted %(counted)s let down; of %(answered)s who answered, %(said)s said that they were let down."
        ),
        counted=count_text(counted, i18n),
        **theirs,
    )


def _questions(context: Context, entry: Entry) -> str:
    questions = entry.delivery.questions if entry.delivery else None
    if questions is None or questions.received is None:
        return ""
    i18n = context.i18n
    received = count_text(_count(entry, questions.received), i18n)
    if questions.answered is None:
        return i18n.say("Customers who answered back: %(received)s.", received=received)
    return i18n.voice(
        N_("Customers who answered back: %(received)s. We answered: %(answered)s."),
        N_("Customers who answered back: %(received)s. Answered: %(answered)s."),
        received=received,
        answered=count_text(_count(entry, questions.answered), i18n),
    )
