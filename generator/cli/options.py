"""What several commands share: where, and as of which day."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.clock import judging_day


@dataclass(frozen=True, slots=True)
class Setting:
    """What was given before the command."""

    root: Path
    """The folder that holds `promises/`."""


class Day(click.ParamType):
    """A calendar date, `YYYY-MM-DD`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> date:  # noqa: ANN401
        """Read the date or stop with wrong usage."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value) if len(value) == len("2026-01-31") else _no_day(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it like 2026-01-31", param, context)


def _no_day(value: str) -> date:
    raise ValueError(value)


def _today() -> date:
    try:
        return judging_day(os.environ)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None


as_of_option = click.option(
    "--as-of",
    type=Day(),
    default=_today,
    show_default="SOURCE_DATE_EPOCH's day if set, else today in UTC",
    help="The day on which everything is judged, YYYY-MM-DD.",
)
