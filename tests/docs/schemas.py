"""The JSON Schemas in `schemas/`, made of the same models that check the files and the ledger."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema
from service_promises.source.documents.keys import FILES
from service_promises.source.ledger_copy_schema import LedgerCopy
from service_promises.source.schemas import FOLDER, LEDGER, PROMISES

from tests.docs.promises_schema import promises_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_HOME = "https://promises-in-public.github.io/promises-in-public/schemas"
_BETWEEN_KEYS: dict[str, dict[str, Any]] = {
    "MeasureKeys": {
        "if": {"properties": {"kind": {"const": "level"}}, "required": ["kind"]},
        "then": {"required": ["figure", "unit"]},
    },
    "PromiseFile": {"dependentRequired": {"ends": ["ends_why"], "replaced_by": ["ends"]}},
    "FixFile": {"not": {"required": ["done", "dropped"]}},
    "PledgeFile": {"not": {"required": ["done", "dropped"]}},
}
"""What one key asks of another, by model: the part of `service_promises.source.rules` that a schema can say."""

_PUBLISHED_AS = {"ExplanationKeys": "Account", "CustomersSaidKeys": "Heard", "QuestionsKeys": "AnsweredBack"}
"""Models whose part of a schema was published under another name, which schemas in use refer to."""


class _Generator(GenerateJsonSchema):
    """Calls the parts of a schema as they were first published."""

    def normalize_name(self, name: str) -> str:
        """The name of a part."""
        return _PUBLISHED_AS.get(name) or super().normalize_name(name)


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the schema's own file name."""
    return {f"{kind}.schema.json": _schema(kind) for kind in FILES}


def texts() -> dict[str, str]:
    """The text of each schema's file, by path; those of the data among them."""
    of_files = {
        f"{FOLDER}/{name}": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas().items()
    }
    of_data = {LEDGER: _ledger(), PROMISES: {"$schema": DIALECT, **promises_schema()}}
    return of_files | {
        f"{FOLDER}/{name}": json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for name, schema in of_data.items()
    }


def _ledger() -> dict[str, Any]:
    """The schema of `data/ledger.json`, version 2."""
    return {"$schema": DIALECT, **LedgerCopy.model_json_schema(schema_generator=_WithoutDefaults)}


class _WithoutDefaults(GenerateJsonSchema):
    """Says nothing of what stands in our memory where a key is absent."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        json_schema = super().default_schema(schema)
        if json_schema.get("default", "") is None:
            del json_schema["default"]
        return json_schema


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
