"""The tamper-evident ledger: a chain of hashes for each record (DESIGN.md section 5, `data/ledger.json`).

What is hashed is told to everybody on `/data/`, so the objects made here never change their shape while
`VERSION` stays what it is. Nothing in them depends on the day of judging or on the id of a promise, which
may be renamed: an old copy's chains are beginnings of the new ones'.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from service_promises.ledger.delivery import FLAGS, Correction, Delivery
from service_promises.ledger.disclosure_control import Count, Figures
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise
from service_promises.ledger.rounding import plain

VERSION = 1
"""Of what is hashed, and of the shape of `data/ledger.json`."""

_TERM = re.compile(r"since: ([0-9]{4}-[0-9]{2}); target: ([^;,]+)")
"""A term as a correction of `terms` tells it."""


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
    return Sealed(months, hash_of({"months": {str(month): found.hash for month, found in months.items()}}))


canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""JSON as RFC 8785 has it, without numbers: sorted keys, no blanks, the shortest escapes."""


def hash_of(value: object) -> str:
    """SHA-256 of the canonical JSON (RFC 8785) of text, lists and mappings whose keys are ASCII."""
    return _sealed(value).hash


def _sealed(value: object) -> Seal:
    told = canonical(value)
    return Seal(told, hashlib.sha256(told.encode()).hexdigest())


def figures_told(delivery: Delivery, figures: Figures) -> dict[str, str]:
    """The figures and flags of an edition of a record as published, as text; what is not there is left out."""
    told = {
        "due": _count(figures.due),
        "kept": _count(figures.kept),
        "let_down": _count(figures.let_down),
        "share": None
        if delivery.share is None
        else "hidden"
        if figures.share is None
        else plain(delivery.share),
        "level": None if delivery.level is None else plain(delivery.level),
        "done": None if delivery.done is None else "yes" if delivery.done else "no",
        "on": None if delivery.on is None else str(delivery.on),
    }
    for flag in FLAGS:
        said = getattr(delivery, flag)
        told[flag] = (said if isinstance(said, str) else "yes") if said else None
    return {key: value for key, value in told.items() if value is not None}


def first_targets(promise: Promise) -> dict[Month, str]:
    """The target of each term as first published, by the term's first month: its corrections undone."""
    targets = {term.since: term.target.text for term in promise.terms}
    for correction in reversed(promise.corrected):
        listed = correction.was.get("terms")
        if listed is not None:
            old = {Month.parse(since): target.strip() for since, target in _TERM.findall(listed)}
            targets.update({since: target for since, target in old.items() if since in targets})
        target = correction.was.get("target")
        if target is not None:
            targets[corrected_term(promise, correction)] = target
    return targets


def corrected_term(promise: Promise, correction: Correction) -> Month:
    """The term that a correction of `target` speaks of: the one its `since` names, else the newest then."""
    sinces = [term.since for term in promise.terms]
    for since in sinces:
        if correction.was.get("since") == str(since):
            return since
    begun = [since for since in sinces if since.first_day <= correction.on]
    return begun[-1] if begun else sinces[0]


def _chain(entry: Entry, delivery: Delivery, target: str | None) -> tuple[Seal, ...]:
    first, *later = delivery.editions()
    of: dict[str, Any] = {"month": str(entry.month), "figures": figures_told(first, entry.editions[0])}
    if target is not None:
        of["target"] = target
    if delivery.reported is not None:
        of["reported"] = str(delivery.reported)
    seals = [_sealed(of)]
    for correction, edition, figures in zip(delivery.corrected, later, entry.editions[1:], strict=True):
        of = {
            "before": seals[-1].hash,
            "on": str(correction.on),
            "why": correction.why,
            "figures": figures_told(edition, figures),
        }
        seals.append(_sealed(of))
    return tuple(seals)


def _count(count: Count) -> str | None:
    if count.fewer_than is not None:
        return f"fewer than {count.fewer_than}"
    if count.hidden:
        return "hidden"
    return None if count.figure is None else plain(count.figure)
