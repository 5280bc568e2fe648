"""`assets/share/*.png`: the picture that goes with a page where somebody shares it, by verdict."""

from collections.abc import Iterator

from service_promises.outputs.published_file import PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.rendering.templates import first_of
from service_promises.pages.share import SHARE_IMAGES


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """One for each verdict that can be the newest, and one for all other pages; none where no page can name one."""
    for path in SHARE_IMAGES:
        yield PublishedFile(path, "image/png", first_of(site.templates, path).read_bytes, needs_site_url=True)
