"""Addresses that lead on to a page of today: those of earlier ids, and of years that began in another month."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from service_promises.ledger.periods.year import Year
from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.markdown import bare
from service_promises.pages.views.promise_places import has_places


class MovedPage(NamedTuple):
    """An address that leads on."""

    address: str
    target: str
    """The address of the page that it leads to."""
    title: str
    """Of that page."""


def moved_pages(context: Context) -> Iterator[MovedPage]:
    """Every address that leads on."""
    for promise in context.ledger.promises.values():
        for earlier_id in promise.was:
            title = bare(promise.name_in(None))
            yield MovedPage(address.of_promise(earlier_id), address.of_promise(promise.id), title)
            if has_places(context, promise.id):
                yield MovedPage(address.of_promise_places(earlier_id), address.of_promise_places(promise.id), title)
    for place in context.places.values():
        for earlier_id in place.was:
            yield MovedPage(address.of_place(earlier_id), address.of_place(place.id), place.name)
    for area in context.ledger.service.areas:
        for earlier_id in area.was:
            yield MovedPage(address.of_area(earlier_id), address.of_area(area.id), area.name)
    yield from _years(context)


def _years(context: Context) -> Iterator[MovedPage]:
    """Every other name that a year can have had here, to the year with which it shares most months.

    `year_starts` may change at any time, and nothing in the files says what it was. So a month leads on from the
    years that it would lie in by any start.
    """
    service, months = context.ledger.service, context.ledger.by_month
    shared: dict[str, Counter[Year]] = {}
    for month in months:
        now = service.year(month)
        for starts in range(1, 13):
            shared.setdefault(address.of_year(Year.of(month, starts)), Counter())[now] += 1
    pages = {address.of_year(service.year(month)) for month in months}
    for old, years in sorted(shared.items()):
        if old not in pages:
            year = min(years, key=lambda one: (-years[one], one))
            yield MovedPage(old, address.of_year(year), context.i18n.say("The year %(year)s", year=year))
