"""What mkdocs.yml says of the site is text, whatever is typed there."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from tests.build.conftest import MKDOCS
from tests.conftest import Run

NAME = 'Tea" onmouseover="alert(1) & <script>alert(2)</script> <img src=x onerror=alert(3)>'


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag if tag != "script" else f"script {dict(attrs).get('src') or ''}")
        self.attributes |= {name for name, _ in attrs}


def _tags(page: Path) -> _Tags:
    tags = _Tags()
    tags.feed(page.read_text())
    return tags


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_a_name_adds_nothing_to_a_page(small: Path, run: Run, theme: str) -> None:
    look = MKDOCS.replace("name: material\n  font: false", f"name: {theme}")
    (small / "mkdocs.yml").write_text(look)
    assert run("mkdocs", "build", "-q", "-f", small / "mkdocs.yml").returncode == 0
    pages = ("index.html", "promises/mended/index.html", "about/index.html", "404.html")
    plain = {page: _tags(small / "site" / page) for page in pages}
    hostile = "".join(f"{key}: {json.dumps(NAME)}\n" for key in ("site_name", "site_description", "site_author"))
    (small / "mkdocs.yml").write_text(look.replace("site_name: Example Widgets\n", hostile))
    assert run("mkdocs", "build", "-q", "-f", small / "mkdocs.yml").returncode == 0
    for page, before in plain.items():
        now = _tags(small / "site" / page)
        assert now.tags - before.tags <= {"meta"}, page
        assert now.attributes == before.attributes, page
        assert NAME in unescape((small / "site" / page).read_text()), page


def test_a_name_that_was_escaped_by_hand_is_shown_the_same(small: Path, run: Run) -> None:
    for name in ("Salt & Pepper", "Salt &amp; Pepper"):
        (small / "mkdocs.yml").write_text(MKDOCS.replace("Example Widgets", name))
        run("promises", "-C", small, "build")
        title = re.search("<title>(.*)</title>", (small / "site/about/index.html").read_text())
        assert title is not None
        assert title[1] == "About - Salt &amp; Pepper"


def test_a_new_repository_of_that_name_builds(tmp_path: Path, run: Run) -> None:
    root = tmp_path / "new"
    assert run("promises", "init", root, "--name", NAME, "--site-url", "https://example.org/").returncode == 0
    assert yaml.safe_load((root / "mkdocs.yml").read_text())["site_name"] == NAME
    assert run("promises", "-C", root, "build").returncode == 0
    for page in ("index.html", "months/2026-10/index.html", "about/index.html"):
        assert not _tags(root / "site" / page).attributes & {"onmouseover", "onerror"}
        assert "<script>alert" not in (root / "site" / page).read_text()
