"""How a theme's templates are loaded: compiled once for many builds, and listed without Material's icons."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

from service_promises.pages.rendering.template_cache import keep_compiled

if TYPE_CHECKING:
    from mkdocs.theme import Theme


class _ThemeFiles(FileSystemLoader):
    """Lists no file of a hidden folder: Material keeps 14,000 icons in one, and MkDocs leaves them out, each by name."""

    def list_templates(self) -> list[str]:
        """The paths of all other files, sorted."""
        paths: set[str] = set()
        for root in self.searchpath:
            for folder, folders, names in os.walk(root):
                folders[:] = [name for name in folders if not name.startswith(".")]
                paths.update(Path(folder, name).relative_to(root).as_posix() for name in names)
        return sorted(paths)


def load_quickly(theme: Theme) -> None:
    """Have each environment that MkDocs or a plugin asks a theme for load its templates in this way."""
    made_by_theme = theme.get_env

    def get_env() -> Environment:
        environment = made_by_theme()
        if type(environment.loader) is FileSystemLoader:
            environment.loader = _ThemeFiles(environment.loader.searchpath)
        environment.cache = {}  # of all, and not of those that were used last
        keep_compiled(environment)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign] # of this theme alone; nothing else asks before it is used
