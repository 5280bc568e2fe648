"""A site whose pages share what Material puts around them is the site in which each page is made by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from service_promises.mkdocs.build_site import build_site
from service_promises.mkdocs.shared_blocks import SharedBlocks

_SETTINGS = """\
site_name: Example Widgets
site_url: https://example.org/our-promises/
use_directory_urls: {directories}
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.footer]
plugins: [search, promises]
nav:
  - Home: index.md
  - More:
      - Months: months/index.md
      - April: months/2026-04/index.md
      - Figures: data/deliveries.csv
  - About: about.md
"""


def _pages(root: Path) -> dict[str, str]:
    build_site(root, date(2026, 6, 20))
    site = root / "site"
    return {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


@pytest.mark.parametrize("directories", ["true", "false"])
def test_pages_are_the_same_bytes(small: Path, monkeypatch: pytest.MonkeyPatch, directories: str) -> None:
    (small / "mkdocs.yml").write_text(_SETTINGS.format(directories=directories), encoding="utf-8")
    shared = _pages(small)
    monkeypatch.setattr(SharedBlocks, "on", lambda *_: None)
    assert _pages(small) == shared
    assert len([path for path in shared if path.startswith("months/2026-")]) > 3


def test_what_a_site_says_of_each_page_in_its_own_navigation_stays_there(small: Path) -> None:
    own = small / "templates/overrides/partials/nav.html"
    own.parent.mkdir(parents=True)
    own.write_text("<nav>This page is {{ page.url }}</nav>", encoding="utf-8")
    pages = _pages(small)
    for month in ("2026-02", "2026-03", "2026-04", "2026-05"):
        assert f"<nav>This page is months/{month}/</nav>" in pages[f"months/{month}/index.html"]
