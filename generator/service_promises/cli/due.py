"""`promises due`: what is late or coming, and whose it is."""

import re
from datetime import date
from pathlib import Path

import click

from service_promises.cli import Failure
from service_promises.cli.options import as_of_option, format_option
from service_promises.problems.problem import Severity
from service_promises.problems.report import as_text
from service_promises.source.files import DELIVERED
from service_promises.source.read_files import read
from service_promises.staff.due.due import due as everything_due
from service_promises.staff.due.editor_links import CodeEditor
from service_promises.staff.due.month_handout import month_handout
from service_promises.staff.due.report import FORMATS
from service_promises.staff.due.year_ahead import YEAR_FORMATS, year_ahead
from service_promises.staff.new_repository.code_hosts import CodeHost, code_host


def _checked_repository(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"https?://[^\s/()<>\"]+(/[^\s/()<>\"]+)+/?", value):
        raise click.BadParameter("write its address, for example https://github.com/YOU/OUR-PROMISES", context, option)
    return value.rstrip("/").removesuffix(".git") if value else None


@click.command()
@format_option(list(FORMATS), "For people, for an issue, or for programs.")
@click.option(
    "--repository",
    metavar="URL",
    callback=_checked_repository,
    help="With `--format markdown`: the repository's address at its code host, for links that open each file in the editor there.",
)
@click.option(
    "--host",
    type=click.Choice([host.value for host in CodeHost]),
    help="What the repository's code host runs, where its address does not say so; github without it.",
)
@click.option("--all", "is_year", is_flag=True, help="A table of what is owed by whom, now and in the next 12 months.")
@as_of_option
@click.pass_obj
def due(root: Path, form: str, repository: str | None, host: str | None, as_of: date, *, is_year: bool) -> None:
    """Say what is late, due within 14 days, not explained, or an overdue fix or pledge, and who owns it.

    In Markdown the files of the months that lack figures follow, ready to fill in. Exits with 0 whether or not anything is due, and with 1 where the files have mistakes.
    """
    reading = read(root, as_of)
    if reading.ledger is None:
        errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
        click.echo(as_text(errors), err=True, nl=False)
        raise Failure("Put this right first: what is due depends on it.")
    if is_year:
        click.echo(YEAR_FORMATS[form](year_ahead(reading.ledger), as_of), nl=False)
        return
    tasks = everything_due(reading.ledger)
    report = FORMATS[form](tasks, as_of)
    if form == "markdown":
        editor = CodeEditor(repository, CodeHost(host or code_host(repository))) if repository else None
        report += month_handout(reading.ledger, tasks, _delivered(root), editor, taken=len(report))
    click.echo(report, nl=False)


def _delivered(root: Path) -> set[str]:
    """The path of every file of a month."""
    return {path.relative_to(root).as_posix() for path in (root / DELIVERED).rglob("*") if path.is_file()}
