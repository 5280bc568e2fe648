"""One promise in one month as a card: its verdict, its figures, and all that was said of it."""

from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.pages.context import Context
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.explanation import ExplanationView, explanation_view
from service_promises.pages.parts.feedback import FeedbackView, feedback_view
from service_promises.pages.parts.remedy import remedy_text


class EntryCard(NamedTuple):
    """What `macros/entry.html` shows as a card."""

    wording: str
    entry: EntryView
    summary: str
    remedy: str
    """How many of those let down were put right; empty where nobody was, or it is said elsewhere."""
    explanation: ExplanationView | None
    feedback: FeedbackView | None
    beyond: str
    """What was done above and beyond the promise, Markdown."""


def entry_card(context: Context, entry: Entry) -> EntryCard:
    """The card of a month with all that was said of it, under what the promise was called then."""
    return EntryCard(
        entry.promise.name_in(entry.term or entry.promise.terms[0]),
        context.view(entry),
        context.summary(entry),
        _remedy(context, entry),
        explanation_view(context, entry),
        feedback_view(entry, context.i18n),
        (entry.delivery.above_and_beyond if entry.delivery else None) or "",
    )


def _remedy(context: Context, entry: Entry) -> str:
    """Where another publishes, that it found no count is said once for each promise, not for each month."""
    return remedy_text(entry, context.i18n) if entry.remedy or context.i18n.ours else ""
