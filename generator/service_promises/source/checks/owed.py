"""What is owed on the day: silences, explanations, remedies, fixes and pledges, each with the file to write it in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.problems.problem import Problem
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.files import FileKind, path_of
from service_promises.source.reading import Reading
from service_promises.source.rules import owed
from service_promises.source.source_file import SourceFile


def check_owed(reading: Reading) -> Iterator[Problem]:
    """What is owed on the day, as far as everything that it follows from is known."""
    ledger = reading.partial
    if ledger is None:
        return
    promises, uncertain = reading.sound_promise_files, reading.uncertain_months
    if reading.knows_months:
        yield from _silences(reading, promises, ledger, uncertain)
    owing = [
        entry
        for name in promises
        for entry in ledger.by_promise[name]
        if entry.explanation_missing and entry.month not in uncertain
    ]
    yield from _explanations(reading, owing, ledger)
    if ledger.service.published_by is None:
        yield from _uncounted_remedies(reading, promises, ledger, uncertain)
    for name, fix_file in reading.fix_files.items():
        if fix_file.path not in reading.faulty:
            yield from fix_file.accept(owed.overdue("overdue-fix", ledger.fixes[name], ledger.as_of))
    for name, pledge_file in reading.pledge_files.items():
        if pledge_file.path not in reading.faulty:
            yield from pledge_file.accept(owed.overdue("overdue-pledge", ledger.pledges[name], ledger.as_of))


def _silences(
    reading: Reading, promises: Mapping[str, SourceFile[PromiseFile]], ledger: Ledger, uncertain: frozenset[Month]
) -> Iterator[Problem]:
    first_parts: dict[str, SourceFile[Any]] = {file.name: file for file in reversed(reading.month_files)}
    for name, file in promises.items():
        recent, older = owed.silences(name, ledger, uncertain)
        if older:
            yield from file.accept([owed.older_silences(name, older)])
        for entry in owed.with_silent_places(name, ledger, uncertain):
            yield from reading.file_of(entry).accept([owed.silent_places(entry)])
        for entry in recent:
            part = first_parts.get(str(entry.month))
            yield from (part or file).accept([owed.silence(entry, ledger.as_of, has_file=part is not None)])


def _explanations(reading: Reading, owing: list[Entry], ledger: Ledger) -> Iterator[Problem]:
    older: dict[tuple[str, Month], list[Entry]] = {}
    unexplained: dict[str, list[Entry]] = {}
    for entry in owing:
        if not owed.is_recent(entry.month, ledger):
            older.setdefault((reading.file_of(entry).path, entry.month), []).append(entry)
        elif entry.delivery is not None and entry.delivery.fell_short is None:
            unexplained.setdefault(entry.promise.id, []).append(entry)
        else:
            yield from _of_record(reading, entry, owed.explanation(entry, ledger.as_of))
    for entries in unexplained.values():
        one_by_one = owed.explanation(entries[0], ledger.as_of)
        yield from _of_record(reading, entries[-1], one_by_one if len(entries) == 1 else [owed.explanations(entries)])
    for (_, month), entries in older.items():
        yield from _of_record(reading, entries[0], [owed.older_explanations(month, entries)])


def _of_record(reading: Reading, entry: Entry, problems: Iterable[Problem]) -> Iterator[Problem]:
    """What a record lacks; a table has no room for it, so the way out names the file of its month."""
    file = reading.file_of(entry)
    for problem in file.accept(problems):
        if file.kind is FileKind.PLACE_TABLE:
            month = next((part.path for part in reading.month_files if part.name == str(entry.month)), None)
            there = month or path_of(FileKind.DELIVERED, entry.month)
            key = f"a table can't hold it: in {there}, write `{entry.promise.id}:` below `delivered:`, and "
            yield problem._replace(help=key + problem.help)
        else:
            yield problem


def _uncounted_remedies(
    reading: Reading, promises: Iterable[str], ledger: Ledger, uncertain: frozenset[Month]
) -> Iterator[Problem]:
    """Months with people let down that do not count who was put right, where one before them does."""
    for name in promises:
        entries = ledger.by_promise[name]
        first = next((entry.month for entry in entries if entry.delivery and entry.delivery.remedy), None)
        if first is None:
            continue
        for entry in entries:
            if entry.month > first and entry.month not in uncertain and entry.remedy_missing:
                yield from _of_record(reading, entry, [owed.remedy_not_counted(entry, first)])
