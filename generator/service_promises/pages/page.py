"""A page of the site, ready to be put into the content area of whatever builds the site."""

from collections.abc import Callable
from typing import NamedTuple

from service_promises.pages.follow import FeedLink


class Page(NamedTuple):
    """A page; what it is called and answers is known at once, its HTML is made when asked for."""

    title: str
    description: str
    """One sentence of plain text."""
    lead: str
    """The summary as short HTML: all that a search index needs to hold."""
    searchable: bool
    search_boost: float
    """How much it weighs among the results of a search; 1 is usual."""
    also_called: tuple[str, ...]
    """Other names; who searches for one of them finds the page first."""
    html: Callable[[], str]
    """Makes the page: one HTML block without blank lines, its own `h1` included."""
    feeds: tuple[FeedLink, ...]
    """The feeds that tell of news on it."""
    share_title: str
    """Its title where somebody shares it, with the figure."""
    share_image: str
    """The address, in full, of the picture that goes with that; empty where the address of the site is not known."""

    @property
    def search_settings(self) -> dict[str, object]:
        """What Material's search takes in the front matter of a page."""
        if not self.searchable:
            return {"exclude": True}
        return {} if self.search_boost == 1 else {"boost": self.search_boost}

    def head_data(self, escape: Callable[[str], str]) -> dict[str, object]:
        """What overrides/main.html puts into its head beside the title, as plain data with escaped texts."""
        data: dict[str, object] = {"share_title": escape(self.share_title)}
        if self.share_image:
            data["share_image"] = self.share_image
        if self.feeds:
            data["feeds"] = [feed._replace(title=escape(feed.title))._asdict() for feed in self.feeds]
        return data
