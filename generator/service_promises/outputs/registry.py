"""Finds the published files: every module in `outputs/files/` says which files it makes.

A module there has one function, `files(site)`, which takes a SiteContext and gives the PublishedFiles.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path

from service_promises.outputs import files
from service_promises.outputs.published_file import PublishedFile
from service_promises.pages.context import Context
from service_promises.pages.renderer import Renderer


@dataclass(frozen=True)
class SiteContext:
    """All that a published file can be made from."""

    context: Context
    """The ledger, and the language of the site."""
    renderer: Renderer
    templates: Sequence[Path]
    """Folders, first match first."""
    site_url: str | None
    """None where it is not known."""

    @cached_property
    def files(self) -> tuple[PublishedFile, ...]:
        """Every file that this site publishes, those that `/data/` tells of in its order."""
        published = [
            file for file in _registered(self) if self.site_url is not None or not file.needs_site_url
        ]
        return tuple(sorted(published, key=lambda file: file.place))


def _registered(site: SiteContext) -> Iterator[PublishedFile]:
    for name in sorted(module.name for module in pkgutil.iter_modules(files.__path__)):
        yield from import_module(f"{files.__name__}.{name}").files(site)
