"""Corrections of declarations, key by key: what each key was, and what it is after that correction."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from service_promises.ledger.commitments.commitment import Commitment
from service_promises.ledger.delivery import Correction
from service_promises.ledger.places import Places
from service_promises.ledger.plain_data import line_of
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.service import Service


class KeyChange(NamedTuple):
    """One key in one correction of a declaration."""

    correction: Correction
    key: str
    was: str | None
    """On one line; None for a key that was not there."""
    now: str | None
    """After this correction, which a later one may have changed again; None for a key that was taken out."""


def key_changes(document: Promise | Service | Commitment | Places) -> list[KeyChange]:
    """Every corrected key of a document, the oldest correction first."""
    return [
        KeyChange(correction, key, line_of(old), line_of(correction.now[key]))
        for correction in document.corrected
        for key, old in correction.was.items()
        if key in correction.now
    ]


def correction_data(correction: Correction, was: Mapping[str, Any]) -> dict[str, Any]:
    """A correction as plain data, with its old values as they are published."""
    told = {"told": str(correction.told)} if correction.told else {}
    return {"on": str(correction.on), "was": dict(was), "why": correction.why, **told}
