"""How to follow the whole, a promise or a place: the feeds and what they are called, badges and cards to reuse."""

from typing import NamedTuple

from service_promises.ledger.places import Place
from service_promises.ledger.promises.promise import Promise
from service_promises.pages import address
from service_promises.pages.context import Context
from service_promises.pages.markdown import bare

ATOM = "application/atom+xml"
JSON = "application/feed+json"
SITE_FEED = "feed.xml"
SITE_JSON_FEED = "feed.json"
CALENDAR = "calendar.ics"


class FeedLink(NamedTuple):
    """A feed, as the head of a page names it."""

    path: str
    """From the top of the site."""
    type: str
    title: str


def feed_of(page: str) -> str:
    """The path of the feed of a promise or a place, by the address of its page."""
    return f"{page}/{SITE_FEED}"


def badge_of(promise: str) -> str:
    """The path of the badge of a promise."""
    return f"badges/{promise}.svg"


def card_of(promise: str) -> str:
    """The address of the card of a promise."""
    return f"cards/{promise}"


def promise_feed_title(context: Context, promise: Promise) -> str:
    """What the feed of a promise is called."""
    return _of(context, bare(promise.name_in(None)))


def place_feed_title(context: Context, place: Place) -> str:
    """What the feed of a place is called."""
    return _of(context, place.name)


def _of(context: Context, name: str) -> str:
    return context.i18n.say("%(organisation)s: %(name)s", name=name, organisation=context.ledger.service.name)


def site_feeds(context: Context) -> tuple[FeedLink, ...]:
    """The feeds of the whole; none where the address of the site, without which they can't be made, is not known."""
    if context.site_url is None:
        return ()
    title = context.title
    return FeedLink(SITE_FEED, ATOM, title), FeedLink(SITE_JSON_FEED, JSON, title)


def promise_feeds(context: Context, promise: Promise) -> tuple[FeedLink, ...]:
    """The feed of a promise, then those of the whole."""
    return _with(context, address.of_promise(promise.id), promise_feed_title(context, promise))


def place_feeds(context: Context, place: Place) -> tuple[FeedLink, ...]:
    """The feed of a place, then those of the whole."""
    return _with(context, address.of_place(place.id), place_feed_title(context, place))


def _with(context: Context, page: str, title: str) -> tuple[FeedLink, ...]:
    return (FeedLink(feed_of(page), ATOM, title), *site_feeds(context)) if context.site_url is not None else ()
