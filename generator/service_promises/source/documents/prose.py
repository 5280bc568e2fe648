"""The prose in staff's files: every text that people will read, with the keys that lead to it."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from service_promises.problems.problem import Keys
from service_promises.source.documents.keys import Key, Model, Shape, keys_of
from service_promises.source.values.scalars import Author


class Prose(NamedTuple):
    """One text."""

    keys: Keys
    text: str
    author: Author
    gives_contacts: bool = False
    """Whether addresses and telephone numbers of ours may stand in it."""

    @property
    def ours(self) -> bool:
        """Whether the words are our own."""
        return self.author is Author.US


def prose_of(document: BaseModel) -> list[Prose]:
    """Every text of a file that says something, in the order of its keys."""
    return [text for text in texts_of(document) if text.author is not Author.NOBODY]


def texts_of(document: BaseModel) -> list[Prose]:
    """Every text of a file, names and labels included."""
    return list(_texts(document, ()))


def _texts(document: BaseModel, above: Keys) -> Iterator[Prose]:
    plan = _plan(type(document))
    if plan.keys().isdisjoint(document.model_fields_set):
        return  # most records are figures and nothing else
    values = document.__dict__
    for attribute, key in plan.items():
        value = values[attribute]
        if not value:
            continue
        keys = (*above, key.name)
        if key.shape is Shape.LIST:
            items = [((*keys, index), item) for index, item in enumerate(value)]
        elif key.shape is Shape.MAPPING:
            items = [((*keys, name), item) for name, item in value.items() if item is not None]
        else:
            items = [(keys, value)]
        for keys, item in items:
            if key.scalar is None:
                yield from _texts(item, keys)
            elif isinstance(item, str) and key.scalar.author:  # a flag may be true without a reason
                yield Prose(keys, item, key.scalar.author, key.scalar.gives_contacts)


@cache
def _plan(model: Model) -> dict[str, Key]:
    """The keys that hold prose or lead to it, by attribute."""
    return {
        key.attribute: key
        for key in keys_of(model).values()
        if (key.scalar is not None and key.scalar.author) or (key.document is not None and _plan(key.document))
    }
