"""What is promised, for the commands that help to write a month: also where other months have mistakes."""

from datetime import date
from pathlib import Path

import click

from service_promises.cli import Failure
from service_promises.ledger.ledger import Ledger
from service_promises.problems.problem import Problem, Severity
from service_promises.problems.report import as_text
from service_promises.source.files import FOLDER, FileKind
from service_promises.source.read_files import read
from service_promises.source.reading import Reading
from service_promises.staff.formats import format_list


def partial_ledger(root: Path, as_of: date) -> Ledger:
    """The ledger without the files that have mistakes; a mistake in service.yml, or a stray file, ends the command."""
    return partial_reading(root, as_of)[1]


def partial_reading(root: Path, as_of: date) -> tuple[Reading, Ledger]:
    """The same ledger, with the reading that it comes from."""
    reading = read(root, as_of)
    ledger = reading.partial
    of_service = [problem for problem in reading.problems if _is_of_service(problem)]
    if of_service or ledger is None:
        click.echo(as_text(of_service or reading.problems), err=True, nl=False)
        raise Failure("Put this right first: what is due depends on it. Nothing was written.")
    names = {path.stem for path in (root / "promises" / "declared").glob("*.yml")}
    left_out = sorted(names - set(ledger.promises))
    if left_out:
        names_left_out = format_list(left_out)
        click.echo(f"Left out, because `promises check` finds mistakes in it: {names_left_out}.", err=True)
    return reading, ledger


def _is_of_service(problem: Problem) -> bool:
    inside = problem.path.startswith(tuple(f"{FOLDER}/{kind}/" for kind in FileKind))
    return problem.severity is Severity.ERROR and not inside
