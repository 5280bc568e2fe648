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
_NUMBER = re.compile(FIGURE_PATTERN)


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
    found = _NUMBER.search(text)
    number = found[0] if found else None
    if measure.kind is Kind.DONE:
        way_out = "write: every time"
    elif measure.kind is Kind.EACH:
        if number is not None and Decimal(number) < 1 and "." in number:
            number = plain(Decimal(number) * HUNDRED)
        sane = number if number is not None and Decimal(number) <= HUNDRED else "95"
        way_out = f"write: at least {sane}%"
    else:
        direction = Direction.AT_LEAST if "least" in text.lower() else Direction.AT_MOST
        space = "" if measure.unit == "%" else " "
        way_out = f"write, for example: {direction} {number or 7}{space}{measure.unit}"
    return wrong("target", message, way_out)
