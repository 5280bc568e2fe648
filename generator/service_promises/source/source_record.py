"""Records and the files that they stand in."""

from typing import Any, NamedTuple

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.periods.month import Month
from service_promises.problems.problem import Keys
from service_promises.source.documents.delivered import PlaceRecord, Record
from service_promises.source.documents.place_table import PlaceRow
from service_promises.source.documents.written import stated_keys
from service_promises.source.source_file import SourceFile

RecordKey = tuple[str, Month]
"""A promise's id, and a month."""


class SourceRecord(NamedTuple):
    """A record, of a promise as a whole or of one of its places, and the file that it stands in."""

    file: SourceFile[Any]
    promise: str
    """The promise's id as it stands in the file."""
    month: Month
    delivery: Delivery
    """The record as the ledger takes it."""
    place: str = ""
    """The place's id as it stands in the file; empty for the whole."""
    row: PlaceRow | None = None
    """The row of a table that it is; None in YAML."""

    @property
    def in_table(self) -> bool:
        """Whether it is a row of a table."""
        return self.row is not None

    @property
    def document(self) -> PlaceRecord:
        """The record as it is written in YAML."""
        of_whole: Record = self.file.document.delivered[self.promise]
        return of_whole.by_place[self.place] if self.place else of_whole

    @property
    def keys(self) -> Keys:
        """The way to the record in its file."""
        if self.row is not None:
            return (self.row.number,)
        return ("delivered", self.promise, "by_place", self.place) if self.place else ("delivered", self.promise)

    @property
    def stated(self) -> frozenset[str]:
        """The keys that say something in it."""
        return stated_keys(self.document) if self.row is None else self.row.stated

    @property
    def reported_keys(self) -> Keys:
        """Where the day on which it was published stands, or belongs: with the record or with its month."""
        has_day = self.delivery.reported is not None
        of_month = has_day and self.row is None and self.document.reported is None
        return ("reported",) if of_month else (*self.keys, "reported")

    @property
    def invalid(self) -> frozenset[Keys]:
        """The values of the record that are invalid, by their keys within it."""
        own = self.keys
        end = len(own)
        return frozenset(keys[end:] for keys in self.file.invalid if keys[:end] == own and len(keys) > end)
