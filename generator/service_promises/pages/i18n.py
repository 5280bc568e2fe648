"""Messages, numbers and dates in the language of the site.

Every word of ours on a page is a message of the catalogue in `pages/locale`, whose keys are the English
sentences; Babel supplies the rest. English needs no catalogue file.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol
from babel.support import NullTranslations, Translations

from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.ledger.promises.promise import Case, Measure

LOCALE_DIR = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - the name that gettext gives it
    """Mark a message for the catalogue without translating it yet."""
    return message


def P_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - like N_
    """Mark both forms of a counted message for the catalogue without translating them yet."""
    return one, many


class I18n:
    """One language, as the organisation itself or another publisher writes it."""

    def __init__(self, language: str, organisation: str, *, speaks_for_itself: bool) -> None:
        """Load the catalogue of a BCP 47 tag, or English where there is none."""
        self.language = language
        self.organisation = organisation
        self.ours = speaks_for_itself
        self.locale = _locale(language)
        self.translations: NullTranslations = Translations.load(LOCALE_DIR, [self.locale], "promises")
        self._translated: dict[str, str] = {}
        self._plurals: dict[Decimal, str] = {}
        self._tallies: dict[Decimal, str] = {}
        pattern = self.locale.decimal_formats[None]
        self._grouping: tuple[int, int] = pattern.grouping
        self._group = get_group_symbol(self.locale)
        self._point = get_decimal_symbol(self.locale)
        self._as_python = (self._grouping, self._group, self._point) == ((3, 3), ",", ".")
        """Whether the language writes numbers as Python does, as English does."""
        percent = self.locale.percent_formats[None]
        self._percent: tuple[str, str] = percent.prefix[0], percent.suffix[0]
        names = self.locale.months["stand-alone"]
        self._months: dict[str, dict[int, str]] = {
            width: dict(names[width]) for width in ("wide", "abbreviated", "narrow")
        }

    def say(self, message: str, /, **values: object) -> str:
        """A message of the catalogue with its values filled in."""
        text = self._translated.get(message)
        if text is None:
            text = self._translated[message] = self.translations.ugettext(message)
        return text % values

    def voice(self, ours: str, theirs: str, /, **values: object) -> str:
        """The message as the organisation says it, or as another publisher does (`%(organisation)s`).

        Both are marked with `N_`, so that both are in the catalogue.
        """
        return self.say(ours if self.ours else theirs, organisation=self.organisation, **values)

    def over(self, period: Period, one: str, several: str, /, **values: object) -> str:
        """The message for a period of one month (`%(month)s`), or for a longer one (`%(months)s`).

        Both are marked with `N_`, so that both are in the catalogue.
        """
        if period.is_one_month:
            return self.say(one, month=self.month(period.last), **values)
        return self.say(several, months=self.period(period), **values)

    def count(self, one: str, many: str, number: int | Decimal, /, **values: object) -> str:
        """The form of a message that the number asks for; `%(number)s` is the number, written out."""
        # Plural rules are rules about whole numbers; a fraction takes the form of many.
        whole = int(number) if number == int(number) else 2
        message = self.translations.ungettext(one, many, whole)
        return message % {"number": self.number(Decimal(number)), **values}

    def cases(self, number: Decimal, measure: Measure) -> str:
        """A count with its noun: "213 emails"."""
        return f"{self.tally(number)}\N{NO-BREAK SPACE}{self.noun(number, measure)}"

    def noun(self, number: Decimal, measure: Measure) -> str:
        """What so many cases are called."""
        return self.named(number, measure.cases)

    def named(self, number: Decimal, names: Case) -> str:
        """What so many of them are called."""
        form = self._plurals.get(number)
        if form is None:
            form = self._plurals[number] = self.locale.plural_form(number)
        return names.one if form == "one" else names.many

    def tally(self, number: Decimal) -> str:
        """A count: a number without the zeros that only a fraction would need."""
        text = self._tallies.get(number)
        if text is None:
            whole, _, rest = f"{number:,f}".partition(".")
            text = self._tallies[number] = self._grouped(whole, rest.rstrip("0"))
        return text

    def number(self, number: Decimal) -> str:
        """A number with every digit that it is given with, grouped as the language groups."""
        text = f"{number:,f}"
        if self._as_python:
            return text
        whole, _, rest = text.partition(".")
        return self._grouped(whole, rest)

    def _grouped(self, whole: str, rest: str) -> str:
        """Digits with commas after each three, as the language writes them."""
        if "," in whole:
            last, others = self._grouping
            if others != last:
                digits = whole.replace(",", "")
                head, tail = digits[:-last], digits[-last:]
                parts = [head[max(0, end - others) : end] for end in range(len(head), 0, -others)]
                whole = ",".join([*reversed(parts), tail]).replace("-,", "-")
            whole = whole.replace(",", self._group)
        return f"{whole}{self._point}{rest}" if rest else whole

    def percent(self, number: Decimal) -> str:
        """A percentage, from percent."""
        prefix, suffix = self._percent
        return f"{prefix}{self.number(number)}{suffix}".strip()

    def quantity(self, number: Decimal, unit: str | None) -> str:
        """A level with its unit."""
        if unit == "%":
            return self.percent(number)
        return f"{self.number(number)}\N{NO-BREAK SPACE}{unit}" if unit else self.number(number)

    def day(self, day: date) -> str:
        """A date: "10 February 2026"."""
        return _day(day, self.language)

    def day_of_year(self, day: date) -> str:
        """A date in any year: "10 February"."""
        return format_skeleton("MMMMd", day, locale=self.locale)

    def month(self, month: Month) -> str:
        """A month: "February 2026"."""
        return _skeleton("yMMMM", month, self.language)

    def month_short(self, month: Month) -> str:
        """A month where there is little room: "Feb 2026"."""
        return _skeleton("yMMM", month, self.language)

    def period(self, period: Period) -> str:
        """A span of months: "April to June 2026", "December 2025 to February 2026", "June 2026"."""
        return self._span(period, self.month, "wide")

    def period_short(self, period: Period) -> str:
        """A span of months where there is little room: "Apr to Jun 2026"."""
        return self._span(period, self.month_short, "abbreviated")

    def _span(self, period: Period, with_year: Callable[[Month], str], width: str) -> str:
        first, last = period
        if first == last:
            return with_year(last)
        same_year = first.year == last.year
        begin = self._months[width][first.number] if same_year else with_year(first)
        return self.say("%(first)s to %(last)s", first=begin, last=with_year(last))

    def months_listed(self, numbers: Iterable[int]) -> str:
        """Calendar months, 1 to 12, in one breath: "March and September"."""
        return self.listed([self._months["wide"][number] for number in sorted(numbers)])

    def initial(self, month: int) -> str:
        """The letter of a calendar month, 1 to 12, for where there is room for one."""
        return self._months["narrow"][month]

    def listed(self, items: list[str]) -> str:
        """Several things in one breath: "a, b and c"."""
        return format_list(items, locale=self.locale) if items else ""

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction


@cache
def _locale(language: str) -> Locale:
    """The locale of a tag, or of the part of it that Babel knows: for English in Japan, English."""
    known, _, _ = language.rpartition("-")
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        if not known:
            raise
    return _locale(known)


@lru_cache(maxsize=4096)
def _day(day: date, language: str) -> str:
    # A tag and not a Locale, whose hash takes longer than all the rest.
    locale = _locale(language)
    return format_date(day, "d MMMM y" if locale.language == "en" else "long", locale)


@lru_cache(maxsize=4096)
def _skeleton(skeleton: str, month: Month, language: str) -> str:
    return format_skeleton(skeleton, month.first_day, locale=_locale(language))
