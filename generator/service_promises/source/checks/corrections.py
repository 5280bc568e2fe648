"""Corrections that change nothing, in every file."""

from collections.abc import Iterator

from service_promises.problems.problem import Problem
from service_promises.source.reading import Reading
from service_promises.source.rules.corrections import check_document_corrections, check_record_corrections


def check_no_idle_corrections(reading: Reading) -> Iterator[Problem]:
    """Corrections that change nothing."""
    ledger = reading.partial
    if ledger is None:
        return
    of_places = (record for records in reading.place_records.values() for record in records.values())
    for record in (*reading.records.values(), *of_places):
        if record.delivery.corrected:
            yield from record.file.accept(check_record_corrections(record.keys, record.delivery))
    if reading.service_file is not None:
        yield from reading.service_file.accept(check_document_corrections(ledger.service.corrected))
    for name, promise in ledger.promises.items():
        yield from reading.promise_files[name].accept(check_document_corrections(promise.corrected))
    for name, fix in ledger.fixes.items():
        yield from reading.fix_files[name].accept(check_document_corrections(fix.corrected))
