"""x."""
import click
@click.command("init")
def init() -> None:
    """X."""
