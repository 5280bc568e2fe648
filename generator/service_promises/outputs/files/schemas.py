"""`schemas/*.schema.json`: a JSON Schema of each kind of file that staff edit, for their editors."""

from collections.abc import Iterator
from functools import partial

from service_promises.outputs.published_file import PublishedFile, Role
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_
from service_promises.source.schemas import schema_files

_DESCRIPTIONS = {
    "schemas/service.schema.json": N_("who promises, and how to reach them"),
    "schemas/places.schema.json": N_("the places where promises are kept"),
    "schemas/declared.schema.json": N_("a promise"),
    "schemas/delivered.schema.json": N_("the records of a month"),
    "schemas/fixes.schema.json": N_("a fix"),
    "schemas/pledges.schema.json": N_("a pledge"),
}


def files(_: SiteContext) -> Iterator[PublishedFile]:
    """One for each kind of file."""
    for path, content in schema_files().items():
        yield PublishedFile(path, "application/schema+json", partial(bytes, content), Role.SCHEMA, _DESCRIPTIONS[path])
