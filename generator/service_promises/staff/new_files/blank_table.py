"""`new month`: the table of a promise that is made at several places, with a row for each that is due."""

import csv
import io
from collections.abc import Sequence

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import Place
from service_promises.ledger.promises.promise import Kind, Promise
from service_promises.source.documents.place_table import PLACE

REQUIRED_FIGURES = {Kind.EACH: ("due", "kept"), Kind.LEVEL: ("level",), Kind.DONE: ("done",)}
"""The figures without which a record says nothing, by what is measured."""


def blank_table(
    ledger: Ledger, promise: Promise, month: Month, *, is_late: bool, places: Sequence[Place] | None = None
) -> str:
    """The places at which a promise is due in a month, or some of them, with the columns that its measure needs.

    Where the table `is_late`, each row says that it is reported on the day of judging.
    """
    figures = REQUIRED_FIGURES[promise.measured_as(month).kind]
    late = {"reported": str(ledger.as_of)} if is_late else {}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((PLACE, *figures, *late))
    for place in ledger.places.due(promise, month) if places is None else places:
        writer.writerow((place.id, *("" for _ in figures), *late.values()))
    return text.getvalue()
