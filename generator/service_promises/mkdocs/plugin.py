"""The MkDocs plugin: reads the promises, and adds the pages and files made of them to a MkDocs site.

MkDocs makes a new plugin for each build, live reload included, because this one has no `on_startup`: what is
kept here belongs to one build.
"""

from __future__ import annotations

import logging
import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.utils import write_file

from service_promises.ledger.ledger import Ledger
from service_promises.mkdocs.generated import add_generated, markdown_path, skip_markdown
from service_promises.mkdocs.options import PromisesConfig, as_of_override
from service_promises.mkdocs.search_index import SEARCH_INDEX, plain_ampersands
from service_promises.mkdocs.shared_blocks import SharedBlocks
from service_promises.mkdocs.site_settings import site_settings
from service_promises.mkdocs.theme import (
    MATERIAL_STYLES,
    escape_names,
    leave_out_languages,
    material_assets,
    metadata,
    notices,
    overrides,
    set_identity,
)
from service_promises.mkdocs.theme_templates import load_quickly
from service_promises.outputs.files.stylesheet import PATH as STYLES
from service_promises.outputs.site import Site, make_site
from service_promises.pages.page import Page
from service_promises.pages.rendering.template_errors import TemplateFault
from service_promises.pages.rendering.templates import template_folders
from service_promises.problems.report import as_text
from service_promises.source.clock import judging_day
from service_promises.source.read_files import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("promises")

_BEFORE_OTHERS, _AFTER_OTHERS = 100, -100
"""Priorities of an event that other plugins and hooks get at 0, the default."""


class PromisesPlugin(BasePlugin[PromisesConfig]):
    """Publishes promises/ as part of a MkDocs site."""

    progress: Callable[[int, int], None] | None = None
    """Called with how many pages are written, and of how many."""
    written: int = 0
    """How many pages are."""
    ledger: Ledger
    """What the pages of this build say."""
    _as_of: date
    _site: Site
    _pages: dict[str, Page]
    """By the Markdown path under which MkDocs knows them."""
    _page_count: int
    """How many pages there will be, hand-written ones included."""
    _shared_blocks: SharedBlocks
    _linked_into: set[str]
    """The Markdown paths of the pages to some part of which another page links."""

    # Before the search plugin, which loads templates in this event.
    @event_priority(_BEFORE_OTHERS)
    def _load_quickly(self, config: MkDocsConfig) -> None:
        load_quickly(config.theme)

    def _settle(self, config: MkDocsConfig) -> None:
        """Add our styles, and to Material our overrides; raises PluginError where there is no day to judge on."""
        self._as_of = self._judging_day(_root(config))
        escape_names(config)
        if config.theme.name == "material":
            config.theme.dirs[:0] = overrides(_root(config))
            set_identity(config.theme)
            config.extra_css.append(MATERIAL_STYLES)
        config.extra_css.append(STYLES)

    on_config = CombinedEvent(_load_quickly, _settle)

    # After hooks that write into promises/; MkDocs deletes the old site next, so a mistake must be told by now.
    @event_priority(_AFTER_OTHERS)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and judge the promises; raises PluginError, after printing every problem, where there is an error."""
        root, verbose = _root(config), log.isEnabledFor(logging.INFO)
        reading = read(root, self._as_of, warn=verbose)
        if reading.ledger is None:
            # Not through the log, which would wrap the quoted lines and move the marks under them.
            click.echo(as_text(reading.problems), err=True)
            raise PluginError("The site was not built: the promises have the mistakes listed above.")
        if reading.problems and verbose:
            # Strict mode counts warnings of the log; what is late or unexplained is true, and publishable.
            log.info("This does not stop the build:\n%s", as_text(reading.problems))
        self.ledger = reading.ledger
        settings = site_settings(config, None if as_of_override.get() else self.config.as_of)
        try:
            self._site = make_site(reading.ledger, template_folders(root), config.site_url or None, settings)
        except TemplateFault as fault:
            raise PluginError(str(fault)) from fault
        self._pages = {markdown_path(address): page for address, page in self._site.pages.items()}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and files; raises PluginError where a hand-written file has the same address."""
        leave_out_languages(files, config)
        assets = material_assets(_root(config)) if MATERIAL_STYLES in config.extra_css else {}
        add_generated(files, config, self._pages, self._site.files, assets)
        self._page_count = len(files.documentation_pages())
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Note what of the navigation pages can share, now that it is made."""
        self._shared_blocks = SharedBlocks(nav)

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """Date every page by the day it is judged on: MkDocs' own is the clock's, and ends up in the sitemap."""
        page.update_date = self._as_of.isoformat()
        if (ours := self._pages.get(page.file.src_uri)) is not None:
            skip_markdown(page, ours)
        return page

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Name and describe a page of ours."""
        if (ours := self._pages.get(page.file.src_uri)) is not None:
            page.meta.update(metadata(ours, config))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Note which pages MkDocs will look for an anchor in."""
        pages = (file.page for file in files.documentation_pages())
        self._linked_into = {target.src_uri for page in pages if page for target in page.links_to_anchors or ()}

    # After the search plugin, which indexes in this event: its index is loaded whole by each first visitor, and
    # should hold the answers and not the tables.
    @event_priority(_AFTER_OTHERS)
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put the finished HTML in, now that the index is made."""
        if (ours := self._pages.get(page.file.src_uri)) is not None:
            try:
                page.content = ours.html()
            except TemplateFault as fault:
                raise PluginError(str(fault)) from fault
            if page.file.src_uri in self._linked_into:
                page.present_anchor_ids = set(re.findall(r'\sid="([^"]+)"', page.content))
            cast(dict[str, Any], context)["once"] = self._shared_blocks.on(page)
        return self._with_notices(context)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> None:
        """Count the pages that are written; MkDocs would keep the HTML of all of them to the end."""
        self.written += 1
        if (ours := self._pages.get(page.file.src_uri)) is not None:
            page.content = ours.lead
        if self.progress:
            self.progress(self.written, self._page_count)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the page for a wrong address the notices too."""
        return self._with_notices(context)

    # After the search plugin has written its index, and before others copy it.
    @event_priority(_AFTER_OTHERS // 2)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the files that are no pages, and let searches find what has an ampersand in it."""
        index = Path(config.site_dir, SEARCH_INDEX)
        if index.is_file():
            index.write_text(plain_ampersands(index.read_text(encoding="utf-8")), encoding="utf-8")
        for path, content in self._site.files.items():
            try:
                write_file(content(), str(Path(config.site_dir, path)))
            except TemplateFault as fault:
                raise PluginError(str(fault)) from fault

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch everything that a page is made of."""
        root = _root(config)
        for folder in (root / "promises", *template_folders(root)):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _judging_day(self, root: Path) -> date:
        try:
            # MkDocs asks for the day too, whatever we judge on.
            today = judging_day(os.environ, root)
            return as_of_override.get() or self.config.as_of or today
        except ValueError as error:
            raise PluginError(str(error)) from None

    def _with_notices(self, context: TemplateContext) -> TemplateContext:
        cast(dict[str, Any], context).update(notices(self._site, context["base_url"]))
        return context


def _root(config: MkDocsConfig) -> Path:
    """The folder that holds promises/ and mkdocs.yml."""
    return Path(config.config_file_path).parent
