"""Options that several commands share."""

import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import click

from service_promises.source.clock import judging_day

AS_OF = "service_promises.as_of"
"""Where a day that stands before the name of a command is kept for it."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def format_option(choices: Sequence[str], meaning: str) -> Callable[[Decorated], Decorated]:
    """`--format`: in which form a command says what it says, `text` where nothing is asked for."""
    return click.option("--format", "form", type=click.Choice(choices), default="text", show_default=True, help=meaning)


def _day(context: click.Context, option: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    from service_promises.cli.arguments import checked_day  # noqa: PLC0415 -- most commands are typed without a day

    day: date = checked_day(context, option, text)
    return day


def _day_of_site(context: click.Context, option: click.Parameter, text: str | None) -> date | None:
    return _day(context, option, text) or context.meta.get(AS_OF)


def _for_every_command(context: click.Context, option: click.Parameter, text: str | None) -> None:
    context.meta[AS_OF] = _day(context, option, text)


def _day_or_today(context: click.Context, option: click.Parameter, text: str | None) -> date:
    try:
        return _day(context, option, text) or context.meta.get(AS_OF) or judging_day(os.environ, context.obj)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _as_of_option(callback: Callable[..., date | None], otherwise: str) -> Callable[[Decorated], Decorated]:
    text = (
        f"The day on which everything is judged, YYYY-MM-DD; if not given, {otherwise}SOURCE_DATE_EPOCH's day if that"
    )
    text += " is set, else today, both in the service's time_zone."
    return click.option("--as-of", metavar="DATE", callback=callback, help=text)


as_of_option = _as_of_option(_day_or_today, "")
site_as_of_option = _as_of_option(_day_of_site, "the plugin's as_of in mkdocs.yml, else ")
"""For commands that read mkdocs.yml: None leaves the day to it."""

any_as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    callback=_for_every_command,
    expose_value=False,
    help="The same as behind the name of the command, YYYY-MM-DD.",
)
"""`--as-of` before the name of a command, where some look for it."""
