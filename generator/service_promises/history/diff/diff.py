"""What the public will see change between two versions, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from service_promises.history.check.records import GUARDED_FIGURES
from service_promises.history.diff.changed_records import changed_records
from service_promises.history.diff.changed_words import changed_values, was_and_is
from service_promises.history.diff.place_changes import place_changes
from service_promises.ledger.commitments.commitment import Commitment
from service_promises.ledger.delivery import Explanation, Letter
from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import Places
from service_promises.ledger.plain_data import data_of, line_of
from service_promises.ledger.promises.promise import Promise, Term
from service_promises.ledger.published_figures import published_figures
from service_promises.pages.context import Context
from service_promises.pages.moved import moved_pages
from service_promises.pages.page_list import page_addresses
from service_promises.pages.parts.labels import change_words
from service_promises.pages.parts.term_target import term_target_text

K = TypeVar("K")
V = TypeVar("V")
C = TypeVar("C", bound=Commitment)


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of change."""

    heading: str
    lines: tuple[str, ...]


def public_changes(
    old: Context | None, new: Context, renamed: Mapping[str, str], renamed_places: Mapping[str, str]
) -> list[Section]:
    """Every kind of change that the public will see; empty where nothing public changes.

    `old` is None where nothing was published; `renamed` and `renamed_places` are what renamed promises and places
    are called now.
    """
    diff = _Diff(old, new, renamed)
    sections = [
        Section("Verdicts", tuple(diff.verdicts())),
        Section("Published figures", tuple(diff.figures())),
        Section("Places", tuple(diff.places(renamed_places))),
        Section("Promises and terms", tuple(diff.promises())),
        Section("Fixes", tuple(diff.fixes())),
        Section("Pledges", tuple(diff.pledges())),
        Section("Explanations", tuple(diff.explanations())),
        Section("Letters", tuple(diff.letters())),
        Section("Other texts and counts", tuple(diff.others())),
        Section("Pages added", tuple(sorted(diff.pages_now - diff.pages_before))),
        Section("Pages that lead on", tuple(diff.pages_moved())),
        Section("Pages gone", tuple(sorted(diff.pages_before - diff.pages_now - diff.moved.keys()))),
    ]
    return [section for section in sections if section.lines]


