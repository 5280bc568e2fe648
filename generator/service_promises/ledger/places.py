"""Places: a hospital, a branch, a line; and which of them are due for a promise in a month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from service_promises.ledger.delivery import Correction
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.made_at import NotAt
from service_promises.ledger.promises.promise import Case, Promise


class Place(NamedTuple):
    """Where promises are kept."""

    id: str
    name: str
    in_: str | None = None
    """The group that lists show it in."""
    also_called: tuple[str, ...] = ()
    since: Month | None = None
    until: Month | None = None
    """Its last month."""
    became: str | None = None
    """The id of the place that took over from it."""
    was: tuple[str, ...] = ()

    def stands_in(self, month: Month) -> bool:
        """Whether anything can be due there in a month."""
        return (self.since is None or self.since <= month) and (self.until is None or month <= self.until)


CALLED = Case("place", "places")
"""What one is called, and several, where the organisation has no word of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Every place, and what the organisation calls one."""

    called: Case = CALLED
    places: Mapping[str, Place] = field(default_factory=dict)
    """By id, in the order in which they are written."""
    corrected: tuple[Correction, ...] = ()

    def due(self, promise: Promise, month: Month) -> list[Place]:
        """The places at which a promise is made in a month, in their order; none where only its total is due."""
        return [*self._due(promise, month)]

    def is_made(self, promise: Promise, month: Month) -> bool:
        """Whether a promise is made anywhere in a month: at no places in particular, or at one of them."""
        return not promise.is_at_places(month) or any(True for _ in self._due(promise, month))

    def _due(self, promise: Promise, month: Month) -> Iterator[Place]:
        at = promise.at
        if at is None or not at.covers(month):
            return
        exceptions = [exception for exception in promise.not_at if exception.covers_month(month)]
        for place in self.places.values():
            if not at.includes(place.id) or not place.stands_in(month):
                continue
            if not any(exception.includes(place.id) for exception in exceptions):
                yield place


NO_PLACES = Places()


def exception_at(promise: Promise, place: str, month: Month) -> NotAt | None:
    """Why a promise was not made, or not measured, at a place in a month; None where nothing says so."""
    return next((exception for exception in promise.not_at if exception.covers(place, month)), None)
