"""Everything that was read: the documents, the ledger as far as it goes, and the problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from service_promises.ledger.delivery import Delivery, Letter
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Promise
from service_promises.problems.problem import Problem, Severity
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.place_table import PlaceTable
from service_promises.source.documents.places import PlacesFile
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.files import DELIVERED, FileKind
from service_promises.source.place_records import PlaceRecords
from service_promises.source.source_file import SourceFile
from service_promises.source.source_record import RecordKey, SourceRecord
from service_promises.source.to_ledger import letter_of


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

    @cached_property
    def sound_promise_files(self) -> Mapping[str, SourceFile[PromiseFile]]:
        """By id; those without an error, where there is a ledger."""
        promises = self.partial.promises if self.partial else ()
        return {
            name: file for name, file in self.promise_files.items() if name in promises and file.path not in self.faulty
        }

    @cached_property
    def uncertain_months(self) -> frozenset[Month]:
        """The months with a file that has an error: what is missing in them may be there."""
        return frozenset(
            Month.parse(file.name)
            for file in self.files
            if file.kind in (FileKind.DELIVERED, FileKind.PLACE_TABLE) and file.path in self.faulty
        )

    @cached_property
    def unread_paths(self) -> frozenset[str]:
        """The paths of what has an error and is no file that was read: it does not belong there, or is missing."""
        return self.faulty - {file.path for file in self.files}

    @property
    def knows_months(self) -> bool:
        """Whether no file of a month may be there under a wrong name."""
        return not any(path.startswith(DELIVERED) for path in self.unread_paths)

    def file_of(self, entry: Entry) -> SourceFile[Any]:
        """The file of a record, or of the first of its places where it has none of the whole."""
        key = (entry.promise.id, entry.month)
        record = self.records.get(key)
        return record.file if record else next(iter(self.place_records[key].values())).file
