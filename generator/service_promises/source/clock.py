"""The only place that reads a clock."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

YEARS = range(1900, 2200)
"""As in the files: every month up to the day that is judged on is looked at."""


def judging_day(environment: Mapping[str, str]) -> date:
    """The day a site is judged on when nobody names one: SOURCE_DATE_EPOCH's, else today, both in UTC.

    Raises ValueError with a finished sentence when SOURCE_DATE_EPOCH is not a number of seconds.
    """
    seconds = environment.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return datetime.now(UTC).date()
    try:
        day = datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        day = None
    if day is None or day.year not in YEARS:
        raise ValueError(
            f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, up to the year {YEARS[-1]}, and is {seconds!r}."
        )
    return day
