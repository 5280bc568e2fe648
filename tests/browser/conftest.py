"""A reader with a real browser: the built site under a subpath, on a desk or a phone, in light or dark."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Page, Request, ViewportSize, sync_playwright

CHROMIUM = shutil.which("chromium")
SUBPATH = "/promises-in-public/"
DESK, PHONE = 1280, 320
"""Widths in CSS pixels; 320 is also what a desk of 1280 has at 400% zoom (WCAG 1.4.10)."""

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_ALL = "tags => axe.run({ runOnly: tags, resultTypes: ['violations'] })"
_OF_COLOURS = """tags => {
    const rules = axe.getRules(tags).filter(rule => rule.tags.includes('cat.color')).map(rule => rule.ruleId)
    return axe.run({ runOnly: { type: 'rule', values: rules }, resultTypes: ['violations'] })
}"""
_QUIET_CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A request to anybody else fails at once instead of waiting for a network that may not be there.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@dataclass
class View:
    """One page as one reader has it open."""

    page: Page
    session: CDPSession
    faults: list[str] = field(default_factory=list)
    """What went wrong so far that the reader may not see: errors of the console, requests, other origins."""

    def watch(self, origin: str, address: str) -> None:
        """Note from now on what goes wrong behind the page; the page itself may be the one for a wrong address."""

        def console(line: ConsoleMessage) -> None:
            if line.type == "error" and line.location["url"] != address:
                self.faults.append(f"console: {line.text} {line.location['url']}")

        def request(asked: Request) -> None:
            if not asked.url.startswith((f"{origin}/", "data:", "blob:")):
                self.faults.append(f"asks somebody else: {asked.url}")

        self.page.on("console", console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", request)

    def widen(self, width: int) -> None:
        """Make the window so many CSS pixels wide."""
        self.page.set_viewport_size(ViewportSize(width=width, height=900))

    def darken(self) -> None:
        """Make it dark; scripts would see that only when the page is loaded."""
        background = "getComputedStyle(document.body).backgroundColor"
        light = self.page.evaluate(background)
        self.page.emulate_media(color_scheme="dark")
        assert self.page.evaluate(background) != light

    def barriers(self, *, of_colours: bool = False) -> list[str]:
        """Violations of WCAG 2.2 A and AA, each with the place in the page; all, or those that colours make."""
        # Axe is a script. Those of the page, skipped while it was loaded, stay unrun.
        self.session.send("Emulation.setScriptExecutionDisabled", {"value": False})
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(_AXE)
        report = self.page.evaluate(_OF_COLOURS if of_colours else _ALL, _WCAG_2_2_AA)
        return [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in report["violations"]
            for node in violation["nodes"]
        ]

    def overflow(self) -> int:
        """By how many CSS pixels the page is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return width


Open = Callable[..., View]
"""`open_page(path, width=DESK, dark=False, scripts=True)`; the path is relative to the home page."""


class _Subpath(SimpleHTTPRequestHandler):
    """Serves a folder below SUBPATH, as GitHub Pages serves a project's site: anything else is 404.html."""

    def do_GET(self) -> None:
        inside = self.path.startswith(SUBPATH)
        self.path = self.path.removeprefix(SUBPATH[:-1]) if inside else "/no-such-page"
        with suppress(ConnectionError):  # of a page that was left before all of it came
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name it has there
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the home page of a site in a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Subpath, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{SUBPATH}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def home(built_site: Path) -> Iterator[str]:
    """The address of the built site's home page, ending in `/our-promises/`."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole session."""
    if CHROMIUM is None:
        pytest.skip("Chromium is missing; install it, on Debian with: apt-get install chromium libatomic1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET_CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, home: str) -> Iterator[Open]:
    """Opens pages, each for a reader who has not been here before; they close with the test."""
    contexts = []

    def open_page(path: str, width: int = DESK, dark: bool = False, scripts: bool = True) -> View:
        context = browser.new_context(
            viewport=ViewportSize(width=width, height=900),
            color_scheme="dark" if dark else "light",
            # A colour that is still changing has no contrast to measure.
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        view = View(page, context.new_cdp_session(page))
        # Not Playwright's own switch, which can't be turned back for axe.
        view.session.send("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        view.watch(home.removesuffix(SUBPATH), home + path)
        page.goto(home + path)
        return view

    yield open_page
    for context in contexts:
        context.close()
