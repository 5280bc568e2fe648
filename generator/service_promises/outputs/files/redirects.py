"""A page that leads on, at each address that a page had before."""

from collections.abc import Iterator
from functools import partial

from service_promises.outputs.published_file import PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.moved import MovedPage, moved_pages


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """One for each address that leads on."""
    for moved in moved_pages(site.context):
        yield PublishedFile(f"{moved.address}/index.html", "text/html", partial(_redirect, site, moved))


def _redirect(site: SiteContext, moved: MovedPage) -> bytes:
    page = site.renderer.page("pages/moved.html", moved.address, title=moved.title, target=moved.target)
    return f"{page}\n".encode()
