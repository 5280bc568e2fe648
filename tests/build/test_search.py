"""What a search of the site looks in, wherever mkdocs.yml names the search plugin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from service_promises.mkdocs.search_index import plain_ampersands

from tests.conftest import Run

SEARCH, OURS = "  - search\n", "  - promises:\n      as_of: 2026-03-20\n"


@pytest.mark.parametrize("plugins", [SEARCH + OURS, OURS + SEARCH], ids=["search first", "promises first"])
def test_the_index_holds_short_answers_and_no_tables(small: Path, run: Run, plugins: str) -> None:
    settings = small / "mkdocs.yml"
    settings.write_text(settings.read_text().replace(SEARCH + OURS, plugins))
    done = run("mkdocs", "build", "--strict", "--quiet", "-f", settings)
    assert done.returncode == 0, done.stderr
    index = json.loads((small / "site/search/search_index.json").read_text())
    texts = {document["location"]: document["text"] for document in index["docs"]}
    page = (small / "site/promises/mended/index.html").read_text()
    assert "Nothing has been reported for February 2026." in texts["promises/mended/"]
    assert "Written by hand." in texts["about/"]
    for of_the_table in ("The newest, newest first", "190 of 200"):
        assert of_the_table in page
        assert of_the_table not in "\n".join(texts.values())
    assert not any(location.startswith("months/20") for location in texts)


@pytest.mark.parametrize(
    ("indexed", "searched"),
    [
        ("A&amp;E in four hours", "A&E in four hours"),
        ("cups &amp; pots", "cups & pots"),
        ("&amp;lt;script&amp;gt;", "&amp;lt;script&amp;gt;"),
        ("&amp;lt script", "&amp;lt script"),
        ("&amp;#60;b", "&amp;#60;b"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("&amp;amp;", "&amp;amp;"),
    ],
)
def test_an_ampersand_is_searched_for_as_it_is_typed(indexed: str, searched: str) -> None:
    assert plain_ampersands(indexed) == searched
