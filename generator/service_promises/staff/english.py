"""Days and months in English, the language of the command line and of the notes in files."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence
from datetime import date

from service_promises.ledger.month import Month


def day_said(day: date) -> str:
    """A day: 10 February 2026."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def month_said(month: Month) -> str:
    """A month: February 2026."""
    return f"{month_name[month.number]} {month.year}"


def listed(items: Sequence[str]) -> str:
    """Several things in one breath.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last
