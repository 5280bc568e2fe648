"""What the public will see change at single places: a line for each promise and month, however many places change."""

from collections.abc import Iterator, Mapping

from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import Place
from service_promises.ledger.published_figures import published_figures
from service_promises.problems.lists import first_few
from service_promises.problems.plurals import pluralize

_MONTHS = 6
"""Of more months than this that are new at places there is one line."""

EntryPairs = Mapping[tuple[str, Month], tuple[Entry | None, Entry | None]]
"""What there was and what there is of a promise in a month, by the promise's id of now."""


def place_changes(old: Ledger | None, new: Ledger, entries: EntryPairs, renamed: Mapping[str, str]) -> Iterator[str]:
    """Places that are new, end or are gone, and what changed at places; `renamed` is what they are called now."""
    before = old.places.places if old else {}
    yield from _of_list({renamed.get(name, name): place for name, place in before.items()}, new.places.places)
    first: dict[str, list[tuple[Month, list[str]]]] = {}
    for (name, month), (was, now) in entries.items():
        changes = [*_of_month(was, now, renamed)]
        if changes and was is not None and was.place_entries:
            yield f"{name}, {month}: changed at {pluralize(len(changes), 'place')}: {first_few(changes)}"
        elif changes:
            first.setdefault(name, []).append((month, changes))
    for name, months in first.items():
        if len(months) > _MONTHS:
            newest, oldest = max(months), min(months)
            where = f"at {pluralize(len(newest[1]), 'place')} in {newest[0]}"
            yield f"{name}: new at places in {len(months)} months, {oldest[0]} to {newest[0]}; {where}"
            continue
        for month, changes in months:
            yield f"{name}, {month}: new at {pluralize(len(changes), 'place')}: {first_few(changes)}"


def _of_list(before: Mapping[str, Place], now: Mapping[str, Place]) -> Iterator[str]:
    new = [f"{name} ({place.name})" for name, place in now.items() if name not in before]
    if new:
        yield f"{pluralize(len(new), 'new place')}: {first_few(new)}"
    for name, place in now.items():
        old = before.get(name)
        if old is None:
            continue
        if old.id != name:
            yield f"{name}: had the id {old.id}"
        if old.name != place.name:
            yield f"{name}: is called {place.name}, was called {old.name}"
        if place.until != old.until:
            became = f", and became {place.became}" if place.became else ""
            yield f"{name}: ends with {place.until}{became}" if place.until else f"{name}: does not end any more"
    gone = [name for name in before if name not in now]
    if gone:
        yield f"{pluralize(len(gone), 'place is', 'places are')} gone: {first_few(gone)}"


def _of_month(was: Entry | None, now: Entry | None, renamed: Mapping[str, str]) -> Iterator[str]:
    """The places that changed in a month, each with the old and the new figures as they are published."""
    before, after = _by_place(was), _by_place(now)
    before = {renamed.get(name, name): entry for name, entry in before.items()}
    for name in {**after, **before}:
        old, new = (_figures(entries.get(name)) for entries in (before, after))
        if old != new:
            yield f"{name} ({_change(old, new)})"


def _by_place(entry: Entry | None) -> dict[str, Entry]:
    return {one.place.id: one for one in entry.place_entries if one.place} if entry else {}


def _figures(entry: Entry | None) -> dict[str, str]:
    if entry is None or entry.delivery is None or entry.figures is None:
        return {}
    figures = published_figures(entry.delivery, entry.figures)
    if entry.delivery.let_down is None:  # it is worked out from the others
        figures = {key: value for key, value in figures.items() if key != "let_down"}
    return {key: str(value) for key, value in figures.items()}


def _change(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    if not old:
        return ", ".join(f"{key} {text}" for key, text in new.items())
    if not new:
        return "is gone"
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return ", ".join(f"{key} was {old.get(key, 'not there')}, is {new.get(key, 'not there')}" for key in keys)
