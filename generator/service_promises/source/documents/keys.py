"""What the documents say of their keys: the one list that everything about keys comes from."""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from service_promises.problems.problem import Keys
from service_promises.source.documents.base import Guard, PublishedDay
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.places import PlacesFile
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.values.flags import FLAG
from service_promises.source.values.scalars import Scalar

T = TypeVar("T")
Model = type[BaseModel]


class File(NamedTuple):
    """One kind of file."""

    path: str
    document: Model


FILES: Mapping[str, File] = {
    "service": File("promises/service.yml", ServiceFile),
    "places": File("promises/places.yml", PlacesFile),
    "declared": File("promises/declared/<id>.yml", PromiseFile),
    "delivered": File("promises/delivered/<YYYY-MM>.yml", MonthFile),
    "fixes": File("promises/fixes/<id>.yml", FixFile),
    "pledges": File("promises/pledges/<id>.yml", PledgeFile),
}
"""Every kind of file that staff edit, by name."""


class Shape(Enum):
    """How many values stand behind a key."""

    ONE = auto()
    LIST = auto()
    MAPPING = auto()
    """By names that staff choose."""


_SHAPES: Mapping[Any, Shape] = {tuple: Shape.LIST, dict: Shape.MAPPING}


class Key(NamedTuple):
    """One key of a document."""

    name: str
    """As it is written in a file."""
    attribute: str
    """As it is called in Python."""
    meaning: str
    required: bool
    default: Any
    """What is taken where it is absent; None where it is required."""
    guard: Guard | None
    """None: that of the key it stands in."""
    published: PublishedDay | None
    """What is made public on the day that stands there; None where it is no such day."""
    shape: Shape
    scalar: Scalar | None
    """How its value, or each of them, is checked; None where there are keys below it."""
    document: Model | None
    """The keys below it."""

    @property
    def full_meaning(self) -> str:
        """What it means, with the words that may stand there where it is a short list of them."""
        choices = self.scalar.schema.get("enum", ()) if self.scalar else ()
        known = all(choice in self.meaning for choice in choices)
        return self.meaning if known else f"{self.meaning} One of: {', '.join(choices)}."


@cache
def keys_of(model: Model) -> Mapping[str, Key]:
    """The keys of a document by name, in their order."""
    keys = [_key(attribute, field) for attribute, field in model.model_fields.items()]
    return {key.name: key for key in keys}


def document_at(model: Model, steps: Keys) -> Model | None:
    """The document that the steps lead to; None where there is none."""
    current: Model | None = model
    named = False
    for step in steps:
        if current is None:
            return None
        if isinstance(step, int) or named:
            named = False
            continue
        key = keys_of(current).get(step)
        if key is None:
            return None
        current, named = key.document, key.shape is Shape.MAPPING
    return current


def keys_at(model: Model, steps: Keys) -> list[str]:
    """The keys that may stand where the steps lead; none where it is no mapping of ours."""
    document = document_at(model, steps)
    return list(keys_of(document)) if document else []


def key_at(model: Model, steps: Keys) -> Key | None:
    """The key that the last step names; None where there is none."""
    document = document_at(model, steps[:-1])
    return keys_of(document).get(str(steps[-1])) if document and steps else None


def is_text_at(model: Model, steps: Keys) -> bool:
    """Whether free text stands where the steps lead: no id, day, figure or flag."""
    named = steps[:-1] if steps and isinstance(steps[-1], int) else steps
    key = key_at(model, named)
    return key is not None and key.scalar is not None and key.scalar.author is not None and key.scalar is not FLAG


def keys_within(model: Model, above: tuple[Key, ...] = ()) -> Iterator[tuple[Key, ...]]:
    """Every key of a document and below it, with the keys that it stands in before it."""
    for key in keys_of(model).values():
        yield (*above, key)
        if key.document is not None:
            yield from keys_within(key.document, (*above, key))


def guard_of(keys: tuple[Key, ...]) -> Guard | None:
    """How the last of some keys is guarded: as it says itself, else as the nearest that it stands in."""
    return next((key.guard for key in reversed(keys) if key.guard is not None), None)


def guarded(model: Model, guard: Guard) -> list[str]:
    """The keys of a document that are guarded so."""
    return [key.name for key in keys_of(model).values() if key.guard is guard]


def _key(attribute: str, field: FieldInfo) -> Key:
    parts = [*field.metadata, *_parts(field.annotation)]
    return Key(
        field.alias or attribute,
        attribute,
        field.description or "",
        field.is_required(),
        None if field.is_required() else field.default,
        _first(Guard, parts),
        _first(PublishedDay, parts),
        next((_SHAPES[kind] for kind in map(get_origin, parts) if kind in _SHAPES), Shape.ONE),
        _first(Scalar, parts),
        next((part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)), None),
    )


def _first(kind: type[T], parts: list[Any]) -> T | None:
    return next((part for part in parts if isinstance(part, kind)), None)


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and all that it is made of; of a mapping its values alone."""
    yield annotation
    yield from getattr(annotation, "__metadata__", ())
    inside = get_args(annotation)
    for part in inside[1:] if get_origin(annotation) is dict else inside:
        yield from _parts(part)
