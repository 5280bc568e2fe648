"""Every key that stands in any file of ours: what a line was meant to be where no file could be read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.service import ServiceFile


@cache
def every_key() -> frozenset[str]:
    """The keys of all documents, and of those within them."""
    files = (ServiceFile, PromiseFile, MonthFile, FixFile)
    return frozenset(key for model in files for key in _keys_in(model))


def _keys_in(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield field.alias or name
            yield from _keys_in(field.annotation)
    for part in get_args(annotation):
        yield from _keys_in(part)
