"""A file as it was read: its document, and what is wrong with it so far."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from service_promises.problems.problem import Problem, Severity
from service_promises.source.files import FileKind, Found, Stray
from service_promises.source.flaw import Flaw, Step
from service_promises.source.yaml.locations import Places
from service_promises.source.yaml.spot import Spot

D = TypeVar("D", bound=BaseModel)

_NOTE = re.compile(r"(?::|-)\s+(#[^\s#].*)")
"""A note directly behind a colon or a dash, unless a space stands behind its mark."""


class _Noted(NamedTuple):
    flaw: Flaw
    severity: Severity
    promise: str | None
    month: str | None


@dataclass(slots=True)
class Text(Generic[D]):
    """One file of staff's."""

    found: Found
    text: str
    document: D | None
    """What could be had of it; None for nothing."""
    twice: tuple[Spot, ...] = ()
    """Keys that stand twice in one mapping."""
    flawed: set[tuple[Step, ...]] = field(default_factory=set)
    """Where something is wrong already; what follows from that is not said again."""
    _noted: list[_Noted] = field(default_factory=list)
    _wrong: bool = False

    @property
    def whole(self) -> bool:
        """Whether no error was found in it."""
        return not self.twice and not self._wrong

    def add(self, flaws: Iterable[Flaw]) -> None:
        """Take note of errors, except under a key that is known to be wrong."""
        for flaw in flaws:
            if not self._follows(flaw):
                self._wrong = True
                self._noted.append(_Noted(flaw, Severity.ERROR, None, None))

    def mark(self, flaws: Iterable[Flaw]) -> None:
        """Take note of what is wrong with the shape or with single values."""
        found = list(flaws)
        self.add(found)
        self.flawed.update(flaw.loc for flaw in found if flaw.loc)

    def warn(self, flaw: Flaw, promise: str | None = None, month: str | None = None) -> None:
        """Take note of something that is true and publishable, of a promise and month where it is of one."""
        self._noted.append(_Noted(flaw, Severity.WARNING, promise, month))

    def problems(self) -> list[Problem]:
        """Everything noted, at its line and column."""
        found = [problem_of_spot(self.found, spot, self.text) for spot in self.twice]
        if self._noted:
            places = Places(self.text)
            found += [self._problem(noted, places) for noted in self._noted]
        return found

    def _follows(self, flaw: Flaw) -> bool:
        if flaw.rule == "empty-list" and any(loc[: len(flaw.loc)] == flaw.loc for loc in self.flawed):
            return True  # what was in it is wrong, and was left out for that
        return any(flaw.loc[:end] in self.flawed for end in range(1, len(flaw.loc) + 1))

    def _problem(self, noted: _Noted, places: Places) -> Problem:
        flaw, promise, month = noted.flaw, noted.promise, noted.month
        names = [step for step in flaw.loc if isinstance(step, str)]
        if self.found.kind is FileKind.DECLARED:
            promise = self.found.name
        elif self.found.kind is FileKind.DELIVERED:
            month = self.found.name
            if names[:1] == ["delivered"] and len(names) > 1:
                if noted.severity is Severity.ERROR:
                    promise = names[1]
                names = names[2:]
        place = places.key(flaw.beside) if flaw.beside else places.of(flaw.loc, flaw.at, flaw.stretch)
        told = _note_for_value(places.line(place.line) or "") if flaw.rule == "blank" else None
        return Problem(
            self.found.path,
            place.line,
            place.column,
            noted.severity,
            flaw.rule,
            flaw.message,
            told or flaw.help,
            promise,
            month,
            names[-1] if names else None,
            places.line(place.line),
            place.width,
            flaw.label,
        )


def _note_for_value(line: str) -> str | None:
    """What to do about a value that begins with `#`, and so is none; None where there is nothing of the kind."""
    found = _NOTE.search(line)
    if found is None:
        return None
    text = found[1].rstrip()
    quoted = text.replace("'", "''")
    shown = f"'{quoted}'" if '"' in text or "\\" in text else f'"{text}"'
    return f"what begins with # is a note that the program does not read; if it is the value, write: {shown}"


def problem_of_spot(found: Found, spot: Spot, text: str) -> Problem:
    """What is wrong with a text as such, before it says anything."""
    lines = text.split("\n", spot.line)
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
        lines[spot.line - 1] if spot.line <= len(lines) else None,
        spot.width,
    )


def problem_of_stray(stray: Stray) -> Problem:
    """A file or folder that does not belong."""
    return Problem(stray.path, 1, 1, Severity.ERROR, stray.rule, stray.message, stray.help)
