"""Records of places that can't be judged, and two of one place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from service_promises.ledger.periods.month import Month, month_spans
from service_promises.ledger.places import Places
from service_promises.ledger.promises.made_at import ALL
from service_promises.ledger.promises.promise import Kind, Promise
from service_promises.ledger.service import Service
from service_promises.problems.lists import first_few
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key
from service_promises.source.place_records import PlaceRecords, every_place_record
from service_promises.source.reading import Reading
from service_promises.source.rules.place_records import check_by_place, why_not_due
from service_promises.source.rules.place_total import check_total
from service_promises.source.rules.records import check_columns, check_expected, check_figures, check_row
from service_promises.source.source_file import SourceFile
from service_promises.source.source_record import RecordKey, SourceRecord

_GUESSES = 25
"""So many times for each promise and month it is guessed which place was meant."""


_BLANK_ROWS = 5
"""More rows of a table without figures than this are one problem."""
_NO_FIGURE = frozenset({"reported"})
"""What a row says that has nothing but what a new table has."""


def check_places_twice(files: Iterable[SourceFile[Any]]) -> Iterator[Problem]:
    """Places that have two records of one promise in one month."""
    first: dict[tuple[str, Month, str], SourceRecord] = {}
    for record in every_place_record(files):
        before = first.setdefault((record.promise, record.month, record.place), record)
        if before is not record and (before.file is not record.file or before.in_table):
            location = before.file.resolver().resolve(at_key(*before.keys))
            there = f"{before.file.path}:{location.line}:{location.column}"
            problem = named_problem(
                "place-twice", at_key(*_place_keys(record)), place=record.place, month=record.month, there=there
            )
            yield from record.file.accept([problem])


def _place_keys(record: SourceRecord) -> Keys:
    return (*record.keys, "place") if record.in_table else record.keys


def wrong_place_records(
    reading: Reading, places: Places | None, service: Service
) -> Iterator[tuple[RecordKey, SourceFile[Any], Problem]]:
    """What is wrong with records of places, and with the totals beside them.

    Without `places`, which may be unreadable, nothing is said of where a promise is made. What is wrong with `at` of
    a promise, and not with the records of a month, comes with each.
    """
    left_out = _left_out(reading.place_records, reading.promises, places)
    for key, records in reading.place_records.items():
        promise, month = reading.promises.get(key[0]), key[1]
        if promise is None:
            continue
        wrong = [*_of_files(promise, month, tuple(records.values()), service, reading.as_of)]
        if not wrong and places is not None:
            outside = [place for place in records if (promise.id, place) in left_out]
            wrong = [(reading.promise_files[promise.id], left_out[promise.id, place]) for place in outside]
            every = tuple(record for place, record in records.items() if place not in outside)
            wrong += _of_records(promise, month, every, places, reading.as_of)
            if not wrong and not any(_is_invalid(record) for record in every):
                wrong = [*_of_total(promise, month, every, reading.records.get(key), places)]
        yield from ((key, file, problem) for file, problem in wrong)


def _left_out(
    of_places: PlaceRecords, promises: Mapping[str, Promise], places: Places | None
) -> dict[tuple[str, str], Problem]:
    """By promise and place: a place that is not in `at` and has records in several months; `at` is wrong, not they."""
    months: dict[tuple[str, str], list[Month]] = {}
    for (name, month), records in of_places.items():
        promise = promises.get(name)
        at = promise.at if promise else None
        if places is not None and at is not None and at.places != ALL and at.covers(month):
            for place in (records.keys() - set(at.places)) & places.places.keys():
                months.setdefault((name, place), []).append(month)
    return {
        (name, place): named_problem(
            "place-left-out", at_key("at"), id=name, name=place, number=len(every), months=_listed(every)
        )
        for (name, place), every in months.items()
        if len(every) > 1
    }


def _listed(months: Iterable[Month]) -> str:
    return first_few(month_spans(sorted(months)))


_Located = tuple[SourceFile[Any], Problem]


def _of_files(
    promise: Promise, month: Month, records: Sequence[SourceRecord], service: Service, as_of: date
) -> Iterator[_Located]:
    """What is wrong with all records of a file."""
    for record in {record.file.path: record for record in reversed(records)}.values():
        if record.in_table:
            for problem in check_expected(promise, month, service, as_of, (1,), at_key(1)):
                yield record.file, problem
        here = at_key(1) if record.in_table else at_key(*record.keys[:3])
        for problem in check_by_place(promise, month, here):
            yield record.file, problem


def _of_records(
    promise: Promise, month: Month, records: Sequence[SourceRecord], places: Places, as_of: date
) -> Iterator[_Located]:
    """What is wrong with single records."""
    due = {place.id for place in places.due(promise, month)}
    kind, guesses = promise.measured_as(month).kind, _GUESSES
    blank = [record for record in records if record.in_table and record.place in due and record.stated <= _NO_FIGURE]
    if len(blank) > _BLANK_ROWS:
        names = first_few([record.place for record in blank])
        location = at_key(*_place_keys(blank[0]))
        yield blank[0].file, named_problem("rows-without-figures", location, number=len(blank), places=names)
        in_one = {record.place for record in blank}
        records = [record for record in records if record.place not in in_one]
    yield from _of_columns(promise, kind, [record for record in records if record.in_table])
    for record in records:
        if record.place not in due:
            guesses -= 1
            location = at_key(*_place_keys(record))
            yield (
                record.file,
                why_not_due(
                    promise, record.place, month, places, location, guess=guesses >= 0, in_table=record.in_table
                ),
            )
        elif not _is_plain(record, kind) and not _is_invalid(record):
            check = check_row if record.in_table else check_figures
            for problem in check(promise, month, record, as_of):
                yield record.file, problem


def _of_columns(promise: Promise, kind: Kind, rows: Sequence[SourceRecord]) -> Iterator[_Located]:
    """What is wrong with whole columns of a table."""
    for problem in check_columns(promise.id, kind, rows):
        yield rows[0].file, problem


def _of_total(
    promise: Promise, month: Month, records: Sequence[SourceRecord], total: SourceRecord | None, places: Places
) -> Iterator[_Located]:
    """What is wrong between the records of places and the total."""
    reported = [record.delivery for record in records if record.delivery.no_figure is None]
    due = len(places.due(promise, month))
    here = at_key(*total.keys) if total else at_key(1)  # without a record of the whole there are but tables
    for problem in check_total(promise, month, total.delivery if total else None, reported, due, here):
        yield (total or records[0]).file, problem


def _is_invalid(record: SourceRecord) -> bool:
    """Whether a value of the record is wrong by itself."""
    end = len(record.keys)
    return bool(record.file.invalid) and any(keys[:end] == record.keys for keys in record.file.invalid)


def _is_plain(record: SourceRecord, kind: Kind) -> bool:
    """Whether a record is nothing but sound counts, as most are."""
    due, kept = record.delivery.due, record.delivery.kept
    if kind is not Kind.EACH or due is None or kept is None or record.stated != _COUNTS:
        return False
    return kept <= due and not due % 1 and not kept % 1 and record.delivery.reported is None


_COUNTS = frozenset({"due", "kept"})
