"""Everything that was read: the documents, the ledger as far as it goes, and the problems."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any

from pydantic_core import PydanticCustomError

from service_promises.ledger.corrections.editions import Editions
from service_promises.ledger.delivery import Delivery, Letter
from service_promises.ledger.ledger import Ledger, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.places import NO_PLACES, Places
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.service import Service
from service_promises.problems.problem import Problem, Severity, at_key, at_value
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.place_table import PlaceTable
from service_promises.source.documents.places import PlacesFile
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.examples import untouched_examples
from service_promises.source.files import FileKind
from service_promises.source.place_records import PlaceRecords, place_records, wrong_place_records
from service_promises.source.rules.place_total import check_elsewhere
from service_promises.source.rules.records import check_expected, check_figures
from service_promises.source.source_file import SourceFile
from service_promises.source.source_record import RecordKey, SourceRecord
from service_promises.source.to_ledger import (
    delivery_of,
    editions_of,
    fix_of,
    letter_of,
    places_of,
    pledge_of,
    promise_of,
    service_of,
)
from service_promises.source.values.calendar import FIRST_YEAR

_JUDGED_BY = frozenset({"measure", "terms", "due_in", "report_by", "covers", "ends", "also_measured", "at", "not_at"})
"""The keys of a promise and of the service that records are judged by."""


@dataclass(frozen=True)
class Reading:
    """What came of the files under `promises/`, as they are now or as they were at another time."""

    files: tuple[SourceFile[Any], ...]
    """Sorted by path."""
    as_of: date
    records: Mapping[RecordKey, SourceRecord]
    promises: Mapping[str, Promise]
    """By id; those with nothing wrong in what their records are judged by."""
    partial: Ledger | None
    """What could be had of the ledger whatever else is wrong; None where no service is there to judge by."""
    unresolved: tuple[Problem, ...]
    """Every problem, each with the path of its file."""
    place_records: PlaceRecords = field(default_factory=dict)
    """Those of single places."""

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem with its line and column, sorted; what is said twice of one place is there once."""
        of_files: dict[str, list[Problem]] = {}
        problems = []
        for problem in self.unresolved:
            if problem.quote is None:
                of_files.setdefault(problem.path, []).append(problem)
            else:
                problems.append(problem)
        for file in self.files:
            if file.path in of_files:
                problems += file.resolve(of_files[file.path])
        unique: dict[object, Problem] = {}
        for problem in sorted(problems, key=lambda problem: problem.sort_key):
            unique.setdefault(problem.sort_key, problem)
        return tuple(unique.values())

    def deliveries(self, key: RecordKey) -> dict[str, Delivery]:
        """What was recorded of a promise in a month with figures: by place, and as a whole under no name."""
        record, of_places = self.records.get(key), self.place_records.get(key, {})
        deliveries = {"": record.delivery} if record else {}
        deliveries |= {name: one.delivery for name, one in of_places.items()}
        return {name: delivery for name, delivery in deliveries.items() if not delivery.no_figure}

    @cached_property
    def faulty(self) -> frozenset[str]:
        """The paths of everything that has an error."""
        return frozenset(problem.path for problem in self.unresolved if problem.severity is Severity.ERROR)

    @property
    def ledger(self) -> Ledger | None:
        """The ledger for publication; None while anything is an error: nothing is half-published."""
        return None if self.faulty else self.partial

    def with_problems(self, problems: Iterable[Problem]) -> Reading:
        """The same with more problems, each with its path."""
        return replace(self, unresolved=(*self.unresolved, *problems))

    @cached_property
    def service_file(self) -> SourceFile[ServiceFile] | None:
        """The file of the service; None where nothing can be read of it."""
        return next(self._documents(FileKind.SERVICE), None)

    @cached_property
    def places_file(self) -> SourceFile[PlacesFile] | None:
        """The file of the places; None where there is none that can be read."""
        return next(self._documents(FileKind.PLACES), None)

    @cached_property
    def place_tables(self) -> tuple[SourceFile[PlaceTable], ...]:
        """The tables of places."""
        return tuple(self._documents(FileKind.PLACE_TABLE))

    @cached_property
    def promise_files(self) -> Mapping[str, SourceFile[PromiseFile]]:
        """By id; those with a document, as for all kinds of files."""
        return {file.name: file for file in self._documents(FileKind.DECLARED)}

    @cached_property
    def month_files(self) -> tuple[SourceFile[MonthFile], ...]:
        """The files of months and of their parts."""
        return tuple(self._documents(FileKind.DELIVERED))

    @cached_property
    def fix_files(self) -> Mapping[str, SourceFile[FixFile]]:
        """By id."""
        return {file.name: file for file in self._documents(FileKind.FIX)}

    @cached_property
    def pledge_files(self) -> Mapping[str, SourceFile[PledgeFile]]:
        """By id."""
        return {file.name: file for file in self._documents(FileKind.PLEDGE)}

    @cached_property
    def letters(self) -> Mapping[Month, tuple[SourceFile[MonthFile], Letter]]:
        """The letter of each month, with the file that it stands in, or stood in; of a split month that is one part."""
        letters: dict[Month, tuple[SourceFile[MonthFile], Letter]] = {}
        for file in self.month_files:
            letter = letter_of(file.document)
            if letter.text or letter.corrected:
                month = Month.parse(file.name)
                first, before = letters.get(month, (file, Letter()))
                newest = letter if letter.text else before
                corrected = before.corrected + letter.corrected
                letters[month] = (file if letter.text else first, newest._replace(corrected=corrected))
        return letters

    def names(self, kind: FileKind) -> frozenset[str]:
        """The ids or months of all files of a kind, also of those that can't be read."""
        return frozenset(file.name for file in self.files if file.kind is kind)

    def can_read(self, month: Month) -> bool:
        """Whether every file of a month could be read as far as its list of records."""
        return str(month) not in self._unread_months

    def is_uncertain(self, name: str, month: Month) -> bool:
        """Whether there may be a record of a promise of which nothing could be read."""
        files = (file for file in self.month_files if file.name == str(month))
        return not self.can_read(month) or any(("delivered", name) in file.invalid for file in files)

    def _documents(self, kind: FileKind) -> Iterator[SourceFile[Any]]:
        return (file for file in self.files if file.kind is kind and file.document is not None)

    @cached_property
    def _unread_months(self) -> frozenset[str]:
        months = (file for file in self.files if file.kind in (FileKind.DELIVERED, FileKind.PLACE_TABLE))
        return frozenset(file.name for file in months if file.document is None or ("delivered",) in file.invalid)


