"""Fixes: what we said we would change, tracked like a promise."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from service_promises.ledger.delivery import Correction
from service_promises.ledger.month import Month


class FixState(StrEnum):
    """Where a fix stands, judged by the first date that was promised."""

    OVERDUE = "overdue"
    PROMISED = "promised"
    LATE = "late"
    KEPT = "kept"
    DROPPED = "dropped"


class Move(NamedTuple):
    """A moved date of a fix."""

    on: date
    from_: date
    to: date
    why: str


class Origin(NamedTuple):
    """The promise and month that a fix came from."""

    promise: str
    month: Month


class Done(NamedTuple):
    """When a fix was finished."""

    on: date
    note: str | None = None
    told: date | None = None
    """The day on which that was recorded here, where it was later: the one that the fix is judged by."""


class Dropped(NamedTuple):
    """When and why a fix was given up."""

    on: date
    why: str
    told: date | None = None
    """The day on which that was recorded here, where it was later."""


class Fix(NamedTuple):
    """Something that we said we would change after a shortfall, with a date."""

    id: str
    we_will: str
    after: tuple[Origin, ...]
    by: date
    """The date as it stands now."""
    owner: str
    invested: str | None = None
    moved: tuple[Move, ...] = ()
    """Oldest first."""
    done: Done | None = None
    dropped: Dropped | None = None
    corrected: tuple[Correction, ...] = ()

    @property
    def first_by(self) -> date:
        """The first date that was promised."""
        return self.moved[0].from_ if self.moved else self.by

    def state(self, as_of: date) -> FixState:
        """Where the fix stands on a day."""
        if self.dropped is not None:
            return FixState.DROPPED
        if self.done is not None:
            return FixState.KEPT if (self.done.told or self.done.on) <= self.first_by else FixState.LATE
        return FixState.PROMISED if as_of <= self.first_by else FixState.OVERDUE
