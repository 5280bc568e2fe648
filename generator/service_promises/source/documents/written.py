"""What a document says as plain data, as staff would write it."""

from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from service_promises.ledger.delivery import FLAGS, CustomersSaid, Elsewhere
from service_promises.ledger.plain_data import data_of
from service_promises.ledger.rounding import plain
from service_promises.source.documents.base import Guard
from service_promises.source.documents.keys import keys_of
from service_promises.source.yaml.flow import flow, quoted


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
    if value.__class__ is dict:
        return {str(key): written(item) for key, item in value.items()}
    if value is None or isinstance(value, bool):
        return value
    return plain(value) if isinstance(value, Decimal) else str(value)


def stated_keys(document: BaseModel) -> frozenset[str]:
    """The keys that say something; `false`, and what holds nothing, is as if it were absent."""
    return frozenset(key for key in document.model_fields_set if not _is_nothing(getattr(document, key)))


def _is_nothing(value: object) -> bool:
    return value is None or value is False or value in ((), {})


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
    if value.__class__ is dict:
        return {str(key): fact(item) for key, item in value.items()}
    if isinstance(value, str):
        return " ".join(value.split())
    return None if value is False else written(value)


def typed(value: Any) -> str:
    """A value as it can be typed behind its key, on one line; null for what is as if the key were absent."""
    return flow(None if value is False or value == () else written(value))


def typed_figure(key: str, value: Any) -> str:
    """A figure, flag or survey of a record as it can be typed behind its key; a text in quotes."""
    if isinstance(value, CustomersSaid):
        return flow(data_of(value._replace(in_their_words=())))
    if isinstance(value, Elsewhere):
        return flow(data_of(value))
    if isinstance(value, str):
        return quoted(value)
    if key == "share" and value is not None:
        return f"{plain(value)}%"
    return flow(None if key in FLAGS and value is False else written(value))
