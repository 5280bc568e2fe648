"""The ledger: every promise in every month, judged on one day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.commitments.pledge import Pledge, published_pledges
from service_promises.ledger.delivery import Delivery, Letter
from service_promises.ledger.editions import NO_EDITIONS, Editions
from service_promises.ledger.entry import Entry, entry_of
from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import NO_PLACES, Places
from service_promises.ledger.promises.names import with_distinctions
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.service import Service


@dataclass(frozen=True)
class Ledger:
    """Everything that was promised, delivered and said, judged as of one day."""

    service: Service
    promises: Mapping[str, Promise]
    """By id, sorted by id."""
    entries: Mapping[tuple[str, Month], Entry]
    """One for each promise and month that has a verdict or a record; sorted by promise, then month."""
    letters: Mapping[Month, Letter]
    """The open letters, sorted by month."""
    fixes: Mapping[str, Fix]
    """By id, sorted by id."""
    as_of: date
    pledges: Mapping[str, Pledge] = field(default_factory=dict)
    """By id, sorted by id; each as it may be published."""
    parts: Mapping[tuple[str, Month], str] = field(default_factory=dict)
    """In which part of a split month the records stand that stand in one: its path, as `document_of` has it."""
    editions: Editions = NO_EDITIONS
    """What was published of documents before their corrections."""
    examples: Collection[str] = frozenset()
    """The documents that are examples and nobody's promises, by path as `document_of` has it."""
    places: Places = NO_PLACES
    by_promise: Mapping[str, tuple[Entry, ...]] = field(init=False)
    """Each promise's entries, oldest first; empty for a promise that has none yet."""
    by_month: Mapping[Month, tuple[Entry, ...]] = field(init=False)
    """Each month's entries, sorted by promise; months sorted, only those with an entry or a letter."""

    def __post_init__(self) -> None:
        by_promise: dict[str, list[Entry]] = {name: [] for name in self.promises}
        by_month: dict[Month, list[Entry]] = {month: [] for month in self.letters}
        for (name, month), entry in self.entries.items():
            by_promise[name].append(entry)
            by_month.setdefault(month, []).append(entry)
        object.__setattr__(self, "by_promise", {name: tuple(entries) for name, entries in by_promise.items()})
        object.__setattr__(self, "by_month", {month: tuple(by_month[month]) for month in sorted(by_month)})

    def is_example(self, entry: Entry) -> bool:
        """Whether its promise or its record is an example."""
        if not self.examples:
            return False
        return f"declared/{entry.promise.id}" in self.examples or self.document_of(entry) in self.examples

    def document_of(self, entry: Entry) -> str:
        """The path of the file in which a record stands, without the folder of all and its ending."""
        return self.parts.get((entry.promise.id, entry.month), f"delivered/{entry.month}")

    @cached_property
    def by_place(self) -> Mapping[str, tuple[Entry, ...]]:
        """Each place's entries, by promise and month; empty for a place that has none."""
        by_place: dict[str, list[Entry]] = {name: [] for name in self.places.places}
        for whole in self.entries.values():
            for entry in whole.place_entries:
                by_place[entry.place.id if entry.place else ""].append(entry)
        return {name: tuple(entries) for name, entries in by_place.items()}

    @cached_property
    def latest_reported(self) -> Month | None:
        """The newest month with a record that is judged, else with one that has no target; None before the first."""
        reported = [entry for entry in self.entries.values() if entry.delivery]
        judged = [entry.month for entry in reported if entry.judgement]
        return max(judged or [entry.month for entry in reported if entry.is_without_target], default=None)


@dataclass(frozen=True, slots=True)
class LedgerInput:
    """What staff wrote, as the ledger takes it."""

    service: Service
    promises: Iterable[Promise]
    deliveries: Mapping[tuple[str, Month], Delivery] = field(default_factory=dict)
    """By promise id and month; those of unknown promises are left out."""
    letters: Mapping[Month, Letter] = field(default_factory=dict)
    fixes: Iterable[Fix] = ()
    pledges: Iterable[Pledge] = ()
    rejected: Collection[tuple[str, Month]] = ()
    """The records that may not stand: for them there is no entry, not even a silence."""
    parts: Mapping[tuple[str, Month], str] = field(default_factory=dict)
    """As a `Ledger` has them."""
    editions: Editions = NO_EDITIONS
    examples: Collection[str] = frozenset()
    """As a `Ledger` has them."""
    places: Places = NO_PLACES
    place_deliveries: Mapping[tuple[str, Month], Mapping[str, Delivery]] = field(default_factory=dict)
    """By promise id and month, then by place."""


def make_ledger(facts: LedgerInput, as_of: date) -> Ledger:
    """Judge every promise in every month in which it has a record or owes one."""
    service, places = facts.service, facts.places
    promises = sorted(facts.promises, key=lambda promise: promise.id)
    known = {one.id: one for one in with_distinctions(promises, service.area_names)}
    months = {name: set(service.months_required(promise, as_of)) for name, promise in known.items()}
    for name, month in (*facts.deliveries, *facts.place_deliveries):
        if name in months:
            months[name].add(month)
    for name, month in facts.rejected:
        if name in months:
            months[name].discard(month)
    entries: dict[tuple[str, Month], Entry] = {}
    for name, promise in known.items():
        for month in sorted(months[name]):
            delivery, by_place = facts.deliveries.get((name, month)), facts.place_deliveries.get((name, month), {})
            entry = entry_of(promise, month, delivery, by_place, places, service, as_of)
            if entry is not None:
                entries[name, month] = entry
    return Ledger(
        service,
        known,
        entries,
        letters=dict(sorted(facts.letters.items())),
        fixes={fix.id: fix for fix in sorted(facts.fixes, key=lambda fix: fix.id)},
        as_of=as_of,
        pledges=published_pledges(facts.pledges, service.hide_counts_below),
        parts=facts.parts,
        editions=facts.editions,
        examples=facts.examples,
        places=places,
    )
