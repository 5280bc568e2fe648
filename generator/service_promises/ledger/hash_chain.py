"""The tamper-evident ledger: a chain of hashes for each record.

What is hashed is told to everybody on `/data/`, so the objects made here never change their shape while
`VERSION` stays what it is. Nothing in them depends on the day of judging or on the id of a promise, which
may be renamed: an old copy's chains are beginnings of the new ones'.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from service_promises.ledger.delivery import FLAGS, GUARDED, Delivery
from service_promises.ledger.disclosure_control import Count, Figures
from service_promises.ledger.key_changes import first_targets
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.plain_data import data_of
from service_promises.ledger.rounding import plain

VERSION = 1
"""Of what is hashed, and of the shape of `data/ledger.json`."""

_COUNTS = ("due", "kept", "let_down")
"""What disclosure control may hide or work out."""


class Seal(NamedTuple):
    """One step of a chain."""

    of: str
    """What was hashed: the canonical JSON of text, and mappings of text."""
    hash: str
    """Its SHA-256, as 64 hexadecimal digits."""


class SealedRecord(NamedTuple):
    """The chain of one record."""

    term: Month | None
    """The first month of the term in force; None where the promise did not stand then."""
    due_by: str
    """The reporting date; in no hash."""
    seals: tuple[Seal, ...]
    """As first published, then one for each correction."""


class SealedMonth(NamedTuple):
    """Every chain of a month, and the hash over them."""

    records: Mapping[str, SealedRecord]
    """By promise id, sorted."""
    hash: str


class Sealed(NamedTuple):
    """Every chain of the site, and the hash over them."""

    months: Mapping[Month, SealedMonth]
    hash: str


def sealed(ledger: Ledger) -> Sealed:
    """Hash every record, then every month over its records' newest hashes, then the site over its months."""
    targets = {name: first_targets(promise) for name, promise in ledger.promises.items()}
    months: dict[Month, SealedMonth] = {}
    for month, entries in ledger.by_month.items():
        records = {}
        for entry in entries:
            if entry.delivery is not None:
                term = entry.promise.term_in(month)
                records[entry.promise.id] = SealedRecord(
                    term.since if term else None,
                    str(ledger.service.reporting_date(entry.promise, month)),
                    _chain(entry, entry.delivery, targets[entry.promise.id][term.since] if term else None),
                )
        if records:
            newest = {name: record.seals[-1].hash for name, record in records.items()}
            months[month] = SealedMonth(records, hash_of({"month": str(month), "records": newest}))
    return Sealed(
        months, hash_of({"months": {str(month): sealed_month.hash for month, sealed_month in months.items()}})
    )


canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""JSON as RFC 8785 has it, without numbers: sorted keys, no blanks, the shortest escapes."""


def hash_of(value: object) -> str:
    """SHA-256 of the canonical JSON (RFC 8785) of text, lists and mappings whose keys are ASCII."""
    return _sealed(value).hash


def _sealed(value: object) -> Seal:
    text = canonical(value)
    return Seal(text, hashlib.sha256(text.encode()).hexdigest())


def published_editions(entry: Entry) -> list[dict[str, str]]:
    """The guarded figures of a record as first published, then after each correction, as `published_figures`."""
    editions = entry.delivery.editions() if entry.delivery else ()
    return [published_figures(*edition) for edition in zip(editions, entry.editions, strict=True)]


def published_figures(delivery: Delivery, figures: Figures) -> dict[str, str]:
    """The guarded figures of an edition of a record as published, as text; what is not there is left out."""
    texts = {
        key: _published(key, value, figures)
        for key in GUARDED
        if (value := getattr(delivery, key)) is not None or key in _COUNTS
    }
    return {key: text for key, text in texts.items() if text is not None}


def _published(key: str, value: Any, figures: Figures) -> str | None:
    if key in _COUNTS:
        return _count(getattr(figures, key))
    if key == "share" and value is not None and figures.share_hidden:
        return "hidden"
    if isinstance(value, bool):
        return "yes" if value else None if key in FLAGS else "no"
    return None if value is None else str(data_of(value))


def _chain(entry: Entry, delivery: Delivery, target: str | None) -> tuple[Seal, ...]:
    first, *later = published_editions(entry)
    of: dict[str, Any] = {"month": str(entry.month), "figures": first}
    if target is not None:
        of["target"] = target
    if delivery.reported is not None:
        of["reported"] = str(delivery.reported)
    seals = [_sealed(of)]
    for correction, figures in zip(delivery.corrected, later, strict=True):
        of = {"before": seals[-1].hash, "on": str(correction.on), "why": correction.why, "figures": figures}
        seals.append(_sealed(of))
    return tuple(seals)


def _count(count: Count) -> str | None:
    if count.fewer_than is not None:
        return f"fewer than {count.fewer_than}"
    if count.hidden:
        return "hidden"
    return None if count.figure is None else plain(count.figure)
