"""What a mkdocs.yml says that shapes a site, read without MkDocs: also as it stood at another time."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import yaml

from service_promises.ledger.site_settings import SiteSettings

FILE = "mkdocs.yml"
_USUAL_PLUGINS = {"promises", "search"}
"""What every site has, under these names or behind the name of a theme."""
_MOST_BYTES = 5_000_000
_MOST_FILES = 10


class SettingsFile(NamedTuple):
    """A mkdocs.yml: what it says, and which files it makes part of the site."""

    settings: SiteSettings = SiteSettings()
    paths: frozenset[str] = frozenset()
    """Files and folders beside `templates/`, relative to the site's folder."""
    as_of_line: int = 0
    """The line of a fixed day, from 1; 0 where there is none."""


def settings_file(read: Callable[[str], bytes | None]) -> SettingsFile:
    """What is found in a mkdocs.yml and in those that it inherits from; nothing where MkDocs would refuse it.

    `read` gives the content of a file by its path from the site's folder, None where there is none.
    """
    data: dict[Any, Any] = {}
    paths: list[str] = []
    line, path = 0, FILE
    while path not in paths and len(paths) < _MOST_FILES:
        paths.append(path)
        node, of_file = _parsed(read(path) or b"")
        line = line or _line_of_day(node) if path == FILE else line
        data = {**of_file, **data}
        if not isinstance(parent := of_file.get("INHERIT"), str):
            break
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), parent))
    plugins, theme = dict(_named(data.get("plugins"))), data.get("theme")
    options = plugins.get("promises")
    as_of = _day(options.get("as_of")) if isinstance(options, dict) else None
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    hooks, themes = tuple(_texts(data.get("hooks"))), tuple(_texts([custom]))
    docs = _texts([data.get("docs_dir", "docs")])
    return SettingsFile(
        SiteSettings(
            as_of=as_of,
            theme=themes,
            styles=tuple(_texts(data.get("extra_css"))),
            scripts=tuple(name for name, _ in _named(data.get("extra_javascript"))),
            hooks=hooks,
            plugins=tuple(name for name in plugins if is_other_plugin(name)),
        ),
        frozenset(posixpath.normpath(path) for path in (*paths, *hooks, *themes, *docs)),
        (line or 1) if as_of else 0,
    )


def is_other_plugin(name: str) -> bool:
    """Whether a plugin is not ours and not the search, which every site has."""
    return name.rpartition("/")[2] not in _USUAL_PLUGINS


class _Loader(yaml.SafeLoader):
    """Reads any mkdocs.yml: names of Python objects and of variables are nothing, a default is itself."""


def _tagged(loader: _Loader, _: str, node: yaml.Node) -> Any:
    """The last item of `!ENV [NAME, default]`; None for any other tag."""
    if isinstance(node, yaml.SequenceNode) and len(node.value) > 1:
        return loader.construct_sequence(node, deep=True)[-1]
    return None


_Loader.add_multi_constructor("!", _tagged)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _tagged)


def _parsed(text: bytes) -> tuple[yaml.Node | None, dict[Any, Any]]:
    if len(text) > _MOST_BYTES:
        return None, {}
    try:
        node = yaml.compose(text, _Loader)
        data = _Loader(b"").construct_document(node) if node else None
    except (yaml.YAMLError, RecursionError, ValueError):
        return None, {}
    return node, data if isinstance(data, dict) else {}


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
    yield from (item for item in (items if isinstance(items, list) else ()) if isinstance(item, str))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _line_of_day(node: yaml.Node | None) -> int:
    """The line of the first `as_of`."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "as_of":
                return int(key.start_mark.line) + 1
            if line := _line_of_day(value):
                return line
    for item in node.value if isinstance(node, yaml.SequenceNode) else ():
        if line := _line_of_day(item):
            return line
    return 0
