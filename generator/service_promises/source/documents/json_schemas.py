"""JSON Schemas of the files, made of the same models that check them, for editors."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from service_promises.source.documents.base import Document
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.service import ServiceFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schemas"
"""Beside `promises/` in a repository, and at the top of a site."""
_HOME = "https://promises-in-public.github.io/promises-in-public/schemas"
_KINDS: tuple[tuple[str, str, type[Document]], ...] = (
    ("service", "promises/service.yml", ServiceFile),
    ("declared", "promises/declared/<id>.yml", PromiseFile),
    ("delivered", "promises/delivered/<YYYY-MM>.yml", MonthFile),
    ("fixes", "promises/fixes/<id>.yml", FixFile),
)
_BETWEEN_KEYS: dict[str, dict[str, Any]] = {
    "MeasureKeys": {
        "if": {"properties": {"kind": {"const": "level"}}, "required": ["kind"]},
        "then": {"required": ["figure", "unit"]},
    },
    "PromiseFile": {"dependentRequired": {"ends": ["ends_why"], "replaced_by": ["ends"]}},
    "FixFile": {"not": {"required": ["done", "dropped"]}},
}
"""What one key asks of another, by model: the part of `service_promises.source.rules` that a schema can say."""


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the schema's own file name."""
    return {f"{name}.schema.json": _schema(name, title, model) for name, title, model in _KINDS}


def schema_makers() -> dict[str, Callable[[], bytes]]:
    """What makes each schema's file, by path, for a site that publishes them."""
    return {
        f"{FOLDER}/{name}.schema.json": partial(_schema_file, name, title, model)
        for name, title, model in _KINDS
    }


def schema_files() -> dict[str, bytes]:
    """The schemas as files, by path, for a repository that keeps them for its editors."""
    return {path: make() for path, make in schema_makers().items()}


def _schema_file(name: str, title: str, model: type[Document]) -> bytes:
    return (json.dumps(_schema(name, title, model), indent=2, ensure_ascii=False) + "\n").encode()


def _schema(name: str, title: str, model: type[Document]) -> dict[str, Any]:
    made = _tidy(model.model_json_schema())
    made |= _BETWEEN_KEYS.get(model.__name__, {})
    for part, shape in made.get("$defs", {}).items():
        shape.update(_BETWEEN_KEYS.get(part, {}))
    return {"$schema": DIALECT, "$id": f"{_HOME}/{name}.schema.json", "title": title, **made}


def _tidy(schema: Any, *, names: bool = False) -> Any:
    """Without the titles and empty defaults that pydantic adds, and with every object closed.

    `names` says that the keys of this mapping are keys of staff's, and not of the schema language.
    """
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _tidy(value, names=key in ("properties", "$defs", "patternProperties"))
        for key, value in schema.items()
        if names or not (key == "title" or (key == "default" and value in (None, [], {})))
    }
    if "patternProperties" in kept and not names:
        kept["additionalProperties"] = False
    return kept
