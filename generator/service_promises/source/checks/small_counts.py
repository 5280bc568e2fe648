"""Corrections after which a count could be worked out that is to be hidden."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from service_promises.ledger.disclosure.check import gives_away
from service_promises.ledger.disclosure.remedy import needs_new_day
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.promises.promise import Kind
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key
from service_promises.source.reading import Reading


def check_small_counts(reading: Reading) -> Iterator[Problem]:
    """Corrections after which a count could be worked out that is to be hidden."""
    ledger = reading.partial
    if ledger is None or not ledger.service.hide_counts_below:
        return
    for (name, month), entry in ledger.entries.items():
        if entry.place_entries:
            yield from _small_counts_at_places(reading, entry, ledger)
            continue
        if entry.delivery is None or not (entry.delivery.corrected or entry.promise.corrected):
            continue
        if needs_new_day(entry.delivery, entry.hide_below):
            location = at_key("delivered", name, "remedy", "updated", beside=("delivered", name, "remedy"))
            problem = named_problem("small-count-by-remedy", location, limit=entry.hide_below, as_of=ledger.as_of)
            yield from reading.file_of(entry).accept([problem])
        now = entry.share_target
        values: dict[str, Any] = {"promise": name, "month": month, "limit": entry.hide_below}
        if gives_away(entry.delivery, entry.hide_below, [now]):
            problem = named_problem("small-count", at_key("delivered", name, "corrected"), **values)
            yield from reading.file_of(entry).accept([problem])
        elif len(targets := _targets(entry, ledger)) > 1 and gives_away(entry.delivery, entry.hide_below, targets):
            problem = named_problem("small-count-by-target", at_key("corrected"), **values)
            yield from reading.promise_files[name].accept([problem])


def _small_counts_at_places(reading: Reading, whole: Entry, ledger: Ledger) -> Iterator[Problem]:
    """Corrections of a month of which no count is published any more, and of which some were."""
    if not whole.hides_all:
        return
    key = whole.promise.id, whole.month
    values: dict[str, Any] = {"promise": whole.promise.id, "month": whole.month, "limit": whole.hide_below}
    if whole.hides_later:
        of_whole, of_places = reading.records.get(key), reading.place_records.get(key, {}).values()
        records = [record for record in (of_whole, *of_places) if record and record.delivery.corrected]
        location = at_key(*records[-1].keys, "corrected")
        yield from records[-1].file.accept([named_problem("small-count-at-places", location, **values)])
    elif len(_targets(whole, ledger)) > 1:
        problem = named_problem("small-count-by-target", at_key("corrected"), **values)
        yield from reading.promise_files[whole.promise.id].accept([problem])


def _targets(entry: Entry, ledger: Ledger) -> list[Decimal | None]:
    """The shares of cases by which the month was judged, one after the other, the last as it is now.

    None for a time in which its record was shown without a verdict.
    """
    if entry.measure.kind is not Kind.EACH:
        return [None]  # no cases are counted, so no target says how many there were
    month, targets = entry.month, list[Decimal | None]()
    for promise in ledger.editions.of_promise(entry.promise):
        if not promise.is_due_in(month) or not ledger.service.covers_promise(promise, month):
            continue  # it was nowhere to be seen
        if promise.measured_as(month).kind is not entry.measure.kind:
            continue  # cases were not counted then, so their number was not judged
        target = promise.target_in(month)
        if promise.term_in(month) or promise.also_measured:
            targets.append(target.figure if target else None)
    now = entry.share_target
    return [*dict.fromkeys(target for target in targets if target != now), now]
