"""Documents as they were first published and after each correction: the corrections undone, the newest first."""

from datetime import date
from typing import Any, TypeVar

from service_promises.ledger.periods.month import Month
from service_promises.source.documents.declared import DeclarationCorrection, MeasureKeys, PromiseFile, TermKeys
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.keys import keys_of
from service_promises.source.documents.places import PlacesFile
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.documents.written import written

D = TypeVar("D", ServiceFile, PlacesFile, PromiseFile, FixFile, PledgeFile)

_IN_MEASURE = frozenset(key.attribute for key in keys_of(MeasureKeys).values())
_IN_TERM = frozenset(key.attribute for key in keys_of(TermKeys).values())
_IN_TERM_ALONE = _IN_TERM - frozenset(PromiseFile.model_fields)
"""Keys of which a correction speaks of a term, also where it names none."""


def editions(document: D) -> tuple[D, ...]:
    """The document as first published, then as it stood after each correction; the last is as it stands now."""
    every = [document]
    for correction in reversed(document.corrected):
        before: D = _before(every[-1], correction)
        every.append(before)
    return tuple(reversed(every))


def written_after(document: Any, correction: Any) -> dict[str, Any]:
    """What stands in the place of each key that a correction names, as it is written, in the document with it."""
    was = correction.was
    if isinstance(document, PlacesFile):
        return {"places": {name: written(document.places.get(name)) for name in was.places}}
    names_term = isinstance(document, PromiseFile) and _named_since(document, correction) is not None
    after = {}
    for key in type(was).model_fields:
        if key not in was.model_fields_set or (key == "since" and names_term):
            continue
        index = holder_of(document, correction, key) if isinstance(document, PromiseFile) else None
        holder = document if index is None else document.terms[index]
        value = getattr(holder.measure if key in _IN_MEASURE and isinstance(document, PromiseFile) else holder, key)
        after[key] = None if value is False or value == () else written(value)
    return after


def named_term(document: PromiseFile, correction: DeclarationCorrection) -> int:
    """Which term a correction speaks of: the one whose `since` it names, else the newest that had begun."""
    sinces = [term.since for term in document.terms]
    since = _named_since(document, correction)
    if since is not None:
        return sinces.index(since)
    begun = [index for index, month in enumerate(sinces) if _began(month, correction.on)]
    return begun[-1] if begun else 0


def holder_of(document: PromiseFile, correction: DeclarationCorrection, key: str) -> int | None:
    """The term in which a corrected key of a declaration stands; None where it stands beside the terms."""
    named = _named_since(document, correction) is not None
    if key in _IN_MEASURE:
        return nearest_own(document, named_term(document, correction), "measure") if named else None
    return named_term(document, correction) if key in _IN_TERM_ALONE or (named and key in _IN_TERM) else None


def nearest_own(document: PromiseFile, index: int, key: str) -> int | None:
    """The term that says what a term leaves unsaid of its wording or measure; None where the promise itself does."""
    return next((place for place in range(index, -1, -1) if getattr(document.terms[place], key) is not None), None)


def _began(since: Month, day: date) -> bool:
    return since.first_day <= day


def _named_since(document: PromiseFile, correction: DeclarationCorrection) -> Month | None:
    """The first month of the term that a correction names."""
    since: Month | None = correction.was.since
    return since if since in [term.since for term in document.terms] else None


def _before(document: Any, correction: Any) -> Any:
    """What a document said before a correction."""
    was = {
        key: getattr(correction.was, key)
        for key in type(correction.was).model_fields
        if key in correction.was.model_fields_set
    }
    if isinstance(document, PromiseFile):
        return _declaration_before(document, correction, was)
    if isinstance(document, PlacesFile):
        places = {**document.places, **was.get("places", {})}
        return _with(document, {"places": {name: place for name, place in places.items() if place is not None}})
    return _with(document, was)


def _declaration_before(document: PromiseFile, correction: DeclarationCorrection, was: dict[str, Any]) -> PromiseFile:
    before = document
    if was.get("terms") is not None:
        before = _with(before, {"terms": was["terms"]})
    if _named_since(document, correction) is not None:
        was.pop("since", None)  # it names the term, and is as it was
    for key, old in was.items():
        if key == "terms":
            continue
        index = holder_of(document, correction, key)
        holder: Any = before if index is None else before.terms[min(index, len(before.terms) - 1)]
        if key in _IN_MEASURE:
            changed = _with(holder, {"measure": _with(holder.measure, {key: old})}) if holder.measure else holder
        else:
            changed = _with(holder, {key: old})
        if index is None:
            before = changed
        else:
            terms = [*before.terms]
            terms[min(index, len(terms) - 1)] = changed
            before = _with(before, {"terms": tuple(terms)})
    return before


def _with(document: Any, values: dict[str, Any]) -> Any:
    """A document with other values; None for a key that was not there."""
    absent = {key for key, value in values.items() if value is None}
    defaults = {key: type(document).model_fields[key].get_default() for key in absent}
    changed = document.model_copy(update=values | defaults)
    changed.__pydantic_fields_set__.difference_update(absent)
    return changed
