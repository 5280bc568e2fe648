"""From the files of a site, each read by itself, to one `Reading` of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from pydantic_core import PydanticCustomError

from service_promises.ledger.editions import Editions
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import NO_PLACES, Places
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.service import Service
from service_promises.source.checks.records import wrong_records
from service_promises.source.examples import untouched_examples
from service_promises.source.files import FileKind
from service_promises.source.place_records import place_records
from service_promises.source.reading import Reading
from service_promises.source.source_file import SourceFile
from service_promises.source.source_record import RecordKey, SourceRecord
from service_promises.source.to_ledger import (
    delivery_of,
    editions_of,
    fix_of,
    places_of,
    pledge_of,
    promise_of,
    service_of,
)

_JUDGED_BY = frozenset({"measure", "terms", "due_in", "report_by", "covers", "ends", "also_measured", "at", "not_at"})
"""The keys of a promise and of the service that records are judged by."""


def assemble(files: Iterable[SourceFile[Any]], as_of: date) -> Reading:
    """The documents and the ledger that files make, judged on a day.

    The one way from files to a ledger, for those that are there now and for those of another time. The problems are
    those of each file by itself and of the records.
    """
    files = tuple(sorted(files, key=lambda file: file.path))
    service, places = _service(files), _places(files)
    problems = tuple(problem for file in files for problem in file.problems)
    reading = Reading(files, as_of, _records(files), _promises(files), None, problems, place_records(files))
    rejected = wrong_records(reading, places, service)
    reading = reading.with_problems(problem for of_record in rejected.values() for problem in of_record)
    if service is None:
        return reading
    records, of_places = reading.records, reading.place_records
    ledger = make_ledger(
        LedgerInput(
            service,
            reading.promises.values(),
            {key: record.delivery for key, record in records.items()},
            {month: letter for month, (_, letter) in reading.letters.items()},
            [fix_of(name, file.document) for name, file in reading.fix_files.items()],
            pledges=[pledge_of(name, file.document) for name, file in reading.pledge_files.items()],
            rejected=rejected,
            parts={key: record.file.document_path for key, record in records.items() if record.file.is_part},
            editions=_editions(reading),
            examples=untouched_examples({file.document_path: file.text for file in files}),
            places=places or NO_PLACES,
            place_deliveries={
                key: {name: record.delivery for name, record in of_places[key].items()} for key in of_places
            },
        ),
        as_of,
    )
    return replace(reading, partial=ledger)


def _editions(reading: Reading) -> Editions:
    """What was published of the documents that have corrections."""
    service = reading.service_file
    promises = [(name, reading.promise_files[name].document) for name in reading.promises]
    fixes = [(name, file.document) for name, file in reading.fix_files.items()]
    pledges = [(name, file.document) for name, file in reading.pledge_files.items()]
    return Editions(
        editions_of(service.document, service_of) if service else (),
        {name: editions_of(document, partial(promise_of, name)) for name, document in promises if document.corrected},
        {name: editions_of(document, partial(fix_of, name)) for name, document in fixes if document.corrected},
        {name: editions_of(document, partial(pledge_of, name)) for name, document in pledges if document.corrected},
    )


def _places(files: Iterable[SourceFile[Any]]) -> Places | None:
    """The places; None where the file of them is not sound, and what it would say is not known."""
    file = next((file for file in files if file.kind is FileKind.PLACES), None)
    if file is None:
        return NO_PLACES
    is_sound = file.document is not None and not file.has_duplicate_keys and not file.invalid
    return places_of(file.document) if is_sound else None


def _service(files: Iterable[SourceFile[Any]]) -> Service | None:
    for file in files:
        if file.kind is FileKind.SERVICE and file.document is not None and _is_sound(file):
            return service_of(file.document)
    return None


def _promises(files: Iterable[SourceFile[Any]]) -> dict[str, Promise]:
    promises = {}
    for file in files:
        if file.kind is FileKind.DECLARED and file.document is not None and _is_sound(file):
            try:
                promises[file.name] = promise_of(file.name, file.document)
            except PydanticCustomError:
                continue  # a target that does not fit, which is a problem of the file
    return promises


def _is_sound(file: SourceFile[Any]) -> bool:
    """Whether nothing is wrong with what records are judged by."""
    return not file.has_duplicate_keys and not any(keys[0] in _JUDGED_BY for keys in file.invalid)


def _records(files: Iterable[SourceFile[Any]]) -> dict[RecordKey, SourceRecord]:
    records = {}
    for file in files:
        if file.kind is FileKind.DELIVERED and file.document is not None:
            month = Month.parse(file.name)
            for name, record in file.document.delivered.items():
                delivery = delivery_of(record, file.document)
                records[name, month] = SourceRecord(file, name, month, delivery)
    return records
