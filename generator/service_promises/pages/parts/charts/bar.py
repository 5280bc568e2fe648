"""Bars that show how far figures reach, each with its target as a notch."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.promises.promise import Kind
from service_promises.ledger.rounding import HUNDRED

_ROOM = Fraction(6, 5)
"""How much longer than the highest of levels and targets the bars of levels are."""


class Bar(NamedTuple):
    """A bar with a notch, in percent of its length."""

    filled: float
    notch: float


def bars_of(entries: Sequence[Entry]) -> tuple[Bar, ...]:
    """A bar for each entry, all on one scale.

    Empty where one of them has no figure or no target, where one is below nought, which a bar can't show, and where
    they are not all measured in the same way.
    """
    ends = [ends_of_bar for entry in entries if (ends_of_bar := _figure_and_target(entry))]
    if len(ends) < len(entries) or len({entry.measure for entry in entries}) > 1:
        return ()
    lowest, highest = min(map(min, ends)), max(map(max, ends))
    if lowest < 0 or not highest:
        return ()
    measure = entries[0].measure
    is_percentage = measure.kind is Kind.EACH or measure.unit == "%"
    length = Fraction(HUNDRED) if is_percentage and highest <= HUNDRED else _ROOM * highest
    return tuple(Bar(_percent(figure / length), _percent(target / length)) for figure, target in ends)


def _figure_and_target(entry: Entry) -> tuple[Fraction, Fraction] | None:
    figures, target = entry.figures, entry.target
    if figures is None or target is None:
        return None
    figure = figures.level if entry.measure.kind is Kind.LEVEL else figures.share
    return None if figure is None else (Fraction(figure), Fraction(target.figure))


def _percent(part: Fraction) -> float:
    """A part of the bar, cut and not rounded, so that a bar never reaches a notch that its figure did not."""
    return int(part * 10_000) / 100
