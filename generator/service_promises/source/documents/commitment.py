"""The keys of what we said we would do by a date, which fixes and pledges share."""

from typing import Annotated, Any

from pydantic import Field

from service_promises.source.documents.base import EVENT_DAY, OUR_DAY, Document, Guard, OptionalDay, optional, told_key
from service_promises.source.values.calendar import DateText
from service_promises.source.values.scalars import NOT_NULL, PROSE, Line, ProseText


class MoveKeys(Document):
    """A moved date."""

    on: Annotated[DateText, OUR_DAY] = Field(description="The day on which the date was moved, YYYY-MM-DD.")
    from_: DateText = Field(alias="from", description="The date before.")
    to: DateText = Field(description="The new date.")
    why: ProseText = Field(description="Why it was moved.")


class DoneKeys(Document):
    """When it was done."""

    on: Annotated[DateText, EVENT_DAY] = Field(description="The day on which it was done, YYYY-MM-DD.")
    note: Annotated[str | None, PROSE, Guard.FREELY] = optional("What is different now.")
    told: OptionalDay = told_key("was done")


class DroppedKeys(Document):
    """When and why it was given up."""

    on: Annotated[DateText, EVENT_DAY] = Field(description="The day on which it was dropped, YYYY-MM-DD.")
    why: ProseText = Field(description="Why it was dropped.")
    told: OptionalDay = told_key("was dropped")


class CommitmentKeys(Document):
    """What we will do, by when, and what became of it."""

    we_will: Annotated[Line, Guard.CORRECTION] = Field(description="What we will do; one sentence.")
    by: Annotated[DateText, Guard.NEW_DAY] = Field(
        description="The date by which it will be done, as it stands now, YYYY-MM-DD."
    )
    owner: Annotated[Line, Guard.FREELY] = Field(
        description="The role or team that answers for it; never a person's name."
    )
    invested: Annotated[str | None, PROSE, Guard.FREELY] = optional("What we spend on it.")
    moved: Annotated[tuple[MoveKeys, ...], Guard.NEVER] = optional("Every time the date was moved, oldest first.", ())
    done: Annotated[DoneKeys | None, NOT_NULL, Guard.ONCE_WRITTEN] = optional("When it was done.")
    dropped: Annotated[DroppedKeys | None, NOT_NULL, Guard.ONCE_WRITTEN] = optional("When and why it was dropped.")


class CommitmentCorrection(Document):
    """A change to what was published; `was` has the old values of its kind of file."""

    on: Annotated[DateText, EVENT_DAY] = Field(description="The day on which the change was published, YYYY-MM-DD.")
    was: Any
    why: Line = Field(description="Why it was changed.")
    told: OptionalDay = told_key("was changed")
