"""What customers said, and what was done beyond the promise; beside the verdict, never part of it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from service_promises.ledger.delivery import CustomersSaid
from service_promises.ledger.disclosure_control import NOT_KNOWN, Count, shown
from service_promises.ledger.ledger import Entry
from service_promises.ledger.rounding import printed
from service_promises.pages.context import Desk
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


def heard_view(desk: Desk, entry: Entry) -> HeardView | None:
    """Put what customers said into words; None where nothing was heard."""
    delivery = entry.delivery
    if delivery is None or (delivery.customers_said is None and delivery.questions is None):
        return None
    said = delivery.customers_said or CustomersSaid()
    return HeardView(
        question=said.question or "",
        asked=_asked(desk, entry, said),
        compared=_compared(desk, entry, said),
        quotations=said.in_their_words,
        questions=_questions(desk, entry),
    )


def _count(entry: Entry, figure: Decimal | None) -> Count:
    return shown(figure, entry.hide_below)


def _asked(desk: Desk, entry: Entry, said: CustomersSaid) -> str:
    if said.asked is None or said.answered is None:
        return ""
    words = desk.words
    asked, answered = _count(entry, said.asked), _count(entry, said.answered)
    told = words.say(
        "Asked: %(asked)s. Answered: %(answered)s.",
        asked=count_text(asked, words),
        answered=count_text(answered, words),
    )
    if asked.figure and answered.figure is not None:
        rate = printed(Fraction(answered.figure) * 100 / Fraction(asked.figure), None, up=False, decimals=1)
        told += " " + words.say("Response rate: %(rate)s.", rate=words.percent(rate))
    return told


def _compared(desk: Desk, entry: Entry, said: CustomersSaid) -> str:
    if said.let_down is None or said.answered is None:
        return ""
    words = desk.words
    counted = entry.figures.let_down if entry.figures else NOT_KNOWN
    theirs = {
        "answered": count_text(_count(entry, said.answered), words),
        "said": count_text(_count(entry, said.let_down), words),
    }
    if counted == NOT_KNOWN:
        return words.voice(
            N_(
                "We did not count who was let down; of %(answered)s who answered, %(said)s said that we let them down."
            ),
            N_(
                "Nobody counted who was let down; of %(answered)s who answered, %(said)s said that they were let down."
            ),
            **theirs,
        )
    return words.voice(
        N_(
            "We counted %(counted)s let down; of %(answered)s who answered, %(said)s said that we let them down."
        ),
        N_(
            "%(organisation)s counted %(counted)s let down; of %(answered)s who answered, %(said)s said that they were let down."
        ),
        counted=count_text(counted, words),
        **theirs,
    )


def _questions(desk: Desk, entry: Entry) -> str:
    questions = entry.delivery.questions if entry.delivery else None
    if questions is None or questions.received is None:
        return ""
    words = desk.words
    received = count_text(_count(entry, questions.received), words)
    if questions.answered is None:
        return words.say("Customers who answered back: %(received)s.", received=received)
    return words.voice(
        N_("Customers who answered back: %(received)s. We answered: %(answered)s."),
        N_("Customers who answered back: %(received)s. Answered: %(answered)s."),
        received=received,
        answered=count_text(_count(entry, questions.answered), words),
    )
