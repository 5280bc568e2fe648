"""How yes and no are written: `true` and `false`, and no other way."""

import re
from typing import Any

from service_promises.source.values.calendar import days_meant
from service_promises.source.values.invalid import named_error
from service_promises.source.values.scalars import MOST_CHARACTERS, Author, Scalar, any_prose, text_of

_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_MEANT = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
_MEANT |= dict.fromkeys(("none", "nein", "nope", "nil", "f", "n/a", "no reason", "not", "non"), "false")
_MEANT |= dict.fromkeys(("yep", "ja", "oui", "t"), "true")
_DONE = frozenset({"done", "completed", "complete", "finished", "met", "kept", "published"})
"""Other words for something that was done."""
_MISSPELT = {"".join(sorted("true")): "true", "".join(sorted("false")): "false"}


def boolean(value: Any) -> bool:
    """True or false."""
    text = text_of(value, "true or false").strip()
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    guess = _guess(text) or {"1": "true", "0": "false"}.get(text)
    if text.lower() in _MEANT:
        raise named_error("flag-in-words", text=text, guess=guess)
    raise named_error("boolean-like" if guess else "boolean", guess=guess)


def done(value: Any) -> bool:
    """True or false; of a day in its place, which belongs behind `on`, it says so."""
    if isinstance(value, str) and (days := days_meant(value)):
        raise named_error("done-with-day", day=" or ".join(days))
    if isinstance(value, str) and value.strip(" .!").lower() in _DONE:
        raise named_error("boolean-like", guess="true")
    return boolean(value)


def flag(value: Any) -> bool | str:
    """True, or the reason as text; false is the same as absent."""
    text = text_of(value, "true, or the reason as text").strip()
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    guess = _guess(text)
    if guess is not None:
        name = "flag-like" if guess == "false" else "flag-without-words"
        if text.lower() in _MEANT:
            name = "flag-in-words" if guess == "false" else "flag-yes-in-words"
        raise named_error(name, text=text, guess=guess)
    if re.search(r"[^\W\d_]", text) is None:
        raise named_error("flag-without-words")
    return any_prose(text)


def _guess(text: str) -> str | None:
    word = text.lower()
    return _MEANT.get(word) or _MISSPELT.get("".join(sorted(word)))


_PLAIN = {"type": "boolean"}


def _in_any_case(word: str) -> str:
    return "".join(f"[{char.lower()}{char.upper()}]" if char.isalpha() else re.escape(char) for char in word)


_NOT_WORDS = f"^(?!(?:{'|'.join(map(_in_any_case, _MEANT))})$)"

BOOLEAN = Scalar(boolean, _PLAIN)
DONE = Scalar(done, _PLAIN)
FLAG = Scalar(
    flag,
    {"anyOf": [_PLAIN, {"type": "string", "minLength": 1, "maxLength": MOST_CHARACTERS, "pattern": _NOT_WORDS}]},
    Author.US,
)
