"""The settings that come with plain pages, and what they never replace."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.conftest import Run


def _pages(run: Run, site: Path, into: Path) -> str:
    done = run("promises", "-C", site, "pages", "--into", into, "--as-of", "2026-03-20")
    return done.stdout if done.returncode == 0 else f"{done.returncode}: {done.stderr}"


def test_settings_of_ones_own_stay(small: Path, run: Run) -> None:
    before = (small / "mkdocs.yml").read_text()
    assert "beside it: mkdocs.pages.yml." in _pages(run, small, small / "docs")
    assert (small / "mkdocs.yml").read_text() == before
    settings = yaml.safe_load((small / "mkdocs.pages.yml").read_text(encoding="utf-8"))
    assert (settings["site_name"], settings["docs_dir"]) == ("Example Widgets", "docs")
    pages = [path for entry in settings["nav"] for path in entry.values()]
    assert all((small / "docs" / path).is_file() for path in [*pages, *settings["extra_css"]])
    assert (small / settings["theme"]["custom_dir"] / "main.html").is_file()
    assert "beside it: mkdocs.pages.yml." in _pages(run, small, small / "docs")


def test_where_there_are_none_they_are_called_as_builders_want_them(small: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert "beside it: mkdocs.yml." in _pages(run, small, tmp_path / "out" / "docs")
    assert (tmp_path / "out" / "mkdocs.yml").is_file()


def test_neither_of_two_files_of_ones_own_is_replaced(small: Path, run: Run) -> None:
    (small / "mkdocs.pages.yml").write_text("site_name: mine\n")
    assert _pages(run, small, small / "docs").startswith("1: ")
    assert (small / "mkdocs.pages.yml").read_text() == "site_name: mine\n"


def test_a_page_says_in_its_front_matter_what_the_plugin_says(small: Path, run: Run) -> None:
    service = small / "promises" / "service.yml"
    service.write_text(service.read_text() + "notice: We move to {{ page }} & [more](data/).\n")
    _pages(run, small, small / "docs")
    _, front, body = (small / "docs/promises/mended/index.md").read_text(encoding="utf-8").split("---\n", 2)
    said = yaml.safe_load(front)
    assert (said["hide"], said["search"]) == (["navigation", "toc", "tags"], {"boost": 2.0})
    assert '<a href="../../data/">more</a>' in body
    main = (small / "docs/.overrides/main.html").read_text(encoding="utf-8")
    assert '<a href="{{ base_url }}/data/">more</a>' in main
    assert "{{ page }}" not in main
    month = (small / "docs/months/2026-01/index.md").read_text(encoding="utf-8").split("---\n", 2)[1]
    assert yaml.safe_load(month)["search"] == {"exclude": True}


def test_without_an_address_it_says_what_is_left_out(small: Path, run: Run, tmp_path: Path) -> None:
    into = tmp_path / "elsewhere" / "docs"
    into.parent.mkdir()
    pages = ("promises", "-C", small, "pages", "--into", into, "--as-of", "2026-03-20")
    assert "No --site-url: the feeds, the calendar, the pictures for sharing and the" in run(*pages).stderr
    assert [*into.rglob("feed.*"), *into.rglob("calendar.ics")] == []
    assert (into / "badges" / "mended.svg").is_file()
    assert "No --site-url" not in run(*pages, "--site-url", "https://example.org/x/").stderr
    assert (into / "feed.xml").is_file()
