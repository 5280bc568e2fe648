"""At which places a promise is made, from when to when, and how its whole is judged by them."""

from enum import StrEnum
from typing import NamedTuple

from service_promises.ledger.periods.month import Month

ALL = "all"
"""Stands for every place that there is."""


class At(NamedTuple):
    """At which places a promise is published place by place, and in which months."""

    places: str | tuple[str, ...]
    """`all`, or ids of places."""
    since: Month | None = None
    until: Month | None = None

    def includes(self, place: str) -> bool:
        """Whether a place is one of them."""
        return self.places == ALL or place in self.places

    def covers(self, month: Month) -> bool:
        """Whether the month is published place by place; in others only the total is due."""
        return (self.since is None or self.since <= month) and (self.until is None or month <= self.until)


class NotAt(NamedTuple):
    """Months in which a promise was not made, or not measured, at some places."""

    places: str | tuple[str, ...]
    """`all`, or ids of places."""
    from_: Month
    until: Month | None = None
    """The last of those months; None while it goes on."""
    why: str = ""

    def covers_month(self, month: Month) -> bool:
        """Whether the month is one of them."""
        return self.from_ <= month and (self.until is None or month <= self.until)

    def includes(self, place: str) -> bool:
        """Whether the place is one of them."""
        return self.places == ALL or place in self.places

    def covers(self, place: str, month: Month) -> bool:
        """Whether it speaks of a place in a month."""
        return self.covers_month(month) and self.includes(place)


class WholeRule(StrEnum):
    """How a promise is judged that is kept at several places."""

    IN_TOTAL = "in total"
    EVERYWHERE = "everywhere"
    """Kept only where every place kept it."""
