"""Something wrong in a file that could be read, named by its keys; `place.py` finds the line."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from pydantic_core import PydanticCustomError

Step = str | int
"""A key of a mapping, or the index of a list item from 0."""


class Flaw(NamedTuple):
    """What is wrong, and under which key."""

    loc: tuple[Step, ...]
    """The way from the top of the file; empty for the file as a whole."""
    rule: str
    message: str
    help: str
    at: Literal["key", "value"] = "value"
    """Whether the key itself is at fault (unknown, or without a value), or what it says."""
    label: str = ""
    """A few words for beside the marks under the line."""
    beside: tuple[Step, ...] | None = None
    """For a key that is missing: the one because of which it is needed, where it is shown."""
    stretch: tuple[int, int] | None = None
    """The part of a text that is at fault, as `stretch.py` counts it; None for the whole of it."""


def wrong(rule: str, message: str, way_out: str, label: str = "") -> PydanticCustomError:
    """The error that a validator raises; `shape.py` makes a Flaw of it.

    The texts travel as context and never as a template, so braces in what staff wrote stay braces.
    """
    context: dict[str, Any] = {"message": message, "help": way_out, "label": label}
    return PydanticCustomError(rule, "{message}", context)
