"""Records that can't be judged: those of wholes, and of places."""

from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.places import Places
from service_promises.ledger.service import Service
from service_promises.problems.problem import Problem, at_value
from service_promises.source.checks.place_records import wrong_place_records
from service_promises.source.files import FileKind
from service_promises.source.reading import Reading
from service_promises.source.rules.place_total import check_elsewhere
from service_promises.source.rules.records import check_expected, check_figures
from service_promises.source.source_record import RecordKey
from service_promises.source.values.calendar import FIRST_YEAR

_MONTH = at_value("month")


def wrong_records(reading: Reading, places: Places | None, service: Service | None) -> dict[RecordKey, list[Problem]]:
    """The records that may not stand, each with what is wrong with it and is not said of its values already.

    Without `places`, which may be unreadable, nothing is said of where a promise is made; without a `service` nothing
    of what only it tells.
    """
    if service is None:  # the figures are looked at all the same
        service = Service(name="", about="", for_="", covers=Coverage(Month(FIRST_YEAR, 1)), reach_us=())
    wrong: dict[RecordKey, list[Problem]] = {}
    # What the record of the whole lacks may stand in a table of places that is faulty.
    tables = {
        (file.promise, file.name) for file in reading.files if file.kind is FileKind.PLACE_TABLE and file.problems
    }
    for (name, month), record in reading.records.items():
        promise = reading.promises.get(name)
        if promise is None:
            continue
        has_places = (name, month) in reading.place_records or (name, str(month)) in tables
        problems = [*check_expected(promise, month, service, reading.as_of, record.keys, _MONTH)]
        problems += check_elsewhere(promise, month, record.delivery, has_places=promise.is_at_places(month))
        of_figures = [*check_figures(promise, month, record, reading.as_of, has_places=has_places)]
        if problems or of_figures:
            has_invalid_figures = any(len(keys) == 1 or keys[0] == "elsewhere" for keys in record.invalid)
            problems += [] if has_invalid_figures else of_figures
            wrong[name, month] = [*record.file.accept(problems)]
    for key, file, problem in wrong_place_records(reading, places, service):
        wrong.setdefault(key, []).extend(file.accept([problem]))
    return wrong
