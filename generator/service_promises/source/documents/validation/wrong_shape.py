"""A text where a list or keys are needed, and the other way round, in words for people who do not program."""

import re
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, Step, at_key, at_value
from service_promises.source.documents.keys import Key, document_at, key_at, keys_at, keys_of
from service_promises.source.values.calendar import DATE, days_meant
from service_promises.source.values.scalars import ID, Scalar, any_line, any_prose, line, prose, slug
from service_promises.source.yaml.colons import BULLET, colon_fault, pair

_EVERY_MONTH = re.compile(r"(?:every|each|all)(?: the)? months?|monthly|always", re.IGNORECASE)
_EVERY_PLACE = re.compile(
    r"everywhere|anywhere|(?:at )?(?:every|each|all|any)(?: of)?(?: the| our)?(?: places?)?", re.IGNORECASE
)
_PARTS = re.compile(r"[,:#\[\]{}\"']")
"""What would part a text, or end it, between square brackets."""
_LONG = 40
_FEW = 6
_MOST_NAMED = 7
_NONE = frozenset({"none", "no", "nil", "nothing", "n/a", "-"})


def not_a_list(model: type[BaseModel], loc: tuple[Step, ...], name: str | None, value: Any) -> Problem:
    """Something else where a list is needed."""
    message, way_out = f"`{name}` is a list", "put a dash and a space before each item"
    keys = keys_at(model, (*loc, 0))
    if isinstance(value, dict) and value and all(str(key).startswith("-") for key in value):
        message += ", and behind a dash the space is missing"
        way_out = f"write: `- {next(iter(value)).lstrip('-')}:`, and the same for each item"
    elif keys:
        way_out = f"write each item on lines of its own behind a dash, with: {', '.join(keys)}"
    elif isinstance(value, str):
        message, way_out = _of_text(model, loc, str(name), value)
    return Problem(at_value(*loc), "shape", message, way_out)


def _of_text(model: type[BaseModel], loc: tuple[Step, ...], name: str, value: str) -> tuple[str, str]:
    """What is wrong with a text where a list is needed, and what to do."""
    if loc == ("at", "places"):
        return _of_places(value)
    key = key_at(model, loc)
    if name == "due_in" and (value.strip(" .").lower() in _NONE or _EVERY_MONTH.fullmatch(value.strip(" ."))):
        return f"`{name}` is a list of months", "take the line out: without it a record is due in every month"
    if value.strip(" .").lower() in _NONE and not (key and key.required):
        return f"`{name}` is a list, and one with nothing in it is written []", f"write: `{name}: []`"
    if marked := BULLET.match(value):
        first = re.split(r"\s(?=[-*\u2022\u2013\u2014\u00b7])", value[marked.end() :], maxsplit=1)[0]
        return (
            f"`{name}` is a list, and each item of a list stands behind a dash and a space",
            f"write: `- {first[:60]}`",
        )
    parts = re.split(r"\s*(?:;|/|\band\b)\s*", value.strip())
    if key and key.scalar is ID and len(parts) > 1 and all(slug(part) == part for part in parts):
        return f"`{name}` is a list, and commas stand between its items", f"write: `{name}: [{', '.join(parts)}]`"
    if key and key.scalar is ID and " " in value.strip() and "," not in value:
        way_out = f"write the ids, names of files without `.yml`, with brackets: `{name}: [{slug(value)[:_LONG]}]`"
        none = "" if key.required else f"; where there is none write: `{name}: []`"
        return f"`{name}` is a list of ids, and this is a sentence", f"{way_out}{none}"
    check = key.scalar.check if key and key.scalar else None
    try:
        for item in value.split(","):
            if check is not None:
                check(item.strip())
    except PydanticCustomError as error:
        if name == "due_in":
            return f"`{name}` is a list of months", "write their numbers, for example: due_in: [3, 6, 9, 12]"
        return f"`{name}` is a list", f"put a dash before each item; {(error.context or {})['help']}"
    whole = check in (line, prose, any_line, any_prose) and _PARTS.search(value) is not None
    if whole or len(value) >= _LONG:
        return f"`{name}` is a list", "put a dash before each item, or write one item on each line"
    return f"`{name}` is a list", f"put a dash before each item, or write `{name}: [{value}]`"


def _of_places(value: str) -> tuple[str, str]:
    """The same behind `at`, where `all` may stand too, and the list mostly stands without its key `places`."""
    message = "where a promise is made is `all`, or a list of ids of places"
    text = value.strip(" .")
    if _EVERY_PLACE.fullmatch(text):
        return message, "write: all"
    ids = filter(None, map(slug, re.split(r",|;|/|\band\b", text)))
    return message, f"write the ids of the places between brackets: [{', '.join(ids)}]; or all, for every place"


