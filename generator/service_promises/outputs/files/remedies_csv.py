"""`data/remedies.csv`: how many of those let down were put right."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from service_promises.ledger.delivery import Remedy
from service_promises.ledger.disclosure.remedy import RemedyCounts
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.rounding import plain
from service_promises.outputs.csv_table import csv_file, csv_table, row_of
from service_promises.outputs.published_file import Column, ColumnType, PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The table of remedies."""
    yield csv_file(
        "data/remedies.csv",
        lambda: remedies_csv(site.context.ledger),
        N_("One row for each record that counts how many of those let down were put right."),
        COLUMNS,
        position=4,
    )


def remedies_csv(ledger: Ledger) -> str:
    """One row for each record with `remedy`, by month, then promise, then place; the whole before its places."""
    rows = (
        _RecordRemedy(entry, entry.remedy, entry.delivery.remedy)
        for wholes in ledger.by_month.values()
        for whole in wholes
        for entry in (whole, *sorted(whole.place_entries, key=_place))
        if entry.delivery and entry.delivery.remedy and entry.remedy
    )
    return csv_table(COLUMNS, (row_of(COLUMNS, row) for row in rows))


def _place(entry: Entry) -> str:
    return entry.place.id if entry.place else ""


class _RecordRemedy(NamedTuple):
    entry: Entry
    counts: RemedyCounts
    remedy: Remedy


def _count(count: Callable[[RemedyCounts], Decimal | None]) -> Callable[[_RecordRemedy], str]:
    def cell(row: _RecordRemedy) -> str:
        figure = count(row.counts)
        return "" if figure is None else plain(figure)

    return cell


COLUMNS: tuple[Column[_RecordRemedy], ...] = (
    Column("promise", lambda row: row.entry.promise.id, N_("Id of the promise; never changes.")),
    Column(
        "place",
        lambda row: _place(row.entry),
        N_("Id of the place that the record is of; empty where it is of the whole."),
    ),
    Column("month", lambda row: str(row.entry.month), N_("The reporting month, YYYY-MM."), ColumnType.MONTH),
    Column(
        "owed",
        _count(lambda counts: counts.owed),
        N_("How many are owed what is promised then: those let down, unless stated otherwise."),
        ColumnType.NUMBER,
    ),
    Column(
        "given",
        _count(lambda counts: counts.given),
        N_("How many of them have had it; where small counts are hidden, empty like all others in the row."),
        ColumnType.NUMBER,
    ),
    Column(
        "unasked",
        _count(lambda counts: counts.unasked),
        N_("How many of those have had it without asking."),
        ColumnType.NUMBER,
    ),
    Column(
        "late",
        _count(lambda counts: counts.late),
        N_("How many of those had it later than promised."),
        ColumnType.NUMBER,
    ),
    Column("paid", lambda row: "" if row.counts.hidden else row.remedy.paid or "", N_("The sum paid, as stated.")),
    Column(
        "updated",
        lambda row: str(row.remedy.updated or ""),
        N_("The day on which these counts last changed, YYYY-MM-DD."),
        ColumnType.DAY,
    ),
)
