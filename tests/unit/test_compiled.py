"""Compiled templates are kept, and never used for another text or another way of writing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from jinja2 import BytecodeCache, Environment, FileSystemLoader
from service_promises.pages import compiled
from service_promises.pages.compiled import compiled_templates


@pytest.fixture(autouse=True)
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for what is compiled."""
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(kept))
    return kept


def _rendered(folder: Path, **settings: object) -> str:
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True)
    for name, value in settings.items():
        setattr(environment, name, value)
    environment.bytecode_cache = compiled_templates(environment)
    assert isinstance(environment.bytecode_cache, BytecodeCache)
    return environment.get_template("page.html").render()


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("{{ 1 + 1 }}\n")
    assert _rendered(tmp_path) == "2"
    monkeypatch.setattr(Environment, "_parse", lambda *_: pytest.fail("compiled again"))
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


def test_where_nothing_can_be_kept_templates_are_compiled_each_time(tmp_path: Path, kept_in: Path) -> None:
    kept_in.rmdir()
    assert compiled_templates(Environment(autoescape=True)) is None


@pytest.mark.parametrize("damage", [b"", b"x" * 300, None])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, kept_in: Path, damage: bytes | None) -> None:
    (tmp_path / "page.html").write_text("{{ 1 + 1 }}")
    assert _rendered(tmp_path) == "2"
    [file] = kept_in.rglob("*.cache")
    whole = file.read_bytes()
    for length in (10, 40, 60, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length] if damage is None else damage)
        assert _rendered(tmp_path) == "2"


def test_where_there_is_no_room_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "page.html").write_text("{{ 1 + 1 }}")
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    assert _rendered(tmp_path) == "2"


def test_another_version_of_ours_keeps_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("{{ 1 + 1 }}")
    assert _rendered(tmp_path) == "2"
    monkeypatch.setattr(compiled, "__version__", "0.0.1")
    monkeypatch.setattr(Environment, "_parse", lambda *_: pytest.fail("compiled again"))
    with pytest.raises(pytest.fail.Exception, match="compiled again"):
        _rendered(tmp_path)
