"""The command line: one module for each command (DESIGN.md section 6)."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from generator import __version__
from generator.cli.build import build
from generator.cli.check import check
from generator.cli.due import due
from generator.cli.import_ import import_
from generator.cli.init import init
from generator.cli.new import new
from generator.cli.options import Setting
from generator.cli.pages import pages
from generator.cli.schema import schema
from generator.cli.serve import serve
from generator.cli.verify import verify

WRONG_USAGE, OUR_FAULT = 2, 3


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "root",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds promises/; the current folder if not given.",
)
@click.version_option(__version__, prog_name="promises")
@click.pass_context
def promises(context: click.Context, root: Path) -> None:
    """Publish what was promised, what was delivered and where it fell short.

    Exit codes: 0 all well, 1 something in the input is wrong, 2 wrong usage, 3 a bug of ours.
    """
    context.obj = Setting(root)


for command in (check, build, serve, pages, schema, new, verify, import_, due, init):
    promises.add_command(command)


def main() -> None:
    """Run the command line; a bug of ours exits with 3 and says how to report it."""
    # One short run that keeps almost all it makes: looking for garbage is work for nothing.
    gc.disable()
    try:
        promises(prog_name="promises")
    except Exception as bug:
        click.echo(
            f"This is a fault of ours, not of your files: {type(bug).__name__}: {bug}\n"
            f"Please report it, with what you typed and the files if they may be shown, to the people who"
            f" maintain service-promises (this is version {__version__}). Nothing was published.",
            err=True,
        )
        sys.exit(OUR_FAULT)
