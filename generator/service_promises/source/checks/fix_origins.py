"""Fixes after a month of which the site says nothing."""

from collections.abc import Iterator

from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_value
from service_promises.source.reading import Reading


def check_fix_origins(reading: Reading) -> Iterator[Problem]:
    """Fixes after a month of which the site says nothing."""
    ledger = reading.partial
    if ledger is None or not reading.knows_months:
        return
    promises, uncertain = reading.sound_promise_files, reading.uncertain_months
    for file in reading.fix_files.values():
        for index, origin in enumerate(file.document.after):
            known = origin.promise in promises and origin.month not in uncertain
            if known and (origin.promise, origin.month) not in ledger.entries:
                problem = named_problem(
                    "fix-origin", at_value("after", index, "month"), promise=origin.promise, month=origin.month
                )
                yield from file.accept([problem])
