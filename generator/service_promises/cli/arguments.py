"""Arguments and options that are written as they would be in a file, and checked as there."""

from collections.abc import Callable
from typing import Any

import click
from pydantic_core import PydanticCustomError

from service_promises.source.values import calendar
from service_promises.source.values.scalars import Check, identifier, line


def _checked_by(check: Check) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    def callback(context: click.Context, argument: click.Parameter, text: str | None) -> Any:
        try:
            return None if text is None else check(text)
        except PydanticCustomError as error:
            texts = error.context or {}
            message = f"{text!r}: {texts['message']}; {texts['help']}"
            raise click.BadParameter(message, context, argument) from None

    return callback


def checked_name(text: str) -> str:
    """A name that is written as an argument of several words; raises BadParameter for one that is blank."""
    try:
        return line(text)
    except PydanticCustomError as error:
        texts = error.context or {}
        raise click.BadParameter(f"{text!r}: {texts['message']}; {texts['help']}", param_hint="'NAME'") from None


checked_id, checked_month, checked_day = _checked_by(identifier), _checked_by(calendar.month), _checked_by(calendar.day)
"""Callbacks for the arguments and options of commands."""
