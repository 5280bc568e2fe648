"""Options that several commands share."""

import os
from datetime import date, datetime

import click

from service_promises.source.clock import YEARS, judging_day


def _day(context: click.Context, option: click.Parameter, day: datetime | None) -> date | None:
    if day is not None and day.year not in YEARS:
        raise click.BadParameter(f"the year must lie between {YEARS[0]} and {YEARS[-1]}", context, option)
    return day.date() if day else None


def _day_or_today(context: click.Context, option: click.Parameter, day: datetime | None) -> date:
    try:
        return _day(context, option, day) or judging_day(os.environ)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day_or_today,
    help="The day on which everything is judged, YYYY-MM-DD;"
    " if not given, SOURCE_DATE_EPOCH's day if that is set, else today in UTC.",
)

site_as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="The day on which everything is judged, YYYY-MM-DD; if not given, the plugin's as_of in mkdocs.yml,"
    " else SOURCE_DATE_EPOCH's day if that is set, else today in UTC.",
)
"""For commands that read mkdocs.yml: None leaves the day to it."""
