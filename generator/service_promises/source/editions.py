"""Documents as they were published before their corrections: each correction undone through its `was`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from service_promises.ledger.month import Month
from service_promises.source.documents.declared import MeasureKeys, PromiseFile, TermKeys

D = TypeVar("D", bound=BaseModel)
V = TypeVar("V")


def editions(document: D, value_of: Callable[[D], V]) -> tuple[V, ...]:
    """What was published before each correction of a document, the oldest first; `value_of` makes it of a document.

    A `was` that can't be read, or makes no value, tells nothing of what stood there: that key stays as it is.
    """
    corrected: Sequence[Any] = getattr(document, "corrected", ())
    values: list[V] = []
    for correction in reversed(corrected):
        document = _undone(document, correction, value_of)
        values.append(value_of(document))
    return tuple(reversed(values))


def _undone(document: D, correction: Any, value_of: Callable[[D], object]) -> D:
    keys = [key for key in type(correction.was).model_fields if key in correction.was.model_fields_set]
    was = {key: getattr(correction.was, key) for key in keys}
    steps = _in_promise(document, was, correction) if isinstance(document, PromiseFile) else _in_document(was)
    for step in steps:
        try:
            before = step(document)
            value_of(before)
        except (ValidationError, PydanticCustomError, LookupError):
            continue
        document = before
    return document


def _in_document(was: Mapping[str, Any]) -> Iterator[Callable[[Any], Any]]:
    for key, old in was.items():
        yield partial(_with, attribute=key, old=old)


def _in_promise(document: PromiseFile, was: Mapping[str, Any], correction: Any) -> Iterator[Callable[[Any], Any]]:
    """The steps that put back the keys of a promise, of one of its terms, or of a measure."""
    index, named = _term(document, was, correction)
    for key, old in was.items():
        if key == "since" and named:
            continue
        if key in MeasureKeys.model_fields:
            yield partial(_in_measure, key=key, old=old, index=index if named else None)
        elif key in PromiseFile.model_fields and not (named and key in TermKeys.model_fields):
            yield partial(_with, attribute=key, old=old)
        else:
            yield partial(_in_term, index=index, change=partial(_with, attribute=key, old=old))


def _term(document: PromiseFile, was: Mapping[str, Any], correction: Any) -> tuple[int, bool]:
    """Which term a correction speaks of, and whether it names it; else it is the newest of its day."""
    sinces = [term.since for term in document.terms]
    for index, since in enumerate(sinces):
        if str(was.get("since")) == str(since):
            return index, True
    begun = [index for index, since in enumerate(sinces) if since <= Month.of(correction.on)]
    return (begun[-1] if begun else 0), False


def _in_term(document: PromiseFile, index: int, change: Callable[[TermKeys], TermKeys]) -> PromiseFile:
    terms = [change(term) if place == index else term for place, term in enumerate(document.terms)]
    return document.model_copy(update={"terms": tuple(terms)})


def _in_measure(document: PromiseFile, key: str, old: Any, index: int | None) -> PromiseFile:
    if index is None:
        return document.model_copy(update={"measure": _with(document.measure, key, old)})
    measure = document.terms[index].measure
    if measure is None:  # the term takes it from the promise
        return _in_measure(document, key, old, None)
    before = {"measure": _with(measure, key, old)}
    return _in_term(document, index, lambda term: term.model_copy(update=before))


def _with(document: D, attribute: str, old: Any) -> D:
    """A document with the old value of a key."""
    if old is None:
        field = type(document).model_fields[attribute]
        if field.is_required():
            raise LookupError(attribute)
        return document.model_copy(update={attribute: field.get_default()})
    return document.model_copy(update={attribute: _adapter(type(document), attribute).validate_python(old)})


@cache
def _adapter(model: type[BaseModel], attribute: str) -> TypeAdapter[Any]:
    field = model.model_fields[attribute]
    annotated: Any = Annotated[field.annotation, *field.metadata]  # made at run time, which no type checker reads
    return TypeAdapter(annotated)
