"""What was meant by a target that is not written as targets are: which way round, which figure, of what."""

import re
from decimal import Decimal
from typing import NamedTuple

from service_promises.ledger.promises.target import Direction
from service_promises.ledger.rounding import HUNDRED, plain
from service_promises.source.values.number_guess import guess_number
from service_promises.source.values.scalars import QUOTES

_MOST, _LEAST = Direction.AT_MOST, Direction.AT_LEAST
_BEFORE: tuple[tuple[str, Direction, bool], ...] = (
    (r"(?:no|not|never) (?:more|longer|higher|greater|later|over|above)(?: than)?", _MOST, False),
    (r"(?:no|not|never) (?:less|fewer|lower|shorter|under|below)(?: than)?", _LEAST, False),
    (r"(?:at (?:the )?most|(?:an? )?max(?:imum|\.)?(?: of)?|<=|=<|\u2264|up to|within)", _MOST, False),
    (r"(?:at (?:the )?least|(?:an? )?min(?:imum|\.)?(?: of)?|>=|=>|\u2265|from)", _LEAST, False),
    (r"(?:<|under|below|(?:less|fewer|lower|shorter) than)", _MOST, True),
    (r"(?:>|over|above|(?:more|longer|higher|greater) than)", _LEAST, True),
)
"""Words before a figure, the way round that they mean, and whether the figure itself is left out."""
_BEHIND: tuple[tuple[str, Direction], ...] = (
    (r"(?:at (?:the )?most|max(?:imum|\.)?|or (?:less|fewer|under|below))", _MOST),
    (r"(?:at (?:the )?least|minimum|or (?:more|over|above))", _LEAST),
)
_NUMBER = re.compile(r"((?:[0-9](?:[0-9.,_'\u2019 \u00a0\u202f]*[0-9])?(?:e[+-]?[0-9]+)?|[.][0-9]+))(?![0-9.,])\s*(.*)")
_TURNS = re.compile(
    r"\b(?:no|not|never|nor|without|and|but|to|or|most|least|max(?:imum)?|minimum)\b|n't|n\u2019t|[<>\u2264\u2265\u2013-]"
)
"""What may turn round, in the rest of a target, the meaning of its first words."""


PERCENT = ("percent", "per cent", "pct")
"""Words for the sign."""


_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_COUNTS |= {"twenty": 20, "hundred": 100, "a hundred": 100}
_COUNT = rf"[0-9]{{1,6}}|{'|'.join(_COUNTS)}"
_SHARE = re.compile(
    rf"\b({_COUNT})(?: out of(?: every)? | of(?: every)? | in(?: every)? | ?/ ?)({_COUNT})(?![\w.,/])", re.IGNORECASE
)


class TargetGuess(NamedTuple):
    """As much as is certain."""

    direction: Direction | None
    beyond: bool
    """Whether the words leave out the figure itself: `under 7`."""
    number: Decimal | None
    behind: str
    """What stands behind the number: a unit, or more."""


def guess_target(text: str) -> TargetGuess:
    """Read a target of other words; nothing that was typed is passed over."""
    words = " ".join(text.lstrip(f"{QUOTES} ").rstrip(f"{QUOTES} .,;!").lower().split())
    direction, beyond, rest = _before(words)
    match = _NUMBER.fullmatch(rest)
    number = guess_number(match[1]) if match else None
    if match is None or number is None:
        return TargetGuess(None if _TURNS.search(rest) else direction, beyond, None, "")
    behind = match[2]
    if direction is None:
        direction, behind = _behind(behind)
    elif _TURNS.search(behind):
        return TargetGuess(None, beyond, None, "")
    return TargetGuess(direction, beyond, Decimal(number), behind)


def with_percentage(text: str) -> str:
    """A target with `19 out of 20` in it as 95%, where that is exact."""
    return _SHARE.sub(_percentage, text)


def _percentage(match: re.Match[str]) -> str:
    part, whole = (Decimal(_COUNTS.get(count.lower(), count)) for count in match.groups())
    if not whole or part > whole or (part * 10000) % whole:
        return match[0]
    return f"{plain(part * HUNDRED / whole)}%"


def same_unit(typed: str, declared: str) -> bool:
    """Whether what was typed is plainly the declared unit: the same, one or many of it, or its beginning."""
    typed, declared = typed.rstrip(".").lower(), declared.lower()
    if not typed or typed == declared or (declared == "%" and typed in PERCENT):
        return True
    short = typed.removesuffix("s")
    return len(short) > 1 and declared.isalpha() and (declared.startswith(short) or declared == short)


def _before(words: str) -> tuple[Direction | None, bool, str]:
    for pattern, direction, beyond in _BEFORE:
        match = re.match(rf"{pattern}(?![a-z])\s*", words)
        if match is not None:
            return direction, beyond, words[match.end() :]
    return None, False, words


def _behind(words: str) -> tuple[Direction | None, str]:
    for pattern, direction in _BEHIND:
        match = re.fullmatch(rf"(.*?)(?:^|[ ,(]){pattern}\)?", words)
        if match is not None:
            return direction, match[1].rstrip(" ,(")
    return None, words
