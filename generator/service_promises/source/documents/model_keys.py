"""What the documents have at the end of some steps: their keys, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from service_promises.problems.problem import Step
from service_promises.source.values.scalars import Check, Scalar


def model_at(model: type[BaseModel], loc: tuple[Step, ...]) -> type[BaseModel] | None:
    """The document that the steps lead to."""
    current: type[BaseModel] | None = model
    inside = False
    for step in loc:
        if current is None:
            return None
        if isinstance(step, int) or inside:
            inside = False
            continue
        found = next(
            (field for key, field in current.model_fields.items() if (field.alias or key) == step), None
        )
        if found is None:
            return None
        current = _model_in(found.annotation)
        inside = _maps(found.annotation)
    return current


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part)) is not None), None)


def _maps(annotation: Any) -> bool:
    origin = getattr(annotation, "__origin__", None)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def keys_at(model: type[BaseModel], loc: tuple[Step, ...]) -> list[str]:
    """The keys that may stand where the steps lead; none where it is no mapping of ours."""
    found = model_at(model, loc)
    return [field.alias or key for key, field in found.model_fields.items()] if found else []


def item_check(model: type[BaseModel], loc: tuple[Step, ...]) -> Check | None:
    """What each item of the list at the end of the steps is checked with."""
    found = model_at(model, loc[:-1])
    fields = found.model_fields.items() if found and loc else ()
    annotation = next((field.annotation for key, field in fields if (field.alias or key) == loc[-1]), None)
    return next(_checks_in(annotation), None)


def _checks_in(annotation: Any) -> Iterator[Check]:
    yield from (part.check for part in getattr(annotation, "__metadata__", ()) if isinstance(part, Scalar))
    for part in get_args(annotation):
        yield from _checks_in(part)


def needed(model: type[BaseModel], loc: tuple[Step, ...]) -> bool:
    """Whether the key at the end of the steps must be there."""
    found = model_at(model, loc[:-1])
    fields = found.model_fields.items() if found and loc else ()
    return any(field.is_required() for key, field in fields if (field.alias or key) == loc[-1])


def meaning_of(model: type[BaseModel], loc: tuple[Step, ...]) -> str:
    """What the key at the end of the steps means; empty where nobody says."""
    found = model_at(model, loc[:-1])
    if found is None or not loc:
        return ""
    return next(
        (
            field.description or ""
            for key, field in found.model_fields.items()
            if (field.alias or key) == loc[-1]
        ),
        "",
    )