class _Diff:
    """Two versions, the older one by the names that promises have now."""

    def __init__(self, old: Context | None, new: Context, renamed: Mapping[str, str]) -> None:
        self._old, self._new = old, new
        before, now = old.ledger if old else None, new.ledger
        self._service = (before.service if before else None, now.service)
        self._as_of = now.as_of
        self._promises = _pairs(_renamed(before.promises, renamed) if before else {}, now.promises)
        self._fixes = _pairs(before.fixes if before else {}, now.fixes)
        self._pledges = _pairs(before.pledges if before else {}, now.pledges)
        self._letters = _pairs(before.letters if before else {}, now.letters)
        old_entries = {
            (renamed.get(name, name), month): entry
            for (name, month), entry in (before.entries.items() if before else ())
        }
        self._places = _pairs(
            _renamed(before.places.places, _earlier_ids(now.places)) if before else {}, now.places.places
        )
        entries = _pairs(old_entries, now.entries) | _at_places(old_entries, now.entries, _earlier_ids(now.places))
        self._entries = {key: entries[key] for key in sorted(entries, key=lambda key: key[::-1], reverse=True)}
        self._records = {
            key: (was.delivery if was else None, entry.delivery)
            for key, (was, entry) in self._entries.items()
            if entry and entry.delivery and (was is None or was.delivery != entry.delivery)
        }
        self.pages_before = _pages(old) if old else set()
        self.pages_now = _pages(new)
        self.moved = {f"{page.address}/": f"{page.target}/" for page in moved_pages(new)}

    def verdicts(self) -> Iterator[str]:
        for (name, month), (before, now) in self._entries.items():
            old = self._old.view(before) if self._old and before else None
            view = self._new.view(now) if now else None
            was = old.label if old else None
            if view is None:
                yield f"{name}, {month}: was {was}, is not shown any more"
            elif old is None or old.verdict_label != view.verdict_label:  # places are another section
                figure = f" ({view.counts or view.delivered})" if now and now.delivery else ""
                yield f"{name}, {month}: {f'was {was}, is ' if was else ''}{view.label}{figure}"

    def figures(self) -> Iterator[str]:
        for (name, month), (before, now) in self._records.items():
            if before is None:
                continue
            was, is_ = (
                published_figures(entry.delivery, entry.figures)
                for entry in self._entries[name, month]
                if entry and entry.delivery and entry.figures
            )
            why = "; ".join(one.why for one in now.corrected[len(before.corrected) :])
            how = f"corrected: {why}" if why else "without a correction"
            for key in GUARDED_FIGURES:
                if was.get(key) != is_.get(key):
                    change = f"{key} was {was.get(key, 'not there')}, is {is_.get(key, 'not there')}"
                    yield f"{name}, {month}: {change}, {how}"

    def places(self, renamed: Mapping[str, str]) -> Iterator[str]:
        old = self._old.ledger if self._old else None
        return place_changes(old, self._new.ledger, self._entries, renamed)

    def promises(self) -> Iterator[str]:
        for name, (before, now) in self._promises.items():
            if now is None:
                yield f"{name}: is gone"
            elif before is None:
                for term in now.terms:
                    yield f"{name}: new promise from {term.since}, target {self._target(now, term)}: {term.promise}"
            else:
                if before.id != name:
                    yield f"{name}: was called {before.id}"
                yield from self._terms(before, now)
                if now.ends and now.ends != before.ends:
                    yield f"{name}: ends with {now.ends}: {now.ends_why or 'no reason given'}"
                elif now.ends != before.ends:
                    yield f"{name}: does not end with {before.ends} any more"

    def _terms(self, before: Promise, now: Promise) -> Iterator[str]:
        old = {term.since: term for term in before.terms}
        for term in now.terms:
            was = old.pop(term.since, None)
            if was is None:
                words = self._new.i18n.listed(change_words(now, term, self._new.i18n))
                called = f", {words}" if words else ""
                yield f"{now.id}: new term from {term.since}{called}, target {self._target(now, term)}: {term.promise}"
            elif was != term:
                changes = "; ".join(changed_values(was, term))
                yield f"{now.id}: the term from {term.since} says something else: {changes}"
        for since in old:
            yield f"{now.id}: the term from {since} is gone"

    def _target(self, promise: Promise, term: Term) -> str:
        """The target of a term as it is declared; a schedule in a few words."""
        return term_target_text(promise, term, self._new.i18n) if term.schedule else str(term.target)

    def fixes(self) -> Iterator[str]:
        return _changed_commitments(self._fixes, self._as_of)

    def pledges(self) -> Iterator[str]:
        return _changed_commitments(self._pledges, self._as_of)

    def explanations(self) -> Iterator[str]:
        for (name, month), (before, now) in self._records.items():
            was = before.fell_short if before else None
            if was != now.fell_short:
                yield f"{name}, {month}: {_changed_explanation(was, now.fell_short)}"

    def letters(self) -> Iterator[str]:
        for month, (before, now) in sorted(self._letters.items(), reverse=True):
            if before != now:
                yield f"{month}: {_changed_letter(before, now)}"

    def others(self) -> Iterator[str]:
        service_before, service = self._service
        if service_before is None:
            return
        if changes := changed_values(service_before, service, leaving=("allow",)):
            yield f"service.yml: {'; '.join(changes)}"
        yield from self._of_places()
        in_promises = ("terms", "ends", "corrected", "id")
        for name, (before, now) in self._promises.items():
            if before is None or now is None:
                continue
            with_end = ("ends_why",) if now.ends != before.ends else ()
            changes = changed_values(before, now, leaving=(*in_promises, *with_end))
            if now.corrected != before.corrected:
                changes.append("a correction of what was published")
            if changes:
                yield f"{name}: {'; '.join(changes)}"
        hide_below = max(service_before.hide_counts_below, service.hide_counts_below)
        yield from changed_records(self._entries, hide_below)

    def _of_places(self) -> Iterator[str]:
        for name, (before, now) in self._places.items():
            if before and now and (changes := changed_values(before, now, leaving=("id",))):
                yield f"place {name}: {'; '.join(changes)}"

    def pages_moved(self) -> Iterator[str]:
        for page in sorted(self.pages_before & self.moved.keys()):
            yield f"{page} leads to {self.moved[page]}"


