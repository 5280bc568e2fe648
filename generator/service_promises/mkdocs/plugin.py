"""The MkDocs plugin: asks the pipeline for the site and hands MkDocs its pages and files.

MkDocs makes a new plugin for each build, live reload included, because this one has no `on_startup`: what is
kept here belongs to one build (DESIGN.md section 7).
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache, partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import write_file

from service_promises.ledger.ledger import Ledger
from service_promises.mkdocs.options import PromisesConfig
from service_promises.outputs.making import Making
from service_promises.outputs.site import STYLES, Page, Site
from service_promises.pages.compiled import compiled_templates
from service_promises.pages.template_errors import TemplateFault
from service_promises.pages.templates import first_of, stylesheet, template_folders
from service_promises.problems.report import as_text
from service_promises.source.clock import judging_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("promises")

_MATERIAL_FIXES = "assets/material.css"

_judged_on: ContextVar[date | None] = ContextVar("judged_on", default=None)


@contextmanager
def judged_on(day: date | None) -> Iterator[None]:
    """Judge every build inside this block on a day of the caller's, whatever mkdocs.yml says.

    A live preview reads mkdocs.yml anew for each build, so a value put into the settings would be lost.
    """
    token = _judged_on.set(day)
    try:
        yield
    finally:
        _judged_on.reset(token)


class PromisesPlugin(BasePlugin[PromisesConfig]):
    """Puts the pages and files that the pipeline makes into a MkDocs site."""

    progress: Callable[[int, int], None] | None = None
    """Told how many pages are written, and of how many."""
    written: int = 0
    """How many pages are."""
    begun: Making | None = None
    """Gone on with if it is what would be begun here; who gives it has MkDocs work where no site can be lost."""
    ledger: Ledger
    """What the pages of this build say."""
    _as_of: date
    _site: Site
    _total: int
    """How many pages there will be."""
    _made: dict[str, Page]
    """The pages of this build by the Markdown path under which MkDocs knows them: `months/2026-03/index.md`."""
    _linked_into: set[str]
    """The paths of the pages to some part of which another page links; MkDocs looks whether it is there."""
    _making: Making
    """Makes the HTML of the pages, and the files."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Begin, and unless no site can be lost, tell a mistake before anything is deleted.

        Raises PluginError when there is no site to publish, after printing every problem.
        """
        root = Path(config.config_file_path).parent
        self._as_of = self._day()
        asked = root, self._as_of, log.isEnabledFor(logging.INFO)
        if self.begun is not None and self.begun.asked == asked:
            self._making = self.begun
        else:
            if self.begun is not None:
                self.begun.close()
            self._making = Making(*asked)
        if self.begun is None:
            self._settle(config)
        if config.theme.name == "material":
            config.theme.dirs[:0] = [str(folder) for folder in _overrides(root)]
            config.extra_css.append(_MATERIAL_FIXES)
        config.extra_css.append(STYLES)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what is made; raises PluginError as above, and where a hand-written file has the same address."""
        if self.begun is not None:
            self._settle(config)
        taken = {file.dest_uri: file for file in files}
        made = [
            File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            for source in self._made
        ]
        made += [
            _Later.generated(config, path, content=b"", inclusion=InclusionLevel.INCLUDED)
            for path in self._site.files
        ]
        if _MATERIAL_FIXES in config.extra_css:
            fixes = first_of(template_folders(Path(config.config_file_path).parent), _MATERIAL_FIXES)
            made.append(
                File.generated(
                    config, _MATERIAL_FIXES, content=stylesheet(fixes), inclusion=InclusionLevel.INCLUDED
                )
            )
        for file in made:
            if (other := taken.get(file.dest_uri)) is not None:
                raise PluginError(
                    f"Two things would be published as {file.dest_uri}: the hand-written file "
                    f"{other.abs_src_path or other.src_uri}, and what is made from promises/. "
                    "Rename the hand-written file or delete it."
                )
            files.append(file)
        self._total = len(files.documentation_pages())
        return files

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """Date every page by the day it is judged on: MkDocs' own is the clock's, and ends up in the sitemap."""
        page.update_date = self._as_of.isoformat()
        if (made := self._made.get(page.file.src_uri)) is not None:
            # MkDocs would set up Markdown anew for each page, only to find that there is nothing in it.
            page.render = partial(_rendered, page, made)  # type: ignore[method-assign] # of this page alone
        return page

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> None:
        """Name and describe a page of ours; the theme prints both without escaping them."""
        made = self._made.get(page.file.src_uri)
        if made is None:
            return
        page.meta["title"] = Markup(escape(made.title, quote=False))  # noqa: S704 - escaped
        page.meta["description"] = Markup(escape(made.description))  # noqa: S704 - escaped
        page.meta["hide"] = ["navigation", "toc"] if _has_tabs(config) else ["toc"]
        page.meta["search"] = {"exclude": not made.searchable}

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's templates compiled, unless somebody else sees to that already."""
        env.bytecode_cache = env.bytecode_cache or compiled_templates(env)
        pages = (file.page for file in files.documentation_pages())
        self._linked_into = {
            target.src_uri for page in pages if page for target in page.links_to_anchors or ()
        }
        return env

    # After the search plugin, which indexes in this event at the default priority: its index is loaded whole
    # by each first visitor, and should hold the answers and not the tables.
    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put the finished HTML in, now that the index is made."""
        if page.file.src_uri in self._made:
            page.content = self._part(_address(page.file.src_uri)).decode()
            if page.file.src_uri in self._linked_into:
                page.present_anchor_ids = set(re.findall(r'\sid="([^"]+)"', page.content))
        return self._with_words(context)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> None:
        """Count the pages that are written; MkDocs would keep the HTML of all of them to the end."""
        self.written += 1
        if (made := self._made.get(page.file.src_uri)) is not None:
            page.content = made.lead
        if self.progress:
            self.progress(self.written, self._total)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The page for a wrong address carries the notice and the invitation too."""
        return self._with_words(context)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the files that are no pages."""
        for path in self._site.files:
            write_file(self._part(path), str(Path(config.site_dir, path)))
        self._making.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing running."""
        if hasattr(self, "_making"):
            self._making.close()

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch everything that a page is made of."""
        root = Path(config.config_file_path).parent
        for folder in (root / "promises", *template_folders(root)):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _settle(self, config: MkDocsConfig) -> None:
        """Learn what the site will be."""
        try:
            found, site = self._making.found(config.site_url or None)
        except TemplateFault as fault:
            raise PluginError(str(fault)) from fault
        if site is None or found.ledger is None:
            # Not through the log, which would wrap the quoted lines and move the marks under them.
            click.echo(as_text(found.problems), err=True)
            raise PluginError("The site was not built: the promises have the mistakes listed above.")
        if found.problems and log.isEnabledFor(logging.INFO):
            # Strict mode counts warnings of the log; what is late or unexplained is true, and publishable.
            log.info("This does not stop the build:\n%s", as_text(found.problems))
        self._site, self.ledger = site, found.ledger
        self._made = {_source(address): page for address, page in site.pages.items()}

    def _part(self, name: str) -> bytes:
        try:
            return self._making.part(name)
        except TemplateFault as fault:
            raise PluginError(str(fault)) from fault

    def _day(self) -> date:
        try:
            # MkDocs asks for the day too, whatever we judge on.
            today = judging_day(os.environ)
            return _judged_on.get() or self.config.as_of or today
        except ValueError as error:
            raise PluginError(str(error)) from None

    def _with_words(self, context: TemplateContext) -> TemplateContext:
        base_url = context["base_url"]
        extra = cast(dict[str, Any], context)
        extra["notice_html"] = _from_root(self._site.notice, base_url)
        extra["invitation_html"] = _from_root(self._site.footer, base_url)
        extra["lost_html"] = _from_root(self._site.lost, base_url)
        return context


class _Later(File):
    """A file that others may link to before it is written, which is when its content is known."""

    def copy_file(self, dirty: bool = False) -> None:
        """Leave it to `on_post_build`."""


def _rendered(page: MkDocsPage, made: Page, *_: object) -> None:
    """Give plugins the short answer alone, and MkDocs what it would have learnt from Markdown."""
    page.content = made.lead
    # The theme's skip link goes to the first entry here; overrides/main.html has its target.
    page.toc = TableOfContents([AnchorLink(page.meta["title"], "__content", 1)])


def _source(address: str) -> str:
    """The Markdown path for an address; an index of a folder, so that `use_directory_urls` changes nothing."""
    return f"{address}/index.md" if address else "index.md"


def _address(source: str) -> str:
    return source.removesuffix("index.md").removesuffix("/")


def _has_tabs(config: MkDocsConfig) -> bool:
    return "navigation.tabs" in (config.theme.get("features") or ())


def _overrides(root: Path) -> list[Path]:
    """The folders of Material overrides, the site's own first."""
    folders = [folder / "overrides" for folder in template_folders(root)]
    return [folder for folder in folders if folder.is_dir()]


@lru_cache(maxsize=64)
def _from_root(html: str, base_url: str) -> str:
    """Make relative links, written as seen from the home page, right for a page elsewhere.

    >>> _from_root('<a href="data/">', "../..")
    '<a href="../../data/">'
    """
    base = base_url.rstrip("/")
    return re.sub(r'(\shref=")(?![a-z][a-z0-9+.-]*:|[/#])', lambda found: f"{found[1]}{base}/", html)
