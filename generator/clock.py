"""The only place that reads a clock (DESIGN.md section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime


def judging_day(environment: Mapping[str, str]) -> date:
    """The day a site is judged on when nobody names one: SOURCE_DATE_EPOCH's, else today, both in UTC.

    Raises ValueError with a finished sentence when SOURCE_DATE_EPOCH is not a number of seconds.
    """
    given = environment.get("SOURCE_DATE_EPOCH")
    if given is None:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(
            f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, and is {given!r}."
        ) from None
