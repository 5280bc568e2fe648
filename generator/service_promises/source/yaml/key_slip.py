"""A line that was meant to be a key with its value, and is not: what is wrong with its colon.

YAML takes such a line for text, and so nobody is told; the exact line to type is worked out here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from service_promises.source.values.suggest import nearest

_ODD_COLONS = "\ufe13\ufe55\uff1a\u02d0\u2236\ua789\u05c3"
_KEY = re.compile(rf"([A-Za-z0-9][\w-]*)[^\S\n]*([:{_ODD_COLONS}]|=(?!>))(?!//)(.*)")
_ODD_SPACE = re.compile(r"[^\S \t\r\n]|[\u200b\u2060]")
BULLET = re.compile(r"[-*\u2022\u2023\u25aa\u2013\u2014\u00b7]\s*(?=\w)")
"""What people type in place of a dash and a space."""
_IN_PLACE = re.compile(r"([A-Za-z]\w*)(?:[^\S\n]*(;)|[^\S\n]+([-=]>|[-\u2013\u2014]))(?:\s+|$)(.*)")
"""A key with something in place of its colon."""
_NO_COLON = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)(?:[^\S\n]+(\S.*))?")


class Slip(NamedTuple):
    """What is wrong, and how to put it right."""

    message: str
    help: str


def slip_in(line: str, known: Collection[str] = ()) -> Slip | None:
    """What is wrong with the colon of a line; None where none can be told.

    Where there is none at all, only a key that is known shows that one was meant.
    """
    line = line.strip()
    found = _KEY.match(line)
    if found is None:
        bare = _NO_COLON.fullmatch(line)
        in_place = instead_of_colon(line, known)
        if in_place is not None:
            return in_place
        key = bare[1].lower() if bare and bare[1].lower() in known else None
        return Slip(NO_COLON, f"write `{right(key, bare[2] or '')}`") if bare and key else None
    key, colon, rest = found[1], found[2], found[3]
    if known and key not in known:
        key = nearest(key, known) or key
    help_ = f"write `{right(key, rest)}`"
    if colon == "=":
        return Slip("behind a key comes a colon, and here stands `=`", help_)
    if colon != ":":
        return Slip(f"a key ends with an ordinary colon, and this one is {named(colon)}", help_)
    odd = _ODD_SPACE.match(rest)
    if odd is not None:
        return Slip(f"behind the colon comes an ordinary space, and this one is {named(odd[0])}", help_)
    if rest and not rest[0].isspace():
        return Slip("after the colon a space is missing", help_)
    return None


def instead_of_colon(line: str, known: Collection[str]) -> Slip | None:
    """What stands in place of the colon behind a key that is known; None where there is nothing."""
    found = _IN_PLACE.fullmatch(line)
    if found is None or found[1].lower() not in known:
        return None
    if not found[2] and found[3][-1] != ">" and " " in found[4]:
        return None  # a dash within a sentence
    mark = found[2] or found[3]
    return Slip(
        f"behind a key comes a colon, and here stands `{mark}`",
        f"write `{right(found[1].lower(), found[4])}`",
    )


NO_COLON = "a key ends with a colon, and this line has none"


def right(key: str, rest: str) -> str:
    """A key and its value as they are typed."""
    value = _ODD_SPACE.sub(" ", rest).strip()
    if len(value) > 60:
        value = f"{value[:59]}…"
    return f"{key}: {value}" if value else f"{key}:"


def odd_margin(line: str) -> tuple[int, str] | None:
    """Where among the spaces before a line one is not an ordinary one, and what it is."""
    found = re.match(r"[ \t]*([^\S \t\r\n]|[\u200b\u2060])", line)
    return (found.start(1), named(found[1])) if found and line.strip() else None


def named(char: str) -> str:
    """A character by its name, for one that looks like another."""
    name = unicodedata.name(char, "a character that nobody can see").lower()
    return f"a {name} (U+{ord(char):04X})"
