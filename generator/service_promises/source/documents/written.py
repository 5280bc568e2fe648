"""What a document says as plain data, as staff would write it."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from service_promises.ledger.rounding import plain
from service_promises.source.documents.base import Guard
from service_promises.source.documents.keys import keys_of


def written(value: Any) -> Any:
    """Mappings, lists and text, with the keys that stand in the file and no others."""
    if isinstance(value, BaseModel):
        there = value.model_fields_set
        return {
            key.name: written(getattr(value, key.attribute))
            for key in keys_of(type(value)).values()
            if key.attribute in there
        }
    if value.__class__ is tuple:
        return [written(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    return plain(value) if isinstance(value, Decimal) else str(value)


def fact(value: Any) -> Any:
    """What is compared of a value: without keys that change freely, and however it is broken into lines."""
    if isinstance(value, BaseModel):
        facts = {
            key.name: fact(getattr(value, key.attribute))
            for key in keys_of(type(value)).values()
            if key.guard is not Guard.FREELY
        }
        return {name: inner for name, inner in facts.items() if inner is not None}
    if value.__class__ is tuple:
        items = [fact(item) for item in value]
        return sorted(items, key=int) if value and isinstance(value[0], int) else items or None
    if isinstance(value, str):
        return " ".join(value.split())
    return None if value is False else written(value)


def typed(value: Any) -> str:
    """A value as it can be typed behind its key, on one line: JSON where it has parts, which YAML reads too."""
    data = written(value)
    if data is None or data is False:
        return "null"
    if data is True:
        return "true"
    if isinstance(data, Mapping | list):
        return json.dumps(data, ensure_ascii=False)
    return data if _is_plain(value, data) else json.dumps(data, ensure_ascii=False)


def _is_plain(value: Any, text: str) -> bool:
    """Whether it reads as the same text without quotes."""
    return not isinstance(value, str) or (
        ": " not in text and " #" not in text and text[0] not in "\"'[]{}&*!|>%@`#,?:-"
    )
