"""Years, which begin in any month."""

from functools import cache
from typing import NamedTuple

from service_promises.ledger.periods.month import Month


class Year(NamedTuple):
    """Twelve months; sorts in time."""

    first: Month

    @classmethod
    @cache  # asked for every record
    def of(cls, month: Month, starts: int) -> "Year":
        """The year that a month lies in, where years start in a calendar month, 1 to 12."""
        return cls(Month(month.year if month.number >= starts else month.year - 1, starts))

    @property
    def last(self) -> Month:
        """Its last month."""
        return self.first.plus(11)

    @property
    def months(self) -> list[Month]:
        """Its months, oldest first."""
        return self.first.until(self.last)

    def __str__(self) -> str:
        """2025 for a calendar year, 2025-26 for one that ends in the next."""
        return str(self.first.year) if self.first.number == 1 else f"{self.first.year}-{self.last.year % 100:02}"
