"""How months and dates are written."""

import re
from calendar import month_name, monthrange
from datetime import date
from typing import Annotated, Any

from service_promises.ledger.periods.month import Month
from service_promises.source.values.invalid import named_error
from service_promises.source.values.scalars import QUOTES, Scalar, text_of, whole

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""A year outside these is taken for a slip."""

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NAMES = {name[:3].lower(): number for number, name in enumerate(month_name) if name}


def month(value: Any) -> Month:
    """A month, `YYYY-MM`."""
    if isinstance(value, list) and (guess := guess_month("-".join(map(str, value)))):
        raise named_error("list-for-month", guess=guess)
    text = text_of(value, "a month")
    match = _MONTH.fullmatch(text)
    if match is None:
        guess = guess_month(text)
        raise named_error("month-like" if guess else "month", guess=guess)
    year, number = int(match[1]), int(match[2])
    _within(year, "month-year")
    if not 1 <= number <= 12:
        raise named_error("no-such-month", month=match[2], year=year)
    return Month(year, number)


def day(value: Any) -> date:
    """A date that is in the calendar, `YYYY-MM-DD`."""
    text = text_of(value, "a date")
    match = _DATE.fullmatch(text)
    if match is None:
        if both := _both_ways(text):
            raise named_error("date-two-ways", first=both[0], second=both[1])
        guess = guess_date(text)
        raise named_error("date-like" if guess else "date", guess=guess)
    year, number, of_month = int(match[1]), int(match[2]), int(match[3])
    _within(year, "date-year")
    if not 1 <= number <= 12:
        raise named_error("no-such-month-in-date", month=match[2])
    days = monthrange(year, number)[1]
    if not 1 <= of_month <= days:
        raise named_error("no-such-day", text=text, month_name=month_name[number], year=year, days=days, number=number)
    return date(year, number, of_month)


def days_meant(text: str) -> list[str]:
    """The days that a text may mean, as they should be written: none, one, or two of digits in either order."""
    text = re.sub(r"^[A-Za-z, ]*(?=[0-9])", "", text.strip())
    if both := _both_ways(text):
        return [str(one) for one in both]
    guess = guess_date(text)
    return [guess] if guess else []


def _both_ways(text: str) -> tuple[date, date] | None:
    """The two days that digits may mean with the day first or the month first; None where only one can be meant."""
    match = re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", text.strip(QUOTES + " "))
    if match is None:
        return None
    one, other, year = int(match[1]), int(match[2]), int(match[3])
    if one == other or not (1 <= one <= 12 and 1 <= other <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    return date(year, other, one), date(year, one, other)


def _within(year: int, name: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise named_error(name, year=year, first=FIRST_YEAR, last=LAST_YEAR)


def guess_month(text: str) -> str | None:
    """The month that was meant, as it should be written; None where that can't be told."""
    text = re.sub("[\u2010-\u2015\u2212]", "-", text.strip(QUOTES + " "))
    text = re.sub(r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?$", "", text)
    if match := re.fullmatch(r"([0-9]{4})[-/. ]?([0-9]{1,2})(?:[-/. ][0-9]{1,2})?", text):
        year, number = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"([0-9]{1,2})[-/. ]([0-9]{4})", text):
        year, number = int(match[2]), int(match[1])
    elif match := re.fullmatch(r"(?:[0-9]{1,2} )?([A-Za-z]+)\.?,?[ '\u2019-]*([0-9]{4}|[0-9]{2})", text):
        year, number = int(match[2]), _number_of(match[1])
        year += 2000 if year < 100 else 0
    elif match := re.fullmatch(r"([0-9]{4})[ -]([A-Za-z]+)", text):
        year, number = int(match[1]), _number_of(match[2])
    elif match := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", text):
        guess = guess_date(text)
        return guess[:7] if guess is not None and int(match[1]) != 1 else None
    else:
        return None
    return f"{year}-{number:02}" if 1 <= number <= 12 and FIRST_YEAR <= year <= LAST_YEAR else None


def guess_month_number(text: str) -> int | None:
    """The number of the calendar month that was meant; None where that can't be told."""
    text = text.strip(QUOTES + " ")
    match = re.fullmatch(r"(?:[0-9]{4}-)?0*([1-9]|1[0-2])", text)
    return int(match[1]) if match else _number_of(re.sub(r"[0-9]+(?:st)?|[ .]", "", text)) or None


def _number_of(name: str) -> int:
    """The number of a month by its English name or the beginning of it; 0 for none."""
    name = name.lower()
    number = _NAMES.get(name[:3], 0)
    return number if number and (month_name[number].lower().startswith(name) or name == "sept") else 0


def guess_date(text: str) -> str | None:
    """The day that was meant, as it should be written; None where that can't be told."""
    text = text.strip(QUOTES + " ")
    match = re.match(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ].*)?$", text)
    if match:
        parts = int(match[1]), int(match[2]), int(match[3])
    elif match := re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3})[a-z]*\.?,? ([0-9]{4})", text):
        parts = int(match[3]), _NAMES.get(match[2].lower(), 0), int(match[1])
    elif match := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", text):
        first, second = int(match[1]), int(match[2])
        if first <= 12 and second <= 12 and first != second:
            return None  # the fifth of March, or the third of May?
        day_first = second <= 12
        parts = int(match[3]), second if day_first else first, first if day_first else second
    else:
        return None
    try:
        guess = date(*parts)
    except ValueError:
        return None
    return guess.isoformat() if FIRST_YEAR <= guess.year <= LAST_YEAR else None


MONTH = Scalar(month, {"type": "string", "pattern": "^(19|2[01])[0-9]{2}-(0[1-9]|1[0-2])$"})
DATE = Scalar(
    day,
    {
        "type": "string",
        "format": "date",
        "pattern": "^(19|2[01])[0-9]{2}-("
        "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9])"
        ")$",
    },
)

MonthText = Annotated[Month, MONTH]
DateText = Annotated[date, DATE]
CALENDAR_MONTH = whole(1, 12, "a calendar month", guess_month_number)
