"""The page of the data: every file with its columns, and how to check the ledger."""

from collections.abc import Sequence
from typing import NamedTuple

from service_promises.pages.views.ledger_recipe import LedgerCopyView


class DownloadColumn(NamedTuple):
    """A column of a table to download."""

    name: str
    description: str
    """A message of the catalogue."""


class Download(NamedTuple):
    """A published file that is data, or describes them."""

    path: str
    name: str
    description: str
    """A message of the catalogue."""
    columns: Sequence[DownloadColumn]
    """Of a table; empty for other files."""
    table_schema: str
    """The path of the schema of a table."""
    version: int
    """Of a table's columns."""


class SchemaLink(NamedTuple):
    """A schema of the files that staff edit."""

    path: str
    description: str
    """A message of the catalogue."""


class DataView(NamedTuple):
    """What `/data/` says."""

    downloads: Sequence[Download]
    schemas: Sequence[SchemaLink]
    dataset: object
    """The data as a schema.org Dataset; None where the address of the site is not known."""
    ledger_copy: LedgerCopyView
