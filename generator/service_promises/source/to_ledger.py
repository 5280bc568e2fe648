"""From documents to the ledger's values.

A value of the ledger has the same names as the document that it comes from, and a key that is absent there has
the ledger's default. What is not taken over as it is, is named here: targets are read, what a term leaves
unsaid is what the one before says, and an interim begins with its term.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.commitments.pledge import Pledge
from service_promises.ledger.delivery import Correction, CustomersSaid, Delivery, Elsewhere, Letter
from service_promises.ledger.places import Place, Places
from service_promises.ledger.promises.promise import Case, Interim, Measure, Promise, Term
from service_promises.ledger.service import Service
from service_promises.source.documents.commitment import CommitmentCorrection
from service_promises.source.documents.declared import (
    DeclarationCorrection,
    InterimKeys,
    MeasureKeys,
    PromiseFile,
    TermKeys,
)
from service_promises.source.documents.delivered import (
    CustomersSaidKeys,
    ElsewhereKeys,
    LetterCorrection,
    MonthFile,
    PlaceRecord,
    Record,
    RecordCorrection,
)
from service_promises.source.documents.editions import editions, written_after
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.keys import keys_of
from service_promises.source.documents.places import PlacesCorrection, PlacesFile
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.documents.service import ServiceCorrection, ServiceFile
from service_promises.source.documents.written import written
from service_promises.source.values.targets import target_of, term_target_of

V = TypeVar("V")

_CORRECTIONS = (
    CommitmentCorrection,
    DeclarationCorrection,
    LetterCorrection,
    PlacesCorrection,
    RecordCorrection,
    ServiceCorrection,
)
_NESTED = [key.attribute for key in keys_of(Record).values() if key.document and key.name != "by_place"]


def service_of(document: ServiceFile) -> Service:
    """Who promises."""
    return _value(Service, document, corrected=_corrections(document))


def promise_of(name: str, document: PromiseFile) -> Promise:
    """One promise; raises PydanticCustomError where a target does not fit what is measured."""
    terms: list[Term] = []
    for term in document.terms:
        terms.append(_term(term, terms[-1] if terms else None, document))
    corrected = _corrections(document)
    return _value(
        Promise, document, id=name, distinction=None, terms=tuple(terms), corrected=corrected, **_due_in(document)
    )


def letter_of(document: MonthFile) -> Letter:
    """The open letter that a file of a month has, or had."""
    text, revised = document.letter or "", document.revised
    return Letter(text, revised, tuple(_nested(Correction, correction) for correction in document.corrected))


def measure_of(document: MeasureKeys) -> Measure:
    """What is counted."""
    return _value(Measure, document)


def places_of(document: PlacesFile) -> Places:
    """Where promises are kept."""
    called = _value(Case, document.called) if document.called else Places().called
    places = {name: _value(Place, keys, id=name) for name, keys in document.places.items()}
    return Places(called=called, places=places, corrected=_corrections(document))


def delivery_of(record: PlaceRecord, month: MonthFile | None) -> Delivery:
    """One record, without those of its places; what its month says of the day of all its records is said of it too."""
    late = {}
    if month is not None and month.reported is not None and record.reported is None:
        late = {"reported": month.reported, "told": record.told or month.told}
    if late or any(map(record.__dict__.get, _NESTED)):
        of_place = {} if isinstance(record, Record) else {"elsewhere": None}
        return _value(Delivery, record, **late, **of_place)
    values = record.__dict__  # most records are figures and nothing else
    return Delivery._make([values.get(name) for name in Delivery._fields])


def fix_of(name: str, document: FixFile) -> Fix:
    """One fix."""
    return _value(Fix, document, id=name, corrected=_corrections(document))


def pledge_of(name: str, document: PledgeFile) -> Pledge:
    """One pledge."""
    return _value(Pledge, document, id=name, corrected=_corrections(document))


def editions_of(document: Any, value_of: Callable[[Any], V]) -> tuple[V, ...]:
    """What was published before each correction of a document, the oldest first; `value_of` makes it of a document.

    Where the old values make none, nobody knows what stood there, and it is taken for what stood there later.
    """
    *earlier, newest = editions(document)
    values = [value_of(newest)]
    for edition in reversed(earlier):
        try:
            values.append(value_of(edition.model_copy(update={"corrected": ()})))
        except PydanticCustomError:
            values.append(values[-1])
    return tuple(values[:0:-1])


def _corrections(document: Any) -> tuple[Correction, ...]:
    """The corrections of a document, each with what it put in place."""
    if not document.corrected:
        return ()
    return tuple(
        _nested(Correction, entry)._replace(now=written_after(after, entry))
        for after, entry in zip(editions(document)[1:], document.corrected, strict=True)
    )


def _term(document: TermKeys, before: Term | None, promise: PromiseFile) -> Term:
    measure = measure_of(document.measure) if document.measure else before and before.measure
    measure = measure or measure_of(promise.measure)
    return _value(
        Term,
        document,
        promise=document.promise or (before.promise if before else promise.promise),
        target=term_target_of(document.target, measure),
        measure=measure,
        interim=tuple(_interim(interim, document, measure) for interim in document.interim),
        **_due_in(document),
    )


def _due_in(document: PromiseFile | TermKeys) -> dict[str, Any]:
    return {"due_in": frozenset(document.due_in)} if document.due_in else {}


def _interim(document: InterimKeys, term: TermKeys, measure: Measure) -> Interim:
    target = target_of(document.target, measure)
    return _value(Interim, document, target=target, since=document.since or term.since)


def _value(kind: Callable[..., V], document: BaseModel, **worked_out: Any) -> V:
    """A value of the ledger from the document of the same names."""
    for name, below in _names(kind).items():
        if name not in worked_out and (value := getattr(document, name)) is not None:
            worked_out[name] = _nested(below, value)
    return kind(**worked_out)


def _nested(kind: Any, value: Any) -> Any:
    """The value of a key: of that kind where it has keys of its own, else as it is."""
    if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
        return tuple(_nested(kind, item) for item in value)
    if not isinstance(value, BaseModel):
        return value
    if isinstance(value, _CORRECTIONS):
        was = value.was
        old = {key: getattr(was, key) for key in type(was).model_fields if key in was.model_fields_set}
        as_text = _nested_old(old) if isinstance(value, RecordCorrection) else {k: written(v) for k, v in old.items()}
        return Correction(value.on, old | as_text, value.why, value.told)
    return _value(kind, value)


def _nested_old(old: Mapping[str, Any]) -> dict[str, Any]:
    """Old values with keys of their own as values of the ledger; what customers said repeats nobody's words."""
    survey, elsewhere = old.get("customers_said"), old.get("elsewhere")
    nested: dict[str, Any] = {}
    if isinstance(survey, CustomersSaidKeys):
        nested["customers_said"] = _value(CustomersSaid, survey)._replace(in_their_words=())
    if isinstance(elsewhere, ElsewhereKeys):
        nested["elsewhere"] = _value(Elsewhere, elsewhere)
    return nested


@cache
def _names(kind: Any) -> Mapping[str, Any]:
    """The fields of a value of the ledger, each with the kind of value in it."""
    return {
        name: next(part for part in (*get_args(hint), hint) if part is not NoneType)
        for name, hint in get_type_hints(kind).items()
    }
