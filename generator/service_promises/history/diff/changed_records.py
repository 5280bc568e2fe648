"""What the public will see change in the texts and running counts of records, of wholes and of single places."""

from collections.abc import Iterator

from service_promises.history.check.records import GUARDED_FIGURES
from service_promises.history.diff.changed_words import changed_values, was_and_is
from service_promises.history.diff.place_changes import EntryPairs
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.disclosure.remedy import published_part
from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.plain_data import data_of, line_of
from service_promises.problems.lists import first_few
from service_promises.problems.plurals import pluralize

_TOLD_APART = (*GUARDED_FIGURES, "fell_short", "corrected")
"""The keys of a record that other sections tell of."""


def changed_records(entries: EntryPairs, hide_below: int) -> Iterator[str]:
    """A line for each promise and month whose record says something else; one for all of its places.

    `entries` has those of places too, by promise and place as `calls@north`.
    """
    at_places: dict[tuple[str, Month], list[tuple[str, str]]] = {}
    for (name, month), (was, now) in entries.items():
        changes = "; ".join(_changes(was, now, hide_below)) if now else ""
        promise, _, place = name.partition("@")
        if changes and place:
            at_places.setdefault((promise, month), []).append((place, changes))
        elif changes:
            yield f"{name}, {month}: {changes}"
    for (name, month), of_places in at_places.items():  # entries come newest first, and so by name from the last
        if len(of_places) == 1:
            [(place, changes)] = of_places
            yield f"{name}@{place}, {month}: {changes}"
        else:
            listed = first_few([f"{place} ({changes})" for place, changes in reversed(of_places)])
            yield f"{name}, {month}: changed at {pluralize(len(of_places), 'place')}: {listed}"


def _changes(was: Entry | None, now: Entry, hide_below: int) -> Iterator[str]:
    before, after = was.no_figure if was else None, now.no_figure
    if before != after:
        yield f"no_figure {was_and_is(before and line_of(before), after and line_of(after))}"
    yield from _changed_elsewhere(was.record, now.record, hide_below) if was else ()
    if was and was.delivery and now.delivery and was.delivery != now.delivery:
        # At a place a remedy is hidden whatever its counts are, where small ones are.
        hidden = ("remedy",) if hide_below and now.place else ()
        old, new = (_published(one, hide_below) for one in (was.delivery, now.delivery))
        yield from changed_values(old, new, leaving=(*_TOLD_APART, *hidden))


def _changed_elsewhere(was: Delivery | None, now: Delivery | None, hide_below: int) -> Iterator[str]:
    """What is said to belong to no place, as published."""
    old, new = (one and published_part(one, "elsewhere", hide_below) for one in (was, now))
    if old and new:
        yield from (f"elsewhere: {change}" for change in changed_values(old, new))
    elif old or new:
        yield f"elsewhere {was_and_is(*(line_of(data_of(one)) if one else None for one in (old, new)))}"


def _published(record: Delivery, hide_below: int) -> Delivery:
    """A record without what is hidden in the parts that its figures do not stand in."""
    return record._replace(**{key: published_part(record, key, hide_below) for key in record._fields})
