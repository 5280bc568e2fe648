"""The one pipeline that the plugin and the command line both call: files to source to ledger to pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.check.problem import Problem
from generator.ledger.ledger import Ledger
from generator.pages.site import Page, Site, make_site
from generator.resources import template_folders
from generator.source import read
from generator.source.schemas import schema_makers


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of the files of a site."""

    problems: tuple[Problem, ...]
    """Errors and warnings, sorted by place."""
    ledger: Ledger | None
    site: Site | None
    """None, as the ledger, when any problem is an error: nothing is half-published."""


def prepare(root: Path, as_of: date, site_url: str | None, *, warn: bool = True) -> Prepared:
    """Read the files of a site and say what its pages will be, judged on `as_of`; writes nothing.

    `root` is the folder that holds `promises/`; templates of its own in `templates/` come before ours.
    Without `site_url`, what needs the address of the site is left out; without `warn`, nothing is looked for
    that would not keep the site from being published. Raises TemplateFault where a template of the site's own
    can't be used; so do the makers of pages.
    """
    reading = read(root, as_of, warn=warn)
    if reading.ledger is None:
        return Prepared(reading.problems, None, None)
    site = make_site(reading.ledger, template_folders(root), site_url)
    # The schemas describe the files that staff edit, which is why the pages know nothing of them.
    site = site._replace(files={**site.files, **schema_makers()})
    return Prepared(reading.problems, reading.ledger, site)


__all__ = ["Page", "Prepared", "Site", "prepare"]
