"""A line that was meant to be a key with its value, and is none: what is wrong with its colon.

YAML takes such a line for text. The exact line to type is worked out here.
"""

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


class ColonFault(NamedTuple):
    """What is wrong with a colon, and how to put it right."""

    message: str
    help: str


def colon_fault(line: str, known: Collection[str] = ()) -> ColonFault | None:
    """What is wrong with the colon of a line; None where none can be told.

    Where there is none at all, only a key that is known shows that one was meant.
    """
    line = line.strip()
    match = _KEY.match(line)
    if match is None:
        bare = _NO_COLON.fullmatch(line)
        in_place = in_place_of_colon(line, known)
        if in_place is not None:
            return in_place
        key = bare[1].lower() if bare and bare[1].lower() in known else None
        return ColonFault(NO_COLON, f"write `{pair(key, bare[2] or '')}`") if bare and key else None
    key, colon, rest = match[1], match[2], match[3]
    if known and key not in known:
        key = nearest(key, known) or key
    help_ = f"write `{pair(key, rest)}`"
    if colon == "=":
        return ColonFault("behind a key comes a colon, and here stands `=`", help_)
    if colon != ":":
        return ColonFault(f"a key ends with an ordinary colon, and this one is {name_of(colon)}", help_)
    odd = _ODD_SPACE.match(rest)
    if odd is not None:
        return ColonFault(f"behind the colon comes an ordinary space, and this one is {name_of(odd[0])}", help_)
    if rest and not rest[0].isspace():
        return ColonFault("after the colon a space is missing", help_)
    return None


def in_place_of_colon(line: str, known: Collection[str]) -> ColonFault | None:
    """What stands in place of the colon behind a key that is known; None where there is nothing."""
    match = _IN_PLACE.fullmatch(line)
    if match is None or match[1].lower() not in known:
        return None
    if not match[2] and match[3][-1] != ">" and " " in match[4]:
        return None  # a dash within a sentence
    mark = match[2] or match[3]
    return ColonFault(
        f"behind a key comes a colon, and here stands `{mark}`", f"write `{pair(match[1].lower(), match[4])}`"
    )


NO_COLON = "a key ends with a colon, and this line has none"


def pair(key: str, rest: str) -> str:
    """A key and its value as they are typed."""
    value = _ODD_SPACE.sub(" ", rest).strip()
    if len(value) > 60:
        value = f"{value[:59]}…"
    return f"{key}: {value}" if value else f"{key}:"


def odd_indentation(line: str) -> tuple[int, str] | None:
    """Where among the spaces before a line one is not an ordinary one, and what it is."""
    match = re.match(r"[ \t]*([^\S \t\r\n]|[\u200b\u2060])", line)
    return (match.start(1), name_of(match[1])) if match and line.strip() else None


def name_of(char: str) -> str:
    """A character by its name, for one that looks like another."""
    name = unicodedata.name(char, "a character that nobody can see").lower()
    return f"a {name} (U+{ord(char):04X})"
