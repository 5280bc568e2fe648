"""Warnings about a figure, and about a whole month, each in the file to look at."""

from collections.abc import Iterator

from service_promises.ledger.periods.month import Month
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value
from service_promises.source.reading import Reading
from service_promises.source.source_record import SourceRecord


def month_warning(reading: Reading, month: Month, name: str, **values: object) -> Iterator[Problem]:
    """A warning about a whole month, in its first file, or in its first table of places where it has no other."""
    for files, location in ((reading.month_files, at_value("month")), (reading.place_tables, at_key(1))):
        file = next((file for file in files if file.name == str(month)), None)
        if file is not None:
            return file.accept([named_problem(name, location, month=month, **values)])
    return iter(())


def scale_warning(record: SourceRecord, key: str, what: str) -> Iterator[Problem]:
    """A figure of a record; of a sum over places, in the file of the first of them."""
    problem = named_problem(
        "unlikely-share" if key == "share" else "unlikely-figure",
        at_value(*record.keys, key) if not record.place else at_key(*record.keys),
        key=key,
        promise=record.promise,
        month=record.month,
        what=what,
    )
    return record.file.accept([problem._replace(promise=record.promise)])
