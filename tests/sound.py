"""What comes of files with which nothing is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from service_promises.ledger.ledger import Ledger
from service_promises.source.read_files import read


def ledger_of(root: Path, as_of: date) -> Ledger:
    """The ledger of a site, which could be published on that day."""
    reading = read(root, as_of)
    assert reading.ledger is not None, reading.problems
    return reading.ledger
