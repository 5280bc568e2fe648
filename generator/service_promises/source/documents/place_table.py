"""`delivered/<YYYY-MM>/<promise id>.csv`: what was delivered of one promise at each place, one row a place."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from service_promises.ledger.delivery import Delivery
from service_promises.source.documents.delivered import PlaceRecord
from service_promises.source.documents.keys import Key, keys_of
from service_promises.source.documents.prose import Prose

PLACE = "place"
"""The column that a table must have."""

COLUMNS: Mapping[str, Key] = {
    name: keys_of(PlaceRecord)[name]
    for name in (
        "due",
        "kept",
        "share",
        "level",
        "done",
        "on",
        "let_down",
        "provisional",
        "final",
        "estimated",
        "not_comparable",
        "reported",
        "no_figure",
        "note",
    )
}
"""The keys of a record that may be columns; whatever needs more stands in YAML."""


class PlaceRow(NamedTuple):
    """What was delivered at one place."""

    number: int
    """Of the row, the first of a table being 1."""
    place: str
    """As it is written."""
    delivery: Delivery
    stated: frozenset[str]
    """The columns that say something."""


class PlaceTable(NamedTuple):
    """A promise at its places in one month."""

    rows: tuple[PlaceRow, ...] = ()


_TEXTS = {name: key for name, key in COLUMNS.items() if key.scalar is not None and key.scalar.author is not None}


def texts_of_table(table: PlaceTable) -> Iterator[Prose]:
    """Every text of a table."""
    for row in table.rows:
        if row.stated.isdisjoint(_TEXTS):
            continue  # most rows are figures and nothing else
        for name, key in _TEXTS.items():
            text = getattr(row.delivery, name)
            if name in row.stated and isinstance(text, str) and key.scalar is not None and key.scalar.author:
                yield Prose((row.number, name), text, key.scalar.author, key.scalar.gives_contacts)
