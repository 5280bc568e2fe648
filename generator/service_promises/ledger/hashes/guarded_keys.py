"""Which keys of what is published are hashed, and how each may change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

FreeKeys = Mapping[str, Any]
"""Keys that change freely within others, each with those below it; nothing below one that is free as a whole."""


@dataclass(frozen=True)
class KeyGroups:
    """The keys of one kind of document, as they are written, by how they may change; what changes freely is in none."""

    chain: tuple[str, ...]
    """Only with a correction."""
    dated: Mapping[str, tuple[str, ...]]
    """With a new day; each with the way to the key that has the day, which is in no other group."""
    once: tuple[str, ...]
    """May come later; what is there stays as it is, but for a correction. Of a list each item does."""
    free: FreeKeys
    """What within these keys changes freely."""
    quotations: tuple[str, ...] = ()
    """The way to the list of what customers wrote; empty where there is none."""

    @cached_property
    def beside(self) -> list[str]:
        """The keys of all that is not in the chain, with those that have the days."""
        names = [*self.once, *self.dated, *(way[0] for way in self.dated.values()), *self.quotations[:1]]
        return [*dict.fromkeys(names)]


class GuardedKeys(NamedTuple):
    """The keys of everything that is published."""

    service: KeyGroups
    promise: KeyGroups
    term: KeyGroups
    month: KeyGroups
    record: KeyGroups
    fix: KeyGroups
    pledge: KeyGroups


def without(data: Any, tree: FreeKeys) -> Any:
    """Plain data without the keys of a tree."""
    if not tree:
        return data
    if isinstance(data, list):
        return [without(item, tree) for item in data]
    if not isinstance(data, dict):
        return data
    return {key: without(item, tree.get(key, {})) for key, item in data.items() if tree.get(key) != {}}


def at(data: Any, way: Iterable[str]) -> Any:
    """What stands at the end of a way; of a list its last item; None where there is nothing."""
    for key in way:
        if isinstance(data, list):
            data = data[-1] if data else None
        if not isinstance(data, dict):
            return None
        data = data.get(key)
    return data
