"""What a mkdocs.yml says that shapes a site, read without MkDocs: also as it stood at another time."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeGuard

import yaml

from service_promises.pages.site_settings import SiteSettings
from service_promises.source.clock import YEARS

FILE = "mkdocs.yml"
_USUAL_PLUGINS = {"promises", "search"}
"""What every site has, under these names or behind the name of a theme."""
_MOST_BYTES = 5_000_000
_MOST_FILES = 10


class ParsedSettings(NamedTuple):
    """A mkdocs.yml, or a file that it inherits from."""

    path: str
    """Relative to the site's folder."""
    content: bytes | None
    """None where there is no such file."""
    node: yaml.Node | None = None
    """What it says with its lines; None where nothing can be had from it."""
    data: Any = None
    """The same as plain data."""
    error: Exception | None = None
    """Why nothing can be had from it."""

    @property
    def keys(self) -> dict[Any, Any]:
        """Its settings; none where it is no mapping."""
        return self.data if isinstance(self.data, dict) else {}

    @property
    def parent(self) -> str | None:
        """The path of the file that it inherits from; None where it names none."""
        parent = self.keys.get("INHERIT")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), parent)) if _is_text(parent) else None


class SettingsFile(NamedTuple):
    """A mkdocs.yml: what it says, and which files it makes part of the site."""

    settings: SiteSettings = SiteSettings()
    paths: frozenset[str] = frozenset()
    """Files and folders beside `templates/`, relative to the site's folder."""
    as_of: object = None
    """The fixed day as it is written; None where there is none."""
    files: tuple[ParsedSettings, ...] = ()
    """The file itself, and those that it inherits from, one after the other."""


def settings_file(read: Callable[[str], bytes | None]) -> SettingsFile:
    """What is found in a mkdocs.yml and in those that it inherits from; nothing where MkDocs would refuse it.

    `read` gives the content of a file by its path from the site's folder, None where there is none.
    """
    files = tuple(_files(read))
    data: dict[Any, Any] = {}
    for file in files:
        data = {**file.keys, **data}
    plugins, theme = dict(_named(data.get("plugins"))), data.get("theme")
    options = plugins.get("promises")
    as_of = options.get("as_of") if isinstance(options, dict) else None
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    hooks, themes = tuple(_texts(data.get("hooks"))), tuple(_texts([custom]))
    docs = _texts([data.get("docs_dir", "docs")])
    return SettingsFile(
        SiteSettings(
            as_of=_day(as_of),
            theme=themes,
            styles=tuple(_texts(data.get("extra_css"))),
            scripts=tuple(name for name, _ in _named(data.get("extra_javascript"))),
            hooks=hooks,
            plugins=tuple(name for name in plugins if is_other_plugin(name)),
        ),
        frozenset(posixpath.normpath(path) for path in (*(file.path for file in files), *hooks, *themes, *docs)),
        as_of,
        files,
    )


def _files(read: Callable[[str], bytes | None]) -> Iterator[ParsedSettings]:
    seen: list[str] = []
    path: str | None = FILE
    while path is not None and path not in seen and len(seen) < _MOST_FILES:
        seen.append(path)
        file = _parsed(path, read(path))
        yield file
        path = file.parent


def is_other_plugin(name: str) -> bool:
    """Whether a plugin is not ours and not the search, which every site has."""
    return name.rpartition("/")[2] not in _USUAL_PLUGINS


class _SettingsLoader(yaml.SafeLoader):
    """Reads any mkdocs.yml: names of Python objects and of variables are nothing, a default is itself."""


def _tagged(loader: _SettingsLoader, _: str, node: yaml.Node) -> Any:
    """The last item of `!ENV [NAME, default]`; None for any other tag."""
    if isinstance(node, yaml.SequenceNode) and len(node.value) > 1:
        return loader.construct_sequence(node, deep=True)[-1]
    return None


def _day_or_text(loader: _SettingsLoader, node: yaml.ScalarNode) -> Any:
    """A day; the text of what looks like one and is none, such as 2026-02-30."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_SettingsLoader.add_constructor("tag:yaml.org,2002:timestamp", _day_or_text)
_SettingsLoader.add_multi_constructor("!", _tagged)
_SettingsLoader.add_multi_constructor("tag:yaml.org,2002:python/", _tagged)


def _parsed(path: str, content: bytes | None) -> ParsedSettings:
    if content is None:
        return ParsedSettings(path, None)
    try:
        if len(content) > _MOST_BYTES:
            raise ValueError(f"{path} is very long")
        node = yaml.compose(content, _SettingsLoader)
        data = _SettingsLoader(b"").construct_document(node) if node else None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return ParsedSettings(path, content, error=error)
    return ParsedSettings(path, content, node, data)


def _named(items: object) -> Iterator[tuple[str, Any]]:
    """Names with their options, from a list of names and mappings, or from a mapping."""
    if isinstance(items, Mapping):
        yield from ((str(name), options) for name, options in items.items())
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and "path" in item:
            yield str(item["path"]), item
        elif isinstance(item, dict):
            yield from ((str(name), options) for name, options in item.items())
        elif isinstance(item, str):
            yield item, None


def _texts(items: object) -> Iterator[str]:
    yield from filter(_is_text, items if isinstance(items, list) else ())


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def _day(value: object) -> date | None:
    """A day as the plugin takes it: YAML makes a date of one or, in quotes, text."""
    try:
        day = date.fromisoformat(str(value) if type(value) is date or isinstance(value, str) else "")
    except ValueError:
        return None
    return day if day.year in YEARS else None
