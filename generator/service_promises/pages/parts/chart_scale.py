"""The upright axis of a chart: where it begins and ends, its lines, and what it says of itself (section 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from service_promises.ledger.ledger import Entry
from service_promises.ledger.promise import Direction, Kind, Measure, Promise
from service_promises.pages.i18n import I18n

_STEPS = (1, 2, 5)


def ends_of(
    drawn: Sequence[Fraction], unit: Measure, *, let_down: bool
) -> tuple[Fraction, Fraction, Fraction]:
    """Where the upright axis begins and ends, and the step between its lines."""
    nothing, one, all_of_them = Fraction(0), Fraction(1), Fraction(100)
    if let_down:
        # Nobody is let down by halves.
        return _scale(nothing, max(one, *drawn), least=one)
    low, high, step = _scale(min(drawn, key=float), max(drawn, key=float))
    if unit.kind is Kind.EACH:
        return max(low, nothing), min(high, all_of_them), step
    return low, high, step


def _scale(
    low: Fraction, high: Fraction, least: Fraction = Fraction(1, 1000)
) -> tuple[Fraction, Fraction, Fraction]:
    """Round ends for the upright axis and the step between its lines; at most eight lines."""
    room = (high - low) or abs(high) or Fraction(1)
    step = least
    while room / step > 6:
        for factor in _STEPS:
            if room / (step * factor) <= 6:
                break
        else:
            factor = 10
        step *= factor
    low, high = (low // step) * step, -((-high) // step) * step
    if low == high:
        low, high = low - step, high + step
    return low, high, step


def on_scale(at: Decimal, unit: Measure, i18n: I18n, *, let_down: bool) -> str:
    """A figure beside the upright axis."""
    if let_down:
        return i18n.tally(at)
    if unit.kind is Kind.EACH:
        return i18n.percent(at)
    return i18n.quantity(at, unit.unit if unit.unit == "%" else None)


def scale_text(promise: Promise, newest: Entry, low: Fraction, i18n: I18n) -> Iterator[str]:
    """What the upright axis measures, and where it begins when that is not at nought."""
    if newest.measure.kind is Kind.EACH:
        if low:
            yield i18n.say("The scale begins at %(low)s, not at 0.", low=i18n.percent(decimal_of(low)))
        return
    term, unit = promise.term_in(newest.month) or promise.term_now, newest.measure.unit or ""
    if term.target.direction is Direction.AT_MOST:
        yield i18n.say("In %(unit)s; less is better.", unit=unit)
    else:
        yield i18n.say("In %(unit)s; more is better.", unit=unit)


def steps(low: Fraction, high: Fraction, step: Fraction) -> Iterator[Fraction]:
    """Where the lines lie, the lowest first."""
    at = low
    while at <= high:
        yield at
        at += step


def decimal_of(figure: Fraction) -> Decimal:
    """A figure of the axis, which is a decimal by how its step was chosen."""
    return Decimal(figure.numerator) / Decimal(figure.denominator)
