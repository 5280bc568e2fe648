"""New days that are older than they can be.

What is published now was not made public long before the version that stood until now: with an older day, what came
late would look as if it had been there all the time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from service_promises.history.comparison import Comparison, Pair
from service_promises.ledger.commitments.commitment import Commitment, CommitmentState
from service_promises.ledger.periods.month import Month
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key, at_value
from service_promises.source.documents.base import EVENT_DAY, OUR_DAY
from service_promises.source.documents.published_days import DatedEvent, published_days
from service_promises.source.files import FileKind
from service_promises.source.source_file import SourceFile
from service_promises.source.source_record import SourceRecord
from service_promises.source.to_ledger import fix_of, pledge_of

_WARNED_FROM = 20
"""Publishing comes later than the request, and compares with another version: from so many days on it may refuse."""


def check_new_days(comparison: Comparison) -> Iterator[Problem]:
    """Days that stood nowhere before and are too old, and ends of fixes and pledges that come too late to be in time."""
    if comparison.since is None:
        return
    for file, old, new in _documents(comparison):
        published = Counter(event.what for event in old)
        for event in new:
            if published[event.what]:
                published[event.what] -= 1
            else:
                yield from file.accept(_too_old(comparison, event, comparison.since))
    yield from _in_time_after_all("fix-in-time-after-all", comparison, comparison.fixes(), fix_of)
    yield from _in_time_after_all("pledge-in-time-after-all", comparison, comparison.pledges(), pledge_of)


def check_announced(comparison: Comparison) -> Iterator[Problem]:
    """New promises whose terms do not say since when they are public; a new term of an old one is checked with it."""
    known = {comparison.name_now(name) for name in comparison.old.names(FileKind.DECLARED)}
    examples = comparison.new.partial.examples if comparison.new.partial else frozenset()
    for name, file in comparison.new.promise_files.items():
        if name not in known and file.document_path not in examples:
            for index, term in enumerate(file.document.terms):
                if term.announced is None:
                    yield from file.accept([not_announced(index, comparison.as_of)])


def not_announced(index: int, as_of: date) -> Problem:
    """A new term that does not say on which day it became public."""
    keys = ("terms", index)
    return named_problem("not-announced", at_key(*keys, "announced", beside=(*keys, "since")), as_of=as_of)


def _too_old(comparison: Comparison, event: DatedEvent, since: date) -> Iterator[Problem]:
    if event.role.of_promiser and _publisher_is_another(comparison):
        return
    day, as_of = event.told or event.day, comparison.as_of
    key = event.keys[-1] if event.told is None else "told"
    location = at_value(*event.keys[:-1], key)
    may_be_told = event.role.may_be_told and event.told is None
    if day < since - timedelta(days=comparison.days_before):
        name = "day-too-old" if may_be_told else "day-too-old-itself"
        most = comparison.days_before
        yield named_problem(name, location, key=key, day=day, since=since, most=most, as_of=as_of)
    elif not comparison.is_publishing and day <= as_of - timedelta(days=_WARNED_FROM):
        name = "day-soon-too-old" if may_be_told else "day-soon-too-old-itself"
        yield named_problem(name, location, key=key, day=day, days=(as_of - day).days, as_of=as_of)


def _publisher_is_another(comparison: Comparison) -> bool:
    """Whether the site was, and is, published by somebody else, for whom the promiser's days are what they are."""
    files = (comparison.old.service_file, comparison.new.service_file)
    return all(file is not None and file.document.published_by is not None for file in files)


_DatedEvents = Iterable[DatedEvent]


