"""The columns that fixes and pledges share in their tables."""

from datetime import date
from typing import Generic, NamedTuple, TypeVar

from service_promises.ledger.commitments.commitment import Commitment
from service_promises.outputs.published_file import Column, ColumnType
from service_promises.pages.i18n import N_

C = TypeVar("C", bound=Commitment)


class CommitmentRow(NamedTuple, Generic[C]):
    """A fix or a pledge, and the day on which it is judged."""

    of: C
    as_of: date


def commitment_columns(id_column: Column[CommitmentRow[C]]) -> tuple[Column[CommitmentRow[C]], ...]:
    """The id, the state, what is to be done and the days, after a first column."""
    return (
        id_column,
        Column(
            "state",
            lambda row: row.of.state(row.as_of),
            N_("overdue, promised, late, kept or dropped, judged by the first date promised."),
        ),
        Column("we_will", lambda row: row.of.we_will, N_("What is to be different.")),
        Column(
            "first_by", lambda row: str(row.of.first_by), N_("The first date promised, YYYY-MM-DD."), ColumnType.DAY
        ),
        Column("by", lambda row: str(row.of.by), N_("The date as it stands now, YYYY-MM-DD."), ColumnType.DAY),
        Column(
            "done",
            lambda row: str(row.of.done.on) if row.of.done else "",
            N_("The day on which it was done, YYYY-MM-DD; empty while it is not."),
            ColumnType.DAY,
        ),
        Column(
            "told",
            lambda row: str(row.of.ended.told or "") if row.of.ended else "",
            N_("The day on which it was recorded here that it was done or dropped, where that was later, YYYY-MM-DD."),
            ColumnType.DAY,
        ),
    )
