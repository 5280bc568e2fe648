"""`promises due`: what is late or coming, and whose it is."""

from datetime import date
from pathlib import Path

import click

from service_promises.cli import Failure
from service_promises.cli.options import as_of_option, format_option
from service_promises.problems.problem import Severity
from service_promises.problems.report import as_text
from service_promises.source.reading import read
from service_promises.staff.due import due as everything_due
from service_promises.staff.due_report import FORMATS


@click.command()
@format_option(list(FORMATS), "For people, for an issue, or for programs.")
@as_of_option
@click.pass_obj
def due(root: Path, form: str, as_of: date) -> None:
    """Say what is late, due within 14 days, not explained, or an overdue fix or pledge, and who owns it.

    Exits with 0 whether or not anything is due, and with 1 where the files have mistakes.
    """
    reading = read(root, as_of)
    if reading.ledger is None:
        errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
        click.echo(as_text(errors), err=True, nl=False)
        raise Failure("Put this right first: what is due depends on it.")
    click.echo(FORMATS[form](everything_due(reading.ledger), as_of), nl=False)
