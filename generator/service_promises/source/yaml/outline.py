"""The keys of a file as its lines need them: which may stand where, and what stands behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outline:
    """What may stand at one place of a file; several of these where a value may be written in several ways."""

    keys: Mapping[str, Outline] = field(default_factory=dict)
    """Of a mapping: its keys, with what stands behind each."""
    values: Outline | None = None
    """Of a mapping with names of one's own, such as ids, for keys: what stands behind each of them."""
    item: Outline | None = None
    """Of a list: what each of its items is."""
    text: bool = False

    @property
    def mapping(self) -> bool:
        """Whether keys with values may stand here."""
        return bool(self.keys) or self.values is not None

    @property
    def only_text(self) -> bool:
        """Whether nothing but text may stand here."""
        return self.text and not (self.mapping or self.item)

    @property
    def anything(self) -> bool:
        """Whether nothing is known of what stands here."""
        return not (self.mapping or self.text or self.item)

    def below(self, key: str) -> Outline | None:
        """What stands behind a key; None for one that may not stand here."""
        known = self.keys.get(key)
        if known is None and self.values is not None and key not in self.values.keys:
            return self.values
        return known

    def every_key(self) -> Iterator[str]:
        """The keys that stand here and further in."""
        yield from self.keys
        for inner in (*self.keys.values(), self.values, self.item):
            if inner is not None:
                yield from inner.every_key()


ANYTHING = Outline()
