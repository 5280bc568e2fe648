"""The command line: one module for each command."""

import atexit
import gc
import sys
from importlib import import_module
from pathlib import Path

import click

from service_promises import __version__

EXIT_CODE_OF_A_BUG = 3

_COMMANDS = {
    "build": "build",
    "check": "check",
    "diff": "diff",
    "due": "due",
    "import": "import_",
    "init": "init",
    "new": "new",
    "pages": "pages",
    "schema": "schema",
    "serve": "serve",
    "verify": "verify",
}
"""The module of each command, which has a function of the same name."""


class Commands(click.Group):
    """Loads a command only when it is asked for: a check does not wait for what a build needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; None where there is none of that name."""
        name = _COMMANDS.get(cmd_name)
        if name is None:
            return None
        command: click.Command = getattr(import_module(f"service_promises.cli.{name}"), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
    context.obj = root


def main() -> None:
    """Run the command line; a bug of ours exits with 3 and says how to report it."""
    # A short run that keeps almost all it makes: looking for garbage is work for nothing, at the end too. Only the
    # largest sites make so much of it that it is worth while.
    gc.set_threshold(500_000)
    atexit.register(gc.freeze)
    try:
        promises(prog_name="promises")
    except Exception as bug:
        click.echo(
            f"This is a fault of ours, not of your files: {type(bug).__name__}: {bug}\n"
            f"Please report it, with what you typed and the files if they may be shown, to the people who"
            f" maintain service-promises (this is version {__version__}). Nothing was published.",
            err=True,
        )
        sys.exit(EXIT_CODE_OF_A_BUG)
