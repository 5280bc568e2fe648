"""How figures and percentages are written (DESIGN.md section 3, Reading)."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from generator.ledger.figure import plain
from generator.source.flaw import wrong
from generator.source.scalars import QUOTES, Scalar, text_of

FIGURE_PATTERN = r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,20})?"
"""At most 15 digits before the point and 20 after it."""

_FIGURE = re.compile(FIGURE_PATTERN)
_PERCENTAGE = re.compile(f"({FIGURE_PATTERN}) ?%")
_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
_UNKNOWN = frozenset(
    {"", "-", "\u2013", "\u2014", "?", "n/a", "na", "none", "nil", "unknown", "not known", "tbc", "tbd"}
)


def figure(value: Any) -> Decimal:
    """A plain figure, exactly as it stands."""
    if value.__class__ is str and _FIGURE.fullmatch(value):
        return Decimal(value)
    text = text_of(value, "a number").strip()
    if text.endswith("%") and _FIGURE.fullmatch(text[:-1].strip()):
        raise wrong(
            "figure", "a count is a plain number, without %", "write how many; a percentage is a `share`"
        )
    if _COMMA.fullmatch(text.strip(QUOTES)):
        raise wrong(
            "figure",
            "a count is plain digits, and here stands a comma",
            "write how many there were, in full, for example: 1204",
        )
    raise _not_a_figure(text, "", "1204")


def percentage(value: Any) -> Decimal:
    """A percentage, exactly as it stands: 94.2 for `94.2%`."""
    if value.__class__ is str:
        found = _PERCENTAGE.fullmatch(value)
        if found:
            return Decimal(found[1])
    text = text_of(value, "a percentage").strip()
    bare = text.removesuffix("%").strip()
    if text != bare:
        raise _not_a_figure(bare, "%", "94.2%")
    words = re.fullmatch(r"(.*?)\s*(?:percent|per cent|pct)", text, re.IGNORECASE)
    if words and _FIGURE.fullmatch(words[1]):
        raise wrong("percentage", "a percentage is written with %", f"write: {words[1]}%")
    if not _FIGURE.fullmatch(text):
        raise _not_a_figure(text, "%", "94.2%")
    number = Decimal(text)
    if number <= 1 and "." in text:
        way_out = f"write: {plain(number * 100)}% (or {text}% if it really is so little)"
    else:
        way_out = f"write: {text}%"
    raise wrong("percentage", "a percentage is written with %", way_out)


def level(value: Any) -> Decimal:
    """A level: a figure in the declared unit; with % where that is the unit (`delivered.py` sees to that)."""
    if value.__class__ is str and (found := _PERCENTAGE.fullmatch(value)):
        return Decimal(found[1])
    if value.__class__ is str and _COMMA.fullmatch(value.strip(QUOTES + " ")):
        raise _not_a_figure(value, "", "7.5")
    return figure(value)


def _not_a_figure(text: str, sign: str, example: str) -> PydanticCustomError:
    """What is wrong with a figure, and what to write instead where that can be told."""
    rule = "percentage" if sign else "figure"
    bare = text.strip(QUOTES).strip()
    if bare.lower() in _UNKNOWN:
        return wrong(
            rule,
            "a figure that is not known is left out",
            "take the whole line out; nothing there says that it is not known",
        )
    if re.fullmatch(r"[-\u2212\u2013]\s*[0-9.,]+", bare):
        return wrong(
            rule,
            "a figure here is never below zero",
            f"write how many there were, without a sign, for example: {example}",
        )
    meant = _meant(bare)
    if meant is not None:
        return wrong(
            rule,
            "a figure is plain digits with at most one point, and nothing else",
            f"write: {meant}{sign}",
        )
    if re.fullmatch(r"[0-9]+\.?[0-9]*", bare):
        return wrong(
            rule,
            "a figure has up to 15 digits before the point and up to 20 after it",
            "leave out what goes beyond that",
        )
    return wrong(
        rule,
        "a figure is plain digits with at most one point, and nothing else",
        f"write the number, for example: {example}",
    )


def _meant(text: str) -> str | None:
    """The figure that was most likely meant, as it should be written."""
    text = text.removeprefix("+").rstrip(",;").strip()
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:[,_ '\u2019\u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?", text):
        text = re.sub(r"[^0-9.]", "", text)
    elif re.fullmatch(r"[0-9]+,[0-9]+", text):
        text = text.replace(",", ".")
    elif re.fullmatch(r"0[xX][0-9a-fA-F]{1,12}", text):
        text = str(int(text, 16))
    elif re.fullmatch(r"0o[0-7]{1,16}", text):
        text = str(int(text, 8))
    elif re.fullmatch(r"[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}", text):
        text = plain(Decimal(text))
    elif re.fullmatch(r"[0-9][0-9_]*", text):
        text = text.replace("_", "")
    elif len(text) == 1 and unicodedata.numeric(text, None) is not None:
        text = plain(Decimal(repr(unicodedata.numeric(text))))
    elif found := re.fullmatch(rf"({FIGURE_PATTERN})\s?[^\W\d_][^0-9]*", text):
        text = found[1]
    if text.startswith("."):
        text = f"0{text}"
    text = (text.lstrip("0") or "0") if "." not in text else re.sub(r"^0+(?=[0-9])", "", text).rstrip(".")
    return text if _FIGURE.fullmatch(text) else None


_SHARE_SCHEMA = {"type": "string", "pattern": f"^{FIGURE_PATTERN} ?%$"}
_FIGURE_SCHEMA = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^{FIGURE_PATTERN}$"}]
}

FIGURE = Scalar(figure, _FIGURE_SCHEMA)
PERCENTAGE = Scalar(percentage, _SHARE_SCHEMA)
LEVEL = Scalar(level, {"anyOf": [*_FIGURE_SCHEMA["anyOf"], _SHARE_SCHEMA]})

Figure = Annotated[Decimal, FIGURE]
