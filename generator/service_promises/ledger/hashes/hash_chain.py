"""The tamper-evident ledger: a chain of hashes for each record, declaration, term and fix, and what stands beside it.

What is hashed is told to everybody on `/data/`, so the objects made here never change their shape while
`VERSION` stays what it is. Nothing in them depends on the day of judging, and the id of a promise is in the
hashes over the chains only, since it may be renamed: an old copy's chains are beginnings of the new ones'.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from service_promises.ledger.commitments.pledge import Pledge, published_pledge
from service_promises.ledger.delivery import COUNTS, FIGURES_AND_FLAGS, Correction, Delivery, Letter
from service_promises.ledger.disclosure.disclosure_control import Figures, published_counts
from service_promises.ledger.disclosure.remedy import published_part
from service_promises.ledger.entry import Entry
from service_promises.ledger.hashes.guarded_keys import GuardedKeys, KeyGroups, at, without
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import Places
from service_promises.ledger.plain_data import data_of
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.published_figures import figure_text, total_over_places

VERSION = 2
"""Of what is hashed, and of the shape of `data/ledger.json`."""

Data = dict[str, Any]
"""Plain data, all of which is hashed: text, whole numbers, true, false, lists and mappings."""


class Seal(NamedTuple):
    """One link of a chain."""

    of: str
    """What was hashed, as canonical JSON."""
    hash: str
    """Its SHA-256, as 64 hexadecimal digits."""


class Sealed(NamedTuple):
    """A record, a declaration, a term, a fix or a pledge."""

    seals: tuple[Seal, ...]
    """As first published, then one for each correction."""
    beside: Data
    """What may come or change without a correction, as it stands now; the newest hash covers it as it is."""
    terms: Mapping[str, "Sealed"] = {}
    """Of a promise, by their first months."""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing, and never did."""
        return len(self.seals) == 1 and not self.beside and '"facts":{}' in self.seals[0].of

    @property
    def newest(self) -> Data:
        """What stands for it in the hash over it."""
        data = {"chain": self.seals[-1].hash, **self.beside}
        if self.terms:
            data["terms"] = {since: term.newest for since, term in self.terms.items()}
        return data


class SealedMonth(NamedTuple):
    """What was due in a month and what was recorded of it."""

    due: Mapping[str, str]
    """The reporting date of each promise that was due, and of each place where it was."""
    records: Mapping[str, Sealed]
    """By promise id; those of places by `promise@place`."""
    totals: Mapping[str, Data]
    """By promise id: what its places add up to, where no total is written beside them."""
    beside: Data
    """The letter."""
    hash: str


class SealedLedger(NamedTuple):
    """Every chain of the site, and the hash over them."""

    service: Sealed
    promises: Mapping[str, Sealed]
    fixes: Mapping[str, Sealed]
    pledges: Mapping[str, Sealed]
    places: Sealed | None
    """Which places there are; None where there are none."""
    months: Mapping[Month, SealedMonth]
    """From the first month in which anything was due or recorded to the newest with a record or a letter."""
    hash: str


def sealed(ledger: Ledger, keys: GuardedKeys) -> SealedLedger:
    """Hash every fact that does not change freely: each with its like, then the months, then the site."""
    editions = ledger.editions
    of_service = [_stated(edition) for edition in editions.of_service(ledger.service)]
    service = _document(keys.service, of_service, ledger.service.corrected)
    promises = {
        name: _promise(editions.of_promise(promise), keys)
        for name, promise in ledger.promises.items()
        if f"declared/{name}" not in ledger.examples
    }
    fixes = {
        name: _document(keys.fix, [_stated(edition) for edition in editions.of_fix(fix)], fix.corrected)
        for name, fix in ledger.fixes.items()
        if f"fixes/{name}" not in ledger.examples
    }
    pledges = {name: _pledge(ledger, pledge, keys) for name, pledge in ledger.pledges.items()}
    months = {month: _month(ledger, month, keys) for month in _months(ledger)}
    over = {
        "service": service.newest,
        "promises": {name: promise.newest for name, promise in promises.items()},
        "fixes": {name: fix.newest for name, fix in fixes.items()},
        **({"pledges": {name: pledge.newest for name, pledge in pledges.items()}} if pledges else {}),
        "months": {str(month): sealed_month.hash for month, sealed_month in months.items()},
    }
    places = _places(ledger.places) if ledger.places.places else None
    if places is not None:
        over["places"] = places.newest
    return SealedLedger(service, promises, fixes, pledges, places, months, hash_of(over))


canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""JSON as RFC 8785 has it, of what is hashed here: whole numbers below 2^53 at most, and keys in ASCII."""


def hash_of(value: object) -> str:
    """SHA-256 of the canonical JSON (RFC 8785) of plain data."""
    return _seal(value).hash


def _seal(value: object) -> Seal:
    text = canonical(value)
    return Seal(text, hashlib.sha256(text.encode()).hexdigest())


def _months(ledger: Ledger) -> Iterator[Month]:
    """The months up to the newest of which there is anything: what is silent after it depends on the day."""
    filled = [
        whole.month
        for whole in ledger.entries.values()
        if any(entry.record for entry in (whole, *whole.place_entries)) and not ledger.is_example(whole)
    ]
    newest = max([*filled, *ledger.letters], default=None)
    return (month for month in ledger.by_month if newest is not None and month <= newest)


def _month(ledger: Ledger, month: Month, keys: GuardedKeys) -> SealedMonth:
    wholes = [whole for whole in ledger.by_month[month] if not ledger.is_example(whole)]
    entries = [entry for whole in wholes for entry in (whole, *whole.place_entries)]
    due = {_name(entry): str(entry.judgement.due_by) for entry in entries if entry.judgement}
    records = {_name(entry): _record(entry, entry.record, keys) for entry in entries if entry.record}
    for whole in wholes:
        if whole.place_entries and whole.promise.id in records and records[whole.promise.id].is_empty:
            del records[whole.promise.id]  # all that is said of it is said of its places
    letter = ledger.letters.get(month)
    beside = _beside(keys.month, _letter(letter)) if letter else {}
    totals = {whole.promise.id: total for whole in wholes if (total := total_over_places(whole))}
    over = {"month": str(month), "due": due, "records": {name: record.newest for name, record in records.items()}}
    if totals:
        over["totals"] = totals
    return SealedMonth(due, records, totals, beside, hash_of({**over, **beside}))


def _name(entry: Entry) -> str:
    """What its record is called among those of a month; no id has the sign in it."""
    return f"{entry.promise.id}@{entry.place.id}" if entry.place else entry.promise.id


def _places(places: Places) -> Sealed:
    """Which places there are, with their earlier ids; when each is due for what is said in the months."""
    editions: list[Data] = [{} for _ in (places.corrected, *places.corrected)]
    ids = {name: [*place.was] for name, place in places.places.items()}
    return Sealed(_chain({}, editions, places.corrected), {"ids": ids})


def _letter(letter: Letter) -> Data:
    data: Data = data_of(letter)
    return {"letter": data.pop("text", None), **data}


def _record(entry: Entry, delivery: Delivery, keys: GuardedKeys) -> Sealed:
    groups = keys.record
    of_record = entry.editions_of(delivery) if entry.place_entries else entry.editions
    stated = [edition.stated for edition in delivery.editions()]
    facts = [_record_facts(*edition, entry.hide_below, groups) for edition in zip(stated, of_record, strict=True)]
    seals = _chain({"month": str(entry.month)}, facts, delivery.corrected)
    return Sealed(seals, _beside(groups, _record_data(entry, delivery, stated[-1], groups)))


def _record_facts(stated: Data, figures: Figures, hide_below: int, groups: KeyGroups) -> Data:
    facts: Data = {key: text for key in COUNTS if (text := figure_text(key, None, figures)) is not None}
    for key, value in stated.items():
        if key in COUNTS or key not in groups.chain:
            continue
        if key in FIGURES_AND_FLAGS:
            text = figure_text(key, value, figures)
            if text is not None:
                facts[key] = text
        else:
            tree = groups.free.get(key, {})
            if groups.quotations[:1] == (key,):
                tree = {**tree, groups.quotations[-1]: {}}
            facts[key] = without(data_of(published_counts(value, hide_below)), tree)
    return facts


def _record_data(entry: Entry, delivery: Delivery, stated: Data, groups: KeyGroups) -> Data:
    """What stands beside the chain of a record; nothing at all for most."""
    return {
        name: "yes"
        if stated[name] is True
        else data_of(published_part(delivery, name, entry.hide_below, at_place=entry.hides_remedy))
        for name in groups.beside
        if stated.get(name)
    }


def _promise(editions: Sequence[Promise], keys: GuardedKeys) -> Sealed:
    corrected = editions[-1].corrected
    data = [_stated(edition) for edition in editions]
    of_terms = [{term["since"]: term for term in edition["terms"]} for edition in data]
    terms = {}
    for since, term in of_terms[-1].items():
        facts = [_facts(keys.term, terms[since]) if since in terms else None for terms in of_terms]
        terms[since] = Sealed(_chain({}, facts, corrected, every=False), _beside(keys.term, term))
    return _document(keys.promise, data, corrected)._replace(terms=terms)


def _pledge(ledger: Ledger, pledge: Pledge, keys: GuardedKeys) -> Sealed:
    hide_below = ledger.service.hide_counts_below
    data = [_stated(published_pledge(edition, hide_below)) for edition in ledger.editions.of_pledge(pledge)]
    return _document(keys.pledge, data, pledge.corrected)


def _document(groups: KeyGroups, data: Sequence[Data], corrected: Sequence[Correction]) -> Sealed:
    return Sealed(_chain({}, [_facts(groups, edition) for edition in data], corrected), _beside(groups, data[-1]))


def _stated(value: Any) -> Data:
    data: Data = data_of(value, stated=True)
    return data


def _facts(groups: KeyGroups, data: Data) -> Data:
    """What changes only with a correction."""
    return {key: without(data[key], groups.free.get(key, {})) for key in groups.chain if key in data}


def _beside(groups: KeyGroups, data: Data) -> Data:
    """What may come later, or change with a new day."""
    beside: Data = {}
    if not data:  # most records
        return beside
    dated = dict(_dated(groups, data))
    once = {key: without(data[key], groups.free.get(key, {})) for key in groups.once if data.get(key)}
    quotations = at(data, groups.quotations) if groups.quotations else None
    if dated:
        beside["dated"] = dated
    if once:
        beside["once"] = once
    if quotations:
        beside["quotations"] = [hash_of(text) for text in quotations]
    return beside


def _dated(groups: KeyGroups, data: Data) -> Iterator[tuple[str, Data]]:
    for key, way in groups.dated.items():
        value, day = without(data.get(key), groups.free.get(key, {})), at(data, way)
        of = {name: item for name, item in (("value", value), ("day", day)) if item is not None}
        if of:
            yield key, {"hash": hash_of(of), **({"day": day} if day else {})}


def _chain(
    first: Data, editions: Iterable[Data | None], corrected: Sequence[Correction], *, every: bool = True
) -> tuple[Seal, ...]:
    """A link for the facts as first published, then for each correction, or for `every=False` each that changed them."""
    seals: list[Seal] = []
    before = None
    for index, facts in enumerate(editions):
        if facts is None or (seals and not every and facts == before):
            continue
        of: Data = {"before": seals[-1].hash} if seals else dict(first)
        if index:
            of |= _correction(corrected[index - 1])
        of["facts"] = before = facts
        seals.append(_seal(of))
    return tuple(seals)


def _correction(correction: Correction) -> Data:
    """What a correction says of itself, and the keys that it names; not what they were, which is in the link before."""
    stated = {
        key: data_of(value)
        for key, value in correction._asdict().items()
        if key not in ("was", "now") and value is not None
    }
    return {**stated, "keys": sorted(correction.was)}
