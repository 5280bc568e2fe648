"""Every key that was corrected: what was published of it before, and what stands in its place."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from service_promises.ledger.hash_chain import published_editions
from service_promises.ledger.key_changes import key_changes
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise


class CorrectedKey(NamedTuple):
    """One key of one correction."""

    promise: str
    month: Month | None
    """None where the promise itself was corrected."""
    on: date
    key: str
    was: str
    """As published; empty where the key was not there."""
    now: str
    """What the correction put in its place; empty where it took it out."""
    why: str


def corrected_keys(ledger: Ledger) -> list[CorrectedKey]:
    """Every corrected key, the oldest correction first, then by promise and month."""
    keys = [key for entry in ledger.entries.values() for key in _of_record(entry)]
    keys += [key for promise in ledger.promises.values() for key in of_declaration(promise)]
    return sorted(keys, key=lambda key: (key.on, key.promise, str(key.month or "")))


def _of_record(entry: Entry) -> Iterator[CorrectedKey]:
    if entry.delivery is None or not entry.delivery.corrected:
        return
    editions = published_editions(entry)
    for index, correction in enumerate(entry.delivery.corrected):
        before, after = editions[index], editions[index + 1]
        for key in correction.was:
            yield CorrectedKey(
                entry.promise.id,
                entry.month,
                correction.on,
                key,
                before.get(key, ""),
                after.get(key, ""),
                correction.why,
            )


def of_declaration(promise: Promise) -> Iterator[CorrectedKey]:
    """The corrected keys of a promise itself, the oldest correction first."""
    for (on, _, why), key, was, now in key_changes(promise):
        yield CorrectedKey(promise.id, None, on, key, was or "", now or "", why)
