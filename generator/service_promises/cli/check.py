"""`promises check`: every problem in one run, and how to put it right."""

import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path

import click

from service_promises.cli import Failure
from service_promises.cli.options import as_of_option, format_option
from service_promises.cli.site_folder import settings_of
from service_promises.history.check.check_past import check_against
from service_promises.history.git.past_version import past_version
from service_promises.history.git.repository import NoHistory, UnreadablePast
from service_promises.ledger.ledger import Ledger
from service_promises.mkdocs.settings_problems import settings_problems
from service_promises.problems.plurals import pluralize
from service_promises.problems.problem import Problem, Severity
from service_promises.problems.report import as_github, as_gitlab, as_json, as_text, visible
from service_promises.problems.rules import list_rules, rules
from service_promises.source.anomalies.unlikely_figures import check_unlikely_figures
from service_promises.source.read_files import read
from service_promises.source.reading import Reading


@click.command()
@format_option(
    ["text", "github", "gitlab", "json"],
    "For people, for annotations on a GitHub pull request, for GitLab's Code Quality, or for programs.",
)
@click.option(
    "--against",
    "ref",
    metavar="REF",
    help="Also compare with what was published at a git ref, such as origin/main: no figure, promise or date that"
    " stood there may change in silence. What counts is where REF and HEAD parted.",
)
@click.option(
    "--published",
    "last",
    metavar="COMMIT",
    help="Also compare with the commit that was published last, as publishing does: with that commit itself, on which"
    " HEAD has to go on. Where it is gone, or HEAD does not go on from it, nothing is compared and the exit code is 1.",
)
@click.option("--strict", is_flag=True, help="Make every warning an error.")
@click.option("--rules", "explain", is_flag=True, help="Say what is checked and why, with examples, and stop.")
@as_of_option
@click.pass_obj
def check(root: Path, form: str, ref: str | None, last: str | None, strict: bool, explain: bool, as_of: date) -> None:
    """Say everything that is wrong in promises/ and in mkdocs.yml, each with its line and the way out.

    Exits with 1 where anything is an error. A promise not reported, an explanation owed, and an overdue fix or pledge
    are warnings: they are true, and can be published.
    """
    if explain:
        click.echo(list_rules(rules()), nl=False)
        return
    reading = read(root, as_of)
    reading = reading.with_problems(check_unlikely_figures(reading))
    if ref is not None:
        reading = _compared(root, ref, reading, is_publishing=False)
    if last is not None:
        reading = _compared(root, last, reading, is_publishing=True)
    reading = reading.with_problems(settings_problems(settings_of(root)))
    problems = [_strict(problem) for problem in reading.problems] if strict else list(reading.problems)
    summary = _summary(reading.ledger) if reading.ledger else ""
    if form == "json":
        report = as_json(problems)
    elif form == "github":
        report = as_github(problems, summary, _within_repository(root))
    elif form == "gitlab":
        report = as_gitlab(problems, _within_repository(root))
    else:
        report = as_text(problems, summary)
    # A terminal that can't show a character shows its number instead.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    click.echo(report, nl=False)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise SystemExit(1)


def _compared(root: Path, ref: str, reading: Reading, *, is_publishing: bool) -> Reading:
    """The reading with everything that is not as it was at a ref."""
    try:
        past = past_version(root, ref, reading, is_publishing=is_publishing)
    except NoHistory as error:
        if is_publishing or isinstance(error, UnreadablePast):
            raise Failure(visible(str(error))) from None
        raise click.UsageError(visible(str(error))) from None
    if past.is_first:
        click.echo(
            f"No commit up to {past.commit[:10]} has this site, so it has no past yet to compare with.", err=True
        )
    return reading.with_problems(check_against(past))


def _strict(problem: Problem) -> Problem:
    return problem._replace(severity=Severity.ERROR)


def _summary(ledger: Ledger) -> str:
    months = {month for _, month in ledger.entries}
    counts = [
        pluralize(len(ledger.promises), "promise"),
        pluralize(len(months), "month"),
        pluralize(sum(1 for entry in ledger.entries.values() if entry.delivery), "record"),
        pluralize(len(ledger.fixes), "fix", "fixes"),
        *([pluralize(len(ledger.pledges), "pledge")] if ledger.pledges else []),
    ]
    return f"All well: {', '.join(counts)}."


def _within_repository(root: Path) -> str:
    """The site's folder as seen from the top of its git repository; empty where it is the top, or there is none."""
    here = root.resolve()
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return here.relative_to(folder).as_posix()
    return ""
