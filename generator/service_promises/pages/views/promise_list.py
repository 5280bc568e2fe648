"""The list of every promise, by area."""

from typing import NamedTuple

from service_promises.pages.areas import AreaGroup
from service_promises.pages.context import Context
from service_promises.pages.parts.charts.strip import key_of
from service_promises.pages.parts.promise_row import PromiseRow, promise_rows
from service_promises.pages.sections import MOST_ON_A_PAGE
from service_promises.pages.views.home import ROWS_SHOWN


class PromiseListView(NamedTuple):
    """What the list says."""

    areas: tuple[tuple[AreaGroup, tuple[PromiseRow, ...]], ...]
    """Each area that has a promise, with its promises."""
    one_line_each: bool
    """Whether there are too many promises for rows."""
    key: tuple[tuple[str, str, str], ...]
    """The key of each sign in use, the sign and what it means."""


def promise_list_headline(context: Context) -> str:
    """How many promises stand, and how many have ended."""
    i18n, ended = context.i18n, len(context.ledger.promises) - len(context.in_force)
    headline = i18n.count("%(number)s promise in force.", "%(number)s promises in force.", len(context.in_force))
    if not ended:
        return headline
    return f"{headline} " + i18n.count("%(number)s has ended.", "%(number)s have ended.", ended)


def promise_list_view(context: Context) -> PromiseListView:
    """Every promise under its area; without their months where there are many."""
    ledger = context.ledger
    is_short = len(ledger.promises) <= ROWS_SHOWN
    areas = tuple(
        (area, promise_rows(context, map(ledger.promises.__getitem__, area.promises), with_strips=is_short))
        for area in context.areas
        if area.promises
    )
    strips = (row.strip for _, rows in areas for row in rows if row.strip)
    return PromiseListView(areas, len(ledger.promises) > MOST_ON_A_PAGE, key_of(strips, context.i18n))
