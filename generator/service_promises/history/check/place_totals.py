"""Totals that were published as the sum over places: a typed total takes their place with a correction only."""

from collections.abc import Iterator
from typing import Any

from service_promises.history.check.records import record_changes
from service_promises.history.comparison import Comparison, Pair
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.entry import Entry
from service_promises.ledger.verdicts.place_total import TOTALS, is_typed
from service_promises.ledger.verdicts.verdict import people_let_down
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_value
from service_promises.source.documents.written import typed_figure
from service_promises.source.source_record import SourceRecord


def published_totals(comparison: Comparison) -> Iterator[Pair[Any]]:
    """Each promise in a month whose total was none of a record, and what a record says of it now that said otherwise."""
    old = comparison.old
    for (name, month), whole in old.partial.entries.items() if old.partial else ():
        if not is_over_places(whole) or old.is_uncertain(name, month):
            continue
        new, before = comparison.new.records.get((comparison.name_now(name), month)), old.records.get((name, month))
        if new is not None and (before is None or before.delivery != new.delivery):
            yield Pair(whole, new)


def is_over_places(whole: Entry) -> bool:
    """Whether the total of a promise is the sum over its places, or none yet: what is written of it has no figures."""
    return bool(whole.place_entries) and not is_typed(whole.record)


def total_changed(comparison: Comparison, old: Entry, new: SourceRecord) -> Iterator[Problem]:
    """What of a total, and of what is written beside it, changed in silence."""
    if new.delivery.no_figure:
        return
    before = old.record or Delivery()
    published = len(before.corrected)
    then = new.delivery.editions()[published] if len(new.delivery.corrected) > published else new.delivery
    if is_typed(then):
        if _is_published(comparison, old) and not _is_same(then, old):
            yield from new.file.accept([_problem(then, old, new, comparison)])
        before = before._replace(**{key: getattr(then, key) for key in (*TOTALS, "let_down")})
    of_old = new._replace(delivery=before)
    yield from new.file.accept(record_changes(of_old, new, comparison.as_of))


def _is_published(comparison: Comparison, whole: Entry) -> bool:
    """Whether the sum was published as the total: not before its date, while places are missing."""
    if whole.judgement is None or not is_typed(whole.delivery):
        return is_typed(whole.delivery)
    is_missing = any(entry.delivery is None for entry in whole.place_entries)
    return not is_missing or whole.judgement.due_by < comparison.newer_day


def _is_same(then: Delivery, old: Entry) -> bool:
    """Whether a typed total is the sum that was published."""
    published = old.delivery or Delivery()
    if any(getattr(then, key) != getattr(published, key) for key in TOTALS):
        return False
    if then.elsewhere is None:
        return True  # it has to be the sum, and is not judged in its place
    return old.judgement is None or people_let_down(then) == old.judgement.let_down


def _problem(then: Delivery, old: Entry, new: SourceRecord, comparison: Comparison) -> Problem:
    published = old.delivery or Delivery()
    changed = [key for key in TOTALS if getattr(then, key) != getattr(published, key)] or ["due", "kept"]
    stated = [key for key in TOTALS if getattr(then, key) is not None]
    was = {key: typed_figure(key, getattr(published, key)) for key in TOTALS}
    figures = [f"{key}: {text}" for key, text in was.items() if getattr(published, key) is not None]
    return named_problem(
        "total-over-places-changed",
        at_value(*new.keys, next((key for key in stated if key in changed), stated[0])),
        month=new.month,
        sum=", ".join(figures) or "no figures",
        was=", ".join(f"{key}: {was[key]}" for key in changed),
        add="add to `corrected:`" if new.delivery.corrected else "add `corrected:` with",
        as_of=comparison.as_of,
    )
