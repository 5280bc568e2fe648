"""Every key that was corrected: what was published of it before, and what stands in its place."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from service_promises.ledger.fix import Fix
from service_promises.ledger.hash_chain import published_editions
from service_promises.ledger.key_changes import key_changes, plain_key_changes
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise
from service_promises.ledger.service import Service


class CorrectedKey(NamedTuple):
    """One key of one correction."""

    document: str
    """The path of the file that was corrected, without the folder of all and its ending."""
    promise: str
    """Empty where it is about no promise."""
    month: Month | None
    """None where it is about no month."""
    on: date
    key: str
    was: str
    """As published; empty where the key was not there."""
    now: str
    """What the correction put in its place; empty where it took it out."""
    why: str
    told: date | None = None
    """The day on which it was recorded here, where that was later."""


def corrected_keys(ledger: Ledger) -> list[CorrectedKey]:
    """Every corrected key, the oldest correction first, then by promise and month."""
    keys = [key for entry in ledger.entries.values() for key in _of_record(entry, ledger.document_of(entry))]
    keys += [key for promise in ledger.promises.values() for key in of_declaration(promise)]
    keys += [*of_service(ledger.service), *(key for fix in ledger.fixes.values() for key in of_fix(fix))]
    keys += of_letters(ledger)
    return sorted(keys, key=lambda key: (key.on, key.promise, str(key.month or ""), key.document))


def _of_record(entry: Entry, document: str) -> Iterator[CorrectedKey]:
    if entry.delivery is None or not entry.delivery.corrected:
        return
    editions = published_editions(entry)
    for index, correction in enumerate(entry.delivery.corrected):
        before, after = editions[index], editions[index + 1]
        for key in correction.was:
            yield CorrectedKey(
                document,
                entry.promise.id,
                entry.month,
                correction.on,
                key,
                before.get(key, ""),
                after.get(key, ""),
                correction.why,
                correction.told,
            )


def of_declaration(promise: Promise) -> Iterator[CorrectedKey]:
    """The corrected keys of a promise itself, the oldest correction first."""
    for (on, _, why, told), key, was, now in key_changes(promise):
        yield CorrectedKey(f"declared/{promise.id}", promise.id, None, on, key, was or "", now or "", why, told)


def of_service(service: Service) -> Iterator[CorrectedKey]:
    """The corrected keys of the service, the oldest correction first."""
    for (on, _, why, told), key, was, now in plain_key_changes(service):
        yield CorrectedKey("service", "", None, on, key, was or "", now or "", why, told)


def of_fix(fix: Fix) -> Iterator[CorrectedKey]:
    """The corrected keys of a fix, the oldest correction first."""
    for (on, _, why, told), key, was, now in plain_key_changes(fix):
        yield CorrectedKey(f"fixes/{fix.id}", "", None, on, key, was or "", now or "", why, told)


def of_letters(ledger: Ledger) -> Iterator[CorrectedKey]:
    """The letters that were taken out, by month."""
    for month, letter in ledger.letters.items():
        for on, was, why, told in letter.corrected:
            yield CorrectedKey(f"delivered/{month}", "", month, on, "letter", str(was["letter"]), "", why, told)
