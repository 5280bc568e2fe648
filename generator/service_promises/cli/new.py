"""`promises new`: a commented file to fill in."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from service_promises.cli import Failure
from service_promises.cli.arguments import checked_id, checked_month, checked_name
from service_promises.cli.options import as_of_option
from service_promises.cli.partial_ledger import partial_reading
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.problems.plurals import pluralize
from service_promises.source.documents.service import AreaKeys
from service_promises.source.files import PLACES_PATH, SERVICE_PATH, SERVICE_SOURCE, FileKind, path_of
from service_promises.source.reading import Reading
from service_promises.source.source_file import parse_file
from service_promises.staff.formats import format_day, format_first, format_list, format_month
from service_promises.staff.new_files.blank_files import blank_fix, blank_pledge, blank_promise
from service_promises.staff.new_files.blank_month import files_of_month
from service_promises.staff.new_files.missing_tables import MissingAtPlaces, missing_at_places, missing_tables
from service_promises.staff.new_files.months_due import month_now_due, next_due, promises_due, promises_measured
from service_promises.staff.new_files.new_place import NotAdded, with_place
from service_promises.staff.write_files import NotWritten, provide_schemas, replace_all, write_new

_MOST_OTHERS = 3
"""So many other months that are late are named."""


@click.group()
def new() -> None:
    """Write a commented file to fill in; one that is there already is never touched."""


@new.command("month")
@click.argument("month", metavar="[YYYY-MM]", required=False, callback=checked_month)
@click.option("--bare", is_flag=True, help="Without notes: the keys and columns alone.")
@as_of_option
@click.pass_obj
def new_month(root: Path, month: Month | None, as_of: date, *, bare: bool) -> None:
    """A month's file with exactly the promises due in it; without YYYY-MM, the month now due.

    Each promise comes with its wording, its target and the figures reported last, as notes. One that is made at
    several places has a table of its own (CSV) beside it, with a row for each place that is due. To a month that is
    begun the tables that it lacks are added.
    """
    reading, ledger = partial_reading(root, as_of)
    started = _started_months(root)
    chosen = month or month_now_due(ledger, started)
    if chosen is None:
        click.echo(f"Nothing is due: every month that is over has been reported.{_next(ledger)}")
        return
    due = promises_due(ledger, chosen)
    if as_of <= chosen.last_day:
        raise Failure(
            f"{format_month(chosen)} is not over until {format_day(chosen.last_day)}, and nothing can be reported"
            f" of it before. Run this again from {format_day(chosen.plus(1).first_day)} on."
        )
    measured = [promise for promise in promises_measured(ledger, chosen) if promise not in due]
    if not due and not measured:
        nothing = f"No promise is due in {format_month(chosen)}, so there is nothing to write down."
        raise Failure(nothing + _due_after(ledger, chosen))
    if chosen in started:
        _add_missing_tables(root, reading, ledger, chosen)
        return
    _write_all(root, files_of_month(ledger, chosen, bare=bare))
    if due:
        names = format_first([promise.id for promise in due])
        click.echo(f"{pluralize(len(due), 'promise is', 'promises are')} due in it: {names}.")
    at_places = [promise for promise in (*due, *measured) if promise.is_at_places(chosen)]
    if at_places:
        click.echo(_tables(ledger, [(promise, len(ledger.places.due(promise, chosen))) for promise in at_places]))
    if measured:
        names = format_first([promise.id for promise in measured])
        click.echo(f"Without a target, so that it may be left out: {names}.")
    late = {month for (_, month), entry in ledger.entries.items() if entry.verdict is Verdict.NOT_REPORTED}
    others = [str(month) for month in sorted(late - {chosen})]
    if others:
        more = f", and {len(others) - _MOST_OTHERS} before" if len(others) > _MOST_OTHERS else ""
        click.echo(f"Late too: {format_list(others[-_MOST_OTHERS:])}{more}.")


def _tables(ledger: Ledger, promises: Iterable[tuple[Promise, int]]) -> str:
    """A sentence about the promises that are recorded place by place, each with its number of rows."""
    called = ledger.places.called
    rows = [f"{promise.id} at {pluralize(places, called.one, called.many)}" for promise, places in promises]
    return f"With a table of its own, a row each: {format_first(rows)}. A spreadsheet opens it; save it as CSV again."


def _next(ledger: Ledger) -> str:
    """A sentence about the next month that will be due; empty where none is known."""
    coming = next_due(ledger)
    if coming is None:
        return ""
    month, due_by = coming
    first = format_day(month.plus(1).first_day)
    return f" Next is {format_month(month)}, from {first} on, due by {format_day(due_by)}."


def _due_after(ledger: Ledger, month: Month) -> str:
    """A sentence about the first month after one in which a promise is due; empty where none is known."""
    beginnings = [promise.terms[0].since for promise in ledger.promises.values()]
    first = max(month, min(beginnings, default=month), ledger.service.covers.from_)
    due = next((one for one in first.until(first.plus(24)) if one > month and promises_due(ledger, one)), None)
    return f" The next in which one is due is {format_month(due)}." if due else ""


def _started_months(root: Path) -> set[Month]:
    """The months of which there is a file or a folder."""
    folder = root / "promises" / "delivered"
    names = [item.name.removesuffix(".yml") for item in folder.iterdir()] if folder.is_dir() else []
    return {Month.parse(name) for name in names if re.fullmatch(r"[1-9][0-9]{3}-(0[1-9]|1[0-2])", name)}


def _add_missing_tables(root: Path, reading: Reading, ledger: Ledger, month: Month) -> None:
    """Write the tables of places that a month lacks which is begun; ends the command where it lacks none."""
    missing = missing_at_places(reading, ledger, month)
    tables = missing_tables(ledger, month, missing)
    lacks = "".join(f" {sentence}" for sentence in _records_to_add(ledger, month, missing))
    if not tables:
        raise Failure(f"promises/delivered/ has {month} already, and it was left as it is.{lacks}")
    _write_all(root, tables)
    click.echo(_tables(ledger, [(one.promise, len(one.places)) for one in missing if not one.has_table]))
    click.echo(f"promises/delivered/ has {month} already; all else in it was left as it is.{lacks}")


def _records_to_add(ledger: Ledger, month: Month, missing: Sequence[MissingAtPlaces]) -> Iterator[str]:
    """A sentence about the records that a month lacks in the files that are there."""
    at_places = {one.promise.id for one in missing}
    wholes = [
        entry.promise.id
        for entry in ledger.by_month.get(month, ())
        if entry.lacks_record and entry.promise.id not in at_places
    ]
    if wholes:
        yield f"It has no record of {format_first(wholes)} yet: add it there."
    for one in missing:
        if one.has_table:
            yield f"{one.table} has no row for {format_first([place.id for place in one.places])} yet: add it there."


@new.command("promise")
@click.argument("name", metavar="ID", callback=checked_id)
@click.pass_obj
def new_promise(root: Path, name: str) -> None:
    """A promise's file, with every key that there is. ID never changes: it is the promise's address."""
    _check_folder(root)
    _write(root, path_of(FileKind.DECLARED, name), blank_promise(name, _areas(root)))


@new.command("fix")
@click.argument("name", metavar="ID", callback=checked_id)
@click.pass_obj
def new_fix(root: Path, name: str) -> None:
    """A fix's file: what will be different, by when, and after which shortfall."""
    _check_folder(root)
    _write(root, path_of(FileKind.FIX, name), blank_fix(name))
    click.echo(f"Name it in the explanation that it comes from: fixes: [{name}]")