def _documents(comparison: Comparison) -> Iterator[tuple[SourceFile[Any], _DatedEvents, _DatedEvents]]:
    """Each file of now that is not as it was, with the days that stood in what it was, and those that stand in it."""
    old, new = comparison.old, comparison.new
    before, now = old.service_file, new.service_file
    if now is not None and now is not before:
        yield now, published_days(before.document) if before else (), published_days(now.document)
    promises = {comparison.name_now(name): file for name, file in old.promise_files.items()}
    for kind, earlier, later in (
        (FileKind.DECLARED, promises, new.promise_files),
        (FileKind.FIX, old.fix_files, new.fix_files),
        (FileKind.PLEDGE, old.pledge_files, new.pledge_files),
    ):
        unread = {comparison.name_now(name) for name in old.names(kind)} - set(earlier)
        for name, file in later.items():
            was = earlier.get(name)
            if file is not was and name not in unread:
                yield file, published_days(was.document) if was else (), published_days(file.document)
    for month in new.month_files:
        parts = [part for part in old.month_files if part.name == month.name]
        if month not in parts and old.can_read(Month.parse(month.name)):
            yield (month, [event for part in parts for event in _of_month(part)], _of_month(month))
    records = {(comparison.name_now(name), month): record for (name, month), record in old.records.items()}
    for key, record in new.records.items():
        old_record = records.get(key)
        if (old_record is None and not old.is_uncertain(*key)) or (
            old_record and old_record.delivery != record.delivery
        ):
            where = record.reported_keys
            yield (
                record.file,
                _of_record(old_record, key[0], where) if old_record else (),
                _of_record(record, key[0], where),
            )
    yield from _of_places(comparison)


def _of_places(comparison: Comparison) -> Iterator[tuple[SourceFile[Any], _DatedEvents, _DatedEvents]]:
    """The days of the records of places that are new or changed."""
    old, new = comparison.old, comparison.new
    before, now = old.places_file, new.places_file
    if now is not None and now is not before:
        yield now, published_days(before.document) if before else (), published_days(now.document)
    records = {
        (comparison.name_now(name), month, comparison.place_now(place)): record
        for (name, month), of_places in old.place_records.items()
        for place, record in of_places.items()
    }
    for (name, month), of_places in new.place_records.items():
        for place, record in of_places.items():
            was = records.get((name, month, place))
            if (was is None and not old.is_uncertain(name, month)) or (was and was.delivery != record.delivery):
                yield record.file, _of_place(was, record.keys) if was else (), _of_place(record, record.keys)


def _of_place(record: SourceRecord, keys: Keys) -> Iterator[DatedEvent]:
    """The days of a record of a place, under the keys of where it stands now."""
    if not record.in_table:
        document = record.file.document.delivered[str(record.keys[1])].by_place[record.place]
        yield from published_days(document, keys, leaving=("reported",))
    elif record.delivery.final is not None:
        yield DatedEvent((*keys, "final"), record.delivery.final, None, OUR_DAY)
    reported = record.delivery.reported
    if reported is not None:
        where = record.reported_keys if keys == record.keys else (*keys, "reported")
        yield DatedEvent(where, reported, record.delivery.told, EVENT_DAY)


def _of_month(file: SourceFile[Any]) -> Iterator[DatedEvent]:
    return published_days(file.document, leaving=("reported", "delivered"))


def _of_record(record: SourceRecord, name: str, reported_keys: Keys) -> Iterator[DatedEvent]:
    """The days of a record under the promise's name of now, with the day of its month where it has none of its own."""
    yield from published_days(record.document, ("delivered", name), leaving=("reported", "by_place"))
    reported = record.delivery.reported
    if reported is not None:
        yield DatedEvent(reported_keys, reported, record.delivery.told, EVENT_DAY)


def _in_time_after_all(
    message: str,
    comparison: Comparison,
    pairs: Iterable[Pair[SourceFile[Any]]],
    value_of: Callable[[str, Any], Commitment],
) -> Iterator[Problem]:
    """Fixes or pledges that stood as overdue and are said to have been done in time."""
    for old, new in pairs:
        if new is None or old.document.done is not None or new.document.done is None:
            continue
        before, now = (value_of(file.name, file.document) for file in (old, new))
        overdue = before.state(comparison.newer_day) is CommitmentState.OVERDUE
        if overdue and now.state(comparison.as_of) is CommitmentState.KEPT:
            problem = named_problem(message, at_value("done", "on"), by=before.first_by, as_of=comparison.newer_day)
            yield from new.accept([problem])
