"""A text where a list or keys are needed, and the other way round, in words for people who do not program."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from generator.source.flaw import Flaw, Step
from generator.source.key_slip import BULLET, slip_in
from generator.source.model_keys import keys_at, needed

_NONE = frozenset({"none", "no", "nil", "nothing", "n/a", "-"})


def not_a_list(model: type[BaseModel], loc: tuple[Step, ...], name: str | None, given: Any) -> Flaw:
    """Something else where a list is needed."""
    keys = keys_at(model, (*loc, 0))
    if keys:
        return Flaw(
            loc,
            "shape",
            f"`{name}` is a list",
            f"write each item on lines of its own behind a dash, with: {', '.join(keys)}",
        )
    if isinstance(given, str) and given.strip(" .").lower() in _NONE and not needed(model, loc):
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


def not_a_mapping(model: type[BaseModel], loc: tuple[Step, ...], name: str | None, given: Any) -> Flaw:
    """Something else where keys with values are needed."""
    what = f"`{name}` takes" if name is not None else "a file takes"
    found = "a list" if isinstance(given, list) else "only text"
    way_out = "write each key on a line of its own, then a colon, a space and the value"
    if isinstance(given, str):
        known = keys_at(model, loc)
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
