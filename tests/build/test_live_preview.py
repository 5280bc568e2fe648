"""`promises serve`: whatever of the site's own is saved is watched, and shows in the next build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from mkdocs.livereload import LiveReloadServer

from tests.conftest import ROOT
from tests.invoke import invoke

Edit = Callable[[LiveReloadServer], object]
"""What happens while the preview is served."""
Preview = Callable[[Edit], Result]
MENDED = "promises/mended/index.html"
OVERRIDE = '{%% extends "base.html" %%}{%% block footer %%}<p>%s</p>{%% endblock %%}'
VERDICT = (ROOT / "templates/macros/verdict.html").read_text().replace("%", "%%")


@pytest.fixture
def preview(small: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    """Preview the small site without a network: after the first build comes `edit`, where else it would wait."""

    def previewed(edit: Edit) -> Result:
        monkeypatch.setattr(LiveReloadServer, "serve", lambda server, **_: edit(server))
        return invoke("-C", small, "serve")

    return previewed


def _page(server: LiveReloadServer, address: str) -> str:
    return Path(server.root, address).read_text(encoding="utf-8")


def _watched(server: LiveReloadServer, path: Path) -> bool:
    return any(path.resolve().is_relative_to(watched) for watched in server._watched_paths)


def _save(server: LiveReloadServer, path: Path, text: str) -> None:
    """Save a file, and build as the preview does when it sees that."""
    assert _watched(server, path)
    path.write_text(text, encoding="utf-8")
    server.builder()


TEMPLATES = {
    "partials/invitation.html": ("<p>%s</p>", MENDED),
    "pages/year.html": ("<p>%s</p>", "years/2026/index.html"),
    "macros/verdict.html": (VERDICT.replace("p-badge--", "%s"), "months/2026-01/index.html"),
    "overrides/main.html": (OVERRIDE, "about/index.html"),
    "assets/promises.css": ("p { color: %s; }", "assets/promises.css"),
    "assets/material.css": ("p { color: %s; }", "assets/material.css"),
}
"""One of each kind that a site may have of its own: its text but for a word, and where that is published."""


def test_templates_of_the_sites_own_that_are_saved_show(small: Path, preview: Preview) -> None:
    own = small / "templates"

    def write(word: str) -> None:
        for name, (text, _) in TEMPLATES.items():
            (own / name).parent.mkdir(parents=True, exist_ok=True)
            (own / name).write_text(text % word)

    def shows(server: LiveReloadServer, word: str) -> set[str]:
        return {name for name, (_, address) in TEMPLATES.items() if word in _page(server, address)}

    def edit(server: LiveReloadServer) -> None:
        assert shows(server, "cerise") == {*TEMPLATES}
        assert {*TEMPLATES} == {name for name in TEMPLATES if _watched(server, own / name)}
        write("taupe")
        server.builder()
        assert shows(server, "taupe") == {*TEMPLATES}
        assert shows(server, "cerise") == set()
        shutil.rmtree(own)
        server.builder()
        assert shows(server, "taupe") == set()

    write("cerise")
    assert preview(edit).exit_code == 0


def test_a_figure_that_is_saved_shows(small: Path, preview: Preview) -> None:
    month = small / "promises/delivered/2026-01.yml"

    def edit(server: LiveReloadServer) -> None:
        assert "190 of 200" in _page(server, MENDED)
        _save(server, month, month.read_text().replace("190", "191"))
        assert "191 of 200" in _page(server, MENDED)

    assert preview(edit).exit_code == 0


def test_the_preview_stays_as_it_was_while_a_mistake_stands(small: Path, preview: Preview) -> None:
    month = small / "promises/delivered/2026-01.yml"
    right = month.read_text()

    def edit(server: LiveReloadServer) -> None:
        before = _page(server, MENDED)
        with pytest.raises(SystemExit):
            _save(server, month, right.replace("190", "1900"))
        assert _page(server, MENDED) == before
        _save(server, month, right.replace("190", "191"))
        assert "191 of 200" in _page(server, MENDED)

    done = preview(edit)
    assert done.exit_code == 0
    assert "error[kept-above-due]" in done.stderr
