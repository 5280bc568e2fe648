"""The one pipeline that the plugin and the command line both call: files to source to ledger to pages.

Each half is loaded where it is used: of two processes that share the work, each would spend as long on loading what
only the other needs as on its own half.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from service_promises.pages.templates import template_folders

if TYPE_CHECKING:
    from service_promises.ledger.ledger import Ledger
    from service_promises.outputs.site import Site
    from service_promises.problems.problem import Problem

SCHEMAS = tuple(f"schemas/{kind}.schema.json" for kind in ("service", "declared", "delivered", "fixes"))
"""The paths of the schemas in a site."""


class Found(NamedTuple):
    """What came of the files of a site."""

    problems: tuple[Problem, ...]
    """Errors and warnings, sorted by place."""
    ledger: Ledger | None
    """None when any problem is an error: nothing is half-published."""


def find(root: Path, as_of: date, *, warn: bool = True) -> Found:
    """Read what stands in `promises/` in a folder, and judge it on a day.

    Without `warn`, nothing is looked for that would not keep the site from being published.
    """
    from service_promises.source import read  # noqa: PLC0415 - said above

    reading = read(root, as_of, warn=warn)
    return Found(reading.problems, reading.ledger)


def site_of(ledger: Ledger, root: Path, site_url: str | None) -> Site:
    """Say what the pages of a site will be; templates of its own in `templates/` come before ours.

    Without `site_url`, what needs the address of the site is left out. Raises TemplateFault where a template of
    the site's own can't be used; so do the makers of pages.
    """
    from service_promises.outputs.site import make_site  # noqa: PLC0415 - said above

    site = make_site(ledger, template_folders(root), site_url)
    # The schemas describe the files that staff edit, which is why the pages know nothing of them.
    return site._replace(files={**site.files, **{path: partial(_schema, path) for path in SCHEMAS}})


def _schema(path: str) -> bytes:
    from service_promises.source.documents.json_schemas import schema_makers  # noqa: PLC0415 - said above

    return schema_makers()[path]()
