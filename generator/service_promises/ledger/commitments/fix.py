"""Fixes: what we said we would change after a shortfall."""

from dataclasses import dataclass
from typing import NamedTuple

from service_promises.ledger.commitments.commitment import Commitment
from service_promises.ledger.periods.month import Month


class Origin(NamedTuple):
    """The promise and month that a fix came from."""

    promise: str
    month: Month


@dataclass(frozen=True, kw_only=True)
class Fix(Commitment):
    """Something that we said we would change after a shortfall, with a date."""

    after: tuple[Origin, ...]
