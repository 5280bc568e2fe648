"""Corrections of declarations, key by key: what each key was, and what it is after that correction."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields
from typing import Any, NamedTuple

from service_promises.ledger.delivery import Correction
from service_promises.ledger.fix import Fix
from service_promises.ledger.month import Month
from service_promises.ledger.plain_data import data_of, line_of
from service_promises.ledger.promise import Measure, Promise, Term
from service_promises.ledger.service import Service

_OF_TERM = {field.name for field in fields(Term)}
_OF_MEASURE = {field.name for field in fields(Measure)}
_OF_BOTH = ("due_in", "report_by")
"""What stands in a promise, and in a term where a correction names one."""
_INHERITED = ("promise", "measure")
"""What a term takes from the one before where it does not say it itself."""


class KeyChange(NamedTuple):
    """One key in one correction of a declaration."""

    correction: Correction
    key: str
    was: str | None
    """On one line; None for a key that was not there."""
    now: str | None
    """After this correction, which a later one may have changed again; None for a key that was taken out."""


def key_changes(promise: Promise) -> list[KeyChange]:
    """Every corrected key of a declaration, the oldest correction first."""
    declaration = _Declaration(promise)
    undone = [list(declaration.undo(correction)) for correction in reversed(promise.corrected)]
    return [key for keys in reversed(undone) for key in keys]


def plain_key_changes(value: Service | Fix) -> list[KeyChange]:
    """Every corrected key of the service or a fix, each a whole value, the oldest correction first."""
    values: dict[str, Any] = data_of(value)
    changes: list[KeyChange] = []
    for correction in reversed(value.corrected):
        changes[:0] = [
            KeyChange(correction, key, line_of(old), line_of(values.get(key))) for key, old in correction.was.items()
        ]
        values |= correction.was
    return changes


def first_targets(promise: Promise) -> dict[Month, str]:
    """The target of each term as first published, by the term's first month: its corrections undone."""
    if not promise.corrected:
        return {term.since: term.target.text for term in promise.terms}
    declaration = _Declaration(promise)
    for correction in reversed(promise.corrected):
        list(declaration.undo(correction))
    return {term.since: declaration.target_of(term) for term in promise.terms}


def correction_data(correction: Correction) -> dict[str, Any]:
    """A correction of a declaration as plain data, its old values on one line each."""
    was = {key: line_of(old) for key, old in correction.was.items()}
    told = {"told": str(correction.told)} if correction.told else {}
    return {"on": str(correction.on), "was": was, "why": correction.why, **told}


def corrected_term(promise: Promise, correction: Correction) -> Month:
    """The term that a correction speaks of: the one that its `since` names, else the newest then."""
    sinces = [term.since for term in promise.terms]
    for since in sinces:
        if correction.was.get("since") == str(since):
            return since
    begun = [since for since in sinces if since.first_day <= correction.on]
    return begun[-1] if begun else sinces[0]


class _Declaration:
    """A declaration as plain data, whose corrections are undone one by one, the newest first."""

    def __init__(self, promise: Promise) -> None:
        self._promise = promise
        self._values: dict[str, Any] = data_of(promise)
        self._terms: dict[str, dict[str, Any]] = {term["since"]: term for term in self._values["terms"]}
        """By the first month, as it stands now."""

    def undo(self, correction: Correction) -> Iterator[KeyChange]:
        """Put back what a correction changed; yields what each key was and is."""
        since = str(corrected_term(self._promise, correction))
        term = self._terms[since]
        changed = deepcopy(dict(correction.was))  # what is put back is changed in its turn
        if len(changed) > 1 and changed.get("since") == since:
            del changed["since"]  # it names the term, and is as it was
        for key, old in changed.items():
            yield KeyChange(correction, key, line_of(old), line_of(self._value(key, term, correction)))
        for key, old in changed.items():
            if key == "terms" and isinstance(old, list):
                self._values["terms"] = [self._old_term(item) for item in old]
            else:
                self._holder(key, term, correction)[key] = old

    def target_of(self, term: Term) -> str:
        """The target of a term as it stands after what was undone."""
        return line_of(self._terms[str(term.since)].get("target")) or term.target.text

    def _holder(self, key: str, term: dict[str, Any], correction: Correction) -> dict[str, Any]:
        """What a key stands in: the measure of a term, a term, or the declaration."""
        if key in _OF_MEASURE:
            measure = term.get("measure")
            return measure if isinstance(measure, dict) else {}
        of_term = key in _OF_TERM and (key not in _OF_BOTH or "since" in correction.was)
        return term if of_term else self._values

    def _value(self, key: str, term: dict[str, Any], correction: Correction) -> Any:
        value = self._holder(key, term, correction).get(key)
        return list(_own(value)) if key == "terms" and isinstance(value, list) else value

    def _old_term(self, item: Any) -> Any:
        """A term as a correction tells it, in the place of the one of the same month where there is one."""
        if not isinstance(item, dict) or item.get("since") not in self._terms:
            return item
        term = self._terms[item["since"]]
        for key in term.keys() - {*_INHERITED, *item}:
            del term[key]
        term.update(item)
        return term


def _own(terms: list[Any]) -> Iterator[Any]:
    """The terms of a list, each without what it takes from the one before."""
    before: dict[str, Any] = {}
    for term in terms:
        if isinstance(term, dict):
            yield {
                key: value
                for key, value in term.items()
                if key not in _INHERITED or (before and value != before.get(key))
            }
            before = term
        else:
            yield term
