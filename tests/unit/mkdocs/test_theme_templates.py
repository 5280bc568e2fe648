"""A theme's templates are loaded quickly, and are the same ones."""

from __future__ import annotations

from pathlib import Path

from jinja2 import DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme
from service_promises.mkdocs.theme_templates import load_quickly


def _published(theme: Theme) -> set[str]:
    """What MkDocs publishes of a theme's files."""
    files, config = Files([]), MkDocsConfig()
    config.docs_dir, config.site_dir, config.use_directory_urls, config.theme = "docs", "site", True, theme
    files.add_files_from_theme(theme.get_env(), config)
    return {file.dest_uri for file in files}


def test_the_files_of_a_theme_are_published_without_a_look_at_its_icons(tmp_path: Path) -> None:
    for name in ("a/b.txt", ".hidden/c.txt", "a/.hidden/d.txt", ".e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    whole, quick = (Theme(name="material", custom_dir=str(tmp_path)) for _ in range(2))
    load_quickly(quick)
    assert _published(quick) == _published(whole) >= {"a/b.txt"}
    listed = quick.get_env().list_templates()
    assert "main.html" in listed
    assert not [name for name in listed if name.startswith(".icons/")]
    assert quick.get_env().get_template(".icons/material/magnify.svg").render()


def test_templates_that_another_plugin_loads_otherwise_stay_its_own() -> None:
    theme = Theme(name="material")
    theirs = Environment(loader=DictLoader({"main.html": "theirs"}))
    theme.get_env = lambda: theirs  # type: ignore[method-assign] # as another plugin would
    load_quickly(theme)
    assert theme.get_env().get_template("main.html").render() == "theirs"