def not_a_mapping(model: type[BaseModel], loc: tuple[Step, ...], name: str | None, value: Any) -> Problem:
    """Something else where keys with values are needed."""
    if name is not None and loc == ("delivered", name) and name in keys_at(model, loc):
        return of_a_record(loc, name)
    what = f"`{name}` has keys of its own below it" if name is not None else "a file has keys with values"
    actual = "a list" if isinstance(value, list) else "only a text"
    way_out = "write each key on a line of its own, then a colon, a space and the value"
    if name == "report_by":
        way_out = "write the day alone, for example: report_by: 10"
    elif isinstance(value, list) and loc == ("places",):
        way_out = (
            "write the id of each place and a colon in place of its dash, for example `north:`, and its keys below"
        )
    elif isinstance(value, str):
        way_out = _keys_in(value, keys_at(model, loc)) or _below(model, loc, value) or way_out
    elif isinstance(value, list):
        known = keys_at(model, loc)
        named = f": {', '.join(known)}" if len(known) <= _FEW else ""
        way_out = f"take the dashes or the square brackets out; {way_out}{named}"
    if loc and isinstance(loc[-1], int):
        what = f"each item of `{name}` has keys of its own"
    return Problem(at_value(*loc), "shape", f"{what}, and this is {actual}", way_out)


def _below(model: type[BaseModel], loc: Keys, text: str) -> str | None:
    """How to write a text as the value of a key below, with the keys that are needed too; None where none takes it."""
    document = document_at(model, loc)
    name = loc[-1] if loc else None
    if document is None or name is None or _PARTS.search(text):
        return None
    days = days_meant(text)
    keys = sorted(keys_of(document).values(), key=lambda key: not key.required)
    first = next((key for key in keys if key.scalar is not None), None)
    if first is None:
        return None
    if not first.required:
        return _with_any(keys, name, text)
    value = (days[0] if days else None) if first.scalar is DATE else text
    known = value is not None and _fits(first.scalar, value)
    written = [f"`{first.name}: {value}`" if known else with_meaning(first)]
    written += [with_meaning(key) for key in keys if key.required and key is not first]
    ways = "" if len(days) < 2 else f" (or {days[1]})"
    if isinstance(name, int):
        first_line, *more = written
        below = f", and on lines below it, just as far in: {', '.join(more)}" if more else ""
        return f"write behind the dash {first_line}{ways}{below}"
    return f"write nothing behind `{name}:`, and on lines below it, two spaces further in: {', '.join(written)}{ways}"


def _with_any(keys: Sequence[Key], name: Step, text: str) -> str | None:
    """The same where any key below may be left out: a sentence may be the answer to the first of them."""
    first, *others = keys
    if len(keys) > _MOST_NAMED or not isinstance(name, str):
        return None
    answer = f" {text}" if " " in text.strip() and _fits(first.scalar, text) else ""
    listed = ", ".join(f"`{key.name}:`" for key in others)
    return f"write nothing behind `{name}:`, and on lines below it, two spaces further in: `{first.name}:{answer}`, {listed}"


def with_meaning(key: Key) -> str:
    """A key to be typed, and what stands behind it."""
    return f"`{key.name}:` ({key.meaning[:1].lower()}{key.meaning[1:].rstrip('.')})"


def _fits(scalar: Scalar | None, text: str) -> bool:
    try:
        return scalar is not None and scalar.check(text) is not None
    except PydanticCustomError:
        return False


def of_a_record(loc: tuple[Step, ...], name: str) -> Problem:
    """A key of a record in the place of the id of a promise."""
    return named_problem("record-key-for-id", at_key(*loc), name=name)


def _keys_in(text: str, known: list[str]) -> str | None:
    """What to do about a text that was meant to be keys with values; None where that can't be told."""
    first = _first_of(text, known)
    fault = colon_fault(first, known)
    if fault is not None:
        return f"{fault.message}: {fault.help}"
    key, colon, value = first.partition(": ")
    if colon and key in known:
        return f"take away the quotes, `|` or `>` that make a text of it, and write: `{pair(key, value)}`"
    return None


def _first_of(text: str, known: list[str]) -> str:
    """Of lines that were taken for one text the first, which ends where the next key seems to begin."""
    return re.split(rf"\s(?=(?:{'|'.join(known)})\b)", text, maxsplit=1)[0] if known else text