def _earlier_ids(places: Places) -> dict[str, str]:
    """What the places that were renamed are called now, by earlier id."""
    return {was: place.id for place in places.places.values() for was in place.was}


def _at_places(
    old: Mapping[tuple[str, Month], Entry], new: Mapping[tuple[str, Month], Entry], renamed: Mapping[str, str]
) -> dict[tuple[str, Month], tuple[Entry | None, Entry | None]]:
    """Old and new entry of each promise at a place that had one; what is new at places, the whole says."""
    pairs: dict[tuple[str, Month], tuple[Entry | None, Entry | None]] = {}
    for (name, month), whole in old.items():
        if not whole.place_entries:
            continue
        now = new.get((name, month))
        by_place = {entry.place.id: entry for entry in (now.place_entries if now else ()) if entry.place}
        for entry in whole.place_entries:
            if entry.place:
                place = renamed.get(entry.place.id, entry.place.id)
                pairs[f"{name}@{place}", month] = entry, by_place.get(place)
    return pairs


def _pairs(old: Mapping[K, V], new: Mapping[K, V]) -> dict[K, tuple[V | None, V | None]]:
    """What there was and what there is, by key: in the order of the new ones, then those that are gone."""
    return {key: (old.get(key), new.get(key)) for key in {**new, **old}}


def _renamed(named: Mapping[str, V], renamed: Mapping[str, str]) -> dict[str, V]:
    return {renamed.get(name, name): one for name, one in named.items()}


def _pages(context: Context) -> set[str]:
    """The address of every page, with a slash at its end."""
    return {f"{address}/" for address in page_addresses(context)}


def _changed_commitments(pairs: Mapping[str, tuple[C | None, C | None]], as_of: date) -> Iterator[str]:
    for name, (before, now) in pairs.items():
        if now is None:
            yield f"{name}: is gone"
        elif before is None:
            yield f"{name}: new, {now.state(as_of)}, by {now.by}: {now.we_will}"
        elif before != now:
            yield f"{name}: {_changed_commitment(before, now, as_of)}"


def _changed_commitment(old: Commitment, new: Commitment, as_of: date) -> str:
    before, now = old.state(as_of), new.state(as_of)
    changes = [f"was {before}, is {now}"] if before is not now else []
    if old.by != new.by:
        why = new.moved[-1].why if new.moved and new.moved != old.moved else "no reason given"
        changes.append(f"moved from {old.by} to {new.by}: {why}")
    return "; ".join([*changes, *changed_values(old, new, leaving=("by", "moved") if old.by != new.by else ())])


def _changed_explanation(old: Explanation | None, new: Explanation | None) -> str:
    if new is None:
        return "the explanation is gone"
    complete = "complete" if new.complete else "not complete yet"
    if old is None:
        return f"new explanation, {complete}: {line_of(data_of(new))}"
    return f"changed explanation, {complete}: {'; '.join(changed_values(old, new))}"


def _changed_letter(old: Letter | None, new: Letter | None) -> str:
    if old is None or new is None:
        return was_and_is(*(letter and line_of(letter.text) for letter in (old, new)))
    return "; ".join(changed_values(old, new))
