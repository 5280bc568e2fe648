"""`data/pledges.csv`: every pledge, its state and how far it is."""

from collections.abc import Iterator
from decimal import Decimal

from service_promises.ledger.commitments.pledge import Pledge
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.rounding import plain
from service_promises.outputs.commitment_columns import CommitmentRow, commitment_columns
from service_promises.outputs.csv_table import csv_file, csv_table, row_of
from service_promises.outputs.published_file import Column, ColumnType, PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The table of pledges."""
    yield csv_file(
        "data/pledges.csv",
        lambda: pledges_csv(site.context.ledger),
        N_("One row for each pledge: what was promised by a date, and not because something had fallen short."),
        COLUMNS,
        position=3,
    )


def pledges_csv(ledger: Ledger) -> str:
    """One row for each pledge, sorted by id."""
    rows = (CommitmentRow(pledge, ledger.as_of) for pledge in ledger.pledges.values())
    return csv_table(COLUMNS, (row_of(COLUMNS, row) for row in rows))


def _text(figure: Decimal | None) -> str:
    return "" if figure is None else plain(figure)


COLUMNS: tuple[Column[CommitmentRow[Pledge]], ...] = (
    *commitment_columns(
        Column[CommitmentRow[Pledge]]("pledge", lambda row: row.of.id, N_("Id of the pledge; never changes."))
    ),
    Column(
        "target",
        lambda row: _text(row.of.target),
        N_("How many it is to be in the end; empty where that is not counted."),
        ColumnType.NUMBER,
    ),
    Column("unit", lambda row: row.of.unit or "", N_("What is counted.")),
    Column(
        "figure",
        lambda row: _text(row.of.progress[-1].figure) if row.of.progress else "",
        N_("How many it was on the last day of which that was said; empty where none was, or it is not published."),
        ColumnType.NUMBER,
    ),
)
