"""Every key that was corrected: what was published of it before, and what stands in its place."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.commitments.pledge import Pledge
from service_promises.ledger.corrections.key_changes import key_changes
from service_promises.ledger.delivery import FIGURES_AND_FLAGS, Correction, CustomersSaid, Delivery, NotRepeated
from service_promises.ledger.disclosure.disclosure_control import published_count
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import Places
from service_promises.ledger.plain_data import data_of, line_of
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.published_figures import published_editions
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
    place: str = ""
    """The id of the place whose record it was; empty where it was none."""


def corrected_keys(ledger: Ledger) -> list[CorrectedKey]:
    """Every corrected key, the oldest correction first, then by promise and month."""
    keys = [
        key
        for whole in ledger.entries.values()
        for entry in (whole, *whole.place_entries)
        for key in of_record(entry, ledger.document_of(entry))
    ]
    keys += [key for promise in ledger.promises.values() for key in of_declaration(promise)]
    keys += [
        *of_service(ledger.service),
        *of_places(ledger.places),
        *(key for fix in ledger.fixes.values() for key in of_fix(fix)),
    ]
    keys += [key for pledge in ledger.pledges.values() for key in of_pledge(pledge)]
    keys += of_letters(ledger)
    return sorted(keys, key=lambda key: (key.on, key.promise, str(key.month or ""), key.document, key.place))


def of_record(entry: Entry, document: str) -> Iterator[CorrectedKey]:
    """The corrected keys of a record, the oldest correction first."""
    if entry.delivery is None or not entry.delivery.corrected:
        return
    figures, editions = published_editions(entry), entry.delivery.editions()
    for index, correction in enumerate(entry.delivery.corrected):
        for key in correction.was:
            was, now = (
                figures[edition].get(key, "")
                if key in FIGURES_AND_FLAGS
                else _text(key, editions[edition], entry.hide_below, is_old=edition == index)
                for edition in (index, index + 1)
            )
            corrected = _corrected(document, entry.promise.id, entry.month, correction, key, was, now)
            yield corrected._replace(place=entry.place.id) if entry.place else corrected


def _text(key: str, edition: Delivery, hide_below: int, *, is_old: bool) -> str:
    """What an edition says of a key that is no figure; customers' words are not said again."""
    if key == "in_their_words":
        return NotRepeated.NOT_REPEATED if is_old else ""
    value = getattr(edition, key)
    if isinstance(value, CustomersSaid):
        counts = {name: count for name, count in value._asdict().items() if isinstance(count, Decimal)}
        small = {name for name, count in counts.items() if published_count(count, hide_below).hidden}
        data = data_of(value._replace(in_their_words=()))
        return line_of({name: "hidden" if name in small else text for name, text in data.items()}) or ""
    return line_of(data_of(value)) or ""


def _corrected(
    document: str, promise: str, month: Month | None, correction: Correction, key: str, was: str | None, now: str | None
) -> CorrectedKey:
    return CorrectedKey(
        document, promise, month, correction.on, key, was or "", now or "", correction.why, correction.told
    )


def of_declaration(promise: Promise) -> Iterator[CorrectedKey]:
    """The corrected keys of a promise itself, the oldest correction first."""
    for correction, key, was, now in key_changes(promise):
        yield _corrected(f"declared/{promise.id}", promise.id, None, correction, key, was, now)


def of_service(service: Service) -> Iterator[CorrectedKey]:
    """The corrected keys of the service, the oldest correction first."""
    for correction, key, was, now in key_changes(service):
        yield _corrected("service", "", None, correction, key, was, now)


def of_places(places: Places) -> Iterator[CorrectedKey]:
    """The corrected places, the oldest correction first."""
    for correction, key, was, now in key_changes(places):
        yield _corrected("places", "", None, correction, key, was, now)


def of_fix(fix: Fix) -> Iterator[CorrectedKey]:
    """The corrected keys of a fix, the oldest correction first."""
    for correction, key, was, now in key_changes(fix):
        yield _corrected(f"fixes/{fix.id}", "", None, correction, key, was, now)


def of_pledge(pledge: Pledge) -> Iterator[CorrectedKey]:
    """The corrected keys of a pledge, the oldest correction first."""
    for correction, key, was, now in key_changes(pledge):
        yield _corrected(f"pledges/{pledge.id}", "", None, correction, key, was, now)


def of_letters(ledger: Ledger) -> Iterator[CorrectedKey]:
    """The letters that were taken out, by month."""
    for month, letter in ledger.letters.items():
        for correction in letter.corrected:
            yield _corrected(f"delivered/{month}", "", month, correction, "letter", str(correction.was["letter"]), "")
