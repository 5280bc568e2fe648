"""The folder of plain files holds what was generated last, and what others put there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from service_promises.outputs.folder import write_files


def _written(into: Path, *paths: str) -> None:
    makers: dict[str, Callable[[], bytes]] = {path: path.encode for path in paths}
    write_files(into, makers)


def _there(into: Path) -> set[str]:
    return {
        path.relative_to(into).as_posix()
        for path in into.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_what_is_not_generated_any_more_goes_and_what_others_put_there_stays(tmp_path: Path) -> None:
    _written(tmp_path, "index.md", "promises/plan/index.md", "months/2026-01/index.md")
    (tmp_path / "months" / "mine.md").write_text("by hand")
    _written(tmp_path, "index.md")
    assert _there(tmp_path) == {"index.md", "months/mine.md"}
    assert not (tmp_path / "promises").exists()


def test_a_run_that_was_stopped_is_cleared_up_by_the_next(tmp_path: Path) -> None:
    def stop() -> bytes:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, {"first.md": b"1".strip, "second.md": stop})
    assert _there(tmp_path) == {"first.md"}
    _written(tmp_path, "third.md")
    assert _there(tmp_path) == {"third.md"}


def test_a_list_that_names_files_elsewhere_deletes_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("by hand")
    into = tmp_path / "made"
    _written(into, "index.md")
    (into / ".written-by-promises").write_text("../mine.md\n")
    _written(into, "index.md")
    assert (tmp_path / "mine.md").exists()
