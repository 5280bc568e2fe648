"""Where a key belongs that may not stand where it stands: below a key beside it, or further out."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key
from service_promises.source.documents.keys import FILES, Shape, document_at, keys_at, keys_of

_MOST_HOLDERS = 4
"""Of more places than these, none is meant for certain."""
_KIND = {
    "service": "of the service, promises/service.yml",
    "places": "of the places, promises/places.yml",
    "declared": "of a promise, and belongs into promises/declared/",
    "delivered": "of a month, and belongs into promises/delivered/",
    "fixes": "of a fix, and belongs into promises/fixes/",
    "pledges": "of a pledge, and belongs into promises/pledges/",
}


class _Holder(NamedTuple):
    """A key that others may stand below."""

    name: str
    shape: Shape
    is_there: bool
    """Whether it stands in the file already."""


class MisplacedKeys(NamedTuple):
    """Keys that stand in the wrong place, and belong to the same one."""

    problem: Problem
    """With the first of them; it names the others."""
    others: Sequence[str] = ()


def value_at(data: Any, steps: Keys) -> Any:
    """What stands where the steps lead; None where they lead nowhere."""
    for step in steps:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def misplaced_key(model: type[BaseModel], data: Any, here: Keys, names: list[str]) -> MisplacedKeys | None:
    """What to do about keys that may not stand here, and belong to one other place; None where there is none.

    `names` are those that may not stand here, in their order; the problem is with the first of them.
    """
    name = names[0]
    holder = _below(model, data, here, name)
    if holder:
        others = [other for other in names[1:] if _below(model, data, here, other) == holder]
        return MisplacedKeys(_below_holder(here, name, holder, _too(others)), others)
    several = [f"`{one.name}:`" for one in _holders(model, data, here, name)]
    if 1 < len(several) <= _MOST_HOLDERS:
        known = f"{', '.join(several[:-1])} or {several[-1]}"
        return MisplacedKeys(named_problem("key-below-several", at_key(*here, name), name=name, known=known))
    return _further_out(model, data, here, names)


def other_kind(model: type[BaseModel], data: Mapping[str, Any]) -> Problem | None:
    """What to do about a file all of whose keys are those of another kind of file, and not of its own."""
    names = [name for name in data if isinstance(name, str)]
    wrong = [name for name in names if name not in keys_of(model)]
    if not wrong or len(names) < 2:
        return None
    for kind, file in FILES.items():
        if file.document is not model and not data.keys() - set(keys_of(file.document)):
            return named_problem("file-of-another-kind", at_key(wrong[0]), kind=_KIND[kind])
    return None


def _holders(model: type[BaseModel], data: Any, here: Keys, name: str) -> list[_Holder]:
    """The keys here below which a name may stand."""
    document = document_at(model, here)
    present = value_at(data, here)
    keys = keys_of(document).values() if document else ()
    return [
        _Holder(key.name, key.shape, isinstance(present, dict) and key.name in present)
        for key in keys
        if key.document is not None and name in keys_of(key.document)
    ]


def _below(model: type[BaseModel], data: Any, here: Keys, name: str) -> _Holder | None:
    """The key here below which a name belongs; None where it can't be told."""
    holders = {holder.name: holder for holder in _holders(model, data, here, name)}
    if len(holders) == 1:
        return next(iter(holders.values()))
    present = value_at(data, here)
    above = list(present)[: list(present).index(name)] if isinstance(present, dict) and name in present else []
    known = keys_at(model, here)
    nearest = next((key for key in reversed(above) if key in known), None)
    return holders.get(nearest) if nearest else None


def _further_out(model: type[BaseModel], data: Any, here: Keys, names: list[str]) -> MisplacedKeys | None:
    """What to do about keys that belong beside the key that they stand below, or below another beside that."""
    name, location = names[0], at_key(*here, names[0])
    inside = next((step for step in reversed(here) if isinstance(step, str)), None)
    around = here[: here.index(inside)] if inside else ()
    document, present = document_at(model, around), value_at(data, around)
    if document is None or inside not in keys_of(document) or not isinstance(present, dict):
        return None
    if name in keys_of(document):
        if name in present:
            return MisplacedKeys(named_problem("key-too-far-in-twice", location, name=name, inside=inside))
        others = [other for other in names[1:] if other in keys_of(document) and other not in present]
        return MisplacedKeys(
            named_problem("key-too-far-in", location, name=name, inside=inside, too=_too(others)), others
        )
    beside = [holder.name for holder in _holders(model, data, around, name) if holder.shape is Shape.ONE]
    if len(beside) != 1:
        return None
    return MisplacedKeys(named_problem("key-below-another", location, name=name, holder=beside[0], inside=inside))


def _below_holder(here: Keys, name: str, holder: _Holder, too: str) -> Problem:
    kinds = {Shape.ONE: "key-below", Shape.LIST: "key-below-list", Shape.MAPPING: "key-below-names"}
    missing = holder.shape is Shape.ONE and not holder.is_there
    message = "key-below-missing" if missing else kinds[holder.shape]
    return named_problem(message, at_key(*here, name), name=name, holder=holder.name, too=too)


def _too(names: list[str]) -> str:
    """The names that go the same way, as the end of a sentence."""
    return f"; the same for {', '.join(f'`{name}`' for name in names)}" if names else ""
