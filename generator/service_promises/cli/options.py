"""Options that several commands share."""

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import click

from service_promises.source.clock import YEARS, judging_day

AS_OF = "service_promises.as_of"
"""Where a day that stands before the name of a command is kept for it."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def format_option(choices: Sequence[str], meaning: str) -> Callable[[Decorated], Decorated]:
    """`--format`: in which form a command says what it says, `text` where nothing is asked for."""
    return click.option("--format", "form", type=click.Choice(choices), default="text", show_default=True, help=meaning)


def _day(context: click.Context, option: click.Parameter, day: datetime | None) -> date | None:
    if day is not None and day.year not in YEARS:
        raise click.BadParameter(f"the year must lie between {YEARS[0]} and {YEARS[-1]}", context, option)
    return day.date() if day else None


def _day_of_site(context: click.Context, option: click.Parameter, day: datetime | None) -> date | None:
    return _day(context, option, day) or context.meta.get(AS_OF)


def _for_every_command(context: click.Context, option: click.Parameter, day: datetime | None) -> None:
    context.meta[AS_OF] = _day(context, option, day)


def _day_or_today(context: click.Context, option: click.Parameter, day: datetime | None) -> date:
    try:
        return _day(context, option, day) or context.meta.get(AS_OF) or judging_day(os.environ, context.obj)
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
site_as_of_option = _as_of_option(_day_of_site, "the plugin's as_of in mkdocs.yml, else ")
"""For commands that read mkdocs.yml: None leaves the day to it."""

any_as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_for_every_command,
    expose_value=False,
    help="The same as behind the name of the command, YYYY-MM-DD.",
)
"""`--as-of` before the name of a command, where some look for it."""
