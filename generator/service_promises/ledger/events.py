"""What happened that subscribers hear of: each event with a name that never changes, and the day it became public."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from service_promises.ledger.commitments.commitment import Commitment, Move
from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.commitments.pledge import Pledge
from service_promises.ledger.delivery import Correction, Letter
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import Place, Places
from service_promises.ledger.promises.made_at import ALL
from service_promises.ledger.promises.promise import Promise, Term
from service_promises.ledger.service import Service
from service_promises.ledger.verdicts.verdict import Verdict

_ONE_DAY = timedelta(days=1)


class MonthPublished(NamedTuple):
    """The first records of a month became public."""

    key: str
    day: date
    updated: date
    month: Month


class RecordPublished(NamedTuple):
    """The record of a promise in a month became public, as a whole or at one place."""

    key: str
    day: date
    updated: date
    """The day on which the record, or its explanation, last changed."""
    entry: Entry


class RecordLate(NamedTuple):
    """The reporting date of a record passed without it."""

    key: str
    day: date
    updated: date
    entry: Entry


class RecordCorrected(NamedTuple):
    """A published record was corrected."""

    key: str
    day: date
    updated: date
    entry: Entry
    number: int
    """Which of its corrections, from 0."""


class TermPublished(NamedTuple):
    """A term of a promise was made public, or began where nothing says when it was."""

    key: str
    day: date
    updated: date
    promise: Promise
    term: Term


class PromiseEnded(NamedTuple):
    """The last month of a promise was over."""

    key: str
    day: date
    updated: date
    promise: Promise


CorrectedDocument = Service | Promise | Places | Fix | Pledge | Letter
"""What is corrected as a whole, not figure by figure."""


class DocumentCorrected(NamedTuple):
    """What was published in a document was corrected."""

    key: str
    day: date
    updated: date
    document: CorrectedDocument
    month: Month | None
    """Of a letter."""
    correction: Correction


class CommitmentStep(StrEnum):
    """What became of a fix or a pledge."""

    ENDED = "ended"
    MOVED = "moved"
    OVERDUE = "overdue"


class CommitmentChanged(NamedTuple):
    """A fix or a pledge was done or dropped, its date was moved, or its first date passed."""

    key: str
    day: date
    updated: date
    commitment: Commitment
    step: CommitmentStep
    move: Move | None = None


Event = (
    MonthPublished
    | RecordPublished
    | RecordLate
    | RecordCorrected
    | TermPublished
    | PromiseEnded
    | DocumentCorrected
    | CommitmentChanged
)

_IN_A_DAY = {MonthPublished: 0, RecordPublished: 1}
"""Of one day the month comes first, then its records, then all else."""


class Events(NamedTuple):
    """Every event of a ledger up to its day, the newest first."""

    of_all: tuple[Event, ...]
    """Each month once, and of its records only those that fell short or came late."""
    by_promise: dict[str, tuple[Event, ...]]
    by_place: dict[str, tuple[Event, ...]]


def events(ledger: Ledger) -> Events:
    """Everything that happened, for whoever follows all of it, one promise or one place."""
    by_promise: dict[str, list[Event]] = {}
    for name, promise in ledger.promises.items():
        by_promise[name] = [*_of_promise(promise, ledger)]
        for entry in ledger.by_promise[name]:
            by_promise[name] += _of_record(entry, ledger)
    of_all = [event for events in by_promise.values() for event in events if _concerns_all(event)]
    for fix in ledger.fixes.values():
        changes: list[Event] = [*_of_commitment("fixes", fix, ledger), *_of_document(f"fixes/{fix.id}", fix, ledger)]
        of_all += changes
        for name in dict.fromkeys(origin.promise for origin in fix.after):
            by_promise.setdefault(name, []).extend(changes)
    for pledge in ledger.pledges.values():
        of_all += _of_commitment("pledges", pledge, ledger)
        of_all += _of_document(f"pledges/{pledge.id}", pledge, ledger)
    of_all += _of_document("service", ledger.service, ledger)
    of_all += _of_document("places", ledger.places, ledger)
    for month, letter in ledger.letters.items():
        of_all += _of_document(f"months/{month}/letter", letter, ledger, month)
    of_all += _of_months(event for events in by_promise.values() for event in events)
    by_place: dict[str, list[Event]] = {
        name: [event for entry in entries for event in _of_record(entry, ledger)]
        for name, entries in ledger.by_place.items()
    }
    for name, place in ledger.places.places.items():
        by_place.setdefault(name, []).extend(_of_place(place, ledger))
    return Events(
        _newest_first(of_all),
        {name: _newest_first(of_promise) for name, of_promise in by_promise.items()},
        {name: _newest_first(of_place) for name, of_place in by_place.items()},
    )


def first_id(named: Promise | Place) -> str:
    """The id under which a promise or a place was first published, by which subscribers know it for ever."""
    return named.was[0] if named.was else named.id


def _newest_first(of: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(of, key=lambda event: (-event.day.toordinal(), _IN_A_DAY.get(type(event), 2), event.key)))


def _concerns_all(event: Event) -> bool:
    return not isinstance(event, RecordPublished) or event.entry.verdict is Verdict.FELL_SHORT


def _of_months(of_promises: Iterable[Event]) -> Iterator[MonthPublished]:
    days: dict[Month, list[date]] = {}
    for event in of_promises:
        if isinstance(event, RecordPublished):
            days.setdefault(event.entry.month, []).append(event.day)
    for month, of_month in days.items():
        yield MonthPublished(f"months/{month}", min(of_month), max(of_month), month)


def _of_record(entry: Entry, ledger: Ledger) -> Iterator[Event]:
    key = f"promises/{first_id(entry.promise)}/{entry.month}"
    if entry.place:
        key = f"places/{first_id(entry.place)}/{key}"
    judgement, delivery = entry.judgement, entry.delivery
    if judgement and judgement.days_late:
        day = judgement.due_by + _ONE_DAY
        yield RecordLate(f"{key}/late", day, day, entry)
    if delivery is None:
        return
    day = _published(entry, ledger)
    corrected = [correction.told or correction.on for correction in delivery.corrected]
    revised = delivery.fell_short.revised if delivery.fell_short else None
    later = [one for one in (*corrected, revised, delivery.final) if one]
    yield RecordPublished(key, day, max(day, *later) if later else day, entry)
    for number, corrected_on in enumerate(corrected):
        yield RecordCorrected(f"{key}/corrected-{number + 1}", corrected_on, corrected_on, entry, number)


def _published(entry: Entry, ledger: Ledger) -> date:
    """The day on which a record became public: where nothing says so, the last one on which it was in time."""
    judgement = entry.judgement
    day = judgement.due_by if judgement else ledger.service.reporting_date(entry.promise, entry.month)
    if judgement and judgement.days_late:
        # What is still missing at other places is late until today, and no day on which something became public.
        days_late = [one.judgement.days_late for one in entry.place_entries if one.delivery and one.judgement]
        day += timedelta(max(days_late, default=judgement.days_late))
    return min(day, ledger.as_of)


def _of_promise(promise: Promise, ledger: Ledger) -> Iterator[Event]:
    key = f"promises/{first_id(promise)}"
    for term in promise.terms:
        day = term.announced or term.since.first_day
        if day <= ledger.as_of:
            yield TermPublished(f"{key}/since-{term.since}", day, day, promise, term)
    if promise.ends and promise.ends.last_day < ledger.as_of:
        day = promise.ends.last_day + _ONE_DAY
        yield PromiseEnded(f"{key}/ended", day, day, promise)
    yield from _of_document(key, promise, ledger)


def _of_place(place: Place, ledger: Ledger) -> Iterator[DocumentCorrected]:
    """The corrections of what was published of a place, and of promises in whether they are made there."""
    for event in _of_document("places", ledger.places, ledger):
        if not {place.id, *place.was}.isdisjoint(event.correction.was.get("places") or ()):
            yield event
    for promise in ledger.promises.values():
        if not any(_PLACE_KEYS & correction.was.keys() for correction in promise.corrected):
            continue
        editions = ledger.editions.of_promise(promise)
        for event in _of_document(f"promises/{first_id(promise)}", promise, ledger):
            index = promise.corrected.index(event.correction)
            if _months_at(editions[index], place) != _months_at(editions[index + 1], place):
                yield event


_PLACE_KEYS = {"at", "not_at"}


def _months_at(promise: Promise, place: Place) -> tuple[object, ...]:
    """The months in which a promise is made at a place, and those in which it is not."""
    at, ids = promise.at, (place.id, *place.was)
    is_made = at is not None and any(map(at.includes, ids))
    exceptions = [one[1:] for one in promise.not_at if one.places == ALL or not {*ids}.isdisjoint(one.places)]
    return at[1:] if at and is_made else None, exceptions


def _of_document(
    key: str, document: CorrectedDocument, ledger: Ledger, month: Month | None = None
) -> Iterator[DocumentCorrected]:
    for number, correction in enumerate(document.corrected, start=1):
        day = correction.told or correction.on
        if day <= ledger.as_of:
            yield DocumentCorrected(f"{key}/corrected-{number}", day, day, document, month, correction)


def _of_commitment(folder: str, commitment: Commitment, ledger: Ledger) -> Iterator[CommitmentChanged]:
    key, ended = f"{folder}/{commitment.id}", commitment.ended
    ended_on = (ended.told or ended.on) if ended else None
    for number, move in enumerate(commitment.moved, start=1):
        yield CommitmentChanged(f"{key}/moved-{number}", move.on, move.on, commitment, CommitmentStep.MOVED, move)
    if (ended_on or ledger.as_of) > commitment.first_by:
        day = commitment.first_by + _ONE_DAY
        yield CommitmentChanged(f"{key}/overdue", day, day, commitment, CommitmentStep.OVERDUE)
    if ended_on:
        yield CommitmentChanged(f"{key}/ended", ended_on, ended_on, commitment, CommitmentStep.ENDED)
