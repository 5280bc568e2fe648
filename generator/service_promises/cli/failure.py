"""How a command ends where something is wrong in the files."""

from typing import IO, Any

import click


class Failure(click.ClickException):
    """Ends a command with exit code 1: a finished sentence about what is wrong in the files."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence as it is."""
        click.echo(self.message, file, err=True)
