"""Finds the published files: every module in `outputs/files/` says which files it makes.

A module there has one function, `files(site)`, which takes a SiteContext and gives the PublishedFiles.
"""

import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, cast

from service_promises.ledger.ledger import Ledger
from service_promises.outputs import files
from service_promises.outputs.published_file import PublishedFile
from service_promises.outputs.table_schema import table_schema_file
from service_promises.pages.context import Context
from service_promises.pages.rendering.renderer import Renderer

Made = TypeVar("Made")


@dataclass(frozen=True)
class SiteContext:
    """All that a published file can be made from."""

    context: Context
    """The ledger, and the language of the site."""
    renderer: Renderer
    templates: Sequence[Path]
    """Folders, first match first."""
    _made: dict[Callable[[Ledger], Any], Any] = field(default_factory=dict)

    def once(self, make: Callable[[Ledger], Made]) -> Made:
        """What a function makes of the ledger, for all the files that are made of the same."""
        if make not in self._made:
            self._made[make] = make(self.context.ledger)
        return cast(Made, self._made[make])

    @cached_property
    def files(self) -> tuple[PublishedFile, ...]:
        """Every file that this site publishes, those that `/data/` tells of in its order."""
        published = [file for file in _registered(self) if self.context.site_url is not None or not file.needs_site_url]
        published += [table_schema_file(file, self.context.i18n) for file in published if file.columns]
        return tuple(sorted(published, key=lambda file: file.position))


def _registered(site: SiteContext) -> Iterator[PublishedFile]:
    for name in sorted(module.name for module in pkgutil.iter_modules(files.__path__)):
        yield from import_module(f"{files.__name__}.{name}").files(site)
