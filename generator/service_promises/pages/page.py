"""A page of the site, ready to be put into the content area of whatever builds the site."""

from collections.abc import Callable
from typing import NamedTuple


class Page(NamedTuple):
    """A page; what it is called and answers is known at once, its HTML is made when asked for."""

    title: str
    description: str
    """One sentence of plain text."""
    lead: str
    """The summary as short HTML: all that a search index needs to hold."""
    searchable: bool
    html: Callable[[], str]
    """Makes the page: one HTML block without blank lines, its own `h1` included."""
