"""`data/fixes.csv`: every fix and its state."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from service_promises.ledger.fix import Fix
from service_promises.ledger.ledger import Ledger
from service_promises.outputs.csv_table import ENCODING, csv_table, row_of
from service_promises.outputs.published_file import Column, ColumnType, PublishedFile, Role
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The one file."""
    yield PublishedFile(
        "data/fixes.csv",
        "text/csv",
        lambda: fixes_csv(site.context.ledger).encode(ENCODING),
        Role.DATA,
        N_("One row for each fix that was promised."),
        COLUMNS,
        place=3,
    )


def fixes_csv(ledger: Ledger) -> str:
    """One row for each fix, sorted by id."""
    return csv_table(COLUMNS, (row_of(COLUMNS, _Row(fix, ledger.as_of)) for fix in ledger.fixes.values()))


class _Row(NamedTuple):
    fix: Fix
    as_of: date


COLUMNS: tuple[Column[_Row], ...] = (
    Column("fix", lambda row: row.fix.id, N_("Id of the fix; never changes.")),
    Column(
        "state",
        lambda row: row.fix.state(row.as_of),
        N_("overdue, promised, late, kept or dropped, judged by the first date promised."),
    ),
    Column("we_will", lambda row: row.fix.we_will, N_("What is to be different.")),
    Column("first_by", lambda row: str(row.fix.first_by), N_("The first date promised, YYYY-MM-DD."), ColumnType.DAY),
    Column("by", lambda row: str(row.fix.by), N_("The date as it stands now, YYYY-MM-DD."), ColumnType.DAY),
    Column(
        "done",
        lambda row: str(row.fix.done.on) if row.fix.done else "",
        N_("The day on which it was done, YYYY-MM-DD; empty while it is not."),
        ColumnType.DAY,
    ),
    Column(
        "told",
        lambda row: str(ended.told or "") if (ended := row.fix.done or row.fix.dropped) else "",
        N_("The day on which it was recorded here that it was done or dropped, where that was later, YYYY-MM-DD."),
        ColumnType.DAY,
    ),
    Column(
        "after",
        lambda row: "; ".join(f"{origin.promise} {origin.month}" for origin in row.fix.after),
        N_("Promise and month after which it was promised; several are parted by semicolons."),
    ),
)
