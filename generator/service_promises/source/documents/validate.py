"""From plain values to a document, or to problems in plain words.

A document with problems is still needed, so that what is wrong elsewhere in the same file comes out in the same
run. `validate` therefore takes out what can't be read and gives back the rest, marked as not whole.
"""

import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Location, Problem, Step, at_key, at_value
from service_promises.source.documents.keys import document_at, key_at, keys_at
from service_promises.source.documents.unknown_key import unknown_key
from service_promises.source.documents.wrong_shape import not_a_list, not_a_mapping, of_a_record

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
    problems = [problem for details in errors[:MOST] if (problem := _problem(model, details)) is not None]
    slipped = {problem.location.keys for problem in problems if problem.rule == "id" and problem.location.at == "key"}
    problems = [
        problem
        for problem in problems
        if not any(problem.location.keys[:end] in slipped for end in range(1, len(problem.location.keys)))
    ]
    misplaced = {problem.location.keys for problem in problems if problem.rule in ("unknown-key", "id")}
    problems = [problem for problem in problems if problem.rule != "blank" or _next_key(data, problem) not in misplaced]
    rest = _rest(model, data, errors) if isinstance(data, dict) and len(errors) <= MOST else None
    return Validated(rest, tuple(problems))


def _next_key(data: Any, problem: Problem) -> Keys:
    """The key below one that is blank: what belongs to it may have slipped there."""
    *holders, name = problem.location.keys
    for step in holders:
        data = data[step]
    names = list(data) if isinstance(data, dict) else []
    following = names[names.index(name) + 1 :] if name in names else []
    return (*holders, *following[:1])


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


def _problem(model: type[BaseModel], details: ErrorDetails) -> Problem | None:
    kind, value = details["type"], details["input"]
    loc = tuple(step for step in details["loc"] if step != "[key]")
    name = next((step for step in reversed(loc) if isinstance(step, str)), None)
    if value is None and kind not in ("missing", "extra_forbidden"):
        return _blank(model, loc, name)
    context = details.get("ctx", {})
    if "message" in context:
        at_key = details["loc"][-1:] == ("[key]",)
        if at_key and name in keys_at(model, loc):
            return of_a_record(loc, str(name))
        return Problem(
            Location(keys=loc, at="key" if at_key else "value"),
            kind,
            context["message"],
            context["help"],
            label=context.get("label", ""),
        )
    if kind == "extra_forbidden":
        return unknown_key(model, loc, str(name), value)
    if kind == "missing":
        return _missing(model, loc, str(name), value)
    if kind == "too_short":
        if value:
            return None  # what was in the list is wrong, and has been said
        return named_problem("empty-list", at_value(*loc), name=name)
    if kind in ("tuple_type", "list_type"):
        return not_a_list(model, loc, name, value)
    return not_a_mapping(model, loc, name, value)


def _blank(model: type[BaseModel], loc: tuple[Step, ...], name: str | None) -> Problem:
    if loc and isinstance(loc[-1], int):
        return named_problem("blank-item", at_value(*loc), name=name)
    if document_at(model, loc) is not None:
        return named_problem("blank-mapping", at_key(*loc), name=name)
    key = key_at(model, loc)
    means = f": {_inside(key.meaning)}" if key else ""
    instead = "" if key and key.required else "; or take the line out if there is none"
    return named_problem("blank-value", at_key(*loc), name=name, means=means, instead=instead)


def _inside(description: str) -> str:
    """What a key means, as part of a sentence."""
    return f"{description[0].lower()}{description[1:].rstrip('.')}"


def _missing(model: type[BaseModel], loc: tuple[Step, ...], name: str, holder_value: Any) -> Problem:
    """A key that is not there, shown beside the one that comes next to it in the order of the keys."""
    key = key_at(model, loc)
    known = keys_at(model, loc[:-1])
    place = known.index(name)
    near = (*known[place:], *reversed(known[:place]))
    beside = next(((*loc[:-1], other) for other in near if other in holder_value), None)
    holder = next((step for step in reversed(loc[:-1]) if isinstance(step, str)), None)
    where = f" in `{holder}`" if holder else ""
    return Problem(
        at_key(*loc, beside=beside),
        "missing-key",
        f"`{name}` is missing{where}",
        f"add a line `{name}:` and behind it {_inside(key.meaning)}" if key else f"add a line `{name}:`",
    )
