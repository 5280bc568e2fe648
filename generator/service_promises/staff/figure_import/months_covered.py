"""Months of a table for which nothing can be recorded yet: told once for each reason, with what to write."""

from collections.abc import Sequence
from itertools import groupby

from service_promises.ledger.ledger import Ledger
from service_promises.source.files import SERVICE_PATH, FileKind, path_of
from service_promises.staff.figure_import.figures import RowFigures
from service_promises.staff.spreadsheets.table import Table


def check_months(rows: Sequence[RowFigures], table: Table, ledger: Ledger) -> list[RowFigures]:
    """The records of months that can have one; why the others can't is noted in the table."""
    covers, as_of = ledger.service.covers, ledger.as_of
    too_early = [row for row in rows if row.month < covers.from_]
    not_over = [row for row in rows if row.month.last_day >= as_of]
    if too_early:
        first = min(row.month for row in too_early)
        table.reject(
            too_early[0].location,
            f"there are figures from {first} on, and service.yml says that yours begin in {covers.from_}",
            f"write in {SERVICE_PATH}, below `covers:`, and import again: from: {first}",
        )
    if not_over:
        first = min(row.month for row in not_over)
        table.reject(
            not_over[0].location,
            f"there are figures of {first}, which is not over before {first.plus(1).first_day}",
            "a month is reported when it is over: clear its figures for now",
        )
    possible = [row for row in rows if row.month >= covers.from_ and row.month.last_day < as_of]
    before = _before_first_terms(possible, table, ledger)
    return [row for row in possible if row not in before]


def _before_first_terms(rows: Sequence[RowFigures], table: Table, ledger: Ledger) -> list[RowFigures]:
    """The records from before a promise was made, of those that are not measured then."""
    early = [
        row
        for row in rows
        if row.month < (promise := ledger.promises[row.promise]).terms[0].since and not promise.also_measured
    ]
    for name, of_promise in groupby(
        sorted(early, key=lambda row: (row.promise, row.month)), key=lambda row: row.promise
    ):
        first = next(of_promise)
        since = ledger.promises[name].terms[0].since
        table.reject(
            first.location,
            f"there are figures of {name} from {first.month} on, and its first term begins in {since}",
            f"where it was promised before that, write in {path_of(FileKind.DECLARED, name)}: since: {first.month}; where it"
            " was only measured: also_measured: true",
        )
    return early
