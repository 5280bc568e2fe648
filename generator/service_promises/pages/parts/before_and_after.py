"""The figures of a promise before and after a fix was done, without a word on what caused what."""

from collections.abc import Iterable
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from service_promises.ledger.periods.month import Month
from service_promises.pages.context import Context
from service_promises.pages.parts.charts.bar import Bar, bars_of
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.figures import NO_FIGURE_TEXT

_ON_EACH_SIDE = 3
"""So many records before and after a fix are set side by side."""

_Side = tuple[tuple[EntryView, Bar | None], ...]


class BeforeAndAfter(NamedTuple):
    """The figures of one promise before and after, each with its bar where they can be drawn on one scale."""

    wording: str
    before: _Side
    after: _Side
    is_drawn: bool
    is_measured_alike: bool
    """Whether all of them are of the same measure."""


def before_and_after(context: Context, promises: Iterable[str], done: date) -> tuple[BeforeAndAfter, ...]:
    """The last figures before the month of that day and the first after it, for each promise that has both."""
    return tuple(filter(None, (_of_promise(context, name, Month.of(done)) for name in promises)))


def _of_promise(context: Context, promise: str, done: Month) -> BeforeAndAfter | None:
    entries = [
        entry
        for entry in context.ledger.by_promise[promise]
        if entry.delivery and entry.judgement and context.view(entry).delivered != NO_FIGURE_TEXT
    ]
    before = [entry for entry in entries if entry.month < done][-_ON_EACH_SIDE:]
    after = [entry for entry in entries if entry.period.first > done][:_ON_EACH_SIDE]
    if not before or not after:
        return None
    both = before + after
    bars = bars_of(both)
    drawn = tuple(zip_longest(map(context.view, both), bars))
    return BeforeAndAfter(
        context.ledger.promises[promise].name_in(None),
        drawn[: len(before)],
        drawn[len(before) :],
        bool(bars),
        len({entry.measure for entry in both}) == 1,
    )
