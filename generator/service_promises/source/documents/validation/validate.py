"""From plain values to a document, or to problems in plain words.

A document with problems is still needed, so that what is wrong elsewhere in the same file comes out in the same
run. `validate` therefore takes out what can't be read and gives back the rest, marked as not whole.
"""

import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from service_promises.problems.problem import Problem

D = TypeVar("D", bound=BaseModel)

MOST = 1000
"""So many problems of one kind of check are listed for a file: nobody reads more before they begin to mend them."""

_STAND_IN = "a text"
"""Put where a required text is missing, so that the rest can be looked at."""


@dataclass(frozen=True, slots=True)
class Validated(Generic[D]):
    """What could be had of a file."""

    document: D | None
    """None where not even a part makes sense."""
    problems: tuple[Problem, ...]


def validate(model: type[D], data: Any) -> Validated[D]:
    """Check the shape and every single value of a file."""
    try:
        return Validated(model.model_validate(data), ())
    except ValidationError as error:
        errors = error.errors(include_url=False)
    # Most files have none, and it takes as long to load as to read several of them.
    from service_promises.source.documents.validation.invalid_document import problems_of  # noqa: PLC0415
    from service_promises.source.documents.validation.misplaced_key import other_kind  # noqa: PLC0415

    kind = other_kind(model, data) if isinstance(data, dict) else None
    if kind is not None:
        return Validated(None, (kind,))
    problems = problems_of(model, data, errors[:MOST])
    rest = _rest(model, data, errors) if isinstance(data, dict) and len(errors) <= MOST else None
    return Validated(rest, problems)


def _rest(model: type[D], data: dict[str, Any], errors: list[ErrorDetails]) -> D | None:
    """The document without what is wrong in it; None where that leaves nothing to look at."""
    rest = copy.deepcopy(data)
    for _ in range(4):
        for details in errors:
            _take_out(rest, details)
        try:
            return model.model_validate(rest)
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return None


def _take_out(rest: Any, details: ErrorDetails) -> None:
    """Takes out what is wrong; of a list all, so that what is left keeps its place."""
    _take_out_at(rest, [step for step in details["loc"] if step != "[key]"], is_missing=details["type"] == "missing")


def _take_out_at(rest: Any, steps: list[int | str], *, is_missing: bool) -> None:
    while steps and isinstance(steps[-1], int):
        steps.pop()
    if not steps:
        return
    holder = rest
    for step in steps[:-1]:
        if isinstance(holder, dict) and isinstance(step, int):
            continue  # one mapping where a list may stand: `interim`
        try:
            holder = holder[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(holder, dict):
        if is_missing:
            holder[steps[-1]] = _STAND_IN
        elif holder.get(steps[-1]) == _STAND_IN:  # it is no text that is missing: without it the rest makes no sense
            _take_out_at(rest, steps[:-1], is_missing=False)
        else:
            holder.pop(steps[-1], None)
