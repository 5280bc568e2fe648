"""A page that leads on, at each address that a promise had before its id changed."""

from collections.abc import Iterator
from functools import partial

from service_promises.ledger.promise import Promise
from service_promises.outputs.published_file import PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages import address
from service_promises.pages.markdown import bare


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """One for each earlier id."""
    for promise in site.context.ledger.promises.values():
        for earlier_id in promise.was:
            old = address.of_promise(earlier_id)
            yield PublishedFile(f"{old}/index.html", "text/html", partial(_redirect, site, promise, old))


def _redirect(site: SiteContext, promise: Promise, old: str) -> bytes:
    title, target = bare(promise.name_in(None)), address.of_promise(promise.id)
    return f"{site.renderer.page('pages/moved.html', old, title=title, target=target)}\n".encode()
