"""`new month` for a month that is begun: what it lacks at places, and the tables that can be added to it."""

from collections.abc import Sequence
from typing import NamedTuple

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import Place
from service_promises.ledger.promises.promise import Promise
from service_promises.source.files import table_path
from service_promises.source.reading import Reading
from service_promises.staff.new_files.blank_table import blank_table
from service_promises.staff.new_files.months_due import promises_due


class MissingAtPlaces(NamedTuple):
    """A promise without a record at some of the places where it is due in a month."""

    promise: Promise
    places: Sequence[Place]
    table: str
    """The path of its table."""
    has_table: bool


def missing_at_places(reading: Reading, ledger: Ledger, month: Month) -> list[MissingAtPlaces]:
    """What a month lacks at places, by promise; none of it where a file of the month can't be read."""
    if not reading.can_read(month):
        return []
    tables = {file.path for file in reading.place_tables}
    missing = []
    for promise in promises_due(ledger, month):
        if not promise.is_at_places(month):
            continue
        recorded = reading.place_records.get((promise.id, month), {})
        places = [place for place in ledger.places.due(promise, month) if place.id not in recorded]
        if places:
            path = table_path(month, promise.id)
            missing.append(MissingAtPlaces(promise, places, path, path in tables))
    return missing


def missing_tables(ledger: Ledger, month: Month, missing: Sequence[MissingAtPlaces]) -> dict[str, str]:
    """The tables that are not there, by path: a row for each place without a record."""
    return {
        one.table: blank_table(
            ledger,
            one.promise,
            month,
            is_late=ledger.service.reporting_date(one.promise, month) < ledger.as_of,
            places=one.places,
        )
        for one in missing
        if not one.has_table
    }
