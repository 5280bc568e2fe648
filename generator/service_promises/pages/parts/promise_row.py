"""A promise as one row of a list: its name, its newest verdict and figure, its last months."""

from collections.abc import Iterable
from typing import NamedTuple

from service_promises.ledger.promises.promise import Promise
from service_promises.pages.context import Context
from service_promises.pages.parts.answer import Answer, answer_of
from service_promises.pages.parts.charts.strip import Strip, newest_strip
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.tally import severity


class PromiseRow(NamedTuple):
    """What a list shows of a promise."""

    promise: str
    name: str
    wording: str
    """The promise in full where its name is short; empty otherwise."""
    ended: str
    """That it no longer stands, or that our figures end; empty otherwise."""
    newest: EntryView | None
    """Its newest verdict."""
    answer: Answer | None
    strip: Strip | None
    """None in a list too long for it."""


def promise_rows(context: Context, promises: Iterable[Promise], *, with_strips: bool = False) -> tuple[PromiseRow, ...]:
    """Promises as rows, the worst newest verdict first; with their newest months if asked for."""
    return tuple(_row(context, promise, with_strip=with_strips) for promise in worst_promises_first(context, promises))


def worst_promises_first(context: Context, promises: Iterable[Promise]) -> list[Promise]:
    """Promises by their newest verdict, the worst first; then by id."""
    return sorted(promises, key=lambda promise: (severity(context.newest(promise.id)), promise.id))


def _row(context: Context, promise: Promise, *, with_strip: bool) -> PromiseRow:
    newest = context.newest(promise.id)
    view = context.view(newest) if newest else None
    return PromiseRow(
        promise.id,
        promise.name_in(None),
        promise.term_now.promise if promise.short else "",
        retired_text(context, promise) or _figures_end(context, promise),
        view,
        answer_of(newest, view, context.i18n) if newest and view else None,
        newest_strip(context, promise) if with_strip else None,
    )


def retired_text(context: Context, promise: Promise) -> str:
    """That a promise has ended; empty while it stands."""
    if promise.ends is None or context.is_in_force(promise):
        return ""
    return context.i18n.say("No longer promised: ended with %(month)s", month=context.i18n.month(promise.ends))


def _figures_end(context: Context, promise: Promise) -> str:
    i18n, last = context.i18n, context.ledger.latest_reported
    if promise.covers is None or promise.covers.until is None or last is None or promise.covers.until >= last:
        return ""
    return i18n.say("Our figures end in %(month)s.", month=i18n.month(promise.covers.until))