def assemble(files: Iterable[SourceFile[Any]], as_of: date) -> Reading:
    """The documents and the ledger that files make, judged on a day.

    The one way from files to a ledger, for those that are there now and for those of another time. The problems are
    those of each file by itself and of the records.
    """
    files = tuple(sorted(files, key=lambda file: file.path))
    promises, records, service = _promises(files), _records(files), _service(files)
    of_places, places = place_records(files), _places(files)
    # What the record of the whole lacks may stand in a table of places that is faulty.
    tables = {(file.promise, file.name) for file in files if file.kind is FileKind.PLACE_TABLE and file.problems}
    wrong_records = _wrong_records(records, of_places, promises, files, places, service, as_of, tables)
    problems = [problem for file in files for problem in file.problems]
    problems += [problem for of_record in wrong_records.values() for problem in of_record]
    reading = Reading(files, as_of, records, promises, None, tuple(problems), of_places)
    if service is None:
        return reading
    ledger = make_ledger(
        service,
        promises.values(),
        {key: record.delivery for key, record in records.items()},
        {month: letter for month, (_, letter) in reading.letters.items()},
        [fix_of(name, file.document) for name, file in reading.fix_files.items()],
        as_of,
        pledges=[pledge_of(name, file.document) for name, file in reading.pledge_files.items()],
        rejected=wrong_records,
        parts={key: record.file.document_path for key, record in records.items() if record.file.is_part},
        editions=_editions(reading),
        examples=untouched_examples({file.document_path: file.text for file in files}),
        places=places or NO_PLACES,
        at_places={key: {name: record.delivery for name, record in of_places[key].items()} for key in of_places},
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


def _wrong_records(
    records: Mapping[RecordKey, SourceRecord],
    of_places: PlaceRecords,
    promises: Mapping[str, Promise],
    files: Iterable[SourceFile[Any]],
    places: Places | None,
    service: Service | None,
    as_of: date,
    tables: Collection[tuple[str, str]],
) -> dict[RecordKey, list[Problem]]:
    """The records that may not stand, each with what is wrong with it and is not said of its values already."""
    if service is None:  # the figures are looked at all the same
        service = Service(name="", about="", for_="", covers=Coverage(Month(FIRST_YEAR, 1)), reach_us=())
    wrong: dict[RecordKey, list[Problem]] = {}
    for (name, month), record in records.items():
        promise = promises.get(name)
        if promise is None:
            continue
        has_places = (name, month) in of_places or (name, str(month)) in tables
        problems = [*check_expected(promise, month, service, as_of, at_key(*record.keys), at_value("month"))]
        problems += check_elsewhere(promise, month, record.delivery, has_places=promise.is_at_places(month))
        of_figures = [*check_figures(promise, month, record, as_of, has_places=has_places)]
        if problems or of_figures:
            has_invalid_figures = any(len(keys) == 1 or keys[0] == "elsewhere" for keys in record.invalid)
            problems += [] if has_invalid_figures else of_figures
            wrong[name, month] = [*record.file.accept(problems)]
    for key, file, problem in wrong_place_records(of_places, records, promises, files, places, service, as_of):
        wrong.setdefault(key, []).extend(file.accept([problem]))
    return wrong


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
