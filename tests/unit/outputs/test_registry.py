"""Adding a published file is adding a module to outputs/files/."""

from __future__ import annotations

from pathlib import Path

import pytest
from service_promises.outputs import files
from service_promises.outputs.site import Site, make_site

from tests import made_up

TEMPLATES = [Path(__file__).parents[3] / "templates"]

MODULE = """
from service_promises.outputs.published_file import PublishedFile, Role

def files(site):
    for name in site.context.ledger.promises:
        yield PublishedFile(f"badges/{name}.svg", "image/svg+xml", f"<svg>{name}</svg>".encode)
    yield PublishedFile("feed.xml", "application/atom+xml", lambda: site.context.site_url.encode(),
                        Role.ABOUT_DATA, "News of <promises>.", needs_site_url=True)
"""


@pytest.fixture
def made_up_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "__path__", [*files.__path__, str(tmp_path)])
    (tmp_path / "made_up_files.py").write_text(MODULE)


def _site(site_url: str | None) -> Site:
    return make_site(made_up.ledger(), TEMPLATES, site_url)


@pytest.mark.usefixtures("made_up_module")
def test_a_new_module_publishes_its_files() -> None:
    site = _site("https://example.org/")
    assert site.files["badges/mended.svg"]() == b"<svg>mended</svg>"
    assert site.files["feed.xml"]() == b"https://example.org/"
    page = site.pages["data"].html()
    assert '<a class="md-button md-button--primary" href="../feed.xml" download>' in page
    assert "News of &lt;promises&gt;." in page
    assert "badges/" not in page


@pytest.mark.usefixtures("made_up_module")
def test_what_needs_the_address_of_the_site_is_left_out_without_one() -> None:
    site = _site(None)
    assert "badges/mended.svg" in site.files
    assert "feed.xml" not in site.files
    assert "feed.xml" not in site.pages["data"].html()
