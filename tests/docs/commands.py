"""The commands and their options as tables, from what click prints for `--help`."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator

import click
from service_promises.cli import promises

from tests.docs.table import cell, table


def commands() -> dict[str, click.Command]:
    """Every command by the words that are typed after `promises`; one for each kind of file that `new` makes."""
    return dict(_commands(promises, ""))


def _commands(group: click.Group, before: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        if isinstance(command, click.Group):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield before + name, command


def commands_table(names: Collection[str]) -> str:
    """What each command does: of those named, in their order, or of all."""
    every = commands()
    rows = [
        (f"`promises {_usage(name, every[name])}`", cell(inspect.cleandoc(every[name].help or "")))
        for name in names or every
    ]
    return table(("type", "what it does"), rows)


def options_table() -> str:
    """What each option means, and of which commands it is one."""
    of: dict[tuple[str, str], list[str]] = {}
    for record in _records(promises):
        of[record] = ["any, before its name"]
    for name, command in commands().items():
        for record in _records(command):
            of.setdefault(record, []).append(f"`{name}`")
    rows = [(f"`{option}`".replace("|", r"\|"), ", ".join(names), cell(text)) for (option, text), names in of.items()]
    return table(("option", "of", "what it means"), sorted(rows, key=lambda row: row[0].lower().lstrip("`-")))


def _usage(name: str, command: click.Command) -> str:
    """The command as it is typed, with what it can't do without."""
    pieces = [piece for piece in command.collect_usage_pieces(click.Context(command)) if piece != "[OPTIONS]"]
    needed = [f"{option.opts[0]} {option.metavar}" for option in _options(command) if option.required]
    return " ".join([name, *needed, *pieces])


def _records(command: click.Command) -> Iterator[tuple[str, str]]:
    context = click.Context(command)
    for option in _options(command):
        record = option.get_help_record(context)
        assert record is not None, option
        yield record


def _options(command: click.Command) -> list[click.Option]:
    return [option for option in command.params if isinstance(option, click.Option)]
