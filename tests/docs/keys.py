"""The keys of the files as tables, from the schemas that editors use."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from service_promises.source.documents.json_schemas import schemas

from tests.docs.table import cell, table

_OLD_VALUES = "corrected.was"
"""The keys of a correction's old values are those of what it corrects."""


def keys_table(of: str, separate: Collection[str]) -> str:
    """The keys of a file, `delivered`, or of one of its keys, `delivered.delivered.fell_short`, and of those within.

    Keys within a key that has a table of its own (`separate`) are left to that, and keys of the same name and kind
    as one further up, such as the measure of a term, to that one.
    """
    file, *path = of.split(".")
    schema = schemas()[f"{file}.schema.json"]
    mapping: dict[str, Any] | None = schema
    for key in path:
        assert mapping is not None, of
        mapping = _mapping(mapping["properties"][key], schema)
    assert mapping is not None, of
    return table(("key", "if left out", "what it is"), _rows(mapping, schema, (of,), {*separate}))


def _rows(
    mapping: dict[str, Any], schema: dict[str, Any], path: tuple[str, ...], listed: set[str]
) -> Iterator[tuple[str, str, str]]:
    for key, value in mapping["properties"].items():
        name = " in ".join(f"`{step}`" for step in (key, *reversed(path[1:])))
        inner, below = _mapping(value, schema), ".".join((*path, key))
        meaning = value.get("description") or (inner or {})["description"]
        yield name, _if_left_out(key, value, mapping), cell(meaning) + _choices(value, meaning)
        same = f"{key}: {(inner or {}).get('properties')}"
        if inner is not None and not below.endswith(_OLD_VALUES) and not {below, same} & listed:
            listed.add(same)
            yield from _rows(inner, schema, (*path, key), listed)


def _if_left_out(key: str, value: dict[str, Any], mapping: dict[str, Any]) -> str:
    if key in mapping.get("required", ()):
        return "an error"
    default = json.dumps(value["default"]).strip('"') if "default" in value else ""
    return f"`{default}`" if default else ""


def _mapping(value: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any] | None:
    """The mapping that a key holds, or holds a list of; None for a plain value."""
    if "$ref" in value:
        value = schema["$defs"][value["$ref"].rpartition("/")[2]]
    if "properties" in value:
        return value
    parts = [*value.get("anyOf", ()), *value.get("patternProperties", {}).values(), value.get("items")]
    return next((inner for part in parts if part and (inner := _mapping(part, schema))), None)


def _choices(value: dict[str, Any], meaning: str) -> str:
    choices = value.get("enum") or value.get("items", {}).get("enum") or ()
    return "" if all(choice in meaning for choice in choices) else f" One of: {', '.join(choices)}."
