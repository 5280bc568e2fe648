"""Every command, option, key and rule is written down where people look for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from service_promises.cli import promises
from service_promises.problems.rules import listed, rules
from service_promises.source.documents.json_schemas import schemas

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
STAFF = (ROOT / "generator/service_promises/staff/scaffold/CONTRIBUTING.md").read_text()


def _commands(group: click.Group, names: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        if isinstance(command, click.Group):
            yield from _commands(command, f"{names} {name}")
        else:
            yield f"{names} {name}", command


COMMANDS = dict(_commands(promises, "promises"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_row_in_the_readme_with_its_options(name: str) -> None:
    rows = re.findall(rf"^\| [^|]*`{name}[` ].*$", README, re.MULTILINE)
    assert len(rows) == 1
    for option in _options(COMMANDS[name]):
        said = set(re.findall(rf"{option.opts[0]}(?: ([a-z]+))?(?=[` ])", rows[0]))
        assert said or option.opts == ["--as-of"], option.opts
        if isinstance(option.type, click.Choice):
            assert {*said, option.default} >= {*option.type.choices}


def test_the_options_of_all_commands_are_told_below_the_rows() -> None:
    below = README.split("| `promises ")[-1]
    common = [*_options(promises), promises.get_help_option(click.Context(promises))]
    assert [option.opts for option in common if option and f"`{option.opts[-1]}" not in below] == []
    judging = {
        name for name, command in COMMANDS.items() for one in _options(command) if "--as-of" in one.opts
    }
    said = re.search(r"`--as-of DATE`, of every command but (.*?), says", below, re.DOTALL)
    assert said
    assert {f"promises {name}" for name in re.findall(r"`([^`]+)`", said[1])} == set(COMMANDS) - judging


def _options(command: click.Command) -> list[click.Option]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


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
    assert CONTRIBUTING.startswith(STAFF), (
        "run: the first part of CONTRIBUTING.md is generator/service_promises/staff/scaffold's"
    )
