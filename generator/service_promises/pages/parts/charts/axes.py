"""The axes of a chart: where the upright one begins and ends, and the labels of both."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.year import Year
from service_promises.ledger.promises.promise import Kind, Measure
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.charts.drawing import Box

_STEPS = (1, 2, 5)
_MOST_YEARS = 6
_MOST_MONTHS = 4
"""How many names of months fit side by side below a chart on a phone."""
_LAST_NAME = 0.94
"""A name further right than this, moved in so that it ends with the chart, would run into the one before."""
_FEW_YEARS = 2
"""So few years say little by their numbers alone; their months are named."""


class Scale(NamedTuple):
    """What the upright axis measures, and from where to where."""

    low: Fraction
    high: Fraction
    step: Fraction
    """Between its lines."""
    measure: Measure
    counts_people: bool = False
    """Whether it counts those let down, in place of shares."""


class Tick(NamedTuple):
    """A label on an axis."""

    percent: float
    """From the left, or from the top."""
    position: int
    """The same in units of the box."""
    text: str


def same_unit(one: Measure, other: Measure) -> bool:
    """Whether figures of two measures have a place on one axis."""
    return (one.kind, one.unit) == (other.kind, other.unit)


def scale_of(figures: Sequence[Fraction], measure: Measure, *, counts_people: bool) -> Scale:
    """The scale on which some figures have room."""
    zero, one, hundred = Fraction(0), Fraction(1), Fraction(100)
    if counts_people:
        # Nobody is let down by halves.
        return Scale(*_round_axis(zero, max(one, *figures), least_step=one), measure, counts_people=True)
    lowest, *_, highest = sorted(figures, key=float)
    low, high, step = _round_axis(lowest, highest)
    if measure.kind is Kind.EACH:
        return Scale(max(low, zero), min(high, hundred), step, measure)
    return Scale(low, high, step, measure)


def _round_axis(
    low: Fraction, high: Fraction, least_step: Fraction = Fraction(1, 1000)
) -> tuple[Fraction, Fraction, Fraction]:
    """Round ends for an axis and the step between its lines; at most eight lines."""
    room = (high - low) or abs(high) or Fraction(1)
    step = least_step
    while room / step > 6:
        step *= next((factor for factor in _STEPS if room / (step * factor) <= 6), 10)
    low, high = (low // step) * step, -((-high) // step) * step
    if low == high:
        low, high = low - step, high + step
    return low, high, step


def value_ticks(scale: Scale, box: Box, i18n: I18n) -> Iterator[Tick]:
    """The lines of the upright axis, the lowest first."""
    for index in range((scale.high - scale.low) // scale.step + 1):
        value = scale.low + index * scale.step
        yield Tick(
            round(100 * float((scale.high - value) / (scale.high - scale.low)), 2),
            box.height(value),
            _value_text(decimal_of(value), scale, i18n),
        )


def _value_text(value: Decimal, scale: Scale, i18n: I18n) -> str:
    if scale.counts_people:
        return i18n.tally(value)
    if scale.measure.kind is Kind.EACH:
        return i18n.percent(value)
    return i18n.quantity(value, "%" if scale.measure.unit == "%" else None)


def decimal_of(figure: Fraction) -> Decimal:
    """A figure of the upright axis, which is a decimal by how its step was chosen."""
    return Decimal(figure.numerator) / Decimal(figure.denominator)


def month_ticks(span: Sequence[Month], box: Box, i18n: I18n, year_starts: int) -> Iterator[Tick]:
    """The years, each where it begins; months, each in its middle, where there are too few years."""
    begins = [index for index, month in enumerate(span) if month.number == year_starts]
    if len(begins) <= _FEW_YEARS:
        every = next(months for months in (1, 2, 3, 4, 6, 12) if months * _MOST_MONTHS >= len(span))
        for index, month in enumerate(span):
            if (month.number - year_starts) % every == 0 and box.centre(index, index) < _LAST_NAME * box.width:
                yield _month_tick(box.centre(index, index), box, i18n.month_short(month))
        return
    every = -(-len(begins) // _MOST_YEARS)
    for index in begins[::-1][::every][::-1]:
        yield _month_tick(box.left(index), box, str(Year(span[index])))


def _month_tick(position: int, box: Box, text: str) -> Tick:
    return Tick(round(100 * position / box.width, 2), position, text)
