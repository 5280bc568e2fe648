"""The options of the MkDocs plugin, as they stand in mkdocs.yml."""

from __future__ import annotations

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
            raise ValidationError(
                f"the year must lie between {YEARS[0]} and {YEARS[-1]}, and this is {value}"
            )
        return day


class PromisesConfig(Config):
    """The plugin's options in mkdocs.yml."""

    as_of = Optional(_Day())
    """The day to judge on, for a site that stands still; today otherwise."""
