"""How a theme's templates are loaded: compiled once for many builds, without its icons in the list, its words once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, Template

from service_promises.pages.rendering.template_cache import keep_compiled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2.environment import TemplateModule
    from mkdocs.theme import Theme

_WORDS = "partials/language.html"


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


class _ThemeTemplate(Template):
    """Makes Material's words once, which depend on mkdocs.yml alone: each page imports them."""

    _words: TemplateModule | None = None

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - the name that Jinja gives it
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - the name that Jinja gives it
    ) -> TemplateModule:
        """What a template that imports this one finds in it."""
        if self.name != _WORDS:
            return super().make_module(vars, shared, locals)
        self._words = self._words or super().make_module(vars, shared, locals)
        return self._words


def load_quickly(theme: Theme) -> None:
    """Have each environment that MkDocs or a plugin asks a theme for load its templates in this way."""
    made_by_theme = theme.get_env

    def get_env() -> Environment:
        environment = made_by_theme()
        if type(environment.loader) is FileSystemLoader:
            environment.loader = _ThemeFiles(environment.loader.searchpath)
        environment.template_class = _ThemeTemplate
        environment.cache = {}  # of all, and not of those that were used last
        keep_compiled(environment)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign] # of this theme alone; nothing else asks before it is used
