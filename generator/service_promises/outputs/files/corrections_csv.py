"""`data/corrections.csv`: every corrected figure and declaration."""

from collections.abc import Iterator

from service_promises.ledger.corrections.corrected_keys import CorrectedKey, corrected_keys
from service_promises.ledger.ledger import Ledger
from service_promises.outputs.csv_table import csv_file, csv_table, row_of
from service_promises.outputs.published_file import Column, ColumnType, PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The table of corrections."""
    yield csv_file(
        "data/corrections.csv",
        lambda: corrections_csv(site.context.ledger),
        N_("One row for each figure or text that was corrected, the oldest correction first."),
        COLUMNS,
        position=2,
    )


def corrections_csv(ledger: Ledger) -> str:
    """One row for each corrected key, by day, then promise and month."""
    return csv_table(COLUMNS, (row_of(COLUMNS, key) for key in corrected_keys(ledger)))


COLUMNS: tuple[Column[CorrectedKey], ...] = (
    Column(
        "document",
        lambda row: row.document,
        N_(
            "What was corrected: service, places, declared/<promise>, delivered/<month>, fixes/<fix> or pledges/<pledge>."
        ),
    ),
    Column("promise", lambda row: row.promise, N_("Id of the promise; empty where the correction is of no promise.")),
    Column(
        "place", lambda row: row.place, N_("Id of the place whose record was corrected; empty where it was the whole.")
    ),
    Column(
        "month",
        lambda row: str(row.month or ""),
        N_("The month whose record or letter was corrected, YYYY-MM; empty where it was no month."),
        ColumnType.MONTH,
    ),
    Column(
        "on", lambda row: str(row.on), N_("The day on which the correction was published, YYYY-MM-DD."), ColumnType.DAY
    ),
    Column(
        "told",
        lambda row: str(row.told or ""),
        N_("The day on which it was recorded here, where that was later, YYYY-MM-DD."),
        ColumnType.DAY,
    ),
    Column(
        "key",
        lambda row: row.key,
        N_("Which figure or text was corrected; a correction of several has a row for each."),
    ),
    Column(
        "was",
        lambda row: row.was,
        N_(
            "What was published before; empty where there was nothing. A count that is not published stands as"
            ' "fewer than N" or "hidden".'
        ),
    ),
    Column("is", lambda row: row.now, N_("What the correction put in its place; empty where it was taken out.")),
    Column("why", lambda row: row.why, N_("Why it was corrected.")),
)
"""In their order; `data/` and the data package document them from here."""
