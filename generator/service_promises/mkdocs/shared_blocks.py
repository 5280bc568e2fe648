"""Blocks of the theme that come out the same on many pages: made for two of them, and for all where the two differ."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2.runtime import BlockReference
    from mkdocs.structure import StructureItem


class MakeBlock(Protocol):
    """Gives the HTML of a block; `title` is what it says of the page itself, if anything."""

    def __call__(self, block: BlockReference, title: str = "") -> str:
        """As the theme makes it."""


class SharedBlocks:
    """What overrides/main.html makes once for all generated pages of a folder: header, navigation, tabs and foot.

    Pages that the navigation neither names nor leads into have nothing marked in it, and where they stand in one
    folder their links begin alike. What a site's own templates put into a block may still be about the page:
    a block is shared as soon as those of two pages differ in nothing but their titles.
    """

    def __init__(self, navigation: Navigation) -> None:
        self._led_into = {".", *(str(folder) for path in _targets(navigation.items) for folder in path.parents)}
        self._around_title: dict[tuple[str, str], list[str]] = {}
        """The HTML of the first page, parted at its title, by the name of the block and the folder."""
        self._is_shared: dict[tuple[str, str], bool] = {}
        """Whether the second page agreed."""

    def on(self, page: Page) -> MakeBlock | None:
        """What makes a block on a page; None where the page shares none."""
        address = PurePosixPath(page.file.dest_uri).parent
        return None if str(address) in self._led_into else partial(self._make, str(address.parent))

    def _make(self, folder: str, block: BlockReference, title: str = "") -> str:
        key, title = (block.name, folder), str(title)
        if self._is_shared.get(key):
            return title.join(self._around_title[key])
        html = block()
        if key not in self._around_title:
            self._around_title[key] = html.split(title) if title else [html]
        elif key not in self._is_shared:
            self._is_shared[key] = title.join(self._around_title[key]) == html
        return html


def _targets(items: Iterable[StructureItem]) -> Iterator[PurePosixPath]:
    """The files in the site to which the navigation links, and what its links to other sites would be as such."""
    for item in items:
        if isinstance(item, Section):
            yield from _targets(item.children)
        elif isinstance(item, Page):
            yield PurePosixPath(item.file.dest_uri)
        elif isinstance(item, Link):
            yield PurePosixPath(item.url, "index.html")
