"""`promises diff`: what the public will see change."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePosixPath

import click

from service_promises.cli import Failure
from service_promises.cli.options import as_of_option, format_option
from service_promises.cli.site_folder import TEMPLATES, files_below, settings_of
from service_promises.history.diff.diff import Section, public_changes
from service_promises.history.diff.site_changes import site_changes
from service_promises.history.git.past_version import PastVersion, past_version
from service_promises.history.git.repository import NoHistory, contents, site_files_at
from service_promises.mkdocs.settings_file import settings_file
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.problems.markdown import escape_markdown
from service_promises.problems.report import count, visible
from service_promises.source.read_files import read

_MOST = 25
"""So many lines of each kind are printed; a pull request is read by people."""

NOTHING = "Nothing public changes."


@click.command()
@click.option(
    "--against",
    "ref",
    metavar="REF",
    required=True,
    help="What is published: a git ref, such as origin/main; what counts is where it and HEAD parted.",
)
@format_option(["text", "markdown"], "For a terminal, or for a pull request.")
@as_of_option
@click.pass_obj
def diff(root: Path, ref: str, form: str, as_of: date) -> None:
    """Say what the public will see change: verdicts, figures, terms, fixes, pledges, explanations and pages.

    Both versions are judged on the same day, so nothing shows that only time has changed.
    """
    reading = read(root, as_of)
    try:
        before = past_version(root, ref, reading, has_examples=True)
        settings = _changed_settings(root, before)
    except NoHistory as error:
        raise click.UsageError(visible(str(error))) from None
    if reading.ledger is None:
        raise Failure(f"{count(reading.problems)}: put them right first; promises check lists them.")
    i18n = I18n("en-GB", reading.ledger.service.name, speaks_for_itself=True)
    comparison = before.comparison
    sections = public_changes(
        Context(comparison.old.partial, i18n) if comparison.old.partial else None,
        Context(reading.ledger, i18n),
        comparison.renamed,
        comparison.renamed_places,
    )
    if comparison.old.partial:
        sections += settings
    click.echo(as_markdown(sections) if form == "markdown" else as_text(sections), nl=False)


def _changed_settings(root: Path, before: PastVersion) -> list[Section]:
    """What changed of the settings, templates, hand-written pages and programs of the site."""
    repo, tree = before.repository, site_files_at(before.repository, before.commit)

    def content(path: str) -> bytes | None:
        return contents(repo, [tree[path]])[tree[path]] if path in tree else None

    old, new = settings_file(content), settings_of(root)
    paths = {path for path in {TEMPLATES, *old.paths, *new.paths} if not path.startswith((".", "/"))}
    shaping = {path: blob for path, blob in tree.items() if paths & {path, *map(str, PurePosixPath(path).parents)}}
    files = {path: repo.blob(text) for path, text in files_below(root, paths).items() if "__pycache__" not in path}
    return site_changes(old.settings, new.settings, shaping, files)


_SPACES = re.compile("[\u00a0\u202f]")
"""Those of pages, which keep a figure and its unit on one line."""


def as_text(sections: Sequence[Section]) -> str:
    """For a terminal."""
    if not sections:
        return f"{NOTHING}\n"
    blocks = [
        "\n".join(
            [
                f"{section.heading}: {len(section.lines)}",
                *(f"  {visible(_SPACES.sub(' ', line))}" for line in _first_lines(section)),
            ]
        )
        for section in sections
    ]
    return "\n\n".join(blocks) + "\n"


def as_markdown(sections: Sequence[Section]) -> str:
    """For a pull request: headings and lists; what staff wrote stays text."""
    title = "## What the public will see change\n\n"
    if not sections:
        return f"{title}{NOTHING}\n"
    blocks = [
        "\n".join(
            [
                f"### {section.heading} ({len(section.lines)})",
                "",
                *(f"- {escape_markdown(line)}" for line in _first_lines(section)),
            ]
        )
        for section in sections
    ]
    return title + "\n\n".join(blocks) + "\n"


def _first_lines(section: Section) -> list[str]:
    lines = list(section.lines)
    more = len(lines) - _MOST
    return lines if more <= 1 else [*lines[:_MOST], f"... and {more} more"]
