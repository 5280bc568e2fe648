"""How targets are written, and whether they fit what is measured (DESIGN.md section 4)."""

from __future__ import annotations

import re
from decimal import Decimal

from pydantic_core import PydanticCustomError

from generator.ledger.figure import HUNDRED, plain
from generator.ledger.promise import EVERY_TIME, Direction, Kind, Measure, Target
from generator.source.figures import FIGURE_PATTERN
from generator.source.flaw import wrong

_TARGET = re.compile(rf"(at least|at most)\s+({FIGURE_PATTERN})(?:\s*(.*\S))?")
_NUMBER = re.compile(r"[-\u2212]?\s*[0-9]+(?:[.,][0-9]+)*")
_AT_LEAST = re.compile(r"least|>|\u2265|\bmin(?:imum)?\b|more|over|above|from")
_ALWAYS = frozenset(
    {"always", "each time", "everytime", "every times", "all the time", "without exception", "never fails"}
)
"""Other words for `every time`."""


def target_of(text: str, measure: Measure) -> Target:
    """Read a target; raises what is wrong with it, with what to write instead."""
    if text == EVERY_TIME.text:
        if measure.kind is Kind.LEVEL:
            raise _wrong(f"a figure in {measure.unit} has no `every time`", measure, text)
        return EVERY_TIME
    if measure.kind is Kind.DONE:
        raise _wrong("what is done or not done has the target `every time`", measure, text)
    found = _TARGET.fullmatch(text)
    if found is None:
        raise _wrong(
            "a target is `at least`, `at most` or `every time`, and this is none of them", measure, text
        )
    direction, number, unit = Direction(found[1]), Decimal(found[2]), found[3]
    if measure.kind is Kind.EACH:
        _fits_cases(direction, number, unit, measure, text)
    elif unit is not None and (unit[0].isdigit() or unit[0] in ".,"):
        raise _wrong("the figure of a target is plain digits with at most one point", measure, text)
    elif unit is not None and unit != measure.unit:
        raise _wrong(
            f"the unit of this promise is `{measure.unit}`, and the target says `{unit}`", measure, text
        )
    return Target(text, direction, number)


def _fits_cases(direction: Direction, number: Decimal, unit: str | None, measure: Measure, text: str) -> None:
    if direction is Direction.AT_MOST:
        kept = max(HUNDRED - number, Decimal(0))
        raise wrong(
            "target",
            "where cases are counted a target says `at least`",
            f"say how many are kept; at most {plain(number)}% not kept is: at least {plain(kept)}%",
        )
    if unit is not None and (unit[0].isdigit() or unit[0] in ".,"):
        raise _wrong("the figure of a target is plain digits with at most one point", measure, text)
    if unit != "%":
        raise _wrong("where cases are counted a target is a percentage, written with %", measure, text)
    if number > HUNDRED:
        raise wrong(
            "target-range",
            "a target is from 0% to 100%",
            "write the share that you aim for, for example: at least 95%",
            f"says {text.partition(' ')[2].partition(' ')[2].strip()}",
        )


def _wrong(message: str, measure: Measure, text: str) -> PydanticCustomError:
    number = _number_in(text, measure)
    if measure.kind is Kind.DONE or (measure.kind is Kind.EACH and _means_every_time(text)):
        way_out = f"write: {EVERY_TIME.text}"
    elif measure.kind is Kind.EACH:
        if number is not None and 0 < number < 1 and "%" not in text:
            number *= HUNDRED
        if number is not None and number <= HUNDRED:
            way_out = f"write: at least {plain(number)}%"
        else:
            way_out = "write the share that you aim for, for example: at least 95%"
    else:
        direction = Direction.AT_LEAST if _AT_LEAST.search(text.lower()) else Direction.AT_MOST
        space = "" if measure.unit == "%" else " "
        shown = "7" if number is None else plain(number)
        way_out = f"write, for example: {direction} {shown}{space}{measure.unit}"
    return wrong("target", message, way_out)


def _means_every_time(text: str) -> bool:
    words = " ".join(re.sub(r"[^a-z0-9%]+", " ", text.lower()).split())
    return words in (EVERY_TIME.text, "100% of the time") or words in _ALWAYS


def _number_in(text: str, measure: Measure) -> Decimal | None:
    """The number that was meant; None where there is none, or none that can be told for certain."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    number = found[0].strip()
    if number.count(",") == 1 and "." not in number:
        whole, _, rest = number.partition(",")
        if len(rest) == 3 and measure.kind is Kind.LEVEL:
            return Decimal(whole + rest)
        number = f"{whole}.{rest}"
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", number) is None:
        return None
    told = number.lstrip("0") or "0"
    told = f"0{told}" if told.startswith(".") else told
    return Decimal(told) if re.fullmatch(FIGURE_PATTERN, told) else None
