"""Days, months and lists in English, the language of the command line and of the notes in files."""

from calendar import month_name
from collections.abc import Sequence
from datetime import date

from service_promises.ledger.month import Month


def format_day(day: date) -> str:
    """A day: 10 February 2026."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def format_month(month: Month) -> str:
    """A month: February 2026."""
    return f"{month_name[month.number]} {month.year}"


_MOST = 5
"""So many of a list are named where not all of them need to be."""


def format_first(items: Sequence[str]) -> str:
    """The first few of several things, and how many more there are.

    >>> format_first(["a", "b", "c", "d", "e", "f", "g"])
    'a, b, c, d, e and 2 more'
    """
    return (
        format_list(items) if len(items) <= _MOST + 1 else f"{', '.join(items[:_MOST])} and {len(items) - _MOST} more"
    )


def format_list(items: Sequence[str]) -> str:
    """Several things in one sentence.

    >>> format_list(["a", "b", "c"])
    'a, b and c'
    """
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last
