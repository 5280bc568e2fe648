"""What can be wrong with a text before it says anything about a promise: the words of it stand in `faults.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from service_promises.problems.problem import Problem, text_problem
from service_promises.source.yaml.unreadable import Unreadable

Position = tuple[int, int]
"""Row and column, both from 0; in a problem they count from 1."""

SHOWN = 60
"""A text up to this long is shown whole."""


@cache
def faults() -> Mapping[str, Mapping[str, str]]:
    """By name: the rule, the message and the help of each fault."""
    return tomllib.loads(files(__package__).joinpath("faults.toml").read_text("utf-8"))


def problem(name: str, at: Position, width: int = 1, /, **values: object) -> Problem:
    """A fault as a problem at a position; the values fill the names in braces."""
    rule, message, way_out = (faults()[name][part] for part in ("rule", "message", "help"))
    message, way_out = message.format(**values), way_out.format(**values)
    return text_problem(at[0] + 1, at[1] + 1, rule, message, way_out, max(1, width))


def fault(name: str, at: Position, width: int = 1, /, **values: object) -> Unreadable:
    """The same, to be raised."""
    return Unreadable(problem(name, at, width, **values))


def spaces(count: int) -> str:
    """So many spaces, in words."""
    return "no space" if count == 0 else "1 space" if count == 1 else f"{count} spaces"


def needs_quotes(line: str, at: Position) -> Unreadable:
    """A text that begins with a character that means something to YAML."""
    text = line[at[1] :].strip()
    plain = len(text) < SHOWN and '"' not in text and "\\" not in text
    return fault("needs-quotes", at, first=text[0], example=f', for example: "{text}"' if plain else "")
