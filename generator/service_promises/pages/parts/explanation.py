"""The explanation of a month that fell short, every missing answer shown as missing."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.delivery import Cause, Explanation
from service_promises.ledger.entry import Entry
from service_promises.ledger.shortfall import Recurring, cause_overdue, is_shortfall
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.markdown import bare
from service_promises.pages.parts.labels import cause_word


class ExplanationView(NamedTuple):
    """What was said of a shortfall, and what was not."""

    missing: str
    """What stands in the place of an answer that is not there."""
    owed: str
    """Since when the explanation has been owed, where it is and is not complete; empty where another publishes."""
    answers: tuple[tuple[str, str], ...] = ()
    """Each question with its answer, Markdown, empty where there is none. No questions where nothing at all was said;
    all that follows is empty then, too."""
    fixes: tuple[Fix, ...] | None = None
    """Empty where it says that no fix is promised; None where it does not say."""
    cause: str = ""
    """Empty where none is given."""
    cause_overdue: str = ""
    """Calls out a cause that is missing or not known for too long; empty otherwise."""
    revised: str = ""


def explanation_view(context: Context, entry: Entry) -> ExplanationView | None:
    """The explanation of a month in words; None where there was no shortfall and nothing was said."""
    explanation = entry.explanation
    if entry.judgement is None or entry.delivery is None or not (explanation or is_shortfall(entry)):
        return None
    i18n = context.i18n
    missing, questions = _words(i18n)
    owed = ""
    # Nobody owes an explanation to somebody who publishes about them.
    if i18n.ours and entry.explanation_missing:
        owed = i18n.say("An explanation has been owed since %(day)s.", day=i18n.day(entry.judgement.owed_since))
    if explanation is None:
        return ExplanationView(missing, owed)
    answers = (explanation.what_happened, explanation.who, explanation.why, explanation.put_right)
    revised = explanation.revised
    return ExplanationView(
        missing,
        owed,
        answers=tuple(zip(questions, (answer or "" for answer in answers), strict=True)),
        fixes=None if explanation.fixes is None else tuple(context.ledger.fixes[name] for name in explanation.fixes),
        cause=cause_word(explanation.cause, i18n) if explanation.cause else "",
        cause_overdue=_cause_overdue(explanation, i18n) if cause_overdue(entry, context.ledger) else "",
        revised=i18n.say("Explanation last changed on %(day)s.", day=i18n.day(revised)) if revised else "",
    )


@lru_cache(maxsize=8)  # asked for every month that fell short
def _words(i18n: I18n) -> tuple[str, tuple[str, str, str, str]]:
    """What stands in the place of an answer that is not there, and the questions."""
    return i18n.voice(N_("Not explained yet"), N_("No explanation found")), (
        i18n.say("What happened"),
        i18n.say("Who was affected"),
        i18n.voice(N_("Why it was our doing"), N_("Why it happened")),
        i18n.voice(N_("What we did for those people"), N_("What was done for those people")),
    )


def recurring_texts(context: Context, causes: Iterable[Recurring]) -> tuple[str, ...]:
    """Each recurring cause in a sentence."""
    i18n = context.i18n
    return tuple(
        i18n.say(
            "%(times)s times in twelve months “%(promise)s” fell short or let people down for the same reason: %(cause)s.",
            cause=cause_word(recurring.cause, i18n),
            times=recurring.times,
            promise=bare(context.ledger.promises[recurring.promise].name_in(None)).removesuffix("."),
        )
        for recurring in causes
    )


def _cause_overdue(explanation: Explanation, i18n: I18n) -> str:
    if explanation.cause is Cause.NOT_KNOWN_YET:
        return i18n.say("Two months after it was owed, the cause is still not known.")
    return i18n.say("No cause is given.")
