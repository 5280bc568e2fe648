"""What is said of all months at once: it changes in the open, also where no verdict changes with it."""

from collections.abc import Collection, Iterator
from typing import Any

from service_promises.history.comparison import Comparison
from service_promises.ledger.delivery import Correction
from service_promises.ledger.month import Coverage, Month
from service_promises.ledger.plain_data import data_of
from service_promises.ledger.promise import Promise
from service_promises.ledger.service import Service
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key
from service_promises.source.yaml.flow import flow

_OUTSIDE_TERMS = ("due_in", "report_by")


def check_promise_past(comparison: Comparison, old: Promise, new: Promise) -> Iterator[Problem]:
    """An end, other months or days of reporting, or fewer months published, for months that are over."""
    corrected = _corrected(old.corrected, new.corrected)
    if "ends" not in corrected:
        yield from _end(comparison, old, new)
    yield from _covers(comparison, corrected, old.covers, new.covers)
    past = [term for term in old.terms if term.since.last_day < comparison.newer_day]
    for key in _OUTSIDE_TERMS:
        before, now = getattr(old, key), getattr(new, key)
        if before == now or key in corrected or all(getattr(term, key) is not None for term in past):
            continue
        if key == "report_by" and comparison.old.partial and comparison.new.partial:  # the service's holds without it
            before, now = (
                before or comparison.old.partial.service.report_by,
                now or comparison.new.partial.service.report_by,
            )
        if before != now:
            yield _whole_past(comparison, key, getattr(old, key))


def check_service_past(comparison: Comparison, old: Service, new: Service) -> Iterator[Problem]:
    """Another day of reporting, or fewer months published, for months that are over."""
    corrected = _corrected(old.corrected, new.corrected)
    yield from _covers(comparison, corrected, old.covers, new.covers)
    if old.report_by != new.report_by and "report_by" not in corrected and comparison.old.promises:
        yield _whole_past(comparison, "report_by", old.report_by)


def _corrected(old: Collection[Correction], new: Collection[Correction]) -> set[str]:
    """The keys that new corrections say the old values of."""
    return {key for correction in [*new][len(old) :] for key in correction.was}


def _end(comparison: Comparison, old: Promise, new: Promise) -> Iterator[Problem]:
    if new.ends == old.ends:
        return
    day, values = comparison.newer_day, {"was": flow(data_of(old.ends)), "as_of": comparison.as_of}
    if new.ends is not None and new.ends.last_day < day:
        yield named_problem("end-in-past", at_key("ends"), ends=new.ends, day=day, **values)
    elif old.ends is not None and old.ends.last_day < day:
        yield named_problem("end-changed", at_key("ends"), day=day, **values)


def _covers(
    comparison: Comparison, corrected: set[str], old: Coverage | None, new: Coverage | None
) -> Iterator[Problem]:
    """Months that are over and are published no more; earlier ones may be added."""
    if new is None or new == old or "covers" in corrected:
        return
    service = comparison.old.partial.service.covers if comparison.old.partial else new
    last_over = Month.of(comparison.newer_day).plus(-1)
    months = (month for month in (old or service).from_.until(last_over) if (old is None or month in old))
    lost = next((month for month in months if month not in new), None)
    if lost is not None:
        was, day = flow(data_of(old)), comparison.newer_day
        yield named_problem("covers-cut", at_key("covers"), month=lost, day=day, was=was, as_of=comparison.as_of)


def _whole_past(comparison: Comparison, key: str, old: Any) -> Problem:
    return named_problem("whole-past", at_key(key), key=key, was=flow(data_of(old)), as_of=comparison.as_of)
