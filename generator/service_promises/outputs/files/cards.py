"""`cards/<id>/`: the answer of each promise as a small page without scripts, to be embedded in the pages of others."""

from collections.abc import Iterator
from functools import partial

from service_promises.ledger.promises.promise import Promise
from service_promises.outputs.published_file import PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.follow import card_of
from service_promises.pages.views.embed import card_view


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """One for each promise, and for each of its earlier ids."""
    for promise in site.context.ledger.promises.values():
        for name in (promise.id, *promise.was):
            yield PublishedFile(f"{card_of(name)}/index.html", "text/html", partial(_card, site, promise))


def _card(site: SiteContext, promise: Promise) -> bytes:
    context, address = site.context, card_of(promise.id)
    card = card_view(context, promise)
    return f"{site.renderer.page('files/card.html', address, card=card, service=context.ledger.service)}\n".encode()
