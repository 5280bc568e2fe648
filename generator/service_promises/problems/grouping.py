"""A report of very many problems: each rule with its count and its first few, instead of all of them."""

from collections.abc import Sequence
from typing import NamedTuple

from service_promises.problems.plurals import pluralize
from service_promises.problems.problem import Problem, Severity

MANY = 100
"""Up to so many problems are listed one by one."""

IN_FULL = 5
"""So many of each rule are listed where there are more."""


class ProblemGroup(NamedTuple):
    """All problems of one rule and severity."""

    first: Sequence[Problem]
    """The first few, in the order of their places."""
    number: int
    rest: str
    """How many more there are, and where; empty for none."""

    @property
    def heading(self) -> str:
        """The rule, and how many problems there are of it."""
        problem = self.first[0]
        return f"{problem.severity}[{problem.rule}]: {self.number} of this kind"


def group_problems(problems: Sequence[Problem]) -> list[ProblemGroup] | None:
    """The problems by rule, errors first, each rule where its first problem is; None for few enough to list."""
    if len(problems) <= MANY:
        return None
    groups: dict[tuple[Severity, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.severity, problem.rule), []).append(problem)
    ordered = sorted(groups.items(), key=lambda group: list(Severity).index(group[0][0]))
    return [_group(of_rule) for _, of_rule in ordered]


def _group(problems: Sequence[Problem]) -> ProblemGroup:
    first = problems if len(problems) <= IN_FULL + 1 else problems[:IN_FULL]
    rest = problems[len(first) :]
    if not rest:
        return ProblemGroup(first, len(problems), "")
    about = [pluralize(len({problem.path for problem in rest}), "file")]
    promises = {problem.promise for problem in rest if problem.promise}
    if promises:
        about.append(pluralize(len(promises), "promise"))
    months = sorted({problem.month for problem in rest if problem.month})
    if months:
        about.append(months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}")
    more = f"and {len(rest)} more ({', '.join(about)}); --format json lists them all"
    return ProblemGroup(first, len(problems), more)
