"""What customers said, beside the verdict and never part of it."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from service_promises.ledger.delivery import CustomersSaid, Questions
from service_promises.ledger.disclosure.disclosure_control import NOT_KNOWN, published_count
from service_promises.ledger.entry import Entry
from service_promises.ledger.rounding import printed
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.figures import count_text


class FeedbackView(NamedTuple):
    """What customers told those who promise, in one month."""

    question: str
    asked: str
    """How many were asked, how many answered, and the share; empty where nobody was asked."""
    compared: str
    """What they said beside what was counted."""
    quotations: tuple[str, ...]
    """Their own words, plain text, unedited."""
    questions: str
    """How many wrote and got an answer."""
    updated: str
    """When these counts last changed."""


def feedback_view(entry: Entry, i18n: I18n) -> FeedbackView | None:
    """What customers said in a month, in words; None where nothing is recorded."""
    delivery = entry.delivery
    if delivery is None or (delivery.customers_said is None and delivery.questions is None):
        return None
    survey = delivery.customers_said or CustomersSaid()
    return FeedbackView(
        question=survey.question or "",
        asked=_asked(entry, survey, i18n),
        compared=_compared(entry, survey, i18n),
        quotations=survey.in_their_words,
        questions=_questions(entry, delivery.questions or Questions(), i18n),
        updated=_updated(delivery.questions, i18n),
    )


def _updated(questions: Questions | None, i18n: I18n) -> str:
    if questions is None or questions.updated is None:
        return ""
    return i18n.say("These numbers were last changed on %(day)s.", day=i18n.day(questions.updated))


def _count(entry: Entry, figure: Decimal, i18n: I18n) -> str:
    return count_text(published_count(figure, entry.hide_below), i18n)


def _asked(entry: Entry, survey: CustomersSaid, i18n: I18n) -> str:
    if survey.asked is None or survey.answered is None:
        return ""
    text = i18n.say(
        "Asked: %(asked)s. Answered: %(answered)s.",
        asked=_count(entry, survey.asked, i18n),
        answered=_count(entry, survey.answered, i18n),
    )
    asked, answered = (published_count(figure, entry.hide_below).figure for figure in (survey.asked, survey.answered))
    if not asked or answered is None:
        return text
    rate = printed(Fraction(answered) * 100 / Fraction(asked), None, up=False, decimals=1)
    return f"{text} " + i18n.say("Response rate: %(rate)s.", rate=i18n.percent(rate))


def _compared(entry: Entry, survey: CustomersSaid, i18n: I18n) -> str:
    if survey.let_down is None or survey.answered is None:
        return ""
    answered, let_down = _count(entry, survey.answered, i18n), _count(entry, survey.let_down, i18n)
    counted = entry.figures.let_down if entry.figures else NOT_KNOWN
    if not counted.is_known:
        return i18n.voice(
            N_("We did not count who was let down; of %(answered)s who answered, %(said)s said that we let them down."),
            N_("Nobody counted who was let down; of %(answered)s who answered, %(said)s said that they were let down."),
            answered=answered,
            said=let_down,
        )
    return i18n.voice(
        N_("We counted %(counted)s let down; of %(answered)s who answered, %(said)s said that we let them down."),
        N_(
            "%(organisation)s counted %(counted)s let down; of %(answered)s who answered, %(said)s said that they were let down."
        ),
        counted=count_text(counted, i18n),
        answered=answered,
        said=let_down,
    )


def _questions(entry: Entry, questions: Questions, i18n: I18n) -> str:
    if questions.received is None:
        return ""
    received = _count(entry, questions.received, i18n)
    if questions.answered is None:
        return i18n.say("Letters from customers: %(received)s.", received=received)
    return i18n.voice(
        N_("Letters from customers: %(received)s. We answered %(answered)s."),
        N_("Letters from customers: %(received)s. Answered: %(answered)s."),
        received=received,
        answered=_count(entry, questions.answered, i18n),
    )
