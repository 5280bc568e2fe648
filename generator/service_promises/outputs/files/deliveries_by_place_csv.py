"""`data/deliveries-by-place.csv`: every promise at every place."""

from collections.abc import Iterator, Mapping

from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.outputs.csv_table import Row, csv_file, csv_table, row_of
from service_promises.outputs.files.deliveries_csv import COLUMNS
from service_promises.outputs.published_file import Column, PublishedFile
from service_promises.outputs.registry import SiteContext
from service_promises.pages.i18n import N_

PlaceRows = Mapping[tuple[str, Month, str], Row]
"""By promise, month and place."""


def files(site: SiteContext) -> Iterator[PublishedFile]:
    """The table of deliveries at each place."""
    yield csv_file(
        "data/deliveries-by-place.csv",
        lambda: deliveries_by_place_csv(site.once(place_rows)),
        N_(
            "The same for each place: one row for each promise, month and place that has a verdict or a record there."
            " Nothing where no promise is published by place."
        ),
        PLACE_COLUMNS,
        position=1,
    )


def place_rows(ledger: Ledger) -> PlaceRows:
    """A row for each promise, month and place, by month, then promise, then place."""
    return {
        (entry.promise.id, month, place): row_of(PLACE_COLUMNS, entry)
        for month, wholes in ledger.by_month.items()
        for whole in wholes
        for place, entry in sorted((entry.place.id, entry) for entry in whole.place_entries if entry.place)
    }


def deliveries_by_place_csv(rows: PlaceRows) -> str:
    """The rows as a file."""
    return csv_table(PLACE_COLUMNS, rows.values())


PLACE_COLUMNS: tuple[Column[Entry], ...] = (
    COLUMNS[0],
    Column("place", lambda entry: entry.place.id if entry.place else "", N_("Id of the place; never changes.")),
    *COLUMNS[1:],
)
"""Those of `data/deliveries.csv`, with the place behind the promise."""
