"""The files in a site's folder that shape it beside promises/, as they are now."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from service_promises.mkdocs.settings_file import SettingsFile, settings_file

TEMPLATES = "templates"


def settings_of(root: Path) -> SettingsFile:
    """What the mkdocs.yml of a folder says."""
    return settings_file(lambda path: _content(root / path))


def files_below(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """The content of every file at or below some paths of a folder, by path; links are left out."""
    contents = {}
    for path in paths:
        top = root / path
        for file in (top, *top.rglob("*")) if top.is_dir() else (top,):
            if not file.is_symlink() and (content := _content(file)) is not None:
                contents[file.relative_to(root).as_posix()] = content
    return contents


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None
