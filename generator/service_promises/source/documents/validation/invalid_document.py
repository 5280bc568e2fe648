"""What is wrong with a document, in plain words, by what pydantic says of it."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Location, Problem, Step, at_key, at_value
from service_promises.source.documents.keys import document_at, key_at, keys_at, keys_of
from service_promises.source.documents.validation.misplaced_key import value_at
from service_promises.source.documents.validation.unknown_key import no_space, unknown_keys
from service_promises.source.documents.validation.wrong_shape import (
    not_a_list,
    not_a_mapping,
    of_a_record,
    with_meaning,
)


def problems_of(model: type[BaseModel], data: Any, errors: list[ErrorDetails]) -> tuple[Problem, ...]:
    """What is wrong with the values of a file of one kind, without what only follows from it."""
    return tuple(_without_what_follows(data, [*_problems(model, data, errors)]))


def _problems(model: type[BaseModel], data: Any, errors: list[ErrorDetails]) -> Iterator[Problem]:
    unknown: dict[Keys, list[str]] = {}
    for details in errors:
        if details["type"] == "extra_forbidden":
            *here, name = details["loc"]
            unknown.setdefault(tuple(step for step in here if step != "[key]"), []).append(str(name))
        elif problem := _problem(model, data, details):
            yield problem
    for holder, names in unknown.items():
        yield from unknown_keys(model, data, holder, names)


def _without_what_follows(data: Any, problems: list[Problem]) -> Iterator[Problem]:
    """The problems without those that are only there because of another: of a key that stands in the wrong place."""
    slipped = {problem.location.keys for problem in problems if problem.rule == "id" and problem.location.at == "key"}
    misplaced = {problem.location.keys: problem for problem in problems if problem.rule in ("unknown-key", "id")}
    for problem in problems:
        keys = problem.location.keys
        follows = any(keys[:end] in slipped for end in range(1, len(keys)))
        if problem.rule == "blank":
            follows = follows or _next_key(data, keys) in misplaced or misplaced.get(keys, problem) is not problem
        if problem.rule == "missing-key":
            beside = [other for other in misplaced.values() if other.location.keys[:-1] == keys[:-1]]
            follows = follows or any(_is_about(other, str(keys[-1])) for other in beside)
        if not follows:
            yield problem


def _is_about(problem: Problem, name: str) -> bool:
    """Whether a problem with a key is that another is missing: the one it belongs to, or itself without its space."""
    return (
        f"`{name}:`" in f"{problem.message} {problem.help}"
        or str(problem.location.keys[-1]).partition(":")[0].strip() == name
    )


def _next_key(data: Any, keys: Keys) -> Keys:
    """The key below one that is blank: what belongs to it may have slipped there."""
    holder = value_at(data, keys[:-1])
    names = list(holder) if isinstance(holder, dict) else []
    following = names[names.index(keys[-1]) + 1 :] if keys[-1] in names else []
    return (*keys[:-1], *following[:1])


def _problem(model: type[BaseModel], data: Any, details: ErrorDetails) -> Problem | None:
    kind, value = details["type"], details["input"]
    loc = tuple(step for step in details["loc"] if step != "[key]")
    name = next((step for step in reversed(loc) if isinstance(step, str)), None)
    if value is None and kind != "missing":
        return _blank(model, loc, name)
    context = details.get("ctx", {})
    if "message" in context:
        at_key = details["loc"][-1:] == ("[key]",)
        if at_key and name in keys_at(model, loc):
            return of_a_record(loc, str(name))
        if at_key and value_at(data, loc) is None and (problem := no_space(loc, str(name))):
            return problem
        return Problem(
            Location(keys=loc, at="key" if at_key else "value"),
            kind,
            context["message"],
            context["help"],
            label=context.get("label", ""),
        )
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
    if (document := document_at(model, loc)) is not None:
        keys = [with_meaning(key) for key in keys_of(document).values() if key.required]
        what = ", ".join(keys) or "what belongs to it"
        return named_problem("blank-mapping", at_key(*loc), name=name, what=what)
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
    index = known.index(name)
    near = (*known[index:], *reversed(known[:index]))
    beside = next(((*loc[:-1], other) for other in near if other in holder_value), None)
    holder = next((step for step in reversed(loc[:-1]) if isinstance(step, str)), None)
    where = f" in `{holder}`" if holder else ""
    return Problem(
        at_key(*loc, beside=beside),
        "missing-key",
        f"`{name}` is missing{where}",
        f"add a line `{name}:` and behind it {_inside(key.meaning)}" if key else f"add a line `{name}:`",
    )
