"""The site as plain files for another site builder: pages as Markdown, templates for the head, and a mkdocs.yml.

A builder that knows nothing of us prints titles and descriptions as they are, and shows on a page what is in the page.
So both are escaped, and each page has the notice and the invitation in it, which the plugin puts around it.
"""

import json
import re
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path

from service_promises.outputs.files.stylesheet import PATH as STYLES
from service_promises.outputs.site import Site, from_root
from service_promises.pages.page import Page
from service_promises.pages.rendering.templates import first_of, stylesheet

_OVERRIDES = ".overrides"
"""The folder of templates for Material's look. Builders publish nothing of a folder whose name begins with a dot."""

_MATERIAL_STYLES = "assets/material.css"
_HEADING = re.compile(r"<(h[1-6])(?= [^<>]*\bid=)")
"""A heading that can be linked to, which a search would list by itself."""

_SCRIPT = re.compile(r"(<script\b.*?</script>)", re.DOTALL)
_TAG_OF_TEMPLATE = re.compile(r"\{(?=[{%#])")

SETTINGS_MARK = "# Written by `promises pages`; a file that begins otherwise is never replaced.\n"

_ON_OTHER_PAGES = "not (page and page.meta and page.meta.promises)"
"""Whether a page is one that somebody wrote by hand, as a template asks."""
_NAVIGATION = {
    "Home": "index.md",
    "Promises": "promises/index.md",
    "Months": "months/index.md",
    "Fell short": "fell-short/index.md",
    "Fixes": "fixes/index.md",
    "Pledges": "pledges/index.md",
    "Changes": "changes/index.md",
    "Data": "data/index.md",
}
_PALETTE = [
    {
        "media": f"(prefers-color-scheme: {shade})",
        "scheme": scheme,
        "toggle": {"icon": f"material/{icon}", "name": f"Switch to {other} mode"},
    }
    for shade, scheme, icon, other in (
        ("light", "default", "brightness-7", "dark"),
        ("dark", "slate", "brightness-4", "light"),
    )
]


def plain_files(site: Site, templates: Sequence[Path]) -> Mapping[str, Callable[[], bytes]]:
    """What makes each file, by path; `templates` are folders, first match first."""
    pages = {
        f"{address}/index.md".lstrip("/"): partial(_markdown, site, address, page)
        for address, page in site.pages.items()
    }
    overrides: dict[str, Callable[[], bytes]] = {}
    for folder in templates:
        for file in sorted((folder / "overrides").rglob("*.html")):
            path = f"{_OVERRIDES}/{file.relative_to(folder / 'overrides').as_posix()}"
            overrides.setdefault(path, partial(_template, site, file))
    styles = {_MATERIAL_STYLES: partial(stylesheet, first_of(templates, _MATERIAL_STYLES))}
    return {**pages, **overrides, **styles, **site.files}


def settings(name: str, site_url: str | None, docs: str, pages: Container[str]) -> str:
    """A mkdocs.yml for the files in a folder beside it, for MkDocs, ProperDocs and Zensical.

    `pages` are the addresses of those that the site has.
    """
    content = {
        "site_name": _printable(name),
        **({"site_url": site_url} if site_url else {}),
        "docs_dir": docs,
        "theme": {
            "name": "material",
            "variant": "classic",
            "font": False,
            "custom_dir": f"{docs}/{_OVERRIDES}",
            "features": ["navigation.tabs", "navigation.top"],
            "palette": _PALETTE,
        },
        "extra_css": [_MATERIAL_STYLES, STYLES],
        "plugins": ["search"],
        "extra": {"generator": False},  # or every builder would call itself Material for MkDocs
        "nav": [{label: path} for label, path in _NAVIGATION.items() if path[: -len("/index.md")] in pages],
    }
    # JSON is YAML.
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in content.items())
    return SETTINGS_MARK + "".join(lines)


def _markdown(site: Site, address: str, page: Page) -> bytes:
    """A page: front matter, and one HTML block without blank lines."""
    base = "../" * (address.count("/") + 1) if address else "."
    front = {
        "title": _printable(page.title),
        "description": _printable(page.description),
        "hide": ["navigation", "toc", "tags"],
        "search": page.search_settings,
        "tags": [_printable(name) for name in page.also_called],
        "promises": True,
        **page.head_data(_printable),
    }
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    body = site.renderer.page(
        "files/plain-page.html",
        address,
        lead=page.lead,
        notice=from_root(site.notice, base),
        html=page.html(),
        invitation=from_root(site.footer, base),
    )
    block = _HEADING.sub(r"<\1 data-search-exclude", body)
    return f"---\n{lines}---\n\n{_without_template_tags(block)}\n".encode()


def _template(site: Site, file: Path) -> bytes:
    """A template of ours with the texts in it that the plugin hands to it."""
    text = file.read_text(encoding="utf-8")
    for name, html in {
        "notice_html": f"{{% if {_ON_OTHER_PAGES} %}}{_for_template(site.notice)}{{% endif %}}" if site.notice else "",
        "invitation_html": _for_template(site.footer),
        "missing_page_html": _for_template(site.missing_page),
    }.items():
        text = text.replace(f"{{{{ {name} }}}}", html).replace(f"if {name} %}}", f"if {_ON_OTHER_PAGES} %}}")
    # It is escaped where it is named.
    return text.replace("config.site_name | e", "config.site_name").encode()


def _for_template(html: str) -> str:
    """HTML that no template engine finds anything in, with links that lead from any page."""
    return from_root(_without_template_tags(html), "{{ base_url }}")


def _without_template_tags(html: str) -> str:
    """HTML in which neither a builder that takes pages for templates nor a plugin that does finds anything."""
    parts = _SCRIPT.split(html)
    parts[::2] = [text.replace("{", "&#123;") for text in parts[::2]]
    parts[1::2] = [_TAG_OF_TEMPLATE.sub(r"\\u007b", script) for script in parts[1::2]]
    return "".join(parts)


def _printable(text: str) -> str:
    """A text that a builder may print as it is, or after it took the tags and entities out of it.

    Where it turns entities back into what they stand for, what follows a `<` must not be a letter.
    """
    return escape(text.replace("<", "<\N{ZERO WIDTH SPACE}")).replace("{", "&#123;")
