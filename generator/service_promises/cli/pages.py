"""`promises pages`: all that is generated, as plain files for another site builder."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from service_promises.cli import Failure
from service_promises.cli.options import as_of_option
from service_promises.outputs.folder import write_files
from service_promises.outputs.plain_pages import SETTINGS_MARK, plain_files, settings
from service_promises.outputs.site import make_site
from service_promises.pages.rendering.template_errors import TemplateFault
from service_promises.pages.rendering.templates import own_templates, template_folders
from service_promises.pages.site_settings import SiteSettings
from service_promises.problems.report import as_text
from service_promises.source.read_files import read


def _address(context: click.Context, option: click.Parameter, url: str | None) -> str | None:
    try:
        whole = url is None or (urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).netloc))
    except ValueError:
        whole = False
    if not whole or " " in (url or ""):
        raise click.BadParameter("write it in full, for example https://example.org/our-promises/", context, option)
    return url


@click.command()
@click.option(
    "--into",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write; files of the same names are replaced, and what an earlier run wrote is taken out.",
)
@click.option("--site-url", metavar="URL", callback=_address, help="Where the site will be published.")
@as_of_option
@click.pass_obj
def pages(root: Path, into: Path, site_url: str | None, as_of: date) -> None:
    """Write every page as <address>/index.md, and every data file as it is.

    A page is front matter and one HTML block, which any site builder that reads Markdown can take. Beside DIR comes a
    mkdocs.yml for it, or a mkdocs.pages.yml where a mkdocs.yml of yours is.
    """
    source = (root / "promises").resolve()
    if (into / "promises").resolve().is_relative_to(source) or into.resolve().is_relative_to(source):
        raise click.UsageError(
            f"--into {into} would write among the files in {source}. Choose another folder for what is generated."
        )
    try:
        reading = read(root, as_of)
        click.echo(as_text(reading.problems), err=True, nl=False)
        if reading.ledger is None:
            raise SystemExit(1)
        site = make_site(
            reading.ledger, template_folders(root), site_url, SiteSettings(known=False, templates=own_templates(root))
        )
        if site_url is None:
            click.echo(
                "No --site-url: the feeds, the calendar, the pictures for sharing and the description of the data set for"
                " search engines are left out.",
                err=True,
            )
        settings_file = _settings_file(into.resolve())
        write_files(into, plain_files(site, template_folders(root)))
        name = into.resolve().name
        settings_file.write_text(settings(reading.ledger.service.name, site_url, name, site.pages), encoding="utf-8")
    except TemplateFault as fault:
        raise Failure(str(fault)) from None
    except OSError as error:
        raise Failure(f"{error.filename or into} could not be written: {error.strerror}.") from None
    click.echo(f"{len(site.pages)} pages and {len(site.files)} files are in {into}.")
    click.echo(f"Settings for MkDocs, ProperDocs and Zensical are beside it: {settings_file.name}.")


def _settings_file(into: Path) -> Path:
    """The mkdocs.yml beside a folder, or one of another name where that is not ours: it can't lie in the folder."""
    files = [into.with_name(name) for name in ("mkdocs.yml", "mkdocs.pages.yml")]
    for file in files:
        is_ours = file.is_file() and file.read_text(encoding="utf-8", errors="replace").startswith(SETTINGS_MARK)
        if not file.is_symlink() and (is_ours or not file.exists()):
            return file
    raise Failure(f"{' and '.join(map(str, files))} are not from this program, and it replaces neither. Rename one.")
