"""The days in a document on which something was made public."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel

from service_promises.problems.problem import Keys
from service_promises.source.documents.base import PublishedDay
from service_promises.source.documents.keys import keys_of


class DatedEvent(NamedTuple):
    """Something that was made public on a day."""

    keys: Keys
    """Where the day stands."""
    day: date
    told: date | None
    """The day on which that was recorded here, where it was later."""
    role: PublishedDay

    @property
    def what(self) -> tuple[object, ...]:
        """What it is and when, whichever place it has in a list."""
        return *(step for step in self.keys if isinstance(step, str)), self.day, self.told


def published_days(document: BaseModel, above: Keys = (), leaving: tuple[str, ...] = ()) -> Iterator[DatedEvent]:
    """The days in a document and in the documents within it, but for those at or below some keys."""
    for key in keys_of(type(document)).values():
        value = getattr(document, key.attribute)
        if not value or key.name in leaving:
            continue
        if key.published is not None:
            told = getattr(document, "told", None) if key.published.may_be_told else None
            yield DatedEvent((*above, key.name), value, told, key.published)
        elif key.document is not None:
            for keys, within in _documents((*above, key.name), value):
                yield from published_days(within, keys)


def _documents(keys: Keys, value: Any) -> Iterator[tuple[Keys, BaseModel]]:
    if isinstance(value, BaseModel):
        yield keys, value
    elif isinstance(value, tuple | dict):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for step, item in items:
            yield from _documents((*keys, step), item)
