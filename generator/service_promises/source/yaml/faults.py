"""What can be wrong with a text before it says anything about a promise: the words of it stand in `faults.toml`."""

from collections.abc import Mapping
from functools import cache

from service_promises.problems.messages import Message, load_messages
from service_promises.problems.problem import Location, Problem

Position = tuple[int, int]
"""Row and column, both from 0; in a problem they count from 1."""

MOST_QUOTED = 60
"""A text up to this long is shown whole."""


class Unreadable(ValueError):
    """Says why nothing can be read from a text; carries the problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@cache
def faults() -> Mapping[str, Message]:
    """What can be wrong, by name."""
    return load_messages(__package__, "faults.toml")


def problem(name: str, at: Position, width: int = 1, /, **values: object) -> Problem:
    """A fault as a problem at a position; the values fill the names in braces."""
    location = Location(at[0] + 1, at[1] + 1, max(1, width))
    return Problem(location, faults()[name].rule, *faults()[name].filled(values))


def fault(name: str, at: Position, width: int = 1, /, **values: object) -> Unreadable:
    """The same, to be raised."""
    return Unreadable(problem(name, at, width, **values))


def spaces(count: int) -> str:
    """So many spaces, in words."""
    return "no space" if count == 0 else "1 space" if count == 1 else f"{count} spaces"


def needs_quotes(line: str, at: Position) -> Unreadable:
    """A text that begins with a character that means something to YAML."""
    text = line[at[1] :].strip()
    plain = len(text) < MOST_QUOTED and '"' not in text and "\\" not in text
    return fault("needs-quotes", at, first=text[0], example=f', for example: "{text}"' if plain else "")
