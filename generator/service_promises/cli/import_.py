"""`promises import`: a month's figures from a CSV file or an XLSX workbook."""

from datetime import date
from pathlib import Path

import click

from service_promises.cli import Failure
from service_promises.cli.arguments import checked_month
from service_promises.cli.options import as_of_option
from service_promises.cli.partial_ledger import partial_ledger
from service_promises.ledger.month import Month
from service_promises.problems.plurals import pluralize
from service_promises.staff.blank_month import month_path
from service_promises.staff.formats import format_day, format_list, format_month
from service_promises.staff.import_figures import FigureChange, Import, import_figures
from service_promises.staff.table import Table, read_csv
from service_promises.staff.workbook import read_xlsx
from service_promises.staff.write_files import NotWritten, provide_schemas, replace_all


@click.command("import")
@click.argument("month", metavar="YYYY-MM", callback=checked_month)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@as_of_option
@click.pass_obj
def import_(root: Path, month: Month, file: Path, dry_run: bool, as_of: date) -> None:
    """Fill a month's figures from a table (CSV or XLSX).

    The first row names the columns: promise, and of due, kept, share, level, done, on and let_down those that
    are needed. Everything else in the month's file stays as it is. Where any cell is doubtful, nothing changes.
    """
    if as_of <= month.last_day:
        raise Failure(f"{format_month(month)} is not over until {format_day(month.last_day)}. Nothing was changed.")
    ledger = partial_ledger(root, as_of)
    result = import_figures(_table(file, month), ledger, month, _files(root, month))
    if result.contents is None:
        for problem in sorted(result.problems, key=lambda problem: problem.line):
            place = ": ".join(filter(None, (problem.path, problem.location.cell)))
            click.echo(f"{place}: {problem.message}\n   help: {problem.help}", err=True)
        raise Failure(f"{pluralize(len(result.problems), 'doubt')}; nothing was changed.")
    if not dry_run:
        try:
            replace_all(root, result.contents)
            if result.contents:
                provide_schemas(root)
        except NotWritten as error:
            raise Failure(str(error)) from None
    _print_changes(result, dry_run, as_of)


def _table(file: Path, month: Month) -> Table:
    ending = file.suffix.lower()
    if ending == ".csv":
        return read_csv(file)
    if ending != ".xlsx":
        raise Failure(f"{file.name} is neither .csv nor .xlsx. Save it as one of them. Nothing was changed.")
    return read_xlsx(file, month)


def _files(root: Path, month: Month) -> dict[str, bytes]:
    """What there is of a month, by path."""
    whole = root / month_path(month)
    folder = whole.with_suffix("")
    paths = [path for path in (whole, *sorted(folder.glob("*.yml"))) if path.is_file()]
    try:
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        raise Failure(f"The month's file can't be read: {error.strerror}. Nothing was changed.") from None


def _print_changes(result: Import, dry_run: bool, as_of: date) -> None:
    if not result.changes:
        click.echo("The files say all this already; nothing changes.")
    for path in result.contents or ():
        click.echo(f"{'Would change' if dry_run else 'Changed'} {path}:")
        for change in result.changes:
            if change.path == path:
                click.echo(f"  {change.promise}: {format_list([_figure(change, key) for key in change.new])}")
    for change in result.changes:
        if change.old:
            click.echo(_correction(change, as_of))
    if result.missing:
        click.echo(f"Due in the month, and not in the table or the files: {format_list(result.missing)}.")


def _figure(change: FigureChange, key: str) -> str:
    was = f" (was {change.old[key]})" if key in change.old else ""
    return f"{key} {change.new[key]}{was}"


def _correction(change: FigureChange, as_of: date) -> str:
    was = ", ".join(f"{key}: {text}" for key, text in change.old.items())
    return (
        f"\n{change.promise} said {was}. If that has been published, add a correction to its record, with why:\n"
        f"    corrected:\n      - on: {as_of}\n        was: {{{was}}}\n        why: \n"
    )
