"""Periods: the months that one record speaks for, and how often a record is due."""

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from service_promises.ledger.periods.month import Month


class Frequency(StrEnum):
    """How often a record is due."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    """In the last month of each quarter of the calendar year."""
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    UNEVEN = "uneven"
    """At any other times."""


class Period(NamedTuple):
    """The months that a record speaks for, both ends included; sorts in time."""

    first: Month
    last: Month
    """The month in which the record is due, by which it is named."""

    @property
    def is_one_month(self) -> bool:
        """Whether the record speaks for its own month alone."""
        return self.first == self.last

    @property
    def frequency(self) -> Frequency:
        """How often records are due that each speak for so long; uneven where no usual span is as long."""
        months = (self.last.year - self.first.year) * 12 + self.last.number - self.first.number + 1
        if months == _QUARTER and self.last.number in _QUARTER_ENDS:
            return Frequency.QUARTERLY
        return _BY_STEP.get(months, Frequency.UNEVEN)


_QUARTER = 3
_QUARTER_ENDS = frozenset({3, 6, 9, 12})
_BY_STEP = {1: Frequency.MONTHLY, 6: Frequency.HALF_YEARLY, 12: Frequency.YEARLY}


@cache
def frequency_of(due_in: frozenset[int]) -> Frequency:
    """How often a record is due that is due in these calendar months, 1 to 12."""
    if due_in == _QUARTER_ENDS:
        return Frequency.QUARTERLY
    months = sorted(due_in)
    steps = {after - before for before, after in zip(months, [*months[1:], months[0] + 12], strict=True)}
    return _BY_STEP.get(steps.pop(), Frequency.UNEVEN) if len(steps) == 1 else Frequency.UNEVEN
