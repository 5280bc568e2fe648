"""Our pages and files as MkDocs' own: out of the navigation, and with HTML in the place of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents

from service_promises.pages.page import Page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage


class _DataFile(File):
    """A published file that pages may link to before its content is known."""

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing: MkDocs copies files before it renders pages, and the plugin writes this one after them."""


def markdown_path(address: str) -> str:
    """The path under which MkDocs knows a page: `months/2026-03/index.md` for `months/2026-03`.

    An index of a folder, so that MkDocs' option `use_directory_urls` changes no address.
    """
    return f"{address}/index.md" if address else "index.md"


def add_generated(
    files: Files, config: MkDocsConfig, pages: Iterable[str], data_files: Iterable[str], assets: Mapping[str, bytes]
) -> None:
    """Add pages (by Markdown path), files that are written after them and files with their content to MkDocs' own.

    Raises PluginError where a hand-written file has the same address.
    """
    hand_written = {_asked_for(file.dest_uri): file for file in files}
    generated = [
        *(File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV) for path in pages),
        *(_DataFile.generated(config, path, content=b"", inclusion=InclusionLevel.INCLUDED) for path in data_files),
        *(
            File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED)
            for path, content in assets.items()
        ),
    ]
    for file in generated:
        if (other := hand_written.get(_asked_for(file.dest_uri))) is not None:
            raise PluginError(
                f"Two things would be published as {file.dest_uri}: the hand-written file "
                f"{other.abs_src_path or other.src_uri}, and what is made from promises/. "
                "Rename the hand-written file or delete it."
            )
        files.append(file)


def _asked_for(path: str) -> str:
    """What readers ask a host for that get a file.

    GitHub Pages answers `/promises/calls` with `promises/calls.html` where there is one; some disks know no capitals.
    """
    return path.casefold().removesuffix("index.html").rstrip("/").removesuffix(".html")


def skip_markdown(mkdocs_page: MkDocsPage, page: Page) -> None:
    """Have a page rendered without Markdown, which MkDocs would set up anew for each to find it empty."""
    mkdocs_page.render = partial(_render, mkdocs_page, page)  # type: ignore[method-assign] # of this page alone


def _render(mkdocs_page: MkDocsPage, page: Page, *_: object) -> None:
    """Give the search index the short answer alone, and MkDocs what it would have learnt from Markdown."""
    mkdocs_page.content = page.lead
    # Material's skip link goes to the first entry here; overrides/main.html has its target.
    mkdocs_page.toc = TableOfContents([AnchorLink(mkdocs_page.meta["title"], "__content", 1)])
