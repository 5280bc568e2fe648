"""`promises new`: a commented file to fill in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click
from pydantic_core import PydanticCustomError

from service_promises.cli.options import Setting, as_of_option
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.verdict import Verdict
from service_promises.problems.plurals import pluralize
from service_promises.problems.problem import Problem, Severity
from service_promises.problems.report import as_text
from service_promises.source.reading import read
from service_promises.source.values import calendar
from service_promises.source.values.scalars import Check, identifier
from service_promises.staff.blank_files import blank_fix, blank_promise, fix_path, promise_path
from service_promises.staff.blank_month import blank_month, month_now_due, month_path, next_due, promises_due
from service_promises.staff.formats import format_day, format_list, format_month
from service_promises.staff.write_files import NotWritten, provide_schemas, write_new


def as_in_a_file(check: Check) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    """A callback that takes an argument written as it would be in a file."""

    def callback(context: click.Context, argument: click.Parameter, value: str | None) -> Any:
        try:
            return None if value is None else check(value)
        except PydanticCustomError as error:
            said = error.context or {}
            raise click.BadParameter(
                f"{value!r}: {said['message']}; {said['help']}", context, argument
            ) from None

    return callback


an_id, a_month = as_in_a_file(identifier), as_in_a_file(calendar.month)


@click.group()
def new() -> None:
    """Write a commented file to fill in; one that is there already is never touched."""


@new.command("month")
@click.argument("month", metavar="[YYYY-MM]", required=False, callback=a_month)
@as_of_option
@click.pass_obj
def new_month(setting: Setting, month: Month | None, as_of: date) -> None:
    """A month's file with exactly the promises due in it; without YYYY-MM, the month now due.

    Each promise comes with its wording, its target and the figures reported last, as notes.
    """
    ledger = ledger_to_write_by(setting.root, as_of)
    chosen = month or month_now_due(ledger, _begun(setting.root))
    if chosen is None:
        coming = next_due(ledger)
        ahead = (
            f" Next is {format_month(coming[0])}, from {format_day(coming[0].plus(1).first_day)} on, due by"
            f" {format_day(coming[1])}."
            if coming
            else ""
        )
        click.echo(f"Nothing is due: every month that is over has been reported.{ahead}")
        return
    due = promises_due(ledger, chosen)
    if as_of <= chosen.last_day:
        _stop(
            f"{format_month(chosen)} is not over until {format_day(chosen.last_day)}, and nothing can be reported"
            f" of it before. Run this again from {format_day(chosen.plus(1).first_day)} on."
        )
    if not due:
        _stop(f"No promise is due in {format_month(chosen)}, so there is nothing to write down.")
    if chosen in _begun(setting.root):
        _stop(_begun_already(ledger, chosen))
    write(setting.root, month_path(chosen), blank_month(ledger, chosen))
    click.echo(
        f"{pluralize(len(due), 'promise is', 'promises are')} due in it: {format_list([p.id for p in due])}."
    )
    others = sorted(
        {m for (_, m), entry in ledger.entries.items() if entry.verdict is Verdict.NOT_REPORTED} - {chosen}
    )
    if others:
        older = format_list([str(one) for one in others[-3:]])
        click.echo(f"Late too: {older}{f', and {len(others) - 3} before' if len(others) > 3 else ''}.")


def _begun(root: Path) -> set[Month]:
    """The months of which there is a file or a folder."""
    folder = root / "promises" / "delivered"
    names = [item.name.removesuffix(".yml") for item in folder.iterdir()] if folder.is_dir() else []
    return {Month.parse(name) for name in names if re.fullmatch(r"[1-9][0-9]{3}-(0[1-9]|1[0-2])", name)}


def _begun_already(ledger: Ledger, month: Month) -> str:
    missing = [
        entry.promise.id
        for entry in ledger.by_month.get(month, ())
        if entry.verdict in (Verdict.NOT_REPORTED, Verdict.AWAITED)
    ]
    lacks = f" It has no record of {format_list(missing)} yet: add it there." if missing else ""
    return f"promises/delivered/ has {month} already, and it was left as it is.{lacks}"


@new.command("promise")
@click.argument("name", metavar="ID", callback=an_id)
@click.pass_obj
def new_promise(setting: Setting, name: str) -> None:
    """A promise's file, with every key that there is. ID never changes: it is the promise's address."""
    _needs_promises(setting.root)
    write(setting.root, promise_path(name), blank_promise(name))


@new.command("fix")
@click.argument("name", metavar="ID", callback=an_id)
@click.pass_obj
def new_fix(setting: Setting, name: str) -> None:
    """A fix's file: what will be different, by when, and after which shortfall."""
    _needs_promises(setting.root)
    write(setting.root, fix_path(name), blank_fix(name))
    click.echo(f"Name it in the account that it comes from: fixes: [{name}]")


def write(root: Path, path: str, text: str) -> None:
    """Write a new file and say so; stops with a sentence where that can't be."""
    try:
        write_new(root, path, text)
        provide_schemas(root)
    except NotWritten as error:
        _stop(str(error))
    click.echo(f"Wrote {path}. Fill it in; `promises check` names what is still blank.")


def ledger_to_write_by(root: Path, as_of: date) -> Ledger:
    """What is promised, also where months have mistakes; stops where the promises themselves have."""
    reading = read(root, as_of)
    ledger = reading.partial
    in_the_way = [problem for problem in reading.problems if _of_service(problem)]
    if in_the_way or ledger is None:
        click.echo(as_text(in_the_way or reading.problems), err=True, nl=False)
        _stop("Put this right first: what is due depends on it. Nothing was written.")
    named = {path.stem for path in (root / "promises" / "declared").glob("*.yml")}
    unread = sorted(named - set(ledger.promises))
    if unread:
        click.echo(
            f"Left out, because `promises check` finds mistakes in it: {format_list(unread)}.", err=True
        )
    return ledger


def _of_service(problem: Problem) -> bool:
    inside = problem.path.startswith(("promises/declared/", "promises/delivered/", "promises/fixes/"))
    return problem.severity is Severity.ERROR and not inside


def _needs_promises(root: Path) -> None:
    if not (root / "promises").is_dir():
        _stop(
            "There is no folder `promises` here. Go to the folder of your site, or name it: promises -C FOLDER"
        )


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(1)
