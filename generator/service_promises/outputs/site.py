"""The whole site: every page and file, by address; nothing is written here.

What a page is called and answers is known at once; its HTML, and the content of a file, is made when asked for,
so that whoever builds the site never holds all of it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from service_promises.ledger.ledger import Ledger
from service_promises.outputs.dataset import dataset
from service_promises.outputs.files.ledger_json import sealed_ledger
from service_promises.outputs.published_file import PublishedFile, Role
from service_promises.outputs.registry import SiteContext
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.markdown import line
from service_promises.pages.page import Page
from service_promises.pages.page_list import page_list
from service_promises.pages.rendering.renderer import Renderer
from service_promises.pages.site_settings import USUAL, SiteSettings
from service_promises.pages.views.data import DataView, Download, DownloadColumn, SchemaLink
from service_promises.pages.views.ledger_recipe import ledger_copy_view
from service_promises.source.documents.guarded_keys import GUARDED_KEYS


class Site(NamedTuple):
    """Everything that is generated."""

    pages: Mapping[str, Page]
    """By address, without slashes at the ends; "" is the home page."""
    files: Mapping[str, Callable[[], bytes]]
    """What makes the content of each file, by path."""
    notice: str
    """HTML for the top of every page, or empty."""
    footer: str
    """HTML of the invitation for the foot of every page."""
    missing_page: str
    """HTML of the page for a wrong address."""
    renderer: Renderer
    """What renders its pages."""


def make_site(ledger: Ledger, templates: Sequence[Path], site_url: str | None, settings: SiteSettings = USUAL) -> Site:
    """Turn a ledger into a site.

    `templates` are folders, first match first. Without `site_url`, what needs the address of the site is
    left out. Raises TemplateFault where a template of the site's own can't be used; so do the makers of pages.
    """
    service = ledger.service
    i18n = I18n(service.language, service.name, speaks_for_itself=service.published_by is None)
    context, renderer = Context(ledger, i18n, settings, site_url), Renderer(templates, i18n)
    site = SiteContext(context, renderer, templates)
    return Site(
        pages=page_list(context, renderer, lambda: _data_view(site)),
        files={file.path: file.content for file in site.files},
        notice=str(line(service.notice)) if service.notice else "",
        footer=renderer.page("partials/footer.html", "", service=service),
        missing_page=renderer.page("partials/missing-page.html", ""),
        renderer=renderer,
    )


def _data_view(site: SiteContext) -> DataView:
    return DataView(
        [_download(file) for file in site.files if file.role in {Role.DATA, Role.ABOUT_DATA}],
        [SchemaLink(file.path, file.description) for file in site.files if file.role is Role.SCHEMA],
        dataset(site),
        ledger_copy_view(site.context.i18n, site.once(sealed_ledger).hash, GUARDED_KEYS),
    )


def _download(file: PublishedFile) -> Download:
    columns = [DownloadColumn(column.name, column.description) for column in file.columns]
    return Download(file.path, file.name, file.description, columns, file.table_schema, file.version)


@lru_cache(maxsize=64)
def from_root(html: str, base_url: str) -> str:
    """Make relative links, written as seen from the home page, right for a page elsewhere.

    >>> from_root('<a href="data/">', "../..")
    '<a href="../../data/">'
    """
    base = base_url.rstrip("/")
    return re.sub(r'(\shref=")(?![a-z][a-z0-9+.-]*:|[/#])', lambda match: f"{match[1]}{base}/", html)
