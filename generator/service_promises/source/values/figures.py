"""How figures and percentages are written."""

import re
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from service_promises.ledger.rounding import HUNDRED, plain
from service_promises.source.values.invalid import invalid, named_error
from service_promises.source.values.number_guess import FIGURE_PATTERN, LEVEL_PATTERN, guess_number
from service_promises.source.values.scalars import QUOTES, Scalar, text_of

_FIGURE = re.compile(FIGURE_PATTERN)
_PERCENTAGE = re.compile(f"({FIGURE_PATTERN}) ?%")
_LEVEL = re.compile(f"({LEVEL_PATTERN})(?: ?%)?")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060]")
_SPAN_OF_TIME = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
_POINT_FOR_THOUSANDS = re.compile(r"([1-9][0-9]{0,2})\.000")
_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
_IN_PERCENT = re.compile(r"(.*?)\s*(?:%|percent|per cent|pct)", re.IGNORECASE)
_WITH_WORDS = re.compile(r"([0-9][0-9.,]*)\s?([A-Za-z][a-z]{2,}(?: [a-z]+)*\.?)")
_OF_ALL = re.compile(r"([0-9][0-9.,]*)\s*(?:of|out of|/)\s*([0-9][0-9.,]*)", re.IGNORECASE)
_INEXACT = re.compile(
    r"(?:[<>~\u2264\u2265\u2248]|<=|>=|fewer than|less than|under|up to|at most|at least|more than|over|about|approx\.?|around"
    r"|roughly|circa|c\.|ca\.?|nearly|almost)\s*[0-9][0-9.,]*|[0-9][0-9.,]*\s*(?:-|\u2013|to)\s*[0-9][0-9.,]*|[0-9][0-9.,]*\s*\+",
    re.IGNORECASE,
)
"""A bound, a range, or a number that is only about right."""
_BELOW_ZERO = re.compile(r"[-\u2212\u2013]\s*([0-9.,]+)")
_PLAIN_DIGITS = "a figure is plain digits with at most one point, and nothing else"
_TIMES_MORE = re.compile(r"hundred|thousand|mil|bill?ion|bn|mio|mrd|lakh|crore|dozen|score|half|quarter", re.IGNORECASE)
"""Words that make another number of the one before them."""
_UNKNOWN = frozenset(
    {"", "-", "\u2013", "\u2014", "?", "n/a", "na", "none", "nil", "unknown", "not known", "tbc", "tbd"}
)


def figure(value: Any) -> Decimal:
    """A plain figure, exactly as it stands."""
    if isinstance(value, str) and (thousands := _POINT_FOR_THOUSANDS.fullmatch(value)):
        raise named_error("point-for-thousands", text=value, few=thousands[1], many=f"{thousands[1]}000")
    if isinstance(value, str) and _FIGURE.fullmatch(value):
        return Decimal(value)
    text = text_of(value, "a number").strip()
    if (percent := _IN_PERCENT.fullmatch(text)) and _FIGURE.fullmatch(percent[1]):
        raise named_error("count-in-percent")
    if _COMMA.fullmatch(text.strip(QUOTES)):
        raise named_error("count-with-comma")
    raise _not_a_figure(text, "", "1204")


def percentage(value: Any) -> Decimal:
    """A percentage, exactly as it stands: 94.2 for `94.2%`."""
    if isinstance(value, str):
        match = _PERCENTAGE.fullmatch(value)
        if match:
            return Decimal(match[1])
    text = text_of(value, "a percentage").strip()
    bare = text.removesuffix("%").strip()
    if text != bare:
        raise _not_a_figure(bare, "%", "94.2%")
    if (percent := _IN_PERCENT.fullmatch(text)) and _FIGURE.fullmatch(percent[1]):
        raise named_error("percentage-in-words", percent=percent[1])
    if not _FIGURE.fullmatch(text):
        raise _not_a_figure(text, "%", "94.2%")
    if Decimal(text) > HUNDRED:
        raise _beyond_all()
    way_out = _of_one(text) if 0 < Decimal(text) <= 1 else f"write: {text}%"
    raise invalid("percentage", "a percentage is written with %", way_out)


