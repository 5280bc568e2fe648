"""Months, and the days by which they must be reported."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


class Month(NamedTuple):
    """A reporting month; sorts and compares in time."""

    year: int
    number: int
    """1 to 12."""

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `YYYY-MM`; raises ValueError for anything else, year 0 included."""
        match = _MONTH.fullmatch(text)
        if match is None or match[1] == "0000":
            raise ValueError(f"{text!r} is not a month")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that a day lies in."""
        return cls(day.year, day.month)

    @cache  # noqa: B019 - asked several times for every record, and there are few months
    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @cache  # noqa: B019 - asked a hundred times for every promise, and there are few months
    def plus(self, months: int) -> "Month":
        """The month so many months later, or earlier when negative."""
        years, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, index + 1)

    def until(self, last: "Month") -> list["Month"]:
        """Every month from this one to `last`, both included; empty when `last` is earlier."""
        count = (last.year - self.year) * 12 + last.number - self.number + 1
        return [self.plus(step) for step in range(count)]

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month; it is over on the day after."""
        return _last_day(self.year, self.number)

    def day(self, number: int) -> date:
        """The day of that number, or the last day where the month is shorter."""
        return date(self.year, self.number, min(number, self.last_day.day))


def month_spans(months: Iterable[Month]) -> list[str]:
    """Months in order, those that follow one another as one: `2026-01 to 2026-03`, `2026-06`."""
    spans: list[tuple[Month, Month]] = []
    for month in months:
        if spans and spans[-1][1].plus(1) == month:
            spans[-1] = spans[-1][0], month
        else:
            spans.append((month, month))
    return [f"{first} to {last}" if first < last else str(first) for first, last in spans]


@cache
def _last_day(year: int, number: int) -> date:
    """The last day of a month; asked several times for every record."""
    return date(year, number, monthrange(year, number)[1])


class ReportBy(NamedTuple):
    """The day by which a month must be published."""

    day: int = 10
    """1 to 31; the last day of the month where that is shorter."""
    months: int = 1
    """How many months after the reporting month that day lies."""

    @cache  # noqa: B019 - asked for every record, and there are few months and few of these
    def date_for(self, month: Month) -> date:
        """The last day on which a record of `month` is in time."""
        return month.plus(self.months).day(self.day)


class Coverage(NamedTuple):
    """The months for which figures are published, both ends included."""

    from_: Month
    until: Month | None = None
    """None while there is no end."""

    def __contains__(self, month: object) -> bool:
        return isinstance(month, Month) and self.from_ <= month and (self.until is None or month <= self.until)
