"""The command line: one module for each command, and how a command ends where something is wrong."""

import atexit
import gc
import sys
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import click

from service_promises import __version__
from service_promises.cli.options import any_as_of_option

_COMMANDS = ("build", "check", "diff", "due", "import", "init", "new", "pages", "schema", "serve", "verify")
"""Each is in a module of its name, but for `import`, which Python keeps for itself, and which is in `import_`."""


class Failure(click.ClickException):
    """Ends a command with exit code 1: a finished sentence about what is wrong in the files."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence as it is."""
        click.echo(self.message, file, err=True)


class Commands(click.Group):
    """Loads a command only when it is asked for: a check does not wait for what a build needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; None where there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        name = "import_" if cmd_name == "import" else cmd_name
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
@any_as_of_option
@click.version_option(__version__, prog_name="promises")
@click.pass_context
def promises(context: click.Context, root: Path) -> None:
    """Publish what was promised, what was delivered and where it fell short.

    Exit codes: 0 all well, 1 something in the input is wrong, 2 wrong usage, 3 a bug of ours.
    """
    context.obj = root


def main() -> None:
    """Run the command line; a bug of ours exits with 3 and says how to report it."""
    # A command keeps almost all that it makes: looking for garbage in it, at the end too, is a fifth of a check and of
    # a build.
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
        sys.exit(3)  # a bug of ours, as the help says