def _areas(root: Path) -> Sequence[AreaKeys]:
    """The areas that the service declares, as far as its file can be read."""
    try:
        document = parse_file(SERVICE_SOURCE, (root / SERVICE_PATH).read_bytes(), date.max).document
    except OSError:
        return ()
    return document.areas if document else ()


@new.command("pledge")
@click.argument("name", metavar="ID", callback=checked_id)
@click.pass_obj
def new_pledge(root: Path, name: str) -> None:
    """A pledge's file: what will be done, by when, why, and how far it is."""
    _check_folder(root)
    _write(root, path_of(FileKind.PLEDGE, name), blank_pledge(name))
    _offer_link(root, "pledges")


@new.command("place")
@click.argument("name", metavar="ID", callback=checked_id)
@click.argument("called", metavar="NAME", nargs=-1, required=True)
@click.pass_obj
def new_place(root: Path, name: str, called: Sequence[str]) -> None:
    """One more place in promises/places.yml. ID never changes: it is the place's address."""
    _check_folder(root)
    path = root / PLACES_PATH
    is_new = not path.exists()
    try:
        content = with_place(None if is_new else path.read_bytes(), name, checked_name(" ".join(called)))
        replace_all(root, {PLACES_PATH: content})
        provide_schemas(root)
    except (NotAdded, NotWritten) as error:
        raise Failure(str(error)) from None
    except OSError as error:
        raise Failure(f"{PLACES_PATH} can't be read: {error.strerror}.") from None
    click.echo(f"{'Wrote' if is_new else 'Added'} {name} {'into a new' if is_new else 'to'} {PLACES_PATH}.")
    if is_new:
        click.echo("Write `at: all` into each promise that is made at every place, or a list of ids: at: [ID, ID]")
        _offer_link(root, "places")
    else:
        click.echo(
            "What is promised with `at: all` is due there too. If it opened later, write below it: since: YYYY-MM"
        )


def _offer_link(root: Path, page: str) -> None:
    """Say how to link to pages that a new repository does not link to."""
    settings = root / "mkdocs.yml"
    if settings.is_file() and f"{page}/index.md" not in settings.read_text("utf-8", "replace"):
        line = f"- {page.capitalize()}: {page}/index.md"
        click.echo(f"For a link to the {page} above every page, add to `nav` in mkdocs.yml: {line}")


def _check_folder(root: Path) -> None:
    if not (root / "promises").is_dir():
        raise Failure(
            "There is no folder `promises` here. Go to the folder of your site, or name it: promises -C FOLDER"
        )


def _write_all(root: Path, files: Mapping[str, str]) -> None:
    """Write the files of a month, all or none, and the schemas that their editor needs, and say so."""
    try:
        replace_all(root, {path: text.encode() for path, text in files.items()})
        provide_schemas(root)
    except NotWritten as error:
        raise Failure(str(error)) from None
    click.echo(f"Wrote {format_first([*files])}. Fill in what is blank; `promises check` names it.")


def _write(root: Path, path: str, text: str) -> None:
    """Write a new file, and the schemas that its editor needs, and say so."""
    try:
        write_new(root, path, text)
        provide_schemas(root)
    except NotWritten as error:
        raise Failure(str(error)) from None
    click.echo(f"Wrote {path}. Fill it in; `promises check` names what is still blank.")
