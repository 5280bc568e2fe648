"""`promises build`: check, then the whole site, swapped in at one stroke."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service_promises.cli import Failure
from service_promises.cli.options import site_as_of_option

if TYPE_CHECKING:
    from service_promises.ledger.ledger import Ledger

_NAMED = 5


@click.command()
@site_as_of_option
@click.pass_obj
def build(root: Path, as_of: date | None) -> None:
    """Check everything, then build the site and put it in the place of the old one.

    Where anything is wrong, or the build is stopped, the old site stays as it was.
    """
    began = time.monotonic()
    # MkDocs takes a while to load; the other commands do without it.
    from service_promises.mkdocs.build_site import SiteError, build_site  # noqa: PLC0415
    from service_promises.mkdocs.swap import PublishError  # noqa: PLC0415

    try:
        built = build_site(root, as_of, _progress)
    except (SiteError, PublishError) as error:
        raise Failure(str(error)) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        message = f"The site could not be written: {where}{error.strerror}. The old one is as it was."
        raise Failure(message) from None
    seconds = time.monotonic() - began
    try:
        click.echo(f"{built.pages} pages in {seconds:.1f} seconds, judged on {built.ledger.as_of}: {built.target}")
        click.echo(_late(built.ledger))
    except OSError as error:
        raise Failure(f"The site is built, and this can't be printed: {error.strerror}.") from None


def _late(ledger: Ledger) -> str:
    from service_promises.ledger.verdicts.verdict import Verdict  # noqa: PLC0415 - loaded by now

    late = [
        f"{name} {month} ({entry.judgement.days_late} days)"
        for (name, month), entry in ledger.entries.items()
        if entry.judgement and entry.verdict is Verdict.NOT_REPORTED
    ]
    if not late:
        return "Nothing is late."
    more = f", and {len(late) - _NAMED} more" if len(late) > _NAMED else ""
    return f"Late, and shown as not reported: {', '.join(late[-_NAMED:])}{more}."


def _progress(done: int, total: int) -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        end = "\r\033[K" if done == total else "\r"
        click.echo(f"{done} of {total} pages{end}", nl=False, err=True)
