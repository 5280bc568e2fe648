"""The records of single places, in tables and in YAML."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service_promises.ledger.periods.month import Month
from service_promises.source.files import FileKind
from service_promises.source.source_file import SourceFile
from service_promises.source.source_record import RecordKey, SourceRecord
from service_promises.source.to_ledger import delivery_of

PlaceRecords = Mapping[RecordKey, Mapping[str, SourceRecord]]
"""By promise and month, then by place."""


def place_records(files: Iterable[SourceFile[Any]]) -> PlaceRecords:
    """The records of single places in all files; of two for one place the first."""
    records: dict[RecordKey, dict[str, SourceRecord]] = {}
    for record in every_place_record(files):
        records.setdefault((record.promise, record.month), {}).setdefault(record.place, record)
    return records


def every_place_record(files: Iterable[SourceFile[Any]]) -> Iterator[SourceRecord]:
    """Every record of a place, those in YAML first: they say more."""
    tables = []
    of_months = {}
    for file in files:
        if file.document is None:
            continue
        if file.kind is FileKind.PLACE_TABLE:
            tables.append(file)
        elif file.kind is FileKind.DELIVERED:
            if not file.is_part:
                of_months[file.name] = file.document
            yield from _in_yaml(file)
    for table in tables:
        month, name, of_month = Month.parse(table.name), table.promise, of_months.get(table.name)
        late = {"reported": of_month.reported, "told": of_month.told} if of_month and of_month.reported else {}
        for row in table.document.rows:
            delivery = row.delivery._replace(**late) if late and row.delivery.reported is None else row.delivery
            yield SourceRecord(table, name, month, delivery, row.place, row)


def _in_yaml(file: SourceFile[Any]) -> Iterator[SourceRecord]:
    month = Month.parse(file.name)
    for name, record in file.document.delivered.items():
        for place, document in record.by_place.items():
            yield SourceRecord(file, name, month, delivery_of(document, file.document), place)
