"""Every page can be reached, and every link leads somewhere."""

from __future__ import annotations

import posixpath
import re
from datetime import date
from pathlib import Path

import pytest
from service_promises.outputs.site import Site, make_site
from service_promises.staff import new_repository

from tests.sound import ledger_of

ROOT = Path(__file__).parents[3]
NAVIGATION = Path(new_repository.__file__).parent / "scaffold" / "mkdocs.yml"
"""Of a new repository; the generated pages themselves stay out of it."""


@pytest.fixture(scope="module", params=[".", "examples"])
def site(request: pytest.FixtureRequest) -> Site:
    ledger = ledger_of(ROOT / request.param, date(2026, 11, 26))
    return make_site(ledger, [ROOT / "templates"], "https://example.org/our-promises/")


def _links(site: Site) -> dict[str, set[str]]:
    """The addresses to which each page and the footer below it lead, within the site."""
    footer = _targets(site.footer, "")
    return {address: _targets(page.html(), address) | footer for address, page in site.pages.items()}


def _targets(html: str, address: str) -> set[str]:
    targets = [target for target in re.findall(r'\shref="([^"#]+)', html) if not re.match(r"[a-z]+:", target)]
    # Beyond the top it stays there, where a browser under a subpath would leave the site.
    return {posixpath.normpath(posixpath.join(address, target)).removeprefix(".") for target in targets}


def test_every_page_is_linked_to(site: Site) -> None:
    links = _links(site)
    entries = re.findall(r"^  - .+: (\S*)index\.md$", NAVIGATION.read_text(encoding="utf-8"), re.MULTILINE)
    reached: set[str] = set()
    ahead = {"", *(entry.strip("/") for entry in entries)}
    assert len(ahead) > 5
    while ahead:
        reached |= ahead
        ahead = {target for address in ahead for target in links[address]} & site.pages.keys() - reached
    assert site.pages.keys() - reached == set()


def test_every_link_leads_to_a_page_or_a_file(site: Site) -> None:
    broken = {
        (address, target)
        for address, targets in _links(site).items()
        for target in targets
        if target not in site.pages and target not in site.files
    }
    assert broken == set()
