"""Targets: the lines by which months are judged.

A term has one for all its months, none, or a schedule: one for each month, announced together.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from service_promises.ledger.periods.month import Month
from service_promises.ledger.rounding import HUNDRED


class Direction(StrEnum):
    """Which side of its figure a target asks for."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    EVERY_TIME = "every time"


class Target(NamedTuple):
    """Our own line for a term."""

    text: str
    """As declared."""
    direction: Direction
    figure: Decimal
    """Percent for `each`, the declared unit for `level`; 100 for `every time`."""

    def __str__(self) -> str:
        return self.text

    def met_by(self, figure: Decimal) -> bool:
        """Whether a share in percent, or a level, meets the target; meeting it exactly does."""
        if self.direction is Direction.AT_MOST:
            return figure <= self.figure
        return figure >= self.figure

    def asks_more_than(self, other: "Target") -> bool | None:
        """Whether this is harder to meet; None where it is neither harder nor easier, or can't be said."""
        ours, theirs = self.direction is Direction.AT_MOST, other.direction is Direction.AT_MOST
        if ours != theirs or self.figure == other.figure:
            return None
        return (self.figure < other.figure) if ours else (self.figure > other.figure)


EVERY_TIME = Target("every time", Direction.EVERY_TIME, HUNDRED)


class NoTarget(StrEnum):
    """Stands in the place of a target where there is none: figures are shown and not judged."""

    NONE = "none"


NO_TARGET = NoTarget.NONE

Schedule = Mapping[Month, Target | NoTarget]
"""A target for each of some months, announced together, the earliest first."""


def is_stronger(now: Target | None, before: Target | None) -> bool | None:
    """Whether a target, or none, asks for more than the one before it; None where it asks for neither more nor less."""
    if now is None or before is None:
        return None if now is before else before is None
    return now.asks_more_than(before)


def judged_by(target: Target | NoTarget | Schedule) -> Target | None:
    """The one target that months are judged by; None where there is none, or more than one."""
    return target if isinstance(target, Target) else None
