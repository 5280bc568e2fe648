"""Options that several commands share."""

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import click

from service_promises.source.clock import YEARS, judging_day

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def format_option(choices: Sequence[str], meaning: str) -> Callable[[Decorated], Decorated]:
    """`--format`: in which form a command says what it says, `text` where nothing is asked for."""
    return click.option("--format", "form", type=click.Choice(choices), default="text", show_default=True, help=meaning)


def _day(context: click.Context, option: click.Parameter, day: datetime | None) -> date | None:
    if day is not None and day.year not in YEARS:
        raise click.BadParameter(f"the year must lie between {YEARS[0]} and {YEARS[-1]}", context, option)
    return day.date() if day else None


def _day_or_today(context: click.Context, option: click.Parameter, day: datetime | None) -> date:
    try:
        return _day(context, option, day) or judging_day(os.environ, context.obj)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _as_of_option(callback: Callable[..., date | None], otherwise: str) -> Callable[[Decorated], Decorated]:
    text = (
        f"The day on which everything is judged, YYYY-MM-DD; if not given, {otherwise}SOURCE_DATE_EPOCH's day if that"
    )
    text += " is set, else today, both in the service's time_zone."
    day = click.DateTime(["%Y-%m-%d"])
    return click.option("--as-of", metavar="DATE", type=day, callback=callback, help=text)


as_of_option = _as_of_option(_day_or_today, "")
site_as_of_option = _as_of_option(_day, "the plugin's as_of in mkdocs.yml, else ")
"""For commands that read mkdocs.yml: None leaves the day to it."""
