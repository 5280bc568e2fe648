"""Days, months and lists in English, the language of the command line and of the notes in files."""

from calendar import month_name
from collections.abc import Sequence
from datetime import date

from service_promises.ledger.periods.month import Month
from service_promises.problems.lists import first_few, is_long


def format_day(day: date) -> str:
    """A day: 10 February 2026."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def format_month(month: Month) -> str:
    """A month: February 2026."""
    return f"{month_name[month.number]} {month.year}"


def format_first(items: Sequence[str]) -> str:
    """All of a few things in one sentence; of many the first few, and how many more there are."""
    return first_few(items) if is_long(items) else format_list(items)


def format_list(items: Sequence[str]) -> str:
    """Several things in one sentence.

    >>> format_list(["a", "b", "c"])
    'a, b and c'
    """
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last
