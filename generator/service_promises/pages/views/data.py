"""The page of the data: every file with its columns, and how to check the ledger."""

from collections.abc import Sequence
from typing import NamedTuple

from service_promises.pages.views.ledger_copy import LedgerCopyView


class DataView(NamedTuple):
    """What `/data/` says."""

    downloads: Sequence[object]
    """The published files that are data or describe them; `outputs/published_file.py` says what each has."""
    schemas: Sequence[object]
    """Published files too: the schemas of the files that staff edit."""
    dataset: object
    """The data as a schema.org Dataset; None where the address of the site is not known."""
    ledger_copy: LedgerCopyView
