"""What search finds a page by, beside its title and its summary; Markdown, piece by piece."""

from collections.abc import Iterator

from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.service import Service
from service_promises.pages.context import Context

EXPLANATIONS = 2
"""The newest so many explanations of a promise are searched; its page has all of them."""

IN_FORCE, ENDED = 2.0, 0.5
"""How much a promise's page weighs among results while it stands, and once it has ended; other pages weigh 1."""


def promise_texts(context: Context, promise: Promise) -> Iterator[str]:
    """A promise in full, its remedy, what is counted, what staff may do, its newest explanations."""
    term = promise.term_now
    if promise.short:
        yield term.promise
    for text in (
        promise.if_we_fall_short,
        promise.needs_from_you,
        term.measure.counts,
        term.measure.leaves_out,
        promise.staff_may,
    ):
        if text:
            yield text
    explanations = [entry.explanation for entry in reversed(context.ledger.by_promise[promise.id]) if entry.explanation]
    for explanation in explanations[:EXPLANATIONS]:
        yield from filter(None, (explanation.what_happened, explanation.why))


def fix_texts(context: Context) -> Iterator[str]:
    """What was to be fixed."""
    for fix in context.ledger.fixes.values():
        yield fix.we_will


def pledge_texts(context: Context) -> Iterator[str]:
    """What was pledged, and why."""
    for pledge in context.ledger.pledges.values():
        yield from filter(None, (pledge.short, pledge.we_will, pledge.because))


def not_promised_texts(service: Service) -> Iterator[str]:
    """What is not promised, why not, and what there is instead."""
    for item in service.not_promised:
        yield from filter(None, (item.what, item.why, item.instead))
