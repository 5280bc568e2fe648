"""`promises build`: check, then the whole site, swapped in at one stroke."""

from __future__ import annotations

import time
from datetime import date

import click

from generator.cli.options import Setting, as_of_option
from generator.publish import PublishError


@click.command()
@as_of_option
@click.pass_obj
def build(setting: Setting, as_of: date) -> None:
    """Check everything, then build the site and put it in the place of the old one.

    Where anything is wrong, or the build is stopped, the old site stays as it was.
    """
    # MkDocs takes a while to load, and the other commands do without it.
    from generator.site_builder import SiteError, build_site  # noqa: PLC0415

    began = time.monotonic()
    try:
        built = build_site(setting.root, as_of, _progress)
    except (SiteError, PublishError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    seconds = time.monotonic() - began
    click.echo(f"{built.pages} pages in {seconds:.1f} seconds, judged on {as_of}: {built.target}")
    click.echo(f"Late: {built.late}" if built.late else "Late: nothing.")


def _progress(done: int, total: int) -> None:
    stream = click.get_text_stream("stderr")
    if stream.isatty():
        end = "\r\033[K" if done == total else "\r"
        click.echo(f"{done} of {total} pages{end}", nl=False, err=True)
