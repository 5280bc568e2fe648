"""How spreadsheets write months: in digits or words, as a day of theirs, or by a name beside or below their year."""

import re
from collections.abc import Iterable, Mapping

from service_promises.ledger.periods.month import Month
from service_promises.source.values.calendar import guess_month, guess_month_number

_MONTH_NAME = re.compile(r"[A-Za-z]{3,9}\.?")
_DAY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]((?:19|20)[0-9]{2})")
_YEARS = re.compile(r"(?<![0-9/.-])((?:19|20)[0-9]{2})(?:\s?[-/\u2013]\s?((?:20)?[0-9]{2}))?(?![0-9/.-])")


def month_of(text: str) -> Month | None:
    """The month that a cell names in digits or words; None for anything else."""
    if not any(mark.isdigit() for mark in text) or len(text) > 30 or (text.isdigit() and len(text) != 6):
        return None
    guess = guess_month(text)
    return Month.parse(guess) if guess else None


def month_in_year(text: str, year: str, year_starts: int) -> Month | None:
    """The month of a name beside, below or within a year, 2026 or 2025-26; None where that is no month."""
    number = guess_month_number(text) if _MONTH_NAME.fullmatch(text.strip()) else None
    span = _YEARS.fullmatch(year.strip())
    if number is None or span is None:
        return None
    first = int(span[1])
    if span[2] is None:
        return Month(first, number)
    return Month(first if number >= year_starts else first + 1, number) if _follows(first, span[2]) else None


def months_of_first_days(texts: Iterable[str]) -> Mapping[str, Month]:
    """By its text: the month of each first day in a column, such as 01/03/2026, where only one order can be meant.

    Where the first number is 1 in every row and the second is not, the second is the month; and the other way round.
    """
    days = {text: match for text in texts if (match := _DAY.fullmatch(text.strip()))}
    firsts, seconds = ({int(match[place]) for match in days.values()} for place in (1, 2))
    if firsts == {1} and len(seconds) > 1:
        place = 2
    elif seconds == {1} and len(firsts) > 1:
        place = 1
    else:
        return {}
    return {text: Month(int(match[3]), int(match[place])) for text, match in days.items() if int(match[place]) <= 12}


def year_in(text: str) -> str:
    """The only year that a title or the name of a sheet names, 2026 or 2025-26; empty where it names none or several."""
    years = [match[0] for match in _YEARS.finditer(text)]
    return years[0] if len(years) == 1 else ""


def is_month_name(text: str) -> bool:
    """Whether a text is a month without its year."""
    return _MONTH_NAME.fullmatch(text.strip()) is not None and guess_month_number(text) is not None


def _follows(first: int, second: str) -> bool:
    """Whether the second year of a span, 26 or 2026, is the one after its first."""
    return int(second) in (first + 1, (first + 1) % 100)


def month_help(text: str) -> str:
    """What to write in place of something that is no month."""
    if guess_month(text) is None and text.count("/") == 2:
        first, second, year = text.split("/")
        if first.isdigit() and second.isdigit() and 1 <= int(first) <= 12 and 1 <= int(second) <= 12:
            return f"write: {year}-{int(second):02} or {year}-{int(first):02}, whichever is meant"
    if is_month_name(text):
        return f"write the year too, for example: {text} 2026; or add a column `year`"
    if text.lower().lstrip().startswith("q"):
        return "write the month in which the quarter is reported, its last: for example 2026-03"
    return "write it year first, for example: 2026-01"
