"""Blocks that pages of one folder share are what each page would have had by itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from service_promises.mkdocs.shared_blocks import SharedBlocks

_MAIN = '{% extends "base.html" %}{% block top %}{{ once(super, title) if once else super() }}{% endblock %}'


class _Theme:
    """A theme with one block, and how often it was made."""

    def __init__(self, block: str, navigation: Navigation | None = None) -> None:
        templates = {"base.html": f"{{% block top %}}{{{{ count() }}}}{block}{{% endblock %}}", "main.html": _MAIN}
        self._template = Environment(loader=DictLoader(templates)).get_template("main.html")
        self._shared = SharedBlocks(navigation or Navigation([], []))
        self.made = 0

    def page(self, path: str, title: str, **variables: object) -> str:
        page: Any = SimpleNamespace(file=SimpleNamespace(dest_uri=path))
        return self._template.render(count=self._count, once=self._shared.on(page), title=title, **variables)

    def _count(self) -> str:
        self.made += 1
        return ""


def _titles(theme: _Theme, *paths: str) -> list[str]:
    return [theme.page(path, f"Title {index}") for index, path in enumerate(paths)]


def test_what_two_pages_have_in_common_is_made_for_no_third() -> None:
    theme = _Theme("<p>{{ title }}</p>")
    pages = _titles(theme, *(f"months/2026-0{number}/index.html" for number in range(1, 6)))
    assert pages == [f"<p>Title {index}</p>" for index in range(5)]
    assert theme.made == 2


def test_each_folder_has_its_own() -> None:
    theme = _Theme("{{ link }}")
    for _ in range(3):
        assert theme.page("months/a/index.html", "A", link="../..") == "../.."
        assert theme.page("promises/a/b/index.html", "B", link="../../..") == "../../.."
    assert theme.made == 4


def test_what_is_about_the_page_is_made_for_each() -> None:
    theme = _Theme("<p>{{ title }}: {{ about }}</p>")
    for about in ("one", "two", "three", "three", "three"):
        assert theme.page(f"months/{about}/index.html", "Title", about=about) == f"<p>Title: {about}</p>"


def test_a_title_that_stands_in_the_block_by_chance_is_left_alone() -> None:
    theme = _Theme("<b>Calls</b><p>{{ title }}</p>")
    for title in ("Calls", "Letters", "Visits", "Calls"):
        assert theme.page(f"promises/{title}/index.html", title) == f"<b>Calls</b><p>{title}</p>"


def _page(path: str) -> Page:
    page = Page.__new__(Page)
    page.file = SimpleNamespace(dest_uri=path)  # type: ignore[assignment] # all that is asked of it
    return page


@pytest.mark.parametrize(
    "navigation",
    [
        [_page("promises/calls/index.html")],
        [Section("More", [_page("promises/calls/places/index.html")])],
        [Link("Figures", "promises/calls/")],
        [Section("More", [Link("Figures", "promises/calls/data.csv")])],
    ],
    ids=["page", "page below", "link", "file below"],
)
def test_a_page_that_the_navigation_leads_into_shares_nothing(navigation: list[Any]) -> None:
    theme = _Theme("{{ title }}", Navigation(navigation, []))
    _titles(theme, *3 * ["promises/calls/index.html"])
    assert theme.made == 3
    _titles(theme, *3 * ["promises/letters/index.html"])
    assert theme.made == 5


def test_the_home_page_shares_nothing() -> None:
    theme = _Theme("{{ title }}")
    _titles(theme, *3 * ["index.html"])
    assert theme.made == 3
