"""The rules that have names: what each checks, why, and an example of passing and failing.

They stand in `rules.toml`, which `promises check --rules` prints. A test holds that every rule that can
come out of a check is there, that nothing else is, and that each example does what it says.
"""

import tomllib
from enum import StrEnum
from importlib.resources import files
from typing import NamedTuple

from service_promises.problems.problem import Severity


class ExampleKind(StrEnum):
    """What an example shows a part of."""

    SERVICE = "service"
    PLACES = "places"
    PROMISE = "promise"
    MONTH = "month"
    RECORD = "record"
    BY_PLACE = "by place"
    """A record of a promise that is made at two places."""
    PLACE_TABLE = "place table"
    FIX = "fix"
    PLEDGE = "pledge"
    PATH = "path"
    """The path of a file."""
    WORDS = "words"
    """What can only be said in words."""


class Rule(NamedTuple):
    """One thing that is checked."""

    name: str
    """As it stands between brackets behind `error` or `warning`; it never changes."""
    severity: Severity
    checks: str
    why: str
    example: ExampleKind
    passes: str
    fails: str


def rules() -> tuple[Rule, ...]:
    """Every rule, sorted by name."""
    tables = tomllib.loads(files(__package__).joinpath("rules.toml").read_text("utf-8"))
    return tuple(
        Rule(
            name,
            Severity(rule.get("severity", Severity.ERROR)),
            rule["checks"],
            rule["why"],
            ExampleKind(rule["where"]),
            rule["passes"].strip("\n"),
            rule["fails"].strip("\n"),
        )
        for name, rule in sorted(tables.items())
    )


def list_rules(every: tuple[Rule, ...]) -> str:
    """The rules as `promises check --rules` prints them."""
    return "\n".join(_text(rule) for rule in every)


def _text(rule: Rule) -> str:
    lines = [
        f"{rule.name} ({rule.severity})",
        f"  {rule.checks}",
        f"  Why: {rule.why}",
        f"  Fails ({rule.example}):",
        *(f"      {line}".rstrip() for line in rule.fails.split("\n")),
        "  Passes:",
        *(f"      {line}".rstrip() for line in rule.passes.split("\n")),
    ]
    return "\n".join([*lines, ""])
