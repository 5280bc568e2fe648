"""A file as it was read: its document, and what is wrong with it so far."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from service_promises.problems.problem import Keys, Problem, Severity
from service_promises.source.files import FileKind, Found
from service_promises.source.yaml.resolve import Resolver

D = TypeVar("D", bound=BaseModel)

_NOTE = re.compile(r"(?::|-)\s+(#[^\s#].*)")
"""A note directly behind a colon or a dash, unless a space stands behind its mark."""


@dataclass(slots=True)
class Text(Generic[D]):
    """One file of staff's."""

    found: Found
    text: str
    document: D | None
    """What could be had of it; None for nothing."""
    twice: tuple[Problem, ...] = ()
    """Keys that stand twice in one mapping."""
    flawed: set[Keys] = field(default_factory=set)
    """Where something is wrong already; what follows from that is not said again."""
    _noted: list[Problem] = field(default_factory=list)
    _wrong: bool = False

    @property
    def whole(self) -> bool:
        """Whether no error was found in it."""
        return not self.twice and not self._wrong

    def add(self, problems: Iterable[Problem]) -> None:
        """Take note of errors, except under a key that is known to be wrong."""
        for problem in problems:
            if not self._follows(problem):
                self._wrong = True
                self._noted.append(problem)

    def mark(self, problems: Iterable[Problem]) -> None:
        """Take note of what is wrong with the shape or with single values."""
        found = list(problems)
        self.add(found)
        self.flawed.update(problem.location.keys for problem in found if problem.location.keys)

    def warn(self, problem: Problem, promise: str | None = None, month: str | None = None) -> None:
        """Take note of something that is true and publishable, of a promise and month where it is of one."""
        self._noted.append(problem._replace(severity=Severity.WARNING, promise=promise, month=month))

    def problems(self) -> list[Problem]:
        """Everything noted, at its line and column."""
        resolver = Resolver(self.text)
        return [self._resolved(problem, resolver) for problem in (*self.twice, *self._noted)]

    def _follows(self, problem: Problem) -> bool:
        keys = problem.location.keys
        if problem.rule == "empty-list" and any(loc[: len(keys)] == keys for loc in self.flawed):
            return True  # what was in it is wrong, and was left out for that
        return any(keys[:end] in self.flawed for end in range(1, len(keys) + 1))

    def _resolved(self, problem: Problem, resolver: Resolver) -> Problem:
        location = resolver.resolve(problem.location._replace(path=self.found.path))
        promise, month = problem.promise, problem.month
        names = [step for step in location.keys if isinstance(step, str)]
        if self.found.kind is FileKind.DECLARED:
            promise = self.found.name
        elif self.found.kind is FileKind.DELIVERED:
            month = self.found.name
            if names[:1] == ["delivered"] and len(names) > 1:
                if problem.severity is Severity.ERROR:
                    promise = names[1]
                names = names[2:]
        key = problem.key or (names[-1] if names else None)
        way_out = (_note_for_value(location.quote or "") if problem.rule == "blank" else None) or problem.help
        return problem._replace(location=location, promise=promise, month=month, key=key, help=way_out)


def _note_for_value(line: str) -> str | None:
    """What to do about a value that begins with `#`, and so is none; None where there is nothing of the kind."""
    found = _NOTE.search(line)
    if found is None:
        return None
    text = found[1].rstrip()
    quoted = text.replace("'", "''")
    shown = f"'{quoted}'" if '"' in text or "\\" in text else f'"{text}"'
    return f"what begins with # is a note that the program does not read; if it is the value, write: {shown}"


def problem_of_text(found: Found, problem: Problem, text: str) -> Problem:
    """A problem of a text as such, before it says anything."""
    return Text[BaseModel](found, text, None)._resolved(problem, Resolver(text))
