"""The outline of a document: its keys as the reader of lines needs them."""

from functools import cache

from pydantic import BaseModel

from service_promises.source.documents.base import OneOrMany, OrByMonth, OrDay
from service_promises.source.documents.keys import Key, Shape, keys_of
from service_promises.source.yaml.outline import ANYTHING, Outline

_TEXT = Outline(text=True)


@cache
def outline_of(model: type[BaseModel]) -> Outline:
    """What may stand where in a document."""
    return Outline({name: _outline(model, key) for name, key in keys_of(model).items()})


def _outline(model: type[BaseModel], key: Key) -> Outline:
    marks = {type(mark) for mark in model.model_fields[key.attribute].metadata}
    if key.document is not None:
        inner = outline_of(key.document)
    else:
        inner = _TEXT if key.scalar is None or key.scalar.schema else ANYTHING
    if key.shape is Shape.LIST:
        return Outline(inner.keys if OneOrMany in marks else {}, item=inner)
    if key.shape is Shape.MAPPING:
        return Outline(values=inner)
    if OrByMonth in marks:
        return Outline(values=inner, text=True)
    return Outline(inner.keys, text=True) if OrDay in marks else inner
