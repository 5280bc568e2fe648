"""`data/fixes.csv`: every fix and its state."""

from collections.abc import Iterator

from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.ledger import Ledger
from service_promises.outputs.commitment_columns import CommitmentRow, commitment_columns
from service_promises.outputs.csv_table import csv_file, csv_table, row_of
from service_promises.outputs.published_file import Column, PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The table of fixes."""
    yield csv_file(
        "data/fixes.csv",
        lambda: fixes_csv(site.context.ledger),
        N_("One row for each fix that was promised."),
        COLUMNS,
        position=3,
    )


def fixes_csv(ledger: Ledger) -> str:
    """One row for each fix, sorted by id."""
    return csv_table(COLUMNS, (row_of(COLUMNS, CommitmentRow(fix, ledger.as_of)) for fix in ledger.fixes.values()))


COLUMNS: tuple[Column[CommitmentRow[Fix]], ...] = (
    *commitment_columns(Column[CommitmentRow[Fix]]("fix", lambda row: row.of.id, N_("Id of the fix; never changes."))),
    Column(
        "after",
        lambda row: "; ".join(f"{origin.promise} {origin.month}" for origin in row.of.after),
        N_("Promise and month after which it was promised; several are parted by semicolons."),
    ),
)
