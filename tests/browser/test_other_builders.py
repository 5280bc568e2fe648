"""What other builders make of it: nothing that is typed runs, and nothing is lost."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import SUBPATH, View, served
from tests.conftest import ROOT, Run

pytestmark = pytest.mark.browser

BUILDERS = ("mkdocs", "properdocs", "zensical")
HOSTILE = 'You get a <img src=x onerror="window.ran=1"></title><script>window.ran=1</script> & " {{ 7*7 }} cup.'
PROMISE = "promises/declared/loan-teapot.yml"
PAGES = ("", "promises/loan-teapot/", "months/2026-10/", "about/", "no-such-page/")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, with a script typed wherever the head of a page says something."""
    folder = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT / "examples/promises", folder / "promises")
    file = folder / PROMISE
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^short:.*\n", "", text)  # or that would be the title
    file.write_text(re.sub(r"(?m)^promise:.*\n(?:  .*\n)*", f"promise: {json.dumps(HOSTILE)}\n", text, count=1))
    service = folder / "promises/service.yml"
    text = service.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^name:.*", f"name: {json.dumps('A & B <script>window.ran=1</script>')}", text)
    service.write_text(re.sub(r"(?m)^notice:.*\n(?:  .*\n)*", f"notice: {json.dumps(HOSTILE)}\n", text))
    return folder


@pytest.fixture(scope="module")
def sites(source: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The plain files as each builder builds them, with a page that somebody wrote by hand."""
    sites = {}
    for builder in BUILDERS:
        folder = tmp_path_factory.mktemp(builder)
        docs = folder / "docs"
        done = run("promises", "-C", source, "pages", "--into", docs, "--site-url", f"https://example.org{SUBPATH}")
        assert done.returncode == 0, done.stderr
        (docs / "about.md").write_text("# About us\n\nBy hand.\n")
        settings = folder / "mkdocs.yml"
        done = run(builder, "build", "-f", settings)
        assert done.returncode == 0, done.stdout + done.stderr
        sites[builder] = folder / "site"
    return sites


@pytest.fixture(params=BUILDERS)
def views(request: pytest.FixtureRequest, sites: Mapping[str, Path], browser: Browser) -> Iterator[dict[str, View]]:
    """Each page, open in a browser, by its path."""
    with ExitStack() as stack:
        home = stack.enter_context(served(sites[request.param]))
        opened = {}
        for path in PAGES:
            context = browser.new_context()
            stack.callback(context.close)
            page = context.new_page()
            view = opened[path] = View(page, context.new_cdp_session(page))
            view.watch(home.removesuffix(SUBPATH), home + path)
            page.goto(home + path)
        yield opened


def test_nothing_runs_and_nothing_is_lost(views: dict[str, View]) -> None:
    for path, view in views.items():
        page = view.page
        assert view.faults == [], path
        assert page.evaluate("window.ran") is None, path
        assert page.locator("img[src=x]").count() == 0, path
        assert "A & B" in page.title(), path
        assert "<script>" in page.title().replace("\u200b", ""), path
        text = page.locator("body").inner_text()
        assert text.count("{{ 7*7 }} cup.") >= 1, path
        assert page.get_by_role("link", name="What is not promised").count() == 1, path
        hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        assert [href for href in hrefs if href.endswith("/not-promised/")], path
        if path != "no-such-page/":
            assert page.locator("meta[property='og:title']").count() == 1, path
        if path.startswith(("promises/", "months/")):
            assert page.locator(".md-sidebar--secondary:visible").count() == 0, path
    title = views["promises/loan-teapot/"].page.title().replace("\u200b", "")
    assert title.startswith(HOSTILE)
    description = views["promises/loan-teapot/"].page.locator("meta[name=description]").get_attribute("content")
    assert str(description).replace("\u200b", "").startswith(HOSTILE)
    assert views["promises/loan-teapot/"].barriers() == []


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_search_finds_answers_and_not_tables(sites: Mapping[str, Path], builder: str) -> None:
    index = "search.json" if builder == "zensical" else "search/search_index.json"
    content = json.loads((sites[builder] / index).read_text(encoding="utf-8"))
    entries = content["items" if builder == "zensical" else "docs"]
    ours = [entry for entry in entries if not entry["location"].startswith("about/")]
    assert len({entry["location"] for entry in ours}) == len(ours)
    assert not [entry["location"] for entry in ours if "#" in entry["location"] or "/2026" in entry["location"]]
    # A promise with its explanations is a page of text; its table of months alone would be several.
    assert max(len(entry["text"]) for entry in ours) < 3_500


def test_no_builder_takes_a_page_for_a_template(source: Path, run: Run, tmp_path: Path) -> None:
    """Some builders, and a plugin of MkDocs's, run what stands in curly brackets."""
    done = run("promises", "-C", source, "pages", "--into", tmp_path / "docs")
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "docs").rglob("*.md"):
        assert not re.search(r"\{[{%#]", page.read_text(encoding="utf-8")), page
    assert not re.search(r"\{[{%#]", (tmp_path / "mkdocs.yml").read_text(encoding="utf-8"))


def test_the_plugin_makes_the_same_in_properdocs(run: Run, tmp_path: Path) -> None:
    for builder in ("mkdocs", "properdocs"):
        done = run(builder, "build", "-f", ROOT / "examples/mkdocs.yml", "-d", tmp_path / builder)
        assert done.returncode == 0, done.stderr
    files = sorted(path.relative_to(tmp_path / "mkdocs") for path in (tmp_path / "mkdocs").rglob("*") if path.is_file())
    others = sorted(
        path.relative_to(tmp_path / "properdocs") for path in (tmp_path / "properdocs").rglob("*") if path.is_file()
    )
    assert files == others
    generator = re.compile(rb'<meta name="generator" content="[^"]*">')
    for file in files:
        one, other = ((tmp_path / builder / file).read_bytes() for builder in ("mkdocs", "properdocs"))
        assert generator.sub(b"", one) == generator.sub(b"", other), file
