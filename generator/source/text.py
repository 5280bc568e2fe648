"""A file as it was read: its document, its places, and what is wrong with it so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from generator.check.problem import Problem, Severity
from generator.source.files import FileKind, Found, Stray
from generator.source.flaw import Flaw, Step
from generator.source.place import Place, place_of
from generator.source.spot import Spot
from generator.source.yaml_text import Yaml

D = TypeVar("D", bound=BaseModel)


@dataclass(slots=True)
class Text(Generic[D]):
    """One file of staff's."""

    found: Found
    yaml: Yaml
    document: D | None
    """What could be had of it; None for nothing."""
    problems: list[Problem] = field(default_factory=list)
    flawed: set[tuple[Step, ...]] = field(default_factory=set)
    """Where something is wrong already; what follows from that is not said again."""

    @property
    def whole(self) -> bool:
        """Whether nothing was found wrong with it."""
        return not self.problems

    def add(self, flaws: Iterable[Flaw], severity: Severity = Severity.ERROR) -> None:
        """Take note of flaws, except under a key that is known to be wrong."""
        for flaw in list(flaws):
            if any(flaw.loc[:end] in self.flawed for end in range(len(flaw.loc) + 1)):
                continue
            self.problems.append(self.problem(flaw, severity))

    def mark(self, flaws: Iterable[Flaw]) -> None:
        """Take note of what is wrong with the shape or with single values."""
        found = list(flaws)
        self.add(found)
        self.flawed.update(flaw.loc for flaw in found if flaw.loc)

    def problem(self, flaw: Flaw, severity: Severity = Severity.ERROR) -> Problem:
        """The flaw at its line and column."""
        place = self.place(flaw)
        names = [step for step in flaw.loc if isinstance(step, str)]
        month = promise = None
        if self.found.kind is FileKind.DECLARED:
            promise = self.found.name
        elif self.found.kind is FileKind.DELIVERED:
            month = self.found.name
            if names[:1] == ["delivered"] and len(names) > 1:
                promise = names[1]
                names = names[2:]
        return Problem(
            self.found.path,
            place.line,
            place.column,
            severity,
            flaw.rule,
            flaw.message,
            flaw.help,
            promise,
            month,
            names[-1] if names else None,
            line_of(self.yaml.text, place.line),
            place.width,
            flaw.label,
        )

    def place(self, flaw: Flaw) -> Place:
        """Where the flaw is."""
        return place_of(self.yaml.node, self.yaml.text, flaw.loc, flaw.at)


def line_of(text: str, number: int) -> str | None:
    """A line of a text, counted from 1; None for one that is not there."""
    lines = text.split("\n", number)
    return lines[number - 1] if number <= len(lines) else None


def problem_of_spot(found: Found, spot: Spot, text: str) -> Problem:
    """What is wrong with a text that could not be read as YAML."""
    return Problem(
        found.path,
        spot.line,
        spot.column,
        Severity.ERROR,
        spot.rule,
        spot.message,
        spot.help,
        found.name if found.kind is FileKind.DECLARED else None,
        found.name if found.kind is FileKind.DELIVERED else None,
        spot.key,
        line_of(text, spot.line),
        spot.width,
    )


def problem_of_stray(stray: Stray) -> Problem:
    """A file or folder that does not belong."""
    return Problem(stray.path, 1, 1, Severity.ERROR, stray.rule, stray.message, stray.help)
