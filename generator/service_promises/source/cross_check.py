"""What only shows between files, and what the ledger says of them."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from service_promises.ledger.disclosure.check import gives_away
from service_promises.ledger.disclosure.remedy import needs_new_day
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.periods.month import Month
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value, whole_file
from service_promises.source.assemble import Reading
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.prose import texts_of
from service_promises.source.examples import SAMPLE_TEXTS
from service_promises.source.files import FOLDER, FileKind
from service_promises.source.place_records import check_places_twice
from service_promises.source.rules import between_files, owed
from service_promises.source.rules.corrections import check_document_corrections, check_record_corrections
from service_promises.source.rules.places import check_named_places
from service_promises.source.source_file import SourceFile
from service_promises.source.values.scalars import slug


def check_between_files(reading: Reading) -> Iterator[Problem]:
    """What does not fit together between files."""
    declared = reading.names(FileKind.DECLARED)
    misnamed = (path for path in _stray_paths(reading) if path.startswith(f"{FOLDER}/{FileKind.DECLARED}/"))
    names = {*declared, *(slug(path.rpartition("/")[2].partition(".")[0]) for path in misnamed)}
    promises, fixes = dict.fromkeys(sorted(names)), dict.fromkeys(sorted(reading.names(FileKind.FIX)))
    for month in reading.month_files:
        yield from month.accept(between_files.check_month_name(month))
        yield from month.accept(between_files.check_recorded_promises(month.document, promises))
        yield from month.accept(between_files.check_promised_fixes(month.document, fixes))
        yield from month.accept(between_files.check_percent_levels(month, reading.promises))
    yield from between_files.check_parts(reading.month_files)
    for table in reading.place_tables:
        yield from table.accept(between_files.check_table_promise(table, promises))
        yield from table.accept(between_files.check_percent_cells(table, reading.promises))
    yield from check_places_twice(reading.files)
    for fix in reading.fix_files.values():
        yield from fix.accept(between_files.check_origins(fix.document, promises))
    service = reading.service_file
    knows_publisher = service is not None and ("published_by",) not in service.invalid
    places_file = reading.places_file
    places = places_file.document.places if places_file else {}
    knows_places = not places_file.invalid if places_file else reading.names(FileKind.PLACES) == frozenset()
    for name, promise in reading.promise_files.items():
        yield from promise.accept(between_files.check_successor(name, promise.document, promises))
        if knows_places:
            yield from promise.accept(check_named_places(promise.document, places))
        if service is not None and knows_publisher and service.document.published_by is None:
            yield from promise.accept(between_files.check_not_found(promise.document))
    yield from between_files.check_names(reading.promises, reading.promise_files)
    yield from between_files.check_wordings(reading.promises, reading.promise_files)
    yield from between_files.check_earlier_ids(reading.promise_files.values(), declared)


def check_areas(reading: Reading) -> Iterator[Problem]:
    """Promises and pledges in an area that the service does not have, and areas without any."""
    service = reading.service_file
    if service is None or any(keys[0] == "areas" for keys in service.invalid):
        return
    areas, promises = service.document.areas, reading.promise_files
    files: list[SourceFile[Any]] = [*promises.values(), *reading.pledge_files.values()]
    if not areas:
        yield from between_files.check_area_spellings(files)
    for file in files:
        yield from file.accept(between_files.check_area(file.document.area, areas))
    if promises.keys() == reading.names(FileKind.DECLARED):
        used = {file.document.area for file in files}
        yield from service.accept(between_files.check_unused_areas(areas, used))


def check_fix_origins(reading: Reading) -> Iterator[Problem]:
    """Fixes after a month of which the site says nothing."""
    ledger = reading.partial
    if ledger is None or not _knows_months(reading):
        return
    promises, uncertain = _promise_files_without_error(reading, ledger), _uncertain_months(reading)
    for file in reading.fix_files.values():
        for index, origin in enumerate(file.document.after):
            known = origin.promise in promises and origin.month not in uncertain
            if known and (origin.promise, origin.month) not in ledger.entries:
                problem = named_problem(
                    "fix-origin", at_value("after", index, "month"), promise=origin.promise, month=origin.month
                )
                yield from file.accept([problem])


def check_examples(reading: Reading) -> Iterator[Problem]:
    """Examples, and texts of service.yml, that stand as `init` wrote them."""
    for path in sorted(reading.partial.examples) if reading.partial else ():
        yield named_problem("example", whole_file(f"{FOLDER}/{path}.yml"))
    file = reading.service_file
    if file is None:
        return
    links = [(("reach_us", index, "url"), link.url) for index, link in enumerate(file.document.reach_us)]
    for keys, text in [*((one.keys, one.text) for one in texts_of(file.document)), *links]:
        if text in SAMPLE_TEXTS:
            yield from file.accept([named_problem("sample-text", at_value(*keys))])


def check_corrections(reading: Reading) -> Iterator[Problem]:
    """Corrections that change nothing."""
    ledger = reading.partial
    if ledger is None:
        return
    of_places = (record for records in reading.place_records.values() for record in records.values())
    for record in (*reading.records.values(), *of_places):
        if record.delivery.corrected:
            yield from record.file.accept(check_record_corrections(record.keys, record.delivery))
    if reading.service_file is not None:
        yield from reading.service_file.accept(check_document_corrections(ledger.service.corrected))
    for name, promise in ledger.promises.items():
        yield from reading.promise_files[name].accept(check_document_corrections(promise.corrected))
    for name, fix in ledger.fixes.items():
        yield from reading.fix_files[name].accept(check_document_corrections(fix.corrected))


def check_small_counts(reading: Reading) -> Iterator[Problem]:
    """Corrections after which a count could be worked out that is to be hidden."""
    ledger = reading.partial
    if ledger is None or not ledger.service.hide_counts_below:
        return
    for (name, month), entry in ledger.entries.items():
        if entry.at_places:
            yield from _small_counts_at_places(reading, entry, ledger)
            continue
        if entry.delivery is None or not (entry.delivery.corrected or entry.promise.corrected):
            continue
        if needs_new_day(entry.delivery, entry.hide_below):
            location = at_key("delivered", name, "remedy", "updated", beside=("delivered", name, "remedy"))
            problem = named_problem("small-count-by-remedy", location, limit=entry.hide_below, as_of=ledger.as_of)
            yield from _file_of(reading, entry).accept([problem])
        now = entry.share_target
        values: dict[str, Any] = {"promise": name, "month": month, "limit": entry.hide_below}
        if gives_away(entry.delivery, entry.hide_below, [now]):
            problem = named_problem("small-count", at_key("delivered", name, "corrected"), **values)
            yield from _file_of(reading, entry).accept([problem])
        elif len(targets := _targets(entry, ledger)) > 1 and gives_away(entry.delivery, entry.hide_below, targets):
            problem = named_problem("small-count-by-target", at_key("corrected"), **values)
            yield from reading.promise_files[name].accept([problem])


def _small_counts_at_places(reading: Reading, whole: Entry, ledger: Ledger) -> Iterator[Problem]:
    """Corrections of a month of which no count is published any more, and of which some were."""
    if not whole.hides_all:
        return
    key = whole.promise.id, whole.month
    values: dict[str, Any] = {"promise": whole.promise.id, "month": whole.month, "limit": whole.hide_below}
    if whole.hides_later:
        of_whole, of_places = reading.records.get(key), reading.place_records.get(key, {}).values()
        records = [record for record in (of_whole, *of_places) if record and record.delivery.corrected]
        location = at_key(*records[-1].keys, "corrected")
        yield from records[-1].file.accept([named_problem("small-count-at-places", location, **values)])
    elif len(_targets(whole, ledger)) > 1:
        problem = named_problem("small-count-by-target", at_key("corrected"), **values)
        yield from reading.promise_files[whole.promise.id].accept([problem])


def _targets(entry: Entry, ledger: Ledger) -> list[Decimal | None]:
    """The shares of cases by which the month was judged, one after the other, the last as it is now.

    None for a time in which its record was shown without a verdict.
    """
    month, targets = entry.month, list[Decimal | None]()
    for promise in ledger.editions.of_promise(entry.promise):
        if not promise.is_due_in(month) or not ledger.service.covers_promise(promise, month):
            continue  # it was nowhere to be seen
        if promise.measured_as(month).kind is not entry.measure.kind:
            continue  # cases were not counted then, so their number was not judged
        target = promise.target_in(month)
        if promise.term_in(month) or promise.also_measured:
            targets.append(target.figure if target else None)
    now = entry.share_target
    return [*dict.fromkeys(target for target in targets if target != now), now]


def check_owed(reading: Reading) -> Iterator[Problem]:
    """What is owed on the day, as far as everything that it follows from is known."""
    ledger = reading.partial
    if ledger is None:
        return
    promises, uncertain = _promise_files_without_error(reading, ledger), _uncertain_months(reading)
    if _knows_months(reading):
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
            yield from _file_of(reading, entry).accept([owed.silent_places(entry)])
        for entry in recent:
            part = first_parts.get(str(entry.month))
            yield from (part or file).accept([owed.silence(entry, ledger.as_of, has_file=part is not None)])


def _explanations(reading: Reading, owing: list[Entry], ledger: Ledger) -> Iterator[Problem]:
    older: dict[tuple[str, Month], list[Entry]] = {}
    unexplained: dict[str, list[Entry]] = {}
    for entry in owing:
        if not owed.is_recent(entry.month, ledger):
            older.setdefault((_file_of(reading, entry).path, entry.month), []).append(entry)
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
    file = _file_of(reading, entry)
    for problem in file.accept(problems):
        if file.kind is FileKind.PLACE_TABLE:
            month = next((part.path for part in reading.month_files if part.name == str(entry.month)), None)
            there = month or f"promises/delivered/{entry.month}.yml"
            key = f"a table can't hold it: in {there}, write `{entry.promise.id}:` below `delivered:`, and "
            yield problem._replace(help=key + problem.help)
        else:
            yield problem


def _file_of(reading: Reading, entry: Entry) -> SourceFile[Any]:
    """The file of a record, or of the first of its places where it has none of the whole."""
    key = (entry.promise.id, entry.month)
    record = reading.records.get(key)
    return record.file if record else next(iter(reading.place_records[key].values())).file


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


def _promise_files_without_error(reading: Reading, ledger: Ledger) -> dict[str, SourceFile[PromiseFile]]:
    return {
        name: file
        for name, file in reading.promise_files.items()
        if name in ledger.promises and file.path not in reading.faulty
    }


def _uncertain_months(reading: Reading) -> frozenset[Month]:
    """The months with a file that has an error: what is missing in them may be there."""
    return frozenset(
        Month.parse(file.name)
        for file in reading.files
        if file.kind in (FileKind.DELIVERED, FileKind.PLACE_TABLE) and file.path in reading.faulty
    )


def _stray_paths(reading: Reading) -> frozenset[str]:
    """The paths of what does not belong or is missing."""
    return reading.faulty - {file.path for file in reading.files}


def _knows_months(reading: Reading) -> bool:
    """Whether no file of a month may be there under a wrong name."""
    return not any(path.startswith(f"{FOLDER}/{FileKind.DELIVERED}") for path in _stray_paths(reading))
