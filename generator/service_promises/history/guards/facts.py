"""The guarded facts of a document: what changes only with a correction, with where it stands and what names it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from service_promises.ledger.periods.month import ReportBy
from service_promises.problems.problem import Keys
from service_promises.source.documents.base import Document, Guard
from service_promises.source.documents.declared import MeasureKeys, PromiseFile, TermKeys
from service_promises.source.documents.editions import nearest_own
from service_promises.source.documents.keys import keys_of
from service_promises.source.documents.old_values import CORRECTION_GUARDS
from service_promises.source.documents.places import PlacesFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.documents.written import fact

FactName = tuple[str, ...]
"""The keys that lead to a fact; a term is named by its first month."""

_BY_TERM = ("terms", "promise", "measure")
"""Keys of a promise whose facts are those of its terms."""
_OF_TERM = {
    key.attribute: key.guard or Guard.CORRECTION
    for key in keys_of(TermKeys).values()
    if key.guard is not Guard.FREELY and key.name != "since"
}


class Fact(NamedTuple):
    """One thing that a document says."""

    key: str
    """The key that it is the value of, or of a part of it."""
    value: Any
    """What is compared of it, as plain data; None where it says nothing of it."""
    written: Any
    """The value of the document."""
    keys: Keys
    """Where it stands, or would."""
    guard: Guard = Guard.CORRECTION
    also_named: tuple[str, ...] = ()
    """Keys of a correction that would name it too, for it is a part of them."""


def facts_of(document: Document) -> Mapping[FactName, Fact]:
    """Every fact of a document that changes only with a correction."""
    facts: dict[FactName, Fact] = {
        (key.name,): Fact(key.name, fact(value := getattr(document, key.attribute)), value, (key.name,), key.guard)
        for key in keys_of(type(document)).values()
        if key.guard is not None and key.guard in CORRECTION_GUARDS and key.name not in _BY_TERM
    }
    if isinstance(document, ServiceFile):  # where none is written, one holds all the same
        by = document.report_by or ReportBy()
        whole = {"day": str(by.day), "months": str(by.months)}
        facts["report_by",] = facts["report_by",]._replace(value=whole, written=whole)
    if isinstance(document, PlacesFile):
        return dict(_of_places(document))
    return {**facts, **dict(_of_terms(document))} if isinstance(document, PromiseFile) else facts


def _of_places(document: PlacesFile) -> Iterator[tuple[FactName, Fact]]:
    """In which months anything is due at each place."""
    for name, place in document.places.items():
        value = {"since": fact(place.since), "until": fact(place.until)}
        yield ("places", name), Fact("places", value, {name: place}, ("places", name))


def _of_terms(document: PromiseFile) -> Iterator[tuple[FactName, Fact]]:
    """What holds in each term, whether it says so itself or leaves it to the ones before."""
    for index, term in enumerate(document.terms):
        name, keys = ("terms", str(term.since)), ("terms", index)
        for key, guard in _OF_TERM.items():
            if key == "promise":
                own = nearest_own(document, index, key)
                wording = document.promise if own is None else document.terms[own].promise
                yield (
                    (*name, key),
                    Fact(
                        key,
                        fact(wording),
                        wording,
                        (key,) if own is None else ("terms", own, key),
                        also_named=("terms",),
                    ),
                )
            elif key != "measure":
                value = getattr(term, key)
                if key == "interim":
                    yield from _of_interims(term, name, keys)
                else:
                    yield (*name, key), Fact(key, fact(value), value, (*keys, key), guard, ("terms",))
        own = nearest_own(document, index, "measure")
        measure = document.measure if own is None else document.terms[own].measure
        above: Keys = ("measure",) if own is None else ("terms", own, "measure")
        for one in keys_of(MeasureKeys).values():
            value = getattr(measure, one.attribute)
            yield (
                (*name, "measure", one.name),
                Fact(one.name, fact(value), value, (*above, one.name), also_named=("measure", "terms")),
            )


def _of_interims(term: TermKeys, name: FactName, keys: Keys) -> Iterator[tuple[FactName, Fact]]:
    """Interim targets, each by its target and months."""
    for index, interim in enumerate(term.interim):
        since = interim.since or term.since
        value = {"target": fact(interim.target), "since": str(since), "until": fact(interim.until)}
        way = (*keys, "interim", index)
        yield (
            (*name, "interim", *map(str, value.values())),
            Fact("interim", value, term.interim, way, also_named=("terms",)),
        )
