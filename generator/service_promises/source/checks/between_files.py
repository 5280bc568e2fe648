"""What has to fit together between files."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.names import same_names
from service_promises.ledger.promises.promise import NOT_FOUND, Promise
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Location, Problem, at_key, at_value
from service_promises.source.checks.place_records import check_places_twice
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.place_table import PlaceTable
from service_promises.source.documents.prose import prose_of
from service_promises.source.files import FOLDER, FileKind
from service_promises.source.reading import Reading
from service_promises.source.rules.places import check_named_places
from service_promises.source.source_file import SourceFile
from service_promises.source.values.scalars import slug
from service_promises.source.values.suggest import nearest
from service_promises.source.yaml.parse import parse
from service_promises.source.yaml.resolve import Resolver

_PERCENT_LEVEL = re.compile(r"level[\"']?\s*:\s*[\"']?[0-9.]+ ?%")


def check_between_files(reading: Reading) -> Iterator[Problem]:
    """What does not fit together between files."""
    declared = reading.names(FileKind.DECLARED)
    misnamed = (path for path in reading.unread_paths if path.startswith(f"{FOLDER}/{FileKind.DECLARED}/"))
    names = {*declared, *(slug(path.rpartition("/")[2].partition(".")[0]) for path in misnamed)}
    promises, fixes = dict.fromkeys(sorted(names)), dict.fromkeys(sorted(reading.names(FileKind.FIX)))
    for month in reading.month_files:
        yield from month.accept(_check_month_name(month))
        yield from month.accept(_check_recorded_promises(month.document, promises))
        yield from month.accept(_check_promised_fixes(month.document, fixes))
        yield from month.accept(_check_percent_levels(month, reading.promises))
    yield from _check_parts(reading.month_files)
    for table in reading.place_tables:
        yield from table.accept(_check_table_promise(table, promises))
        yield from table.accept(_check_percent_cells(table, reading.promises))
    yield from check_places_twice(reading.files)
    for fix in reading.fix_files.values():
        yield from fix.accept(_check_origins(fix.document, promises))
    service = reading.service_file
    knows_publisher = service is not None and ("published_by",) not in service.invalid
    places_file = reading.places_file
    places = places_file.document.places if places_file else {}
    knows_places = not places_file.invalid if places_file else reading.names(FileKind.PLACES) == frozenset()
    for name, promise in reading.promise_files.items():
        yield from promise.accept(_check_successor(name, promise.document, promises))
        if knows_places:
            yield from promise.accept(check_named_places(promise.document, places))
        if service is not None and knows_publisher and service.document.published_by is None:
            yield from promise.accept(_check_not_found(promise.document))
    yield from _check_names(reading.promises, reading.promise_files)
    yield from _check_wordings(reading.promises, reading.promise_files)
    yield from _check_earlier_ids(reading.promise_files.values(), declared)


def _check_month_name(file: SourceFile[MonthFile]) -> Iterator[Problem]:
    """A month that is not the one in the file's name."""
    if str(file.document.month) != file.name:
        whose = "folder's name" if file.path.count("/") > 2 else "file's name"
        yield named_problem("month-name", at_value("month"), whose=whose, name=file.name, month=file.document.month)


def _check_recorded_promises(document: MonthFile, promises: Collection[str]) -> Iterator[Problem]:
    """Records of promises that nobody has declared."""
    for name in document.delivered:
        if name not in promises:
            yield _unknown_promise(at_key("delivered", name), name, promises)


def _check_table_promise(file: SourceFile[PlaceTable], promises: Collection[str]) -> Iterator[Problem]:
    """A table of a promise that nobody has declared."""
    if file.promise not in promises:
        yield _unknown_promise(at_key(1), file.promise, promises)


def _check_percent_levels(file: SourceFile[MonthFile], promises: Mapping[str, Promise]) -> Iterator[Problem]:
    """Levels written with % where that is not the unit."""
    if _PERCENT_LEVEL.search(file.text) is None:
        return
    data = parse(file.text.encode()).data["delivered"]
    for keys, record in file.document.records():
        name = str(keys[1])
        if record.level is None or name not in promises:
            continue
        unit = promises[name].measured_as(Month.parse(file.name)).unit
        written = data[name] if len(keys) == _WHOLE else data[name]["by_place"][keys[-1]]
        if written["level"].endswith("%") and unit not in (None, "%"):
            yield named_problem("percent-level", at_value(*keys, "level"), name=name, unit=unit)


_WHOLE = 2
"""So many keys lead to a record that is not of a place."""


def _check_percent_cells(file: SourceFile[PlaceTable], promises: Mapping[str, Promise]) -> Iterator[Problem]:
    """Levels of places written with % where that is not the unit."""
    promise = promises.get(file.promise)
    if "%" not in file.text or promise is None:
        return
    unit = promise.measured_as(Month.parse(file.name)).unit
    if unit in (None, "%"):
        return
    resolver = file.resolver()
    for row in file.document.rows:
        location = resolver.resolve(at_value(row.number, "level"))
        text = (location.quote or "")[location.column - 1 :][: location.width]
        if row.delivery.level is not None and text.strip('"').endswith("%"):
            yield named_problem("percent-level", at_value(row.number, "level"), name=promise.id, unit=unit)


