"""A page says that it is out of date from the day after, where the organisation is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import served
from tests.conftest import ROOT, Run

pytestmark = pytest.mark.browser

ZONES = {"UTC": False, "Pacific/Auckland": True, "America/Los_Angeles": False}
"""Whether the 26th of November has come there when it is 23:30 on the 25th in UTC."""


@pytest.fixture(scope="module")
def page_of_the_example(run: Run, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a promise, trusted until 25 November 2026."""
    into = tmp_path_factory.mktemp("pages") / "docs"
    done = run("promises", "-C", ROOT / "examples", "pages", "--into", into, "--as-of", "2026-11-22")
    assert done.returncode == 0, done.stderr
    page = (into / "promises/loan-teapot/index.md").read_text(encoding="utf-8")
    assert 'data-until="2026-11-25"' in page
    return page.partition("---\n\n")[2]


@pytest.mark.parametrize("zone", ZONES)
def test_the_day_turns_where_the_organisation_is(
    browser: Browser, page_of_the_example: str, tmp_path: Path, zone: str
) -> None:
    html = re.sub(r'data-zone="[^"]*"', f'data-zone="{zone}"', page_of_the_example)
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title><body>{html}", encoding="utf-8")
    context = browser.new_context(timezone_id="Asia/Tokyo")
    context.clock.set_fixed_time("2026-11-25T23:30:00Z")
    page = context.new_page()
    with served(tmp_path) as home:
        page.goto(home)
        assert page.locator(".p-stale").is_visible() is ZONES[zone]
    context.close()
