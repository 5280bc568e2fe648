"""The areas: one page each, and their list."""

from collections.abc import Iterator
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.shortfall import is_shortfall, newest_first
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.areas import AreaGroup
from service_promises.pages.context import Context
from service_promises.pages.parts.charts.strip import key_of
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.promise_row import PromiseRow, promise_rows, worst_promises_first
from service_promises.pages.views.home import ROWS_SHOWN, newest_headline, with_figures

_NEWEST_SHORTFALLS = 12
"""So many are listed; `/fell-short/` has every one."""
_WORST_SHOWN = 3
"""So many promises are named in the list of areas."""


class AreaEntry(NamedTuple):
    """One verdict of a promise of the area."""

    wording: str
    entry: EntryView


class AreaLine(NamedTuple):
    """An area in the list of areas."""

    area: AreaGroup
    headline: str
    worst: tuple[AreaEntry, ...]
    """The newest verdicts of promises that fell short or were not reported, the worst first."""


class AreaView(NamedTuple):
    """What an area's page says."""

    about: str
    """Markdown."""
    rows: tuple[PromiseRow, ...]
    """Its standing promises, the worst first; without their months where there are many."""
    ended: tuple[PromiseRow, ...]
    """Those that have ended, and those whose figures have."""
    key: tuple[tuple[str, str, str], ...]
    """The key of each sign in use, the sign and what it means."""
    shortfalls: tuple[AreaEntry, ...]
    """Its newest shortfalls, newest first."""


def area_lines(context: Context) -> tuple[AreaLine, ...]:
    """Every area that has a page, in the order to be shown."""
    return tuple(
        AreaLine(area, area_headline(context, area), _worst(context, area)) for area in context.areas if area.id
    )


def area_headline(context: Context, area: AreaGroup) -> str:
    """The newest verdict of each of its standing promises in one sentence."""
    if not area.promises:
        return context.i18n.say("Nothing has been promised here yet.")
    return newest_headline(context, _standing(context, area))


def area_view(context: Context, area: AreaGroup) -> AreaView:
    """One area: its promises, and what of them fell short of late."""
    current, figures_ended = with_figures(context, _standing(context, area))
    retired = (promise for promise in _promises(context, area) if not context.is_in_force(promise))
    rows = promise_rows(context, current, with_strips=len(current) <= ROWS_SHOWN)
    shortfalls = newest_first(entry for entry in _entries(context, area) if is_shortfall(entry))
    return AreaView(
        area.about,
        rows,
        promise_rows(context, [*figures_ended, *retired]),
        key_of((row.strip for row in rows if row.strip), context.i18n),
        tuple(_entry(context, entry) for entry in shortfalls[:_NEWEST_SHORTFALLS]),
    )


def _worst(context: Context, area: AreaGroup) -> tuple[AreaEntry, ...]:
    current, _ = with_figures(context, _standing(context, area))
    newest = (context.newest(promise.id) for promise in worst_promises_first(context, current)[:_WORST_SHOWN])
    bad_news = {Verdict.FELL_SHORT, Verdict.NOT_REPORTED}
    return tuple(_entry(context, entry) for entry in newest if entry and entry.verdict in bad_news)


def _entry(context: Context, entry: Entry) -> AreaEntry:
    return AreaEntry(entry.promise.name_in(None), context.view(entry))


def _entries(context: Context, area: AreaGroup) -> Iterator[Entry]:
    return (entry for name in area.promises for entry in context.ledger.by_promise[name])


def _standing(context: Context, area: AreaGroup) -> list[Promise]:
    return [promise for promise in _promises(context, area) if context.is_in_force(promise)]


def _promises(context: Context, area: AreaGroup) -> list[Promise]:
    return [context.ledger.promises[name] for name in area.promises]
