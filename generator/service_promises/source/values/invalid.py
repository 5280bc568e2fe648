"""The error that a check of a value raises, with what is wrong in plain words."""

from typing import Any

from pydantic_core import PydanticCustomError

from service_promises.problems.messages import messages
from service_promises.problems.problem import Location, Problem


def invalid(rule: str, message: str, way_out: str, label: str = "") -> PydanticCustomError:
    """The error for a value that breaks a rule; pydantic collects it with the keys that lead to the value.

    The texts travel as context and never as a template, so braces in what staff wrote stay braces.
    """
    context: dict[str, Any] = {"message": message, "help": way_out, "label": label}
    return PydanticCustomError(rule, "{message}", context)


def named_error(name: str, /, *, label: str = "", **values: object) -> PydanticCustomError:
    """The error of that name in `problems/messages.toml`; the values fill the names in braces."""
    message = messages()[name]
    return invalid(message.rule, *message.filled(values), label)


def problem_of(error: PydanticCustomError, location: Location) -> Problem:
    """The problem that an error of a check tells of, at the location of the value."""
    context = error.context or {}
    return Problem(location, error.type, context["message"], context["help"], label=context["label"])
