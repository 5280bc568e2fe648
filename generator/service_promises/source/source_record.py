"""Records and the files that they stand in."""

from typing import Any, NamedTuple

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.month import Month
from service_promises.problems.problem import Keys
from service_promises.source.documents.delivered import MonthFile, Record
from service_promises.source.documents.written import stated_keys
from service_promises.source.files import FileKind
from service_promises.source.source_file import SourceFile

RecordKey = tuple[str, Month]
"""A promise's id, and a month."""


class SourceRecord(NamedTuple):
    """A record and the file that it stands in."""

    file: SourceFile[MonthFile]
    promise: str
    """The promise's id as it stands in the file."""
    month: Month
    delivery: Delivery
    """The record as the ledger takes it."""

    @property
    def document(self) -> Record:
        """The record as it is written."""
        return self.file.document.delivered[self.promise]

    @property
    def keys(self) -> Keys:
        """The way to the record in its file."""
        return "delivered", self.promise

    @property
    def stated(self) -> frozenset[str]:
        """The keys that say something in it."""
        return stated_keys(self.document)

    @property
    def reported_keys(self) -> Keys:
        """Where the day on which it was published stands, or belongs: with the record or with its month."""
        of_month = self.document.reported is None and self.delivery.reported is not None
        return ("reported",) if of_month else (*self.keys, "reported")

    @property
    def invalid(self) -> frozenset[Keys]:
        """The values of the record that are invalid, by their keys within it."""
        return frozenset(keys[2:] for keys in self.file.invalid if keys[:2] == self.keys and len(keys) > 2)


class SourcePlaceRecord(NamedTuple):
    """A record of one place and the file that it stands in."""

    file: SourceFile[Any]
    promise: str
    month: Month
    place: str
    delivery: Delivery
    """The record as the ledger takes it."""
    keys: Keys
    """The way to the record in its file."""
    stated: frozenset[str]
    """The keys that say something in it."""

    @property
    def invalid(self) -> frozenset[Keys]:
        """The values of the record that are invalid, by their keys within it."""
        end = len(self.keys)
        return frozenset(keys[end:] for keys in self.file.invalid if keys[:end] == self.keys and len(keys) > end)

    @property
    def in_table(self) -> bool:
        """Whether it is a row of a table."""
        return self.file.kind is FileKind.PLACE_TABLE

    @property
    def reported_keys(self) -> Keys:
        """Where the day on which it was published stands, or belongs."""
        of_month = "reported" not in self.stated and self.delivery.reported is not None and not self.in_table
        return ("reported",) if of_month else (*self.keys, "reported")
