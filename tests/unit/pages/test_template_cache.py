"""Compiled templates are kept, and never used for another text or another way of writing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from service_promises.pages.rendering.template_cache import keep_compiled


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for what is compiled."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def _rendered(templates: Path, **settings: bool) -> str:
    environment = Environment(loader=FileSystemLoader(templates), autoescape=settings.pop("autoescape", True))
    for name, value in settings.items():
        setattr(environment, name, value)
    keep_compiled(environment)
    return environment.get_template("page.html").render()


def _refuse_to_compile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Environment, "_parse", lambda *_: pytest.fail("compiled again"))


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("{{ 1 + 1 }}\n")
    assert _rendered(tmp_path) == "2"
    _refuse_to_compile(monkeypatch)
    assert _rendered(tmp_path) == "2"


def test_a_changed_template_is_seen(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("old")
    assert _rendered(tmp_path) == "old"
    (tmp_path / "page.html").write_text("new")
    assert _rendered(tmp_path) == "new"


def test_templates_written_in_another_way_are_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{% if true %}\n<b>{{ '<' }}</b>\n{% endif %}\n")
    assert _rendered(tmp_path) == "\n<b>&lt;</b>\n"
    assert _rendered(tmp_path, trim_blocks=True) == "<b>&lt;</b>\n"
    assert _rendered(tmp_path, autoescape=False) == "\n<b><</b>\n"


def test_another_version_of_jinja_compiles_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("{{ 1 + 1 }}")
    assert _rendered(tmp_path) == "2"
    monkeypatch.setattr("service_promises.pages.rendering.template_cache.version", lambda name: "99.0")
    _refuse_to_compile(monkeypatch)
    with pytest.raises(pytest.fail.Exception, match="compiled again"):
        _rendered(tmp_path)


def test_without_a_folder_templates_are_compiled_each_time(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "page.html").write_text("{{ 1 + 1 }}")
    folder.rmdir()
    assert _rendered(tmp_path) == "2"


def test_without_room_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "page.html").write_text("{{ 1 + 1 }}")
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    assert _rendered(tmp_path) == "2"
