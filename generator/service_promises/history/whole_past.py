"""What a promise says of all its months: it changes in the open, also where no verdict changes with it."""

from collections.abc import Iterator
from typing import Any

from service_promises.history.comparison import Comparison
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.plain_data import data_of, line_of
from service_promises.ledger.promise import Promise
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key

_OUTSIDE_TERMS = ("due_in", "report_by")


def check_whole_past(comparison: Comparison, old: Promise, new: Promise) -> Iterator[Problem]:
    """An end in a month that is over, and other months or days of reporting for months that are over."""
    corrected = {key for correction in new.corrected[len(old.corrected) :] for key in correction.was}
    if "ends" not in corrected:
        yield from _end(comparison, old, new)
    past = [term for term in old.terms if term.since.last_day < comparison.newer_day]
    for key in _OUTSIDE_TERMS:
        if key in corrected or all(getattr(term, key) is not None for term in past):
            continue
        if _in_force(comparison.old.partial, old, key) != _in_force(comparison.new.partial, new, key):
            was = _line(getattr(old, key))
            yield named_problem("whole-past", at_key(key), key=key, was=was, as_of=comparison.as_of)


def _end(comparison: Comparison, old: Promise, new: Promise) -> Iterator[Problem]:
    if new.ends == old.ends:
        return
    day, values = comparison.newer_day, {"was": _line(old.ends), "as_of": comparison.as_of}
    if new.ends is not None and new.ends.last_day < day:
        yield named_problem("end-in-past", at_key("ends"), ends=new.ends, day=day, **values)
    elif old.ends is not None and old.ends.last_day < day:
        yield named_problem("end-changed", at_key("ends"), day=day, **values)


def _in_force(ledger: Ledger | None, promise: Promise, key: str) -> Any:
    """The value of a key, or the service's where the promise says nothing."""
    value = getattr(promise, key)
    return getattr(ledger.service, key) if value is None and ledger is not None else value


def _line(value: Any) -> str:
    return line_of(data_of(value)) or "null"
