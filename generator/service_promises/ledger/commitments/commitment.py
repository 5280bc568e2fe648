"""Commitments: what we said we would do by a date. A fix is one after a shortfall, a pledge one of our own accord."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from service_promises.ledger.delivery import Correction


class CommitmentState(StrEnum):
    """Where a commitment stands, judged by the first date that was promised."""

    OVERDUE = "overdue"
    PROMISED = "promised"
    LATE = "late"
    KEPT = "kept"
    DROPPED = "dropped"


class Move(NamedTuple):
    """A moved date of a commitment."""

    on: date
    from_: date
    to: date
    why: str


class Done(NamedTuple):
    """When a commitment was met."""

    on: date
    note: str | None = None
    told: date | None = None
    """The day on which that was recorded here, where it was later: the one that the commitment is judged by."""


class Dropped(NamedTuple):
    """When and why a commitment was given up."""

    on: date
    why: str
    told: date | None = None
    """The day on which that was recorded here, where it was later."""


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """Something that we said we would do, with a date."""

    id: str
    we_will: str
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
    def name(self) -> str:
        """What lists call it."""
        return self.we_will

    @property
    def first_by(self) -> date:
        """The first date that was promised."""
        return self.moved[0].from_ if self.moved else self.by

    @property
    def ended(self) -> Done | Dropped | None:
        """How it ended; None while it is open."""
        return self.done or self.dropped

    def state(self, as_of: date) -> CommitmentState:
        """Where the commitment stands on a day."""
        if self.dropped is not None:
            return CommitmentState.DROPPED
        if self.done is not None:
            is_in_time = (self.done.told or self.done.on) <= self.first_by
            return CommitmentState.KEPT if is_in_time else CommitmentState.LATE
        return CommitmentState.PROMISED if as_of <= self.first_by else CommitmentState.OVERDUE


C = TypeVar("C", bound=Commitment)


def overdue_first(commitments: Iterable[C], as_of: date) -> list[C]:
    """Commitments by state, overdue first, then promised, late, kept and dropped; of a state the first due first."""
    order = list(CommitmentState)
    return sorted(commitments, key=lambda one: (order.index(one.state(as_of)), one.first_by, one.id))
