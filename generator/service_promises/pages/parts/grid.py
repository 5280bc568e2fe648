"""The grid of the last months, a table whose cells are verdicts."""

from collections.abc import Sequence
from typing import NamedTuple

from service_promises.ledger.month import Month
from service_promises.pages.context import Context
from service_promises.pages.parts.entry import NOT_PROMISED_THEN, EntryView
from service_promises.pages.parts.summary import figure_line

MONTHS_SHOWN = 24
NOTHING_EXPECTED = "none"
"""Stands for a month in which the promise has neither a verdict nor a record."""


class MonthCell(NamedTuple):
    """One month of one promise."""

    key: str
    text: str
    """The month and the verdict, for those who can't see its shape."""


class GridRow(NamedTuple):
    """One promise and its months, oldest first."""

    promise: str
    wording: str
    retired: str
    """That it no longer stands; empty while it does."""
    figures_end: str
    """Where our figures end, when that is before the months shown; empty otherwise."""
    newest: EntryView | None
    """Its newest verdict."""
    newest_line: str
    """The month, the figure and the target of that."""
    cells: tuple[MonthCell, ...]


class Grid(NamedTuple):
    """The last months of every promise, by area."""

    months: tuple[str, ...]
    """Short names, oldest first."""
    areas: tuple[tuple[str, tuple[GridRow, ...]], ...]
    """Each with its name; empty for the promises without an area."""


def grid_of(context: Context, last: Month) -> Grid:
    """The grid of every promise for the months up to `last`, none of them before the figures here begin."""
    begin = context.ledger.service.covers.from_
    span = max(last.plus(1 - MONTHS_SHOWN), begin).until(max(last, begin))
    return Grid(
        tuple(map(context.i18n.month_short, span)),
        tuple(
            (area, tuple(_row(context, name, span) for name in promises)) for area, promises in context.areas.items()
        ),
    )


def _row(context: Context, promise: str, span: Sequence[Month]) -> GridRow:
    newest = context.newest(promise)
    view = context.view(newest) if newest else None
    return GridRow(
        promise,
        context.ledger.promises[promise].name_in(None),
        retired_text(context, promise),
        _figures_end(context, promise, span[-1]),
        view,
        figure_line(newest, view, context.i18n) if newest and view else "",
        tuple(cell_of(context, promise, month) for month in span),
    )


def retired_text(context: Context, promise: str) -> str:
    """That a promise has ended; empty while it stands."""
    ended = context.ledger.promises[promise]
    if ended.ends is None or context.stands(ended):
        return ""
    return context.i18n.say("No longer promised: ended with %(month)s", month=context.i18n.month(ended.ends))


def cell_of(context: Context, promise: str, month: Month) -> MonthCell:
    """One month of one promise as a cell."""
    i18n, entry = context.i18n, context.ledger.entries.get((promise, month))
    if entry is None:
        return _empty_cell(context, promise, month, i18n.month_short(month))
    view = context.view(entry)
    return MonthCell(
        view.key, i18n.say("%(period)s: %(verdict)s", period=i18n.period_short(entry.period), verdict=view.word)
    )


def _empty_cell(context: Context, promise: str, month: Month, name: str) -> MonthCell:
    i18n, ledger = context.i18n, context.ledger
    if ledger.promises[promise].term_in(month) is None:
        return MonthCell(NOT_PROMISED_THEN, i18n.say("%(month)s: not promised then", month=name))
    if ledger.as_of <= month.last_day:
        return MonthCell(NOTHING_EXPECTED, i18n.say("%(month)s: not over", month=name))
    if not ledger.service.covers_promise(ledger.promises[promise], month):
        return MonthCell(NOTHING_EXPECTED, i18n.say("%(month)s: outside the figures held here", month=name))
    return MonthCell(NOTHING_EXPECTED, i18n.say("%(month)s: no record due", month=name))


def _figures_end(context: Context, promise: str, last: Month) -> str:
    covers = context.ledger.promises[promise].covers
    if covers is None or covers.until is None or covers.until >= last or retired_text(context, promise):
        return ""
    return context.i18n.say("The figures held here end with %(month)s.", month=context.i18n.month(covers.until))
