"""The options of the plugin in mkdocs.yml, and the day that the command line puts in the place of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.config_options import Optional

from service_promises.source.clock import YEARS


class _Day(BaseConfigOption[date]):
    """A day; YAML gives a date or, in quotes or from `!ENV`, text."""

    def run_validation(self, value: object, /) -> date:
        try:
            plain = isinstance(value, date) and not isinstance(value, datetime)
            day = date.fromisoformat(str(value) if plain or isinstance(value, str) else "")
        except ValueError:
            raise ValidationError(f"a day is written like 2026-03-10, and this is {value}") from None
        if day.year not in YEARS:
            raise ValidationError(f"the year must lie between {YEARS[0]} and {YEARS[-1]}, and this is {value}")
        return day


class PromisesConfig(Config):
    """The plugin's options in mkdocs.yml."""

    as_of = Optional(_Day())
    """The day to judge on, for a site that stands still; today otherwise."""


as_of_override: ContextVar[date | None] = ContextVar("as_of_override", default=None)
"""The day that the command line asks for, whatever mkdocs.yml says."""


@contextmanager
def override_as_of(day: date | None) -> Iterator[None]:
    """Judge every build inside this block on another day than mkdocs.yml's; None leaves the day to mkdocs.yml.

    A live preview reads mkdocs.yml anew for each build, so a value put into the settings would be lost.
    """
    token = as_of_override.set(day)
    try:
        yield
    finally:
        as_of_override.reset(token)
