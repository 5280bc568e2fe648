"""`data/datapackage.json`: the data as a Data Package, version 2 (https://datapackage.org/standard/data-package/)."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from service_promises.outputs.published_file import PublishedFile, Role
from service_promises.outputs.registry import SiteContext
from service_promises.outputs.table_schema import PROFILES, table_schema
from service_promises.pages.i18n import N_
from service_promises.pages.markdown import bare


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The description of the data files as a data package."""
    yield PublishedFile(
        "data/datapackage.json",
        "application/json",
        partial(_content, site),
        Role.ABOUT_DATA,
        N_("For programs: the files above as a Data Package, with the type of each column."),
        position=7,
    )


def _content(site: SiteContext) -> bytes:
    service = site.context.ledger.service
    package: dict[str, Any] = {
        "$schema": f"{PROFILES}/datapackage.json",
        "title": site.context.title,
        "description": bare(service.about),
        # The same on whatever clock it is made, as long as it is judged on the same day.
        "created": f"{site.context.ledger.as_of}T00:00:00Z",
    }
    if site.context.site_url:
        package["homepage"] = site.context.site_url
    # The standard has no place for other addresses.
    if service.licence and service.licence.url.startswith("https:"):
        package["licenses"] = [{"title": service.licence.name, "path": service.licence.url}]
    package["resources"] = [_resource(site, file) for file in site.files if file.role is Role.DATA]
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(site: SiteContext, file: PublishedFile) -> dict[str, Any]:
    path = PurePosixPath(file.path)
    resource: dict[str, Any] = {
        "name": path.stem,
        "path": path.name,
        "description": site.context.i18n.say(file.description),
        "format": path.suffix.removeprefix("."),
        "mediatype": file.media_type,
        "encoding": "utf-8",
    }
    if not file.columns:
        return resource
    return resource | {"type": "table", "schema": table_schema(file, site.context.i18n)}
