"""A report of very many problems: each kind with its count and its first few, instead of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from service_promises.problems.plurals import pluralize
from service_promises.problems.problem import Problem, Severity

MANY = 100
"""Up to so many problems are all told in full."""

IN_FULL = 5
"""So many of each kind are told in full where there are more."""


class Kind(NamedTuple):
    """All problems of one rule and severity."""

    shown: Sequence[Problem]
    """The first few, in the order of their places."""
    number: int
    rest: str
    """How many more there are, and where; empty for none."""

    @property
    def heading(self) -> str:
        """Of which kind they are, and how many."""
        first = self.shown[0]
        return f"{first.severity}[{first.rule}]: {self.number} of this kind"


def grouped(problems: Iterable[Problem]) -> list[Kind] | None:
    """The problems by kind, errors first, each kind where its first one stands; None where all can be told."""
    listed = list(problems)
    if len(listed) <= MANY:
        return None
    kinds: dict[tuple[Severity, str], list[Problem]] = {}
    for problem in listed:
        kinds.setdefault((problem.severity, problem.rule), []).append(problem)
    ordered = sorted(kinds.items(), key=lambda kind: list(Severity).index(kind[0][0]))
    return [_kind(found) for _, found in ordered]


def _kind(found: Sequence[Problem]) -> Kind:
    shown = found if len(found) <= IN_FULL + 1 else found[:IN_FULL]
    rest = found[len(shown) :]
    if not rest:
        return Kind(shown, len(found), "")
    about = [pluralize(len({problem.path for problem in rest}), "file")]
    promises = {problem.promise for problem in rest if problem.promise}
    if promises:
        about.append(pluralize(len(promises), "promise"))
    months = sorted({problem.month for problem in rest if problem.month})
    if months:
        about.append(months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}")
    return Kind(shown, len(found), f"and {len(rest)} more ({', '.join(about)}); --format json lists them all")
