"""`import`: whether the figures of places fit the totals that stand beside them, in the files and in the table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pydantic_core import PydanticCustomError

from service_promises.ledger.delivery import COUNTS, Delivery
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.rounding import EXACT, plain
from service_promises.source.files import FileKind, source_path
from service_promises.source.place_records import place_records
from service_promises.source.rules.place_total import check_total
from service_promises.source.source_file import parse_file
from service_promises.source.to_ledger import delivery_of
from service_promises.source.values.figures import figure
from service_promises.staff.figure_import.figures import RowFigures
from service_promises.staff.spreadsheets.cell_texts import without_thousands
from service_promises.staff.spreadsheets.sheet_reader import TableFigure
from service_promises.staff.spreadsheets.table import Table


def check_totals(
    rows: Iterable[RowFigures], month: Month, contents: Mapping[str, bytes], table: Table, ledger: Ledger
) -> None:
    """Note where a month would have places that do not add up to the total typed beside them, as `check` has it.

    `contents` are the month's files with the figures of the rows in them, by path. It is said at the row of the total,
    or where that is not in the table at the first row of a place.
    """
    by_promise: dict[str, list[RowFigures]] = {}
    for row in rows:
        if ledger.promises[row.promise].is_at_places(month):
            by_promise.setdefault(row.promise, []).append(row)
    if not by_promise:
        return
    paths = [(path, raw) for name, raw in contents.items() if (path := source_path(name)) is not None]
    files = [parse_file(path, raw, ledger.as_of) for path, raw in paths]
    of_places = place_records(files)
    wholes: dict[str, Delivery] = {
        name: delivery_of(record, file.document)
        for file in files
        if file.kind is FileKind.DELIVERED and file.document is not None
        for name, record in file.document.delivered.items()
    }
    for name, of_promise in by_promise.items():
        promise, records = ledger.promises[name], of_places.get((name, month), {})
        reported = [record.delivery for record in records.values() if record.delivery.no_figure is None]
        due = len(ledger.places.due(promise, month))
        row = min(of_promise, key=lambda row: (bool(row.place), row.location.line))
        for problem in check_total(promise, month, wholes.get(name), reported, due, row.location) if records else ():
            key = str(problem.location.keys[-1]) if problem.location.keys else ""
            if problem.location is not row.location:  # else the total is yet to be typed, which may be done later
                at = row.location if row.place else row.locations.get(key, row.location)
                table.problems.append(problem._replace(location=at, message=f"{name} in {month}: {problem.message}"))


def check_sheet_totals(totals: Sequence[TableFigure], rows: Iterable[RowFigures], table: Table) -> None:
    """Note where a row of totals in the table is not the sum of the rows of places.

    Of several such rows each adds up a group, and of a row without a plain count nothing is known.
    """
    if not totals:
        return
    sums: dict[tuple[str, Month, str], Decimal] = {}
    for row in rows:
        for key in COUNTS if row.place else ():
            number = _count(row.figures.get(key, ""))
            if number is not None:
                group = row.promise, row.month, key
                sums[group] = EXACT.add(sums.get(group, Decimal(0)), number)
    many = Counter((one.promise, one.month, one.key) for one in totals)
    for one in totals:
        group = one.promise, one.month, one.key
        stated = _count(without_thousands(one.cell.text))
        if many[group] > 1 or stated is None or group not in sums or sums[group] == stated:
            continue
        message = (
            f"the places in the table add up to {one.key}: {plain(sums[group])}, and its total says {plain(stated)}"
        )
        way_out = "put right the one that is wrong; where the total counts more than these places, take its row out"
        table.reject(one.location, message, way_out)


def _count(text: str) -> Decimal | None:
    try:
        return figure(text)
    except PydanticCustomError:
        return None
