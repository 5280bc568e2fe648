"""`promises import`: the figures of a month, or of years, from a CSV file or an XLSX workbook."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import click
from pydantic_core import PydanticCustomError

from service_promises.cli import Failure
from service_promises.cli.options import as_of_option
from service_promises.cli.partial_ledger import partial_ledger
from service_promises.history.git.published_silences import published_silences
from service_promises.ledger.periods.month import Month
from service_promises.problems.plurals import pluralize
from service_promises.problems.problem import Problem
from service_promises.source.files import FileKind, path_of
from service_promises.source.values.calendar import month as checked_month
from service_promises.staff.figure_import.figures import FigureChange
from service_promises.staff.figure_import.import_figures import Import, import_figures
from service_promises.staff.formats import format_day, format_first, format_list, format_month
from service_promises.staff.spreadsheets.csv_file import read_csv
from service_promises.staff.spreadsheets.table import Table
from service_promises.staff.spreadsheets.workbook import read_xlsx
from service_promises.staff.write_files import NotWritten, provide_schemas, replace_all

_MOST_MISSING = 6
"""So many months in which something is missing are named."""


@click.command("import")
@click.argument("words", metavar="[YYYY-MM] FILE", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@as_of_option
@click.pass_context
def import_(context: click.Context, words: Sequence[str], dry_run: bool, as_of: date) -> None:
    """Fill in the figures of a month, or of years, from a table (CSV or XLSX).

    A row names the columns: promise (its id, short name or wording), month, and of due, kept, share, level, done, on,
    let_down, provisional, estimated, not_comparable, reported, final and no_figure those that are needed; of a promise
    that is made at several places a column place (id or name) too, or the places head the columns. Without
    YYYY-MM a column says the month, or months head the columns, or name the sheets; data/deliveries.csv of a site can
    be taken as it is. Everything else in the files stays. Where any cell is not understood, nothing changes.
    """
    root: Path = context.obj
    month, file = _month_and_file(words)
    if month is not None and as_of <= month.last_day:
        raise Failure(f"{format_month(month)} is not over until {format_day(month.last_day)}. Nothing was changed.")
    ledger = partial_ledger(root, as_of)
    table = _table(file)
    silent = published_silences(root, as_of)
    result = import_figures(table, ledger, month, lambda of_month: _files(root, of_month), silent)
    if result.contents is None:
        _print_problems(result.problems)
        raise Failure(f"{pluralize(len(result.problems), 'problem')}; nothing was changed.")
    if not dry_run:
        try:
            replace_all(root, result.contents)
            if result.contents:
                provide_schemas(root)
        except NotWritten as error:
            raise Failure(str(error)) from None
    _print_changes(result, dry_run, as_of)


def _month_and_file(words: Sequence[str]) -> tuple[Month | None, Path]:
    if len(words) > 2:
        raise click.UsageError(
            "Name one file, and before it the month if it is of one alone: promises import 2026-01 FILE"
        )
    if len(words) == 1:
        return None, Path(words[0])
    try:
        return checked_month(words[0]), Path(words[1])
    except PydanticCustomError as error:
        texts = error.context or {}
        raise click.UsageError(f"{words[0]!r}: {texts['message']}; {texts['help']}") from None


def _table(file: Path) -> Table:
    ending = file.suffix.lower()
    if ending in (".csv", ".tsv", ".txt"):
        return read_csv(file)
    if ending not in (".xlsx", ".xlsm"):
        raise Failure(f"{file.name} is neither .csv nor .xlsx. Save it as one of them. Nothing was changed.")
    return read_xlsx(file)


def _files(root: Path, month: Month) -> dict[str, bytes]:
    """What there is of a month, by path."""
    whole = root / path_of(FileKind.DELIVERED, month)
    folder = whole.with_suffix("")
    there = (whole, *sorted(folder.glob("*.yml")), *sorted(folder.glob("*.csv")))
    paths = [path for path in there if path.is_file()]
    try:
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        raise Failure(f"The month's file can't be read: {error.strerror}. Nothing was changed.") from None


def _print_problems(problems: Sequence[Problem]) -> None:
    """Each problem once: of those that are the same in a whole column the first, and in how many cells more."""
    kinds: dict[tuple[str, int, str], list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: (problem.line, problem.column)):
        sheet = problem.location.cell.partition("row ")[0]
        kind = re.sub(r"`[^`]*`|[0-9][0-9.,-]*", "", problem.message)
        kinds.setdefault((sheet, problem.column, kind), []).append(problem)
    for alike in kinds.values():
        first, *others = alike
        location = ": ".join(filter(None, (first.path, first.location.cell)))
        more = f" (and {pluralize(len(others), 'more cell')}, down to {others[-1].location.cell})" if others else ""
        click.echo(f"{location}: {first.message}{more}\n   help: {first.help}", err=True)


def _print_changes(result: Import, dry_run: bool, as_of: date) -> None:
    for sentence in result.left_out:
        click.echo(sentence)
    if not result.changes:
        click.echo("The files say all this already; nothing changes.")
    for path, changes in groupby(result.changes, key=lambda change: change.path):
        click.echo(f"{'Would change' if dry_run else 'Changed'} {path}:")
        for is_whole, alike in groupby(changes, key=lambda change: not change.place):
            for line in _changed(alike) if is_whole else _changed_places([*alike]):
                click.echo(line)
    for (_, place_by_place), replaced in groupby(
        (change for change in result.changes if change.old), key=lambda change: (change.path, bool(change.place))
    ):
        for text in [_correction_at([*replaced])] if place_by_place else [_correction(one, as_of) for one in replaced]:
            click.echo(text)
    for sentence in _missing(result.missing or {}):
        click.echo(sentence)


def _changed(changes: Iterable[FigureChange]) -> Iterator[str]:
    for change in changes:
        yield f"  {change.promise}: {format_list([_figure(change, key) for key in change.new])}"


def _changed_places(changes: Sequence[FigureChange]) -> Iterator[str]:
    """One line for all places of a table."""
    places = [f"{one.place} ({', '.join(_figure(one, key) for key in one.new)})" for one in changes]
    yield f"  {changes[0].promise} at {pluralize(len(changes), 'place')}: {format_first(places)}"


def _correction_at(changes: Sequence[FigureChange]) -> str:
    first = changes[0]
    was = ", ".join(f"{key}: {text}" for key, text in first.old.items())
    return (
        f"\n{first.promise} said something else in {first.month} at {format_first([one.place for one in changes])}. If"
        " that has been published, take each row out of the table, and write it with a correction under `by_place` in"
        f" {path_of(FileKind.DELIVERED, first.month)}; for {first.place}: was: {{{was}}}"
    )


def _missing(missing: Mapping[Month, Sequence[str]]) -> list[str]:
    months = sorted(missing)
    sentences = [
        f"Due in {month}, and not in the table or the files: {format_first(missing[month])}."
        for month in months[-_MOST_MISSING:]
    ]
    others = months[:-_MOST_MISSING]
    if others:
        sentences.insert(0, f"Something is missing in {pluralize(len(others), 'earlier month')} too.")
    return sentences


def _figure(change: FigureChange, key: str) -> str:
    was = f" (was {change.old[key]})" if key in change.old else ""
    return f"{key} {change.new[key]}{was}"


def _correction(change: FigureChange, as_of: date) -> str:
    was = ", ".join(f"{key}: {text}" for key, text in change.old.items())
    return (
        f"\n{change.promise} said {was} in {change.month}. If that has been published, add a correction to its record,"
        f" with why:\n    corrected:\n      - on: {as_of}\n        was: {{{was}}}\n        why: \n"
    )
