"""A place in a file at which the text itself is at fault, before it says anything about a promise."""

from __future__ import annotations

from typing import NamedTuple


class Spot(NamedTuple):
    """What is wrong at one place of a text."""

    line: int
    """From 1."""
    column: int
    """In characters, from 1."""
    rule: str
    message: str
    help: str
    width: int = 1
    key: str | None = None


class Unreadable(ValueError):
    """A file from which nothing can be read; carries why."""

    def __init__(self, spots: tuple[Spot, ...]) -> None:
        super().__init__("; ".join(spot.message for spot in spots))
        self.spots = spots
