"""`schemas/*.tableschema.json`: what is in each column of a table (https://datapackage.org/standard/table-schema/)."""

import json
from typing import Any

from service_promises.outputs.published_file import Column, ColumnType, PublishedFile
from service_promises.pages.i18n import I18n

PROFILES = "https://datapackage.org/profiles/2.0"


def table_schema(file: PublishedFile, i18n: I18n) -> dict[str, Any]:
    """The Table Schema of a table, as the data package has it too."""
    return {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(column, i18n) for column in file.columns],
        "missingValues": [""],
    }


def table_schema_file(file: PublishedFile, i18n: I18n) -> PublishedFile:
    """The Table Schema of a table as a file of its own."""

    def content() -> bytes:
        return (json.dumps(table_schema(file, i18n), ensure_ascii=False, indent=1) + "\n").encode()

    return PublishedFile(file.table_schema, "application/json", content)


def _field(column: Column[Any], i18n: I18n) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type.value,
        "description": i18n.say(column.description),
    }
    if column.type is ColumnType.YES_OR_NO:
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    return field
