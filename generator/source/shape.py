"""From plain values to a document, or to flaws in plain words.

A document with flaws is still needed, so that what is wrong elsewhere in the same file comes out in the same
run. `shaped` therefore takes out what can't be read and gives back the rest, marked as not whole.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.source.flaw import Flaw, Step
from generator.source.key_slip import BULLET, slip_in
from generator.source.near import did_you_mean

D = TypeVar("D", bound=BaseModel)

_NONE = frozenset({"none", "no", "nil", "nothing", "n/a", "-"})
_STAND_IN = "?"
"""Put where a required text is missing, so that the rest can be looked at."""


@dataclass(frozen=True, slots=True)
class Shaped(Generic[D]):
    """What could be had of a file."""

    document: D | None
    """None where not even a part makes sense."""
    flaws: tuple[Flaw, ...]


def shaped(model: type[D], data: Any) -> Shaped[D]:
    """Check the shape and every single value of a file."""
    try:
        return Shaped(model.model_validate(data), ())
    except ValidationError as error:
        errors = error.errors(include_url=False)
    flaws = [flaw for details in errors if (flaw := _flaw(model, details)) is not None]
    slipped = {flaw.loc for flaw in flaws if flaw.rule == "id" and flaw.at == "key"}
    flaws = [flaw for flaw in flaws if not any(flaw.loc[:end] in slipped for end in range(1, len(flaw.loc)))]
    return Shaped(_rest(model, data, errors) if isinstance(data, dict) else None, tuple(flaws))


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
    steps = [step for step in details["loc"] if step != "[key]"]
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
        if details["type"] == "missing":
            holder[steps[-1]] = _STAND_IN
        else:
            holder.pop(steps[-1], None)


def _flaw(model: type[BaseModel], details: ErrorDetails) -> Flaw | None:
    kind, given = details["type"], details["input"]
    loc = tuple(step for step in details["loc"] if step != "[key]")
    name = next((step for step in reversed(loc) if isinstance(step, str)), None)
    if given is None and kind not in ("missing", "extra_forbidden"):
        return _blank(model, loc, name)
    context = details.get("ctx", {})
    if "message" in context:
        at_key = details["loc"][-1:] == ("[key]",)
        if at_key and name in _keys(model, loc):
            return Flaw(
                loc,
                "id",
                f"`{name}` belongs to a record, and stands here where the id of a promise stands",
                "indent it two spaces further, and all that belongs to it",
                "key",
            )
        return Flaw(
            loc,
            kind,
            context["message"],
            context["help"],
            "key" if at_key else "value",
            context.get("label", ""),
        )
    if kind == "extra_forbidden":
        return _unknown(model, loc, str(name))
    if kind == "missing":
        return _missing(model, loc, str(name))
    if kind == "too_short":
        if given:
            return None  # what was in the list is wrong, and has been said
        return Flaw(loc, "empty-list", f"`{name}` has nothing in it", "list at least one, each behind a dash")
    if kind in ("tuple_type", "list_type"):
        return _not_a_list(model, loc, name, given)
    return _not_a_mapping(model, loc, name, given)


def _blank(model: type[BaseModel], loc: tuple[Step, ...], name: str | None) -> Flaw:
    if loc and isinstance(loc[-1], int):
        return Flaw(
            loc, "blank", f"a dash in `{name}` has nothing behind it", "fill it in, or take the dash out"
        )
    field = _field(model, loc)
    if _model_at(model, loc) is not None and not (loc and isinstance(loc[-1], int)):
        return Flaw(
            loc,
            "blank",
            f"`{name}` has nothing below it yet",
            "write what belongs to it below, each key on a line of its own and two spaces further in; or take "
            "the line out",
            "key",
        )
    means = f": {_inside(field)}" if field else ""
    instead = "" if _needed(model, loc) else "; or take the line out if there is none"
    return Flaw(
        loc,
        "blank",
        f"`{name}` has no value yet",
        f"write it behind the colon{means}{instead}",
        "key",
    )


def _inside(description: str) -> str:
    """What a key means, as part of a sentence."""
    return f"{description[0].lower()}{description[1:].rstrip('.')}"


def _unknown(model: type[BaseModel], loc: tuple[Step, ...], name: str) -> Flaw:
    known = _keys(model, loc[:-1])
    if name != name.strip():
        return Flaw(
            loc,
            "unknown-key",
            f"there is no key `{name.strip()}` here, because a space that is not an ordinary one stands beside it",
            "delete the spaces around it and type them again",
            "key",
        )
    place = "in a file of this kind" if len(loc) == 1 else "here"
    return Flaw(loc, "unknown-key", f"there is no key `{name}` {place}", did_you_mean(name, known), "key")


def _missing(model: type[BaseModel], loc: tuple[Step, ...], name: str) -> Flaw:
    means = _field(model, loc)
    holder = next((step for step in reversed(loc[:-1]) if isinstance(step, str)), None)
    where = f" in `{holder}`" if holder else ""
    return Flaw(
        loc,
        "missing-key",
        f"`{name}` is missing{where}",
        f"add a line `{name}:` and behind it {_inside(means)}" if means else f"add a line `{name}:`",
        "key",
    )


def _not_a_list(model: type[BaseModel], loc: tuple[Step, ...], name: str | None, given: Any) -> Flaw:
    keys = _keys(model, (*loc, 0))
    if keys:
        return Flaw(
            loc,
            "shape",
            f"`{name}` is a list",
            f"write each item on lines of its own behind a dash, with: {', '.join(keys)}",
        )
    if isinstance(given, str) and given.strip(" .").lower() in _NONE and not _needed(model, loc):
        return Flaw(
            loc,
            "shape",
            f"`{name}` is a list, and one with nothing in it is written []",
            f"write: `{name}: []`",
        )
    if isinstance(given, str) and (marked := BULLET.match(given)):
        first = re.split(r"\s(?=[-*\u2022\u2013\u2014\u00b7])", given[marked.end() :], maxsplit=1)[0]
        return Flaw(
            loc,
            "shape",
            f"`{name}` is a list, and each item of a list stands behind a dash and a space",
            f"write: `- {first[:60]}`",
        )
    example = (
        f"`{name}: [{given}]`" if isinstance(given, str) and len(given) < 40 else "one item on each line"
    )
    return Flaw(loc, "shape", f"`{name}` is a list", f"put a dash before each item, or write {example}")


def _not_a_mapping(model: type[BaseModel], loc: tuple[Step, ...], name: str | None, given: Any) -> Flaw:
    what = f"`{name}` takes" if name is not None else "a file takes"
    found = "a list" if isinstance(given, list) else "only text"
    way_out = "write each key on a line of its own, then a colon, a space and the value"
    if isinstance(given, str):
        known = _keys(model, loc)
        slip = slip_in(_first_of(given, known), known)
        if slip is not None:
            way_out = f"{slip.message}: {slip.help}"
    elif isinstance(given, list):
        way_out = "take the dashes out; " + way_out
    if loc and isinstance(loc[-1], int):
        what = f"each item of `{name}` takes"
    return Flaw(loc, "shape", f"{what} keys with values, and this is {found}", way_out)


def _first_of(text: str, known: list[str]) -> str:
    """Of lines that were taken for one text the first, which ends where the next key seems to begin."""
    return re.split(rf"\s(?=(?:{'|'.join(known)})\b)", text, maxsplit=1)[0] if known else text


def _model_at(model: type[BaseModel], loc: tuple[Step, ...]) -> type[BaseModel] | None:
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


def _keys(model: type[BaseModel], loc: tuple[Step, ...]) -> list[str]:
    found = _model_at(model, loc)
    return [field.alias or key for key, field in found.model_fields.items()] if found else []


def _needed(model: type[BaseModel], loc: tuple[Step, ...]) -> bool:
    """Whether the key at the end of the steps must be there."""
    found = _model_at(model, loc[:-1])
    fields = found.model_fields.items() if found and loc else ()
    return any(field.is_required() for key, field in fields if (field.alias or key) == loc[-1])


def _field(model: type[BaseModel], loc: tuple[Step, ...]) -> str:
    """What the key at the end of the steps means; empty where nobody says."""
    found = _model_at(model, loc[:-1])
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
