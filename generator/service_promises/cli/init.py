"""`promises init`: a new repository, ready to push to its code host."""

import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from service_promises.cli import Failure
from service_promises.cli.options import as_of_option
from service_promises.problems.report import as_text
from service_promises.source.examples import SAMPLE_ADDRESS
from service_promises.source.read_files import read
from service_promises.staff.new_repository.code_hosts import CodeHost, code_host
from service_promises.staff.new_repository.new_repository import (
    Repository,
    repository_files,
    site_address,
    witness_files,
)
from service_promises.staff.new_repository.wheel import NoWheel, make_wheel, requirements

_NAMES = {CodeHost.GITHUB: "GitHub", CodeHost.GITLAB: "GitLab", CodeHost.FORGEJO: "Forgejo or Codeberg"}


@click.command()
@click.argument("into", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="Who makes the promises.")
@click.option("--site-url", metavar="URL", help="Where the site will be, for example https://YOU.github.io/promises/.")
@click.option(
    "--host",
    type=click.Choice([host.value for host in CodeHost]),
    help="Where the repository will lie; without it by the site's address, gitlab for gitlab.io, forgejo for codeberg.page,"
    " else github. Only GitHub has run what is written for it.",
)
@click.option(
    "--from",
    "source",
    metavar="SOURCE",
    help="Where the new repository installs this program from: a wheel, which is copied, or anything that pip"
    " takes. Without it the repository carries a wheel of this very version.",
)
@click.option(
    "--witness",
    metavar="URL",
    help="Make a repository, for GitHub, that watches the ledger of the site at URL, which somebody else publishes: once a day it"
    " fetches and keeps it, and opens an issue when its past changed in silence.",
)
@as_of_option
@click.pass_obj
def init(
    root: Path,
    into: Path,
    name: str | None,
    site_url: str | None,
    host: str | None,
    source: str | None,
    witness: str | None,
    as_of: date,
) -> None:
    """Make a repository with one example of each file, workflows, and a README for its staff.

    Asks for what is not given when on a terminal. DIR must be new or empty.
    """
    target = root / into
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise click.UsageError(f"{into} is there already and not empty. Name a new folder.")
    try:
        if witness is not None:
            if name is not None or site_url is not None:
                raise ValueError("--witness watches the site of somebody else: leave --name and --site-url out")
            if host not in (None, CodeHost.GITHUB):
                raise ValueError("--witness makes a repository for GitHub alone: leave --host out")
            _write_witness(target, site_address(witness.removesuffix("data/ledger.json")), source)
            click.echo(f"It is in {into}. README.md says how it goes on.")
        else:
            _write_site(target, into, name, site_url, host, source, as_of)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except (NoWheel, OSError) as error:
        raise Failure(str(error)) from None


def _write_site(
    target: Path, into: Path, name: str | None, site_url: str | None, host: str | None, source: str | None, as_of: date
) -> None:
    interactive = _is_terminal()
    if name is None:
        suggestion = target.resolve().name.replace("-", " ").strip().capitalize() or "Our organisation"
        name = click.prompt("Who makes the promises?", default=suggestion) if interactive else suggestion
    if site_url is None:
        site_url = SAMPLE_ADDRESS
        if interactive:
            site_url = click.prompt("Where will the site be?", default=SAMPLE_ADDRESS, value_proc=_address)
    name, address, program = _one_line(name), site_address(site_url), _program(source)
    code = CodeHost(host or code_host(address))
    repository = Repository(name, address, program.requirements, program.place, code)
    files = {**repository_files(repository, as_of), **program.wheel}
    _write(target, files, as_of)
    click.echo(f"{len(files)} files are in {into}, for a repository on {_NAMES[code]}.")
    if (around := _repository_around(target)) is not None:
        click.echo(
            f"It lies in the git repository {around}, and is one of its own: git keeps only one of the two. Move it out"
            " before you commit anything.",
            err=True,
        )
    if site_url == SAMPLE_ADDRESS:
        click.echo("The address of the site is made up: change site_url in mkdocs.yml before you publish.")
    click.echo(f"Next:\n\n    cd {into}\n    make site\n    make check\n\nREADME.md says how it goes on.")


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _address(text: str) -> str:
    """An address as it was typed; raises BadParameter, after which the question is asked again."""
    try:
        return site_address(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _write_witness(target: Path, site: str, source: str | None) -> None:
    program = _program(source)
    _write(target, {**witness_files(site, program.requirements), **program.wheel}, None)


def _one_line(name: str) -> str:
    if not name.strip() or not name.isprintable():
        raise ValueError("The name is one line of text, for example: Puddlewick Teapot Hospital")
    return name.strip()


class _Program(NamedTuple):
    """Where a new repository has the program from."""

    requirements: str
    """The text of requirements.txt."""
    place: str
    """A sentence about it."""
    wheel: dict[str, bytes]
    """The wheel that the repository carries, by path; empty where it carries none."""


def _program(source: str | None) -> _Program:
    if source is not None and not (source.endswith(".whl") and Path(source).is_file()):
        if not re.fullmatch(r"[^\s#-][^\n#]*(#[^\s]*)?", source):
            raise ValueError(f"--from {source!r}: write one thing that pip can install")
        return _Program(f"# The program.\n{source}\n", "`requirements.txt` says where it comes from.", {})
    file, content = make_wheel() if source is None else (Path(source).name, Path(source).read_bytes())
    place = f"It is in `wheels/`, and `requirements.txt` names it by its hash: {file}."
    return _Program(requirements(file, content), place, {f"wheels/{file}": content})


def _write(target: Path, files: dict[str, bytes], as_of: date | None) -> None:
    """Write the files into a folder beside the target, check those of a site, and only then move them to the target."""
    target = target.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".promises-init-", dir=target.parent) as beside:
            staging = Path(beside) / "staging"
            for path, content in files.items():
                (staging / path).parent.mkdir(parents=True, exist_ok=True)
                (staging / path).write_bytes(content)
            if as_of is not None and (reading := read(staging, as_of)).ledger is None:
                click.echo(as_text(reading.problems), err=True, nl=False)
                raise Failure("With this name or address the files would have mistakes. Nothing was made.")
            _start_history(staging)
            if target.exists():
                target.rmdir()
            staging.rename(target)
    except OSError as error:
        raise Failure(f"{target} could not be made: {error.strerror}.") from None


def _repository_around(folder: Path) -> Path | None:
    """The repository that a folder lies in beside its own; None where there is none."""
    return next((above for above in folder.resolve().parents if (above / ".git").exists()), None)


def _start_history(folder: Path) -> None:
    """Make it a git repository where there is git; nothing is committed in anybody's name."""
    git = shutil.which("git")
    if git is not None:
        subprocess.run(  # noqa: S603 -- the git that is installed, with words of ours
            [git, "init", "--quiet", "--initial-branch=main", str(folder)], check=False, capture_output=True
        )
