"""What was published before corrections, as values of the ledger."""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic_core import PydanticCustomError

from service_promises.source.documents import editions as documents

V = TypeVar("V")


def editions(document: Any, value_of: Callable[[Any], V]) -> tuple[V, ...]:
    """What was published before each correction of a document, the oldest first; `value_of` makes it of a document.

    Where the old values make none, nobody knows what stood there, and it is taken for what stood there later.
    """
    values: list[V] = []
    for edition in documents.editions(document)[::-1]:
        try:
            values.append(value_of(edition))
        except PydanticCustomError:
            values.append(values[-1])
    return tuple(values[:0:-1])
