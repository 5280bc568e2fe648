"""`promises serve`: the site as the public will see it, live while the files are edited."""

from datetime import date
from pathlib import Path

import click

from service_promises.cli import Failure
from service_promises.cli.options import site_as_of_option


@click.command()
@click.option("--address", metavar="IP:PORT", help="Where to serve; mkdocs.yml's dev_addr if not given.")
@click.option("--open", "browse", is_flag=True, help="Open it in a browser.")
@site_as_of_option
@click.pass_obj
def serve(root: Path, address: str | None, browse: bool, as_of: date | None) -> None:
    """Preview the site; a saved YAML file or template shows at once."""
    # MkDocs takes a while to load, and the other commands do without it.
    from service_promises.mkdocs.build_site import SiteError, serve_site  # noqa: PLC0415

    try:
        serve_site(root, as_of, address, browse)
    except SiteError as error:
        raise Failure(str(error)) from None
