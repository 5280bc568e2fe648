"""What promises are called in lists, where more than one would be called the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from service_promises.ledger.promises.promise import Promise

_LONGEST = 60
"""Characters; what is longer does not fit behind a name."""


def same_names(promises: Iterable[Promise]) -> list[list[Promise]]:
    """Promises in force that lists would call the same."""
    groups: dict[str, list[Promise]] = {}
    for promise in promises:
        if promise.ends is None:
            groups.setdefault(promise.name_in(None).casefold().rstrip("."), []).append(promise)
    return [group for group in groups.values() if len(group) > 1]


def with_distinctions(promises: Iterable[Promise], areas: Mapping[str, str]) -> Iterator[Promise]:
    """Promises in their order; those in force that lists would call the same with what tells them apart.

    That is their area, else whom they are made to, else who answers for them, else their id: the first in which all
    of them differ. `areas` has the names of areas by id.
    """
    promises = list(promises)
    apart = {name: text for group in same_names(promises) for name, text in _distinctions(group, areas).items()}
    return (replace(one, distinction=apart[one.id]) if one.id in apart else one for one in promises)


def _distinctions(group: list[Promise], areas: Mapping[str, str]) -> dict[str, str]:
    ways: tuple[Callable[[Promise], str | None], ...] = (
        lambda promise: areas.get(promise.area or "", promise.area),
        lambda promise: promise.made_to.removesuffix("."),
        lambda promise: promise.owner.removesuffix("."),
    )
    for way in ways:
        texts = {promise.id: text for promise in group if (text := way(promise)) and len(text) <= _LONGEST}
        if len({text.casefold() for text in texts.values()}) == len(group):
            return texts
    return {promise.id: promise.id for promise in group}
