"""How targets are written, and whether they fit what is measured."""

import re
from collections.abc import Mapping
from decimal import Decimal

from pydantic_core import PydanticCustomError

from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind, Measure
from service_promises.ledger.promises.target import EVERY_TIME, NO_TARGET, Direction, NoTarget, Schedule, Target
from service_promises.ledger.rounding import HUNDRED, plain
from service_promises.source.values.invalid import invalid, named_error
from service_promises.source.values.number_guess import LEVEL_PATTERN
from service_promises.source.values.scalars import is_placeholder
from service_promises.source.values.target_guess import PERCENT, TargetGuess, guess_target, same_unit, with_percentage

_TARGET = re.compile(rf"(at least|at most)\s+({LEVEL_PATTERN})(?:\s*(.*\S))?")
_EXAMPLE_SHARE = "write the share that you aim for, for example: at least 95%"
_ALWAYS = frozenset(
    {"always", "each time", "everytime", "every times", "all the time", "without exception", "never fails"}
)
"""Other words for `every time`."""
_NONE = re.compile(
    r"(?:(?:no|none|not|nil|null|nothing|without|n/a|na)(?: (?:yet|set|target|applicable|decided|agreed))*|[-\u2013]?)"
    r"(?: (?:yet|for now))?"
)
"""Other words for `none`."""
_EXAMPLES = {Kind.EACH: "at least 95%", Kind.DONE: EVERY_TIME.text}


def means_none(text: str) -> bool:
    """Whether a text that is no target says, in other words than `none`, that there is none, or none yet."""
    return _NONE.fullmatch(text.strip(" .").lower()) is not None or is_placeholder(text)


def example_of(measure: Measure) -> str:
    """A target as it may be written for what is measured."""
    return _EXAMPLES.get(measure.kind) or f"at most {_level_text('7', measure.unit or '')}"


def term_target_of(written: str | Mapping[Month, str], measure: Measure) -> Target | NoTarget | Schedule:
    """Read the target of a term, or that of each month, or that there is none; raises as `target_of`."""
    if isinstance(written, Mapping):
        return {month: month_target_of(text, measure) for month, text in written.items()}
    return month_target_of(written, measure)


def month_target_of(text: str, measure: Measure) -> Target | NoTarget:
    """Read a target, or that there is none; raises as `target_of`."""
    return NO_TARGET if text == NO_TARGET else target_of(text, measure)


def target_of(text: str, measure: Measure) -> Target:
    """Read a target; raises what is wrong with it, with what to write instead."""
    if text == EVERY_TIME.text:
        if measure.kind is Kind.LEVEL:
            raise _wrong(f"a figure in {measure.unit} has no `every time`", measure, text)
        return EVERY_TIME
    if measure.kind is Kind.DONE:
        raise _wrong("what is done or not done has the target `every time`", measure, text)
    match = _TARGET.fullmatch(text)
    if match is None:
        raise _wrong("a target is `at least`, `at most` or `every time`, and this is none of them", measure, text)
    direction, number, unit = Direction(match[1]), Decimal(match[2]), match[3]
    if measure.kind is Kind.EACH:
        _fits_cases(direction, number, unit, measure, text)
    elif unit is not None and (unit[0].isdigit() or unit[0] in ".,"):
        raise _wrong("the figure of a target is plain digits with at most one point", measure, text)
    elif unit is not None and unit != measure.unit:
        raise _wrong(f"the unit of this promise is `{measure.unit}`, and the target says `{unit}`", measure, text)
    return Target(text, direction, number)


def _fits_cases(direction: Direction, number: Decimal, unit: str | None, measure: Measure, text: str) -> None:
    if direction is Direction.AT_MOST:
        raise _wrong("where cases are counted a target says `at least`", measure, text)
    if unit is not None and (unit[0].isdigit() or unit[0] in ".,"):
        raise _wrong("the figure of a target is plain digits with at most one point", measure, text)
    if unit != "%":
        raise _wrong("where cases are counted a target is a percentage, written with %", measure, text)
    if not 0 <= number <= HUNDRED:
        raise named_error("target-range", label=f"says {text.partition(' ')[2].partition(' ')[2].strip()}")


def _wrong(message: str, measure: Measure, text: str) -> PydanticCustomError:
    if measure.kind is Kind.DONE or (measure.kind is Kind.EACH and _means_every_time(text)):
        way_out = f"write: {EVERY_TIME.text}"
    elif measure.kind is Kind.EACH:
        way_out = _share(guess_target(with_percentage(text)))
    else:
        way_out = _level(guess_target(text), measure.unit or "")
    return invalid("target", message, way_out)


def _share(guess: TargetGuess) -> str:
    """What to write where cases are counted: always a share of those that are kept."""
    number, sign = guess.number, guess.behind
    if guess.direction is Direction.AT_MOST:
        if number is not None and sign.startswith("%") and number <= HUNDRED:
            return _of_kept(number)
        return "say how many are kept, and not how many are not, for example: at least 95%"
    if number is None or sign not in ("", "%", *PERCENT) or number > HUNDRED:
        return _EXAMPLE_SHARE
    if not sign and number == 1:
        return _EXAMPLE_SHARE  # one percent, or all of them
    if not sign and 0 < number < 1:
        number *= HUNDRED
    if guess.direction is None:
        return f"if so many are to be kept, write: at least {plain(number)}%"
    return f"write: at least {plain(number)}%{_itself(guess, f'{plain(number)}%')}"


def _of_kept(number: Decimal) -> str:
    kept = plain(HUNDRED - number)
    return f"say how many are kept; at most {plain(number)}% not kept is: at least {kept}%"


def _level(guess: TargetGuess, unit: str) -> str:
    """What to write where a level is measured, in its own unit."""
    certain = guess.number is not None and same_unit(guess.behind, unit)
    figure = plain(guess.number) if guess.number is not None and certain else "7"
    example = _level_text(figure, unit)
    if guess.direction is None:
        both = f"at most {example}, or: at least {example}"
        return f"write the one that is meant: {both}" if certain else f"write, for example: {both}"
    if certain:
        return f"write: {guess.direction} {example}{_itself(guess, figure)}"
    return f"write the figure in {unit}, for example: {guess.direction} {example}"


def _level_text(figure: str, unit: str) -> str:
    return f"{figure}%" if unit == "%" else f"{figure} {unit}"


def _itself(guess: TargetGuess, figure: str) -> str:
    return f" ({figure} itself meets it)" if guess.beyond else ""


def _means_every_time(text: str) -> bool:
    words = " ".join(re.sub(r"[^a-z0-9%]+", " ", text.lower()).split())
    return words in (EVERY_TIME.text, "100% of the time") or words in _ALWAYS
