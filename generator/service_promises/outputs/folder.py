"""Writes what is generated into a folder of plain files, and takes out what an earlier run wrote there."""

from collections.abc import Callable, Mapping
from pathlib import Path

_LIST = ".written-by-promises"
"""In the folder: the path of every file that was written, one on a line."""


def write_files(into: Path, contents: Mapping[str, Callable[[], bytes]]) -> None:
    """Write each file, by path, and delete those that an earlier run wrote and this one doesn't.

    Files of the same names are replaced; anything else in the folder stays. Raises OSError.
    """
    into.mkdir(parents=True, exist_ok=True)
    list_file = into / _LIST
    before = list_file.read_text(encoding="utf-8", errors="replace").splitlines() if list_file.is_file() else []
    # Before the first file: what a killed run wrote is known to the next one.
    list_file.write_text("\n".join(sorted({*before, *contents})) + "\n", encoding="utf-8")
    for path, content in contents.items():
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        (into / path).write_bytes(content())
    for path in before:
        inside = (into / path).resolve().is_relative_to(into.resolve())
        if path not in contents and inside and not (into / path).is_dir():
            _delete(into, into / path)
    list_file.write_text("\n".join(sorted(contents)) + "\n", encoding="utf-8")


def _delete(into: Path, file: Path) -> None:
    """A file, and the folders that are empty without it."""
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == into or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
