"""Exact figures: shares, and rounding that never flatters."""

from decimal import Context, Decimal, Inexact
from fractions import Fraction

EXACT = Context(prec=200, traps=[Inexact])
"""Arithmetic that raises rather than lose a digit; a figure has at most 35 digits."""

ZERO = Decimal(0)
HUNDRED = Decimal(100)


def share_of(kept: Decimal, due: Decimal) -> Fraction:
    """The kept share in percent, exactly; `due` is above 0."""
    of_kept, of_due = kept.as_integer_ratio(), due.as_integer_ratio()
    return Fraction(of_kept[0] * of_due[1] * 100, of_kept[1] * of_due[0])


def reaches(kept: Decimal, due: Decimal, percent: Decimal) -> bool:
    """Whether `kept` of `due` is at least that many percent."""
    return EXACT.multiply(kept, HUNDRED) >= EXACT.multiply(due, percent)


def printed(exact: Fraction, target: Decimal | None, *, up: bool, decimals: int = 2) -> Decimal:
    """A figure as pages print it: rounded to two decimals, downwards unless `up`.

    Beside a target more decimals are kept, until the printed figure lies on the side of the target that
    the exact one lies on: 94.996 is never printed as 95, nor 95.001.
    """
    near = _cut(exact, decimals, up=up)
    if target is None:
        return near
    side = _side(exact, target)
    while near.compare(target) != side:
        decimals += 1
        near = _cut(exact, decimals, up=up)
    return near


def share_in_full(exact: Fraction, target: Decimal | None) -> Decimal:
    """A kept share in percent as the data give it: rounded down to six decimals.

    More decimals where six would put it on the other side of the target, and make a target that was met
    look missed.
    """
    decimals = 6
    near = _cut(exact, decimals, up=False)
    if target is None or _side(exact, target) < 0:
        return near
    while near < target:
        decimals += 1
        near = _cut(exact, decimals, up=False)
    return near


def plain(figure: Decimal) -> str:
    """A figure in plain digits: no exponent, no trailing zeros.

    >>> plain(Decimal("94.200"))
    '94.2'
    """
    text = str(figure)
    if "E" in text:
        text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cut(exact: Fraction, decimals: int, *, up: bool) -> Decimal:
    scaled, parts = exact.numerator * 10**decimals, exact.denominator
    return Decimal(-(-scaled // parts) if up else scaled // parts).scaleb(-decimals, EXACT)


def _side(exact: Fraction, target: Decimal) -> int:
    """Below, on or above the target: -1, 0 or 1."""
    numerator, denominator = target.as_integer_ratio()
    difference = exact.numerator * denominator - numerator * exact.denominator
    return (difference > 0) - (difference < 0)
