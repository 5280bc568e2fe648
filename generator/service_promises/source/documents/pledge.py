"""`pledges/<id>.yml`: something that we said of our own accord that we would do."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from service_promises.source.documents.base import Document, Guard, optional
from service_promises.source.documents.commitment import CommitmentCorrection, CommitmentKeys
from service_promises.source.documents.old_values import old_guarded
from service_promises.source.values.calendar import DateText
from service_promises.source.values.figures import FIGURE
from service_promises.source.values.scalars import NAME, PROSE, SHORT_NAME, ProseText


class ProgressKeys(Document):
    """How far it was on a day."""

    on: DateText = Field(description="The day that the figure is of, YYYY-MM-DD.")
    figure: Annotated[Decimal, FIGURE] = Field(description="How many there were by then, from the beginning on.")
    note: Annotated[str | None, PROSE, Guard.FREELY] = optional("A text shown with the figure.")


class _PledgeKeys(CommitmentKeys):
    because: Annotated[ProseText, Guard.FREELY] = Field(
        description="Why we pledge it: how it serves what our service is for."
    )
    short: Annotated[str | None, SHORT_NAME, Guard.FREELY] = optional(
        "A name of at most 60 characters for lists, links and search, for example: Second counter."
    )
    area: Annotated[str | None, NAME, Guard.FREELY] = optional(
        "An id of `areas` in service.yml; a group heading in your own words where no areas stand there."
    )
    target: Annotated[Decimal | None, FIGURE, Guard.CORRECTION] = optional(
        "How many it will be in the end, where progress is counted."
    )
    unit: Annotated[str | None, NAME, Guard.CORRECTION] = optional(
        "What is counted, for example: trees. Needed beside `target` and `progress`."
    )
    progress: Annotated[tuple[ProgressKeys, ...], Guard.ONCE_WRITTEN] = optional(
        "How many there were on which day, oldest first; what stands there stays, and new days go below it.", ()
    )


OldPledge: Any = old_guarded("OldPledge", _PledgeKeys)


class PledgeCorrection(CommitmentCorrection):
    """A published pledge that was wrong."""

    was: OldPledge = Field(description="Each key that changed, with what it said before; null if it was not there.")


class PledgeFile(_PledgeKeys):
    """Something that we said of our own accord that we would do, with a date."""

    corrected: Annotated[tuple[PledgeCorrection, ...], Guard.NEVER] = optional(
        "Changes to what was published of this pledge, oldest first.", ()
    )
