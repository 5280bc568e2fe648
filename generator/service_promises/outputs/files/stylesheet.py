"""`assets/promises.css`: the styles of our pages."""

from collections.abc import Iterator

from service_promises.outputs.published_file import PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.rendering.templates import first_of, stylesheet

PATH = "assets/promises.css"


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The styles of the pages."""
    yield PublishedFile(PATH, "text/css", lambda: stylesheet(first_of(site.templates, PATH)))
