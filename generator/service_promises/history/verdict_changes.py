"""Months that were published: no verdict changes or vanishes through what a promise or the service says."""

from collections.abc import Iterator

from service_promises.history.comparison import Comparison
from service_promises.history.whole_past import check_promise_past, check_service_past
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.plain_data import data_of
from service_promises.ledger.verdict import Verdict
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key
from service_promises.source.documents.written import typed
from service_promises.source.to_ledger import service_of
from service_promises.source.yaml.flow import flow

_OF_PROMISE = ("due_in", "report_by", "covers", "ends", "also_measured")
_OF_SERVICE = ("covers", "report_by")
"""What takes verdicts away, or puts others in their place, without a word about a figure."""


def check_verdicts(comparison: Comparison) -> Iterator[Problem]:
    """Verdicts that change although no figure did, and what is said of all months, with the promise or the service."""
    old, new = comparison.old.partial, comparison.new.partial
    if old is None or new is None:
        return
    problems = [problem for name in old.promises for problem in _of_promise(comparison, name, new)]
    yield from problems
    for _, file in comparison.services():
        if file is not None and all(problem.location.path != file.path for problem in problems):
            yield from file.accept(check_service_past(comparison, old.service, new.service))


def _of_promise(comparison: Comparison, name: str, new: Ledger) -> Iterator[Problem]:
    """`name` is the promise's old id."""
    now = comparison.name_now(name)
    if now not in new.promises:
        return
    changed = [entry for entry in comparison.published(name) if _is_changed(comparison, entry, new)]
    if changed:
        yield from _changed_verdicts(comparison, name, changed)
    else:
        problems = check_promise_past(comparison, comparison.old.promises[name], comparison.new.promises[now])
        yield from comparison.new.promise_files[now].accept(problems)


def _is_changed(comparison: Comparison, old: Entry, ledger: Ledger) -> bool:
    """Whether a verdict that was published is another one, though its record is the same."""
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


def _changed_verdicts(comparison: Comparison, name: str, entries: list[Entry]) -> Iterator[Problem]:
    """Through which key the verdicts changed: of the promise, else of the service."""
    old, new = comparison.old, comparison.new
    now = comparison.name_now(name)
    promise_before, promise = old.promises[name], new.promises[now]
    changed = [key for key in _OF_PROMISE if getattr(promise_before, key) != getattr(promise, key)]
    corrected = {key for one in promise.corrected[len(promise_before.corrected) :] for key in one.was}
    silent = [key for key in changed if key not in corrected]
    for key in silent[:1]:
        instead = _instead(comparison, key, typed(getattr(old.promise_files[name].document, key)))
        yield from new.promise_files[now].accept([_changed_by(key, now, entries, instead)])
    if changed or promise_before.terms[0].since != promise.terms[0].since:
        return
    for service_before, service in comparison.services():
        if service is None:
            return
        before, after = service_before.document, service.document
        corrected = {key for one in after.corrected[len(before.corrected) :] for key in one.was.model_fields_set}
        for key in _OF_SERVICE:
            if getattr(before, key) != getattr(after, key) and key not in corrected:
                was = flow(data_of(getattr(service_of(before), key)))
                yield from service.accept([_changed_by(key, now, entries, _instead(comparison, key, was))])
                return


def _instead(comparison: Comparison, key: str, was: str) -> str:
    return (
        f"; where what was published was wrong, add `corrected:` with `- on: {comparison.as_of}`,"
        f" `was: {{{key}: {was}}}` and `why:`"
    )


def _changed_by(key: str, name: str, entries: list[Entry], instead: str = "") -> Problem:
    first, last, number = entries[0].month, entries[-1].month, len(entries)
    months = str(first) if number == 1 else f"{number} months from {first} to {last}"
    silent = sum(entry.verdict is Verdict.NOT_REPORTED for entry in entries)
    what = "the silence" if silent == number else "the verdict" if number == 1 else "verdicts"
    return named_problem("past-verdict", at_key(key), what=what, name=name, months=months, instead=instead)
