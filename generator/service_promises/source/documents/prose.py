"""The prose in staff's files: every text that people will read, with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from service_promises.problems.problem import Step
from service_promises.source.values.flags import FLAG
from service_promises.source.values.scalars import LINE, PROSE

Loc = tuple[Step, ...]

NOT_PROSE = frozenset({"name", "was", "allow", "case", "unit", "area"})
"""Keys of names, of labels, and of what was said once."""

NOT_OURS = frozenset({"in_their_words", "question"})
"""Keys of what customers said, and of what they were asked: told as it was."""


class Prose(NamedTuple):
    """One text."""

    loc: Loc
    text: str
    ours: bool
    """Whether the words are our own."""


class _Holds(Enum):
    """What a key holds."""

    TEXT = auto()
    TEXTS = auto()
    DOCUMENT = auto()
    DOCUMENTS = auto()
    BY_NAME = auto()


def prose_of(document: BaseModel) -> list[Prose]:
    """Every text of a file, in the order of its keys."""
    found: list[Prose] = []
    _gather(document, (), found)
    return found


def _gather(document: BaseModel, loc: Loc, found: list[Prose]) -> None:
    plan = _plan(type(document))
    if plan.keys().isdisjoint(document.model_fields_set):
        return  # most records are figures and nothing else
    said = document.__dict__
    for name, (key, holds) in plan.items():
        value = said[name]
        if not value:
            continue
        here = (*loc, key)
        if holds is _Holds.TEXT:
            if value.__class__ is str:  # a flag may be true without a reason
                found.append(Prose(here, value, key not in NOT_OURS))
        elif holds is _Holds.TEXTS:
            found += [Prose((*here, index), text, key not in NOT_OURS) for index, text in enumerate(value)]
        elif holds is _Holds.DOCUMENT:
            _gather(value, here, found)
        elif holds is _Holds.DOCUMENTS:
            for index, one in enumerate(value):
                _gather(one, (*here, index), found)
        else:
            for item, one in value.items():
                _gather(one, (*here, item), found)


@cache
def _plan(model: type[BaseModel]) -> dict[str, tuple[str, _Holds]]:
    """The keys of a document that hold prose or lead to it, by their name in it: as in the file, and what they hold."""
    found = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        holds = _holds(field.annotation, field.metadata)
        if holds is not None and key not in NOT_PROSE:
            found[name] = (key, holds)
    return found


def _holds(annotation: Any, metadata: Any) -> _Holds | None:
    if any(part in metadata for part in (PROSE, LINE, FLAG)):
        return _Holds.TEXT
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return _Holds.DOCUMENT if _plan(part) else None
        inside = get_args(part)
        origin = get_origin(part)
        if origin is tuple:
            if _is_document(inside[0]):
                return _Holds.DOCUMENTS if _plan(inside[0]) else None
            return _Holds.TEXTS if _holds(None, getattr(inside[0], "__metadata__", ())) else None
        if isinstance(origin, type) and issubclass(origin, Mapping) and _is_document(inside[1]):
            return _Holds.BY_NAME
    return None


def _is_document(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
