"""The JSON Schema of `data/promises.json`, made of the types of the ledger and the columns of its table."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from service_promises.ledger.commitments.commitment import CommitmentState
from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.commitments.pledge import Pledge
from service_promises.ledger.delivery import Correction, Delivery, Letter
from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import Places
from service_promises.ledger.plain_data import WORKED_OUT
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.service import Service
from service_promises.outputs.files.deliveries_csv import COLUMNS
from service_promises.outputs.files.promises_json import VERSION

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MONTH: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}
_DAY: Schema = {"type": "string", "format": "date"}
_FIGURE: Schema = {"type": "string", "description": "A plain decimal number, as text so that no digit is lost."}
_ANY: Schema = {}


class _Parts:
    """The parts that a schema refers to, by the name of the type that each is of."""

    def __init__(self) -> None:
        self.schemas: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        """What a value of a type becomes as plain data (`ledger/plain_data.py`)."""
        simple = {str: _TEXT, bool: {"type": "boolean"}, int: {"type": "integer"}, date: _DAY, Decimal: _FIGURE}
        if kind in simple:
            return simple[kind]
        if kind is Month:
            return _MONTH
        if kind is Correction:
            return self._named("Correction", lambda: _CORRECTION)
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            options = [self.of(one) for one in arguments if one is not types.NoneType]
            return options[0] if len(options) == 1 else {"anyOf": options}
        if origin in (tuple, frozenset):
            return {"type": "array", "items": self.of(arguments[0])}
        if origin is Mapping:
            return {"type": "object", "additionalProperties": self.of(arguments[1])}
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"enum": [one.value for one in kind]} if issubclass(kind, str) else _TEXT
        if isinstance(kind, type) and "__str__" in vars(kind):
            return _TEXT
        if is_dataclass(kind) or hasattr(kind, "_fields"):
            return self._named(kind.__name__, lambda: self.object_of(kind))
        return _ANY

    def object_of(self, kind: Any, more: Mapping[str, Schema] | None = None) -> Schema:
        """A value with fields; only those that are filled in are there."""
        hints = get_type_hints(kind)
        if is_dataclass(kind):
            required = [one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING]
            names = [one.name for one in fields(kind) if one.name not in WORKED_OUT]
        else:
            names, required = list(kind._fields), [one for one in kind._fields if one not in kind._field_defaults]
        # What is empty is left out too, such as the questions of a list that nobody filled in.
        always = [name for name in required if hints[name] in (str, date, Month)]
        return {
            "type": "object",
            "properties": {**{name.removesuffix("_"): self.of(hints[name]) for name in names}, **(more or {})},
            "required": [name.removesuffix("_") for name in always],
            "additionalProperties": False,
        }

    def _named(self, name: str, make: Any) -> Schema:
        if name not in self.schemas:
            self.schemas[name] = {}
            self.schemas[name] = make()
        return {"$ref": f"#/$defs/{name}"}


_CORRECTION: Schema = {
    "type": "object",
    "properties": {
        "on": _DAY,
        "was": {"type": "object", "description": "Each old value by its key; null for a key that was not there."},
        "why": _TEXT,
        "told": _DAY,
    },
    "required": ["on", "was", "why"],
    "additionalProperties": False,
}


def promises_schema() -> Schema:
    """The schema of the whole file."""
    parts = _Parts()
    record = _record(parts)
    of_promise = {"promise": _TEXT, "area_name": _TEXT, "delivered": {"type": "array", "items": record}}
    promise = parts.object_of(Promise, of_promise)
    of_commitment: dict[str, Schema] = {"state": {"enum": [state.value for state in CommitmentState]}, "first_by": _DAY}
    properties: dict[str, Schema] = {
        "version": {"const": VERSION},
        "as_of": _DAY,
        "service": parts.of(Service),
        "places": parts.of(Places),
        "promises": {"type": "array", "items": promise},
        "letters": {"type": "object", "additionalProperties": _TEXT},
        "letters_changed": {"type": "object", "additionalProperties": parts.of(Letter)},
        "fixes": {"type": "array", "items": parts.object_of(Fix, of_commitment)},
        "pledges": {"type": "array", "items": parts.object_of(Pledge, of_commitment)},
    }
    return {
        "title": f"data/promises.json, version {VERSION}",
        "type": "object",
        "properties": properties,
        "required": [key for key in properties if key != "places"],
        "additionalProperties": False,
        "$defs": parts.schemas,
    }


def _record(parts: _Parts) -> Schema:
    """A month of a promise: the cells of its row in `data/deliveries.csv` that are filled in, and what is beside them."""
    cells: dict[str, Schema] = {
        column.name: {"type": "string", "description": column.description} for column in COLUMNS[1:]
    }
    corrections = cells.pop("corrected")
    beside = {name: parts.of(kind) for name, kind in get_type_hints(Delivery).items() if name not in cells}
    more: dict[str, Schema] = {
        "corrections": corrections,
        "reasons": {"type": "object", "additionalProperties": _TEXT},
        "by_place": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Record"}},
    }
    parts.schemas["Record"] = {
        "type": "object",
        "properties": {**cells, **beside, **more},
        "required": ["month"],
        "additionalProperties": False,
    }
    return {"$ref": "#/$defs/Record"}
