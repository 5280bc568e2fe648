"""Feeds: what the feed of the whole, of a promise and of a place has in it, whatever the format."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from service_promises.ledger.events import Event, events, first_id
from service_promises.ledger.places import Place
from service_promises.ledger.promises.promise import Promise
from service_promises.outputs.registry import SiteContext
from service_promises.pages import address
from service_promises.pages.follow import place_feed_title, promise_feed_title
from service_promises.pages.views.events import event_view

MOST_OF_ALL = 100
"""The newest entries that the feed of the whole has."""
MOST = 12
"""The newest entries that the feed of a promise or a place has: about a year of them."""


class FeedEntry(NamedTuple):
    """An entry of a feed, plain text throughout."""

    id: str
    title: str
    text: str
    url: str
    published: str
    """As RFC 3339 has it."""
    updated: str


class Feed(NamedTuple):
    """A feed, plain text throughout."""

    id: str
    title: str
    url: str
    """Of the page that it is about."""
    author: str
    updated: str
    """As RFC 3339 has it."""
    entries: tuple[FeedEntry, ...]


def site_feed(site: SiteContext) -> Feed:
    """The feed of the whole."""
    return _feed(site, "", address.HOME, site.context.title, site.once(events).of_all[:MOST_OF_ALL])


def promise_feed(site: SiteContext, promise: Promise) -> Feed:
    """The feed of a promise."""
    page, known_as = address.of_promise(promise.id), address.of_promise(first_id(promise))
    of_promise = site.once(events).by_promise[promise.id][:MOST]
    return _feed(site, known_as, page, promise_feed_title(site.context, promise), of_promise)


def place_feed(site: SiteContext, place: Place) -> Feed:
    """The feed of a place."""
    page, known_as = address.of_place(place.id), address.of_place(first_id(place))
    of_place = site.once(events).by_place[place.id][:MOST]
    return _feed(site, known_as, page, place_feed_title(site.context, place), of_place)


def _feed(site: SiteContext, known_as: str, page: str, title: str, newest: Sequence[Event]) -> Feed:
    root = site.context.root
    service = site.context.ledger.service
    updated = max((event.updated for event in newest), default=service.covers.from_.first_day)
    return Feed(
        id=f"{root}{known_as}/feed" if known_as else f"{root}feed",
        title=title,
        url=f"{root}{page}/" if page else root,
        author=service.publisher_name,
        updated=_time(updated, service.time_zone),
        entries=tuple(_entry(site, root, event) for event in newest),
    )


def _entry(site: SiteContext, root: str, event: Event) -> FeedEntry:
    view, zone = event_view(site.context, event), site.context.ledger.service.time_zone
    anchor = f"#{view.anchor}" if view.anchor else ""
    return FeedEntry(
        # Of no page: it stays what it is when that gets another address.
        id=f"{root}feed/{event.key}",
        title=view.title,
        text=view.text,
        url=f"{root}{view.address}/{anchor}",
        published=_time(event.day, zone),
        updated=_time(event.updated, zone),
    )


@lru_cache(maxsize=4096)
def _time(day: date, zone: str) -> str:
    """The beginning of a day where the service is."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).isoformat()