def _check_promised_fixes(document: MonthFile, fixes: Collection[str]) -> Iterator[Problem]:
    """Fixes named by an explanation, and written down nowhere."""
    for keys, record in document.records():
        for index, fix in enumerate((record.fell_short and record.fell_short.fixes) or ()):
            if fix not in fixes:
                near, location = nearest(fix, fixes), at_value(*keys, "fell_short", "fixes", index)
                yield named_problem("unknown-fix-like" if near else "unknown-fix", location, fix=fix, near=near)


def _check_origins(document: FixFile, promises: Collection[str]) -> Iterator[Problem]:
    """Fixes after a shortfall of a promise that nobody has declared."""
    for index, origin in enumerate(document.after):
        if origin.promise not in promises:
            yield _unknown_promise(at_value("after", index, "promise"), origin.promise, promises)


def _check_successor(name: str, document: PromiseFile, promises: Collection[str]) -> Iterator[Problem]:
    """A promise replaced by one that nobody has declared, or by itself."""
    if document.replaced_by == name:
        yield named_problem("replaced-by-itself", at_value("replaced_by"))
    elif document.replaced_by is not None and document.replaced_by not in promises:
        yield _unknown_promise(at_value("replaced_by"), document.replaced_by, promises)


def _check_not_found(document: PromiseFile) -> Iterator[Problem]:
    """Texts that only an independent publisher may leave at `not found`."""
    for one in prose_of(document):
        if one.text == NOT_FOUND:
            yield named_problem("not-found", at_value(*one.keys), text=NOT_FOUND)


def _check_earlier_ids(files: Iterable[SourceFile[PromiseFile]], promises: Collection[str]) -> Iterator[Problem]:
    """Earlier ids that are the id of another promise now, or that two promises claim."""
    claimed: dict[str, str] = {}
    for file in files:
        for index, was in enumerate(file.document.was):
            owner = was if was in promises else claimed.setdefault(was, file.name)
            if was in promises or owner != file.name:
                name = "id-taken-now" if was in promises else "id-taken-before"
                yield from file.accept([named_problem(name, at_value("was", index), was=was, owner=owner)])


def _check_names(promises: Mapping[str, Promise], files: Mapping[str, SourceFile[PromiseFile]]) -> Iterator[Problem]:
    """Promises in force that lists would call the same."""
    for first, *others in same_names(promises.values()):
        for promise in others:
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            location, name = at_value("short" if promise.short else "promise"), promise.name_in(None)
            problem = named_problem("same-name", location, others=f"{first.id}{more}", name=name)
            yield from files[promise.id].accept([problem])


def _check_wordings(promises: Mapping[str, Promise], files: Mapping[str, SourceFile[PromiseFile]]) -> Iterator[Problem]:
    """Promises in force that lists tell apart and that promise the same in the same words."""
    first: dict[str, Promise] = {}
    for promise in promises.values():
        if promise.ends is None:
            other = first.setdefault(" ".join(promise.term_now.promise.casefold().rstrip(".").split()), promise)
            if other is not promise and other.name_in(None).casefold() != promise.name_in(None).casefold():
                problem = named_problem("same-wording", at_value("promise"), others=other.id)
                yield from files[promise.id].accept([problem])


def _check_parts(files: Sequence[SourceFile[MonthFile]]) -> Iterator[Problem]:
    """Records and letters that two parts of a month both have."""
    parts = Counter(file.name for file in files)
    first: dict[Keys, SourceFile[MonthFile]] = {}
    resolvers: dict[str, Resolver] = {}
    for file in files:
        if parts[file.name] == 1:
            continue
        every: list[Keys] = [("delivered", name) for name in file.document.delivered]
        if file.document.letter is not None:
            every.append(("letter",))
        for keys in every:
            before = first.setdefault((file.name, *keys), file)
            if before is not file:
                resolver = resolvers.setdefault(before.path, Resolver(before.text))
                there = resolver.resolve(at_key(*keys))
                yield from file.accept([_twice(file.name, keys, f"{before.path}:{there.line}:{there.column}")])


def _twice(month: str, keys: Keys, there: str) -> Problem:
    if len(keys) == 1:
        return named_problem("letter-twice", at_key(*keys), month=month, there=there)
    return named_problem("recorded-twice", at_key(*keys), month=month, promise=keys[1], there=there)


def _unknown_promise(location: Location, name: str, promises: Collection[str]) -> Problem:
    near = nearest(name, promises)
    return named_problem("unknown-promise-like" if near else "unknown-promise", location, name=name, near=near)
