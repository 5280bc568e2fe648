"""An import that can't be written to its end leaves every file as it was."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from service_promises.staff.write_files import NotWritten, replace_all

from tests.staff.folder import run, site

TABLE = "promise,kept,level\nloan-teapot,3,\na-person-answers,,5.2\n"
"""Figures for two parts of May 2026, which is split."""


def _files(root: Path) -> dict[str, tuple[bytes, int]]:
    """Content and rights of every file, by path."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mode)
        for path in root.rglob("*")
        if path.is_file()
    }


def _fails_at(call: int, done: Callable[..., Any]) -> Callable[..., Any]:
    """What `done` does, but for one call, which finds the disk full."""
    calls = iter(range(1, 1000))

    def fails(*arguments: Any, **named: Any) -> Any:
        if next(calls) == call:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return done(*arguments, **named)

    return fails


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("call", [1, 2])
def test_a_full_disk_half_way_leaves_every_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, call: int
) -> None:
    root = site(tmp_path)
    (root / "f.csv").write_text(TABLE)
    before = _files(root)
    with monkeypatch.context() as patched:
        patched.setattr(os, step, _fails_at(call, getattr(os, step)))
        done = run(root, "import", "2026-05", str(root / "f.csv"))
    assert done.exit_code == 1
    assert f"could not be written: {os.strerror(errno.ENOSPC)}. Nothing was changed." in done.stderr
    assert _files(root) == before
    assert run(root, "import", "2026-05", str(root / "f.csv")).exit_code == 0
    after = _files(root)
    assert {path for path in before if after[path] != before[path]} == {
        "promises/delivered/2026-05/bench.yml",
        "promises/delivered/2026-05/counter.yml",
    }


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_month_that_had_no_file_has_none_after_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    root = site(tmp_path)
    (root / "promises/delivered/2026-10.yml").unlink()
    (root / "f.csv").write_text("promise,due,kept\nhome-in-ten,176,168\n")
    before = _files(root)
    monkeypatch.setattr(os, step, _fails_at(1, getattr(os, step)))
    assert run(root, "import", "2026-10", str(root / "f.csv")).exit_code == 1
    assert _files(root) == before


def test_of_two_new_files_neither_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", _fails_at(2, os.replace))
    with pytest.raises(NotWritten, match="b could not be written"):
        replace_all(tmp_path, {"a": b"first", "b": b"second"})
    assert _files(tmp_path) == {}


def test_a_file_keeps_its_rights_and_a_new_one_gets_those_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"before")
    (tmp_path / "old").chmod(0o640)
    (tmp_path / "like").touch()
    rights = _files(tmp_path)
    replace_all(tmp_path, {"old": b"after", "new": b"after"})
    files = _files(tmp_path)
    assert files["old"] == (b"after", rights["old"][1])
    assert files["new"] == (b"after", rights["like"][1])
