"""What Material is given beside the HTML of a page: our overrides and styles, a page's metadata, the notices."""

from __future__ import annotations

from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from service_promises.outputs.site import Site, from_root
from service_promises.pages.page import Page
from service_promises.pages.rendering.templates import first_of, stylesheet, template_folders

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.theme import Theme

MATERIAL_STYLES = "assets/material.css"
"""What we put right in Material's own style sheet."""

_MARK, _FAVICON = "assets/mark.svg", "assets/favicon.svg"
_MATERIAL_FAVICON = "assets/images/favicon.png"
"""Material's own, which stands in its settings where a site names none."""
_SEARCH_LANGUAGES = "assets/javascripts/lunr/"
"""Where Material keeps what its search needs for each language but English."""


def material_assets(root: Path) -> dict[str, bytes]:
    """The files that only a site in Material's look has, by path."""
    folders = template_folders(root)
    images = {path: first_of(folders, path).read_bytes() for path in (_MARK, _FAVICON)}
    return {MATERIAL_STYLES: stylesheet(first_of(folders, MATERIAL_STYLES)), **images}


def set_identity(theme: Theme) -> None:
    """Give Material our colours, mark and favicon where mkdocs.yml names none of its own.

    `custom` is Material's word for colours that a style sheet sets.
    """
    palettes = theme.get("palette") or {}
    for palette in palettes if isinstance(palettes, list) else [palettes]:
        if isinstance(palette, dict):  # what is no mapping, Material refuses
            palette.setdefault("primary", "custom")
            palette.setdefault("accent", "custom")
    theme["palette"] = palettes
    if not theme.get("logo") and not (theme.get("icon") or {}).get("logo"):
        theme["logo"] = _MARK
    if theme.get("favicon") == _MATERIAL_FAVICON:
        theme["favicon"] = _FAVICON


def overrides(root: Path) -> list[str]:
    """The folders of templates that replace Material's, the site's own first."""
    folders = [folder / "overrides" for folder in template_folders(root)]
    return [str(folder) for folder in folders if folder.is_dir()]


def leave_out_languages(files: Files, config: MkDocsConfig) -> None:
    """Publish no scripts of Material's for searches in other languages where all is searched in English: 1.3 MB."""
    search = config.plugins.get("material/search")
    if search is not None and search.config["lang"] == ["en"]:
        for file in [file for file in files if file.src_uri.startswith(_SEARCH_LANGUAGES)]:
            files.remove(file)


def escape_names(config: MkDocsConfig) -> None:
    """Escape what mkdocs.yml says of the site, because themes print it as it is; an entity in it stays one."""
    for key in ("site_name", "site_description", "site_author"):
        if config[key]:
            config[key] = Markup(escape(unescape(config[key])))  # noqa: S704 - escaped


def metadata(page: Page, config: MkDocsConfig) -> dict[str, object]:
    """What would stand in the front matter of a page."""
    features = config.theme.get("features")
    tabs = isinstance(features, list) and "navigation.tabs" in features
    return {
        # Material prints both without escaping them.
        "title": Markup(escape(page.title, quote=False)),  # noqa: S704 - escaped
        "description": Markup(escape(page.description)),  # noqa: S704 - escaped
        "hide": ["navigation", "toc", "tags"] if tabs else ["toc", "tags"],
        "search": page.search_settings,
        # Material's search weighs tags above all.
        "tags": list(page.also_called),
        **page.head_data(escape),
    }


def notices(site: Site, base_url: str) -> dict[str, str]:
    """What overrides/main.html and 404.html put around every page, from the place where `base_url` leads home."""
    return {
        "notice_html": from_root(site.notice, base_url),
        "invitation_html": from_root(site.footer, base_url),
        "missing_page_html": from_root(site.missing_page, base_url),
    }
