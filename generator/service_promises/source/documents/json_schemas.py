"""JSON Schemas of the files, made of the same models that check them, for editors."""

import ast
import inspect
import json
from collections.abc import Callable
from functools import partial
from textwrap import dedent
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import ModelSchema

from service_promises.source.documents.keys import FILES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schemas"
"""Beside `promises/` in a repository, and at the top of a site."""
_HOME = "https://promises-in-public.github.io/promises-in-public/schemas"
_BETWEEN_KEYS: dict[str, dict[str, Any]] = {
    "MeasureKeys": {
        "if": {"properties": {"kind": {"const": "level"}}, "required": ["kind"]},
        "then": {"required": ["figure", "unit"]},
    },
    "PromiseFile": {"dependentRequired": {"ends": ["ends_why"], "replaced_by": ["ends"]}},
    "FixFile": {"not": {"required": ["done", "dropped"]}},
}
"""What one key asks of another, by model: the part of `service_promises.source.rules` that a schema can say."""

_PUBLISHED_AS = {"ExplanationKeys": "Account", "CustomersSaidKeys": "Heard", "QuestionsKeys": "AnsweredBack"}
"""Models whose part of a schema was published under another name, which schemas in use refer to."""


class _Generator(GenerateJsonSchema):
    """Calls the parts of a schema as they were first published."""

    def normalize_name(self, name: str) -> str:
        """The name of a part."""
        return _PUBLISHED_AS.get(name) or super().normalize_name(name)

    def model_schema(self, schema: ModelSchema) -> dict[str, Any]:
        """The schema of a document, with its docstring also where Python was told to leave docstrings out."""
        model = schema["cls"]
        if model.__doc__ is None:
            model.__doc__ = _docstring(model)
        return super().model_schema(schema)


def _docstring(model: type) -> str | None:
    """The docstring of a class as it stands in its source."""
    (definition,) = ast.parse(dedent(inspect.getsource(model))).body
    return ast.get_docstring(definition) if isinstance(definition, ast.ClassDef) else None


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the schema's own file name."""
    return {f"{kind}.schema.json": _schema(kind) for kind in FILES}


def schema_makers() -> dict[str, Callable[[], bytes]]:
    """What makes each schema's file, by path, for a site that publishes them."""
    return {f"{FOLDER}/{kind}.schema.json": partial(_schema_file, kind) for kind in FILES}


def schema_files() -> dict[str, bytes]:
    """The schemas as files, by path, for a repository that keeps them for its editors."""
    return {path: make() for path, make in schema_makers().items()}


def _schema_file(kind: str) -> bytes:
    return (json.dumps(_schema(kind), indent=2, ensure_ascii=False) + "\n").encode()


def _schema(kind: str) -> dict[str, Any]:
    path, document = FILES[kind]
    schema = _tidy(document.model_json_schema(schema_generator=_Generator))
    schema |= _BETWEEN_KEYS.get(document.__name__, {})
    for part, shape in schema.get("$defs", {}).items():
        shape.update(_BETWEEN_KEYS.get(part, {}))
    return {"$schema": DIALECT, "$id": f"{_HOME}/{kind}.schema.json", "title": path, **schema}


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
