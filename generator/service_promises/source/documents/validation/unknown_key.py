"""A key that is not known where it stands, and what it was meant to be, in words for people who do not program."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key
from service_promises.source.documents.keys import document_at, keys_at, keys_of
from service_promises.source.documents.validation.misplaced_key import MisplacedKeys, misplaced_key, value_at
from service_promises.source.documents.validation.wrong_shape import of_a_record
from service_promises.source.values.calendar import days_meant
from service_promises.source.values.suggest import did_you_mean
from service_promises.source.yaml.colons import pair

_VERDICTS = frozenset(("verdict", "status", "result", "rag"))
_SAME_AS = {
    **dict.fromkeys(("total", "number", "cases", "denominator", "volume", "all", "demand"), ("due",)),
    **dict.fromkeys(("met", "numerator", "within_target", "on_time", "success", "successes", "achieved"), ("kept",)),
    **dict.fromkeys(("percent", "percentage", "rate", "pct", "performance"), ("share",)),
    **dict.fromkeys(("missed", "breaches", "failed", "failures", "not_met", "not_kept"), ("let_down",)),
    **dict.fromkeys(("value", "average", "mean", "median", "amount"), ("level", "figure")),
    **dict.fromkeys(("comment", "comments", "notes", "remark", "remarks"), ("note", "why")),
    **dict.fromkeys(("reason", "explanation", "account", "cause", "what_happened"), ("why", "because", "fell_short")),
    **dict.fromkeys(("date", "day", "when"), ("on", "by", "since")),
    **dict.fromkeys(("deadline", "due_by", "due_date", "until"), ("by", "report_by")),
    **dict.fromkeys(("title", "label"), ("short", "name")),
    **dict.fromkeys(("text", "wording", "what", "pledge", "commitment"), ("we_will", "promise")),
    **dict.fromkeys(("audience", "customers", "for_whom"), ("made_to",)),
    **dict.fromkeys(("category", "tags", "theme"), ("concerns", "area")),
    **dict.fromkeys(("team", "lead", "responsible", "contact_person"), ("owner",)),
    **dict.fromkeys(("compensation", "redress", "remedy", "if_not"), ("if_we_fall_short",)),
    **dict.fromkeys(("organisation", "organization", "council", "company"), ("name",)),
    **dict.fromkeys(("description", "summary"), ("about", "counts")),
    **dict.fromkeys(("purpose", "mission"), ("for",)),
    **dict.fromkeys(("contact", "contacts", "email", "phone"), ("reach_us",)),
    **dict.fromkeys(("start", "begins", "first", "valid_from"), ("since", "from")),
    **dict.fromkeys(("end", "end_date", "last"), ("ends", "until")),
}
"""What other people call it; the first of ours that may stand there is meant."""
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_INDENT = 2
"""As many spaces as our own files have for each step in."""


def unknown_keys(model: type[BaseModel], data: Any, here: Keys, names: list[str]) -> Iterator[Problem]:
    """The keys that may not stand here in a file; those that belong to the same other place are one problem."""
    while names:
        misplaced = _in_id(model, here, names) or misplaced_key(model, data, here, names)
        yield misplaced.problem if misplaced else _unknown_key(model, data, (*here, names[0]))
        names = [name for name in names[1:] if misplaced is None or name not in misplaced.others]


def no_space(loc: Keys, name: str) -> Problem | None:
    """A key with its value that lacks the space behind the colon, as YAML takes it within braces; None for others."""
    bare, colon, behind = name.strip().partition(":")
    if not colon or not behind.strip():
        return None
    return named_problem("no-space-behind-colon", at_key(*loc), pair=pair(bare, behind))


def _in_id(model: type[BaseModel], here: Keys, names: list[str]) -> MisplacedKeys | None:
    """What is meant by keys below the id of a promise where that id is a key of a record, such as `remedy`."""
    if len(here) != len(("delivered", "id")) or here[0] != "delivered":
        return None
    holder = keys_of(document_at(model, here) or model).get(str(here[1]))
    inside = keys_of(holder.document) if holder and holder.document else ()
    return MisplacedKeys(of_a_record(here, str(here[1])), names[1:]) if names[0] in inside else None


def _unknown_key(model: type[BaseModel], data: Any, loc: Keys) -> Problem:
    name, value = str(loc[-1]), value_at(data, loc)
    known = keys_at(model, loc[:-1])
    message, way_out = _message(loc, name, value, known)
    return Problem(at_key(*loc), "unknown-key", message, way_out)


def _message(loc: Keys, name: str, value: Any, known: list[str]) -> tuple[str, str]:
    bare, colon, behind = name.strip().partition(":")
    if not name.strip():
        return "a colon stands here with no key before it", "write the key before it, or take the line out"
    if "\n" in name:
        way_out = f"write `{bare}:` on one line, and its value behind the colon; nothing stands before it"
        return "a key is one word on one line, and here are a `?` and lines of text", way_out
    if name != name.strip():
        return (
            f"there is no key `{name.strip()}` here, because a space that is not an ordinary one stands beside it",
            "delete the spaces around it and type them again",
        )
    if colon and value is None and bare in known:
        return "after the colon a space is missing", f"write `{pair(bare, behind)}`"
    inside_a_record = loc == ("delivered", *loc[1:-1], name) and len(loc) == len(("delivered", "id", name))
    if inside_a_record and isinstance(value, dict) and value and not value.keys() - set(known):
        return (
            f"`{name}` is no key of a record; with the keys below it, it looks like a promise of its own",
            f"begin its line exactly below `{loc[1]}`, and move all that belongs to it as far to the left",
        )
    if _MONTH.fullmatch(name) and "target" in known:
        return (
            "a month with its target stands below `target:`, and further in",
            f"write nothing behind `target:`, and begin this line with {_INDENT} spaces more than that one",
        )
    if "on" in known and (days := days_meant(name)) and not isinstance(value, dict | list):
        other = next((key for key in known if key not in ("on", "told")), "on")
        way_out = f"write `on: {days[0]}`, and below it, just as far in, `{pair(other, str(value or ''))}`"
        return f"a day stands behind the key `on:`, and what belongs to it behind `{other}:`", way_out
    where = "in a file of this kind" if len(loc) == 1 else "here"
    return f"there is no key `{name}` {where}", _meant(name, known)


def _meant(name: str, known: list[str]) -> str:
    """What to write in place of a key that is not known."""
    word = name.strip().lower().replace("-", "_").replace(" ", "_")
    if word in known:
        return f"write: `{word}`"
    if "verdict" not in known and word in _VERDICTS:
        return "take the line out: nobody writes a verdict, it is worked out from the figures"
    if (meant := next((key for key in _SAME_AS.get(word, ()) if key in known), None)) is not None:
        return f"write `{meant}:` in its place, if that is meant"
    return did_you_mean(name, known)