def level(value: Any) -> Decimal:
    """A level: a figure in the declared unit; with % where that is the unit (`checks/between_files.py` checks that)."""
    if isinstance(value, str) and (match := _LEVEL.fullmatch(value)):
        return Decimal(match[1]) or Decimal(0)  # minus nought is nought
    if isinstance(value, str) and _COMMA.fullmatch(value.strip(QUOTES + " ")):
        raise _not_a_figure(value, "", "7.5")
    text = text_of(value, "a number").strip()
    below = _BELOW_ZERO.fullmatch(text.strip(QUOTES))
    if below and (number := guess_number(below[1])):
        raise invalid("figure", _PLAIN_DIGITS, f"write: -{number}")
    return figure(value)


def _beyond_all() -> PydanticCustomError:
    return named_error("percentage-above-all")


def _of_one(text: str) -> str:
    """What may be meant by a figure up to 1 where a percentage belongs."""
    return f"write: {plain(Decimal(text) * 100)}% (or {text}% if it really is so little)"


def _not_a_figure(text: str, sign: str, example: str) -> PydanticCustomError:
    """What is wrong with a figure, and what to write instead where that can be told."""
    rule = "percentage" if sign else "figure"
    bare = text.strip(QUOTES).strip()
    unseen = _UNSEEN.search(bare)
    if unseen is not None:
        number = guess_number(_UNSEEN.sub("", bare))
        return invalid(
            rule,
            f"in this figure stands a character that nobody can see (U+{ord(unseen[0]):04X})",
            "delete the figure and type it again" + (f": {number}{sign}" if number else ""),
        )
    if span := _SPAN_OF_TIME.fullmatch(bare):
        sixtieths = plain(round(Decimal(span[1]) + Decimal(span[2]) / 60, 4))
        raise named_error("time-for-figure", text=bare, whole=int(span[1]), part=int(span[2]), sixtieths=sixtieths)
    if bare.lower() in _UNKNOWN:
        return invalid(
            rule,
            "a figure that is not known is left out",
            "take the whole line out; nothing there says that it is not known",
        )
    if _BELOW_ZERO.fullmatch(bare):
        return invalid(
            rule,
            "a figure here is never below zero",
            f"write how many there were, without a sign, for example: {example}",
        )
    guess = guess_number(bare)
    if guess is not None and sign and 0 < Decimal(guess) <= 1:
        return invalid(rule, "a percentage is written with %", _of_one(guess))
    if guess is not None and (not sign or Decimal(guess) <= HUNDRED):
        return invalid(rule, _PLAIN_DIGITS, f"write: {guess}{sign}")
    if (both := _OF_ALL.fullmatch(bare)) and not sign:
        raise named_error("two-figures", part=guess_number(both[1]) or both[1], all=guess_number(both[2]) or both[2])
    if _INEXACT.fullmatch(bare):
        raise named_error("no-exact-figure", text=bare)
    words = _WITH_WORDS.fullmatch(bare)
    number = guess_number(words[1]) if words and not _TIMES_MORE.match(words[2]) else None
    if words is not None and number is not None and not sign:
        return invalid(rule, _PLAIN_DIGITS, f"if `{words[2]}` is what this promise counts in, write: {number}")
    if re.fullmatch(r"[0-9]+(?:\.[0-9]*)?", bare):
        if guess is not None:
            return _beyond_all()
        return invalid(
            rule,
            "a figure has up to 15 digits before the point and up to 20 after it",
            "leave out what goes beyond that",
        )
    return invalid(rule, _PLAIN_DIGITS, f"write the number in digits, for example: {example}")


_SHARE_SCHEMA = {"type": "string", "pattern": f"^{FIGURE_PATTERN} ?%$"}
_FIGURE_SCHEMA = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^{FIGURE_PATTERN}$"}]}

_LEVEL_SCHEMA = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{LEVEL_PATTERN}( ?%)?$"}]}

FIGURE = Scalar(figure, _FIGURE_SCHEMA)
PERCENTAGE = Scalar(percentage, _SHARE_SCHEMA)
LEVEL = Scalar(level, _LEVEL_SCHEMA)
