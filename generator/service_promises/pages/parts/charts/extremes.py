"""The best and the worst month of a chart, and which way is better."""

from collections.abc import Sequence
from typing import NamedTuple

from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.promises.target import Direction
from service_promises.pages.parts.charts.drawing import Point

_FEWEST = 3
"""Of fewer months it says nothing that one was the best."""


class Extreme(NamedTuple):
    """The figure that no other month was beyond."""

    point: Point
    """The newest month that had it."""
    months: int
    """How many had it."""


class Extremes(NamedTuple):
    """The best and the worst of some months; None where that says nothing, or can't be said."""

    best: Extreme | None = None
    worst: Extreme | None = None


def is_lower_better(promise: Promise, newest: Point) -> bool | None:
    """Whether a lower figure is a better one; None where no target says so."""
    if newest.counts_people:
        return True
    direction = promise.direction_in(newest.entry.month)
    return None if direction is None else direction is Direction.AT_MOST


def extremes(points: Sequence[Point], *, lower_is_better: bool | None) -> Extremes:
    """The best and the worst among months that were measured as the newest.

    A hidden figure among them may have been better or worse than any that is published.
    """
    if lower_is_better is None:
        return Extremes()
    newest = points[-1].entry.measure.yardstick
    # It is a drawing, and floats are near enough: what they can't tell apart, nobody sees apart.
    by_value: dict[float, list[Point]] = {}
    for point in points:
        if point.entry.measure.yardstick != newest:
            continue
        if point.value is not None:
            by_value.setdefault(float(point.value), []).append(point)
        elif point.is_hidden:
            return Extremes()
    if len(by_value) < 2 or sum(map(len, by_value.values())) < _FEWEST:
        return Extremes()
    ordered = sorted(by_value, reverse=not lower_is_better)
    best, worst = (Extreme(by_value[value][-1], len(by_value[value])) for value in (ordered[0], ordered[-1]))
    return Extremes(best, worst)
