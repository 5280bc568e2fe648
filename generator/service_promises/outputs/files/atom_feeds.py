"""`feed.xml`, `promises/<id>/feed.xml` and `places/<id>/feed.xml`: what happened, as Atom (RFC 4287).

Written by a template: feedgen loads lxml and takes four times as long, feedgenerator marks text as HTML.
"""

from collections.abc import Callable, Iterator
from functools import partial

from service_promises.outputs.feed import Feed, place_feed, promise_feed, site_feed
from service_promises.outputs.published_file import PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages import address
from service_promises.pages.follow import ATOM, SITE_FEED, feed_of

_NOT_XML = dict.fromkeys({*range(0x20), 0xFFFE, 0xFFFF} - {*map(ord, "\t\n\r")})
"""Characters that XML 1.0 has no way to write, and that UTF-8 has; those become nothing."""


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The feed of the whole, of each promise and of each place; the last two also at their earlier addresses."""
    yield _file(SITE_FEED, partial(_atom, site, SITE_FEED, partial(site_feed, site)))
    for promise in site.context.ledger.promises.values():
        make = partial(_atom, site, feed_of(address.of_promise(promise.id)), partial(promise_feed, site, promise))
        for name in (promise.id, *promise.was):
            yield _file(feed_of(address.of_promise(name)), make)
    for place in site.context.places.values():
        make = partial(_atom, site, feed_of(address.of_place(place.id)), partial(place_feed, site, place))
        for name in (place.id, *place.was):
            yield _file(feed_of(address.of_place(name)), make)


def _file(path: str, make: Callable[[], bytes]) -> PublishedFile:
    return PublishedFile(path, ATOM, make, needs_site_url=True)


def _atom(site: SiteContext, path: str, make: Callable[[], Feed]) -> bytes:
    """A feed whose own address is `path`."""
    feed = site.renderer.page("files/feed.xml", "", feed=make(), url=site.context.root + path, text=_writable)
    return f"{feed}\n".encode()


def _writable(text: str) -> str:
    """A text without what XML can't write."""
    return text.translate(_NOT_XML)
