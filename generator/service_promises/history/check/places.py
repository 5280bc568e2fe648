"""Places that stood, and what was recorded there: which were due in a month that is over does not change in silence."""

from collections.abc import Iterator
from functools import partial

from service_promises.history.check.records import record_changes
from service_promises.history.comparison import Comparison
from service_promises.history.guards.facts import FactName
from service_promises.history.guards.guarded import check_facts
from service_promises.history.guards.published_items import check_published_corrections
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value, whole_file
from service_promises.source.documents.places import PlacesFile
from service_promises.source.files import PLACES_PATH, FileKind, path_of
from service_promises.source.source_file import SourceFile
from service_promises.source.source_record import SourceRecord


def check_places_gone(comparison: Comparison) -> Iterator[Problem]:
    """Places that are gone, and earlier ids of theirs."""
    old, new = comparison.old.places_file, comparison.new.places_file
    if old is None or (new is None and comparison.new.names(FileKind.PLACES)):
        return
    places = new.document.places if new else {}
    for name, place in old.document.places.items():
        now = comparison.place_now(name)
        if now not in places:
            problem = named_problem("place-gone", at_key("places"), name=name, path=comparison.show(old.path))
            where = whole_file(PLACES_PATH)
            yield from new.accept([problem]) if new else [problem._replace(location=where)]
        elif new is not None:
            gone = [was for was in place.was if was not in places[now].was]
            problems = [named_problem("earlier-id-gone", at_value("places", now, "was"), name=was) for was in gone]
            yield from new.accept(problems)


def places_changed(
    comparison: Comparison, old: SourceFile[PlacesFile], new: SourceFile[PlacesFile]
) -> Iterator[Problem]:
    """What changed in silence in the file of the places."""
    yield from new.accept(check_published_corrections(("corrected",), old.document.corrected, new.document.corrected))
    is_open = partial(_is_open, comparison)
    yield from new.accept(check_facts(("place-changed", "place-changed"), old, new, comparison.as_of, is_open))


def _is_open(comparison: Comparison, name: FactName) -> bool:
    """Whether the same was due at a place in every month that is over, for all promises published by place."""
    return all(name[1] not in places for places in changed_places(comparison).values())


def changed_places(comparison: Comparison) -> dict[str, frozenset[str]]:
    """For each promise published by place, by its id of now, where something else was due in a month that is over."""
    old, new, changed = comparison.old.partial, comparison.new.partial, {}
    if old is None or new is None:
        return {}
    for name, promise in old.promises.items():
        now = new.promises.get(comparison.name_now(name))
        if promise.at is None or now is None:
            continue
        before = {(comparison.place_now(place), month) for place, month in _due(old, name, comparison)}
        changed[now.id] = frozenset(place for place, _ in before ^ {*_due(new, now.id, comparison)})
    return changed


def _due(ledger: Ledger, name: str, comparison: Comparison) -> Iterator[tuple[str, Month]]:
    promise, last = ledger.promises[name], Month.of(comparison.newer_day).plus(-1)
    for month in promise.terms[0].since.until(last):
        for place in ledger.places.due(promise, month):
            yield place.id, month


def place_record_changed(comparison: Comparison, old: SourceRecord, new: SourceRecord) -> Iterator[Problem]:
    """What changed in silence in the record of a place."""
    if old.delivery.no_figure:
        return
    for problem in record_changes(old, new, comparison.as_of):
        if new.in_table:
            way_out = (
                f"{problem.help}. A correction stands under `by_place` in {path_of(FileKind.DELIVERED, new.month)}"
            )
            yield from new.file.accept([problem._replace(help=f"{way_out}, in place of this row")])
        else:
            yield from new.file.accept([problem])


def place_record_gone(comparison: Comparison, old: SourceRecord) -> Iterator[Problem]:
    """A record of a place that stands nowhere any more."""
    if old.delivery.no_figure:
        return
    values = {"promise": old.promise, "place": old.place, "month": old.month, "path": comparison.show(old.file.path)}
    record = comparison.new.records.get((comparison.name_now(old.promise), old.month))
    others = comparison.new.place_records.get((comparison.name_now(old.promise), old.month), {})
    file = next((one.file for one in others.values()), record.file if record else None)
    problem = named_problem("place-record-gone", at_key("delivered", comparison.name_now(old.promise)), **values)
    if file is not None:
        yield from file.accept([problem])
    else:
        yield problem._replace(location=whole_file(old.file.path), promise=old.promise, month=str(old.month))


def check_small_counts_later(comparison: Comparison) -> Iterator[Problem]:
    """Records that bring a small count to a month of which counts were published, so that it could be worked out."""
    old, new = comparison.old.partial, comparison.new.partial
    hide_below = new.service.hide_counts_below if new else 0
    if old is None or new is None or not hide_below or old.service.hide_counts_below < hide_below:
        return
    for (name, month), before in old.entries.items():
        key = comparison.name_now(name), month
        now = new.entries.get(key)
        if now is None or not now.hides_all or now.hides_later or not before.publishes_counts:
            continue
        there = {comparison.place_now(place) for place in comparison.old.place_records.get((name, month), {})}
        records = comparison.new.place_records.get(key) or {"": comparison.new.records[key]}
        record = next((one for place, one in records.items() if place not in there), next(iter(records.values())))
        values = {"promise": key[0], "month": month, "limit": hide_below}
        yield from record.file.accept([named_problem("small-count-after-others", at_key(*record.keys), **values)])


def check_late_places(comparison: Comparison) -> Iterator[Problem]:
    """Records where a place was silent, that do not say that they are late."""
    old = comparison.old.partial
    for whole in old.entries.values() if old else ():
        if comparison.old.is_uncertain(whole.promise.id, whole.month):
            continue
        now = comparison.new.place_records.get((comparison.name_now(whole.promise.id), whole.month), {})
        for entry in whole.place_entries if now else ():
            judgement = entry.judgement
            if judgement is None or entry.place is None or entry.verdict is not Verdict.NOT_REPORTED:
                continue
            record = now.get(comparison.place_now(entry.place.id))
            if record is None or record.delivery.no_figure or judgement.due_by >= comparison.newer_day:
                continue
            public = record.delivery.public_since
            if public is None or public <= judgement.due_by:
                yield from record.file.accept(
                    [
                        named_problem(
                            "late-unsaid",
                            at_value(*record.reported_keys),
                            month=whole.month,
                            due_by=judgement.due_by,
                            as_of=comparison.as_of,
                        )
                    ]
                )
