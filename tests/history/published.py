"""A small published site in a git repository, and what `promises check` says of what is changed in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tests.history.editions import PAST, Repository
from tests.invoke import invoke
from tests.rules import site

SERVICE_YML, CALLS_YML = "promises/service.yml", "promises/declared/calls.yml"
SERVICE = """\
name: Example Telephone
about: We answer the telephone.
for: Somebody to talk to.
covers: {from: 2026-01}
reach_us: [{name: Write to us, url: "mailto:help@example.org"}]
"""
CALLS = site.CALLS.replace("at least 95%", "at least 90%")


def month_yml(month: str) -> str:
    return f"promises/delivered/{month}.yml"


def month_file(month: str, **records: Mapping[str, object]) -> dict[str, str]:
    """The file of a month, by its path; each record as the keys and values that are typed."""
    lines = [f"month: {month}", "delivered:"]
    for name, record in records.items():
        lines += [f"  {name}:", *(f"    {key}: {value}" for key, value in record.items())]
    return {month_yml(month): "\n".join(lines) + "\n"}


def publish(folder: Path, files: Mapping[str, str], day: date | None = None) -> Repository:
    """A repository with a site in its folder `site`, whose only promise is CALLS unless `files` have others."""
    repository = Repository(folder, "site")
    repository.write({SERVICE_YML: SERVICE, CALLS_YML: CALLS, **files})
    repository.commit(day)
    return repository


def checked(
    repository: Repository, as_of: date, against: str | None = "HEAD", *, last: str | None = None
) -> list[dict[str, Any]]:
    """Every problem that `promises check` prints; where `last` is given, of what publishing compares with it."""
    compared = () if against is None else ("--against", against)
    compared = compared if last is None else ("--published", last)
    done = invoke("-C", repository.root, "check", "--format", "json", "--as-of", as_of, *compared)
    assert done.exit_code in (0, 1), done.output
    problems: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    return problems


def past(repository: Repository, as_of: date, against: str = "HEAD") -> list[dict[str, Any]]:
    """What `promises check` prints of a past that is not as it was published."""
    return [problem for problem in checked(repository, as_of, against) if problem["rule"] in PAST]


def told(problems: list[dict[str, Any]], *rules: str) -> list[tuple[str, str, str | None]]:
    """Rule, file and key of the problems of some rules, in order."""
    return [(problem["rule"], problem["path"], problem.get("key")) for problem in problems if problem["rule"] in rules]
