"""Every command, option, key and rule is written down where people look for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from generator.check.rules import listed, rules
from generator.cli import promises
from generator.source.schemas import schemas

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
STAFF = (ROOT / "generator/scaffold/CONTRIBUTING.md").read_text()


def _commands(group: click.Group, names: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, f"{names} {name}")
        else:
            yield f"{names} {name}", command


def test_every_command_and_option_is_in_the_readme() -> None:
    for name, command in _commands(promises, "promises"):
        assert f"`{name}" in README, name
        for parameter in [*command.params, *promises.params]:
            if isinstance(parameter, click.Option):
                assert any(option in README for option in parameter.opts), (name, parameter.opts)


def _keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for name, part in schema.items():
            if name == "properties":
                yield from part
            yield from _keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _keys(part)


def test_every_key_is_in_the_guide_for_staff() -> None:
    said: set[str] = set()
    for code in re.findall(r"```yaml(.*?)```", STAFF, re.DOTALL) + re.findall(r"`([^`\n]+)`", STAFF):
        said |= set(re.findall(r"[a-z_]+", code))
    for name, schema in schemas().items():
        assert set(_keys(schema)) <= said, (name, sorted(set(_keys(schema)) - said))


def test_every_closed_list_is_in_the_guide_for_staff() -> None:
    def lists(schema: Any) -> Iterator[str]:
        if isinstance(schema, dict):
            yield from schema.get("enum", [])
            for part in schema.values():
                yield from lists(part)
        elif isinstance(schema, list):
            for part in schema:
                yield from lists(part)

    for schema in schemas().values():
        for word in lists(schema):
            assert word in " ".join(STAFF.split()), word


def test_every_rule_explains_itself() -> None:
    told = listed(rules())
    assert "`promises check --rules`" in STAFF
    for rule in rules():
        assert f"{rule.name} (" in told
        assert rule.checks
        assert rule.why


def test_the_guide_is_the_one_that_new_repositories_get() -> None:
    assert CONTRIBUTING.startswith(STAFF), "run: the first part of CONTRIBUTING.md is generator/scaffold's"
