"""What a changed key takes from months that are over, without a word about a figure: the message that says it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from service_promises.history.comparison import Comparison
from service_promises.ledger.delivery import Correction
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.verdicts.verdict import Verdict

_OF_PROMISE = ("due_in", "report_by", "covers", "ends", "also_measured")
_OF_SERVICE = ("covers", "report_by")


class PastMessage(NamedTuple):
    """The name of a message about months that are over, and what it needs to say of them."""

    name: str
    values: dict[str, object]


def promise_past(comparison: Comparison, name: str, key: str) -> Iterator[PastMessage]:
    """What a promise loses through a key that stands beside its terms; `name` is its id of then."""
    then, today = comparison.old.partial, comparison.new.partial
    if then is None or today is None or key not in _OF_PROMISE:
        return
    old, new = comparison.old.promises[name], comparison.new.promises[comparison.name_now(name)]
    corrected = _corrected(old.corrected, new.corrected)
    changed = [one for one in _changed_keys(old, new) if one not in corrected]
    if key not in changed:
        return
    lost = _changed_verdicts(comparison, name, today) if key == changed[0] else []
    if lost:
        yield _verdicts(new.id, lost)
    elif key == "ends":
        yield from _end(comparison, old, new)
    elif key == "covers":
        yield from _covers(comparison, old.covers, new.covers)
    elif key in ("due_in", "report_by"):
        past = [term for term in old.terms if term.since.last_day < comparison.newer_day]
        before, now = getattr(old, key), getattr(new, key)
        if key == "report_by":  # the service's holds without it
            before, now = before or then.service.report_by, now or today.service.report_by
        if before != now and any(getattr(term, key) is None for term in past):
            yield PastMessage("whole-past", {})


def service_past(comparison: Comparison, key: str) -> Iterator[PastMessage]:
    """What each promise loses through a key of the service."""
    before, now = comparison.old.partial, comparison.new.partial
    if before is None or now is None or key not in _OF_SERVICE:
        return
    old, new = before.service, now.service
    corrected = _corrected(old.corrected, new.corrected)
    changed = [one for one in _OF_SERVICE if getattr(old, one) != getattr(new, one) and one not in corrected]
    if key not in changed:
        return
    lost = [*_of_all_promises(comparison, now)] if key == changed[0] else []
    if lost:
        yield from lost
    elif key == "covers":
        yield from _covers(comparison, old.covers, new.covers)
    elif comparison.old.promises:
        yield PastMessage("whole-past", {})


def _of_all_promises(comparison: Comparison, new: Ledger) -> Iterator[PastMessage]:
    """The verdicts that change of promises which changed nothing of their own."""
    for name, before in comparison.old.promises.items():
        now = new.promises.get(comparison.name_now(name))
        if now is None or _changed_keys(before, now) or before.terms[0].since != now.terms[0].since:
            continue
        if lost := _changed_verdicts(comparison, name, new):
            yield _verdicts(now.id, lost)


def _changed_keys(old: Promise, new: Promise) -> list[str]:
    return [key for key in _OF_PROMISE if getattr(old, key) != getattr(new, key)]


def _corrected(old: Collection[Correction], new: Collection[Correction]) -> set[str]:
    """The keys that new corrections say the old values of."""
    return {key for correction in [*new][len(old) :] for key in correction.was}


def _changed_verdicts(comparison: Comparison, name: str, new: Ledger) -> list[Entry]:
    """The months of a promise whose published verdict is another one, though their records are the same."""
    return [entry for entry in comparison.published_entries(name) if _is_changed(comparison, entry, new)]


def _is_changed(comparison: Comparison, old: Entry, ledger: Ledger) -> bool:
    key = comparison.name_now(old.promise.id), old.month
    if old.verdict is None or not comparison.new.can_read(old.month):
        return False
    now, before = ledger.entries.get(key), (old.promise.id, old.month)
    then, there = comparison.old.deliveries(before), comparison.new.deliveries(key)
    if not then:
        return not there and (
            now is None or now.verdict is not Verdict.NOT_REPORTED or _days_late(now) < _days_late(old)
        )
    if now is None or {comparison.place_now(place): delivery for place, delivery in then.items()} != there:
        return False  # the record is gone, changed or may not stand, which is a problem of its own
    return now.verdict is None or _days_late(now) < _days_late(old)


def _days_late(entry: Entry) -> int:
    return entry.judgement.days_late if entry.judgement else 0


def _verdicts(name: str, entries: list[Entry]) -> PastMessage:
    first, last, number = entries[0].month, entries[-1].month, len(entries)
    months = str(first) if number == 1 else f"{number} months from {first} to {last}"
    silent = sum(entry.verdict is Verdict.NOT_REPORTED for entry in entries)
    what = "the silence" if silent == number else "the verdict" if number == 1 else "verdicts"
    return PastMessage("past-verdict", {"what": what, "name": name, "months": months})


def _end(comparison: Comparison, old: Promise, new: Promise) -> Iterator[PastMessage]:
    day = comparison.newer_day
    if new.ends is not None and new.ends.last_day < day:
        yield PastMessage("end-in-past", {"ends": new.ends, "day": day})
    elif old.ends is not None and old.ends.last_day < day:
        yield PastMessage("end-changed", {"day": day})


def _covers(comparison: Comparison, old: Coverage | None, new: Coverage | None) -> Iterator[PastMessage]:
    """The first of the months that are over and are published no more; earlier ones may be added."""
    if new is None or comparison.old.partial is None:
        return
    service, last_over = comparison.old.partial.service.covers, Month.of(comparison.newer_day).plus(-1)
    months = (month for month in (old or service).from_.until(last_over) if old is None or month in old)
    lost = next((month for month in months if month not in new), None)
    if lost is not None:
        yield PastMessage("covers-cut", {"month": lost, "day": comparison.newer_day})
