"""`badges/<id>.svg`: the newest verdict of each promise as a picture, for the pages of others."""

from collections.abc import Iterator
from functools import partial

from service_promises.ledger.promises.promise import Promise
from service_promises.outputs.published_file import PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.follow import badge_of
from service_promises.pages.views.embed import badge_view


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """One for each promise, and for each of its earlier ids."""
    for promise in site.context.ledger.promises.values():
        for name in (promise.id, *promise.was):
            yield PublishedFile(badge_of(name), "image/svg+xml", partial(_badge, site, promise))


def _badge(site: SiteContext, promise: Promise) -> bytes:
    return f"{site.renderer.page('files/badge.svg', '', badge=badge_view(site.context, promise))}\n".encode()
