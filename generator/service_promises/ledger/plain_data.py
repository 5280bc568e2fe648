"""Values of the ledger as plain data (mappings, lists, text, whole numbers, true and false), and as text."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from service_promises.ledger.rounding import plain

JsonObject = Mapping[str, Any]
"""An object of `data/ledger.json`, as its text is read."""

WORKED_OUT = ("now", "distinction")
"""What a correction put in place, and what tells a promise apart: neither is written in a file."""


def data_of(value: Any, *, stated: bool = False) -> Any:
    """A value of the ledger as plain data: keys as in the files that staff edit, and only those filled in.

    Figures are text, so that no digit is lost. An empty list is left out unless the field may be None, where
    an empty list says something that its absence does not. With `stated`, whatever is as if it were absent is left
    out, so that a new key with a default changes nothing.
    """
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    if value.__class__ in (tuple, list):
        return [data_of(item, stated=stated) for item in value]
    if keys := _keys(value.__class__):
        items = [(key, getattr(value, name), default) for name, (key, default) in keys.items()]
        return {
            key: data_of(item, stated=stated)
            for key, item, default in items
            if item is not None and (item != default or (default and not stated))
        }
    if isinstance(value, Mapping):
        return {str(key): data_of(item, stated=stated) for key, item in value.items()}
    return sorted(value) if isinstance(value, frozenset) else str(value)


def line_of(data: Any) -> str | None:
    """Plain data on one line; None for nothing."""
    if isinstance(data, Mapping):
        return "; ".join(f"{key}: {line_of(item)}" for key, item in data.items() if item is not None)
    if isinstance(data, list):
        return ", ".join(line_of(item) or "" for item in data)
    if isinstance(data, bool):
        return "true" if data else "false"
    return None if data is None else " ".join(str(data).split())


@cache
def _keys(kind: Any) -> Mapping[str, tuple[str, Any]]:
    """The key of each field, with its default; empty for what is a text of its own."""
    if "__str__" in vars(kind):
        return {}
    if is_dataclass(kind):
        defaults = {field.name: field.default for field in fields(kind)}
    else:
        defaults = dict.fromkeys(getattr(kind, "_fields", ())) | getattr(kind, "_field_defaults", {})
    return {name: (name.removesuffix("_"), default) for name, default in defaults.items() if name not in WORKED_OUT}
