"""The name of a new repository's site in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import Run

pytestmark = pytest.mark.browser

NAME = 'Tea"> <script>alert(1)</script> & <img src=x onerror=alert(2)>'


def test_a_name_is_shown_as_it_was_typed_and_runs_nothing(tmp_path: Path, run: Run, browser: Browser) -> None:
    root = tmp_path / "new"
    assert run("promises", "init", root, "--name", NAME, "--site-url", "https://example.org/").returncode == 0
    assert run("promises", "-C", root, "build").returncode == 0
    page = browser.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in ("index.html", "about/index.html", "promises/answer-the-phone/index.html", "404.html"):
        page.goto((root / "site" / path).as_uri())
        assert page.locator(".md-header__topic").first.inner_text() == NAME, path
        assert page.locator(".md-logo").first.get_attribute("aria-label") == NAME, path
        assert page.title().endswith(NAME) or path == "index.html"
    page.close()
    assert dialogs == []
