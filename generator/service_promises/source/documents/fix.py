"""`fixes/<id>.yml`: something that we said we would change."""

from typing import Annotated, Any

from pydantic import Field

from service_promises.source.documents.base import EVENT_DAY, OUR_DAY, Document, Guard, OptionalDay, optional, told_key
from service_promises.source.documents.old_values import old_guarded
from service_promises.source.values.calendar import DateText, MonthText
from service_promises.source.values.scalars import NOT_NULL, PROSE, Id, Line, Prose


class OriginKeys(Document):
    """A shortfall that the fix came from."""

    promise: Id = Field(description="Id of the promise.")
    month: MonthText = Field(description="The month that fell short, YYYY-MM.")


class MoveKeys(Document):
    """A moved date."""

    on: Annotated[DateText, OUR_DAY] = Field(description="The day on which the date was moved, YYYY-MM-DD.")
    from_: DateText = Field(alias="from", description="The date before.")
    to: DateText = Field(description="The new date.")
    why: Prose = Field(description="Why it was moved.")


class DoneKeys(Document):
    """When it was done."""

    on: Annotated[DateText, EVENT_DAY] = Field(description="The day on which it was done, YYYY-MM-DD.")
    note: Annotated[str | None, PROSE, Guard.FREELY] = optional("What is different now.")
    told: OptionalDay = told_key("was done")


class DroppedKeys(Document):
    """When and why it was given up."""

    on: Annotated[DateText, EVENT_DAY] = Field(description="The day on which it was dropped, YYYY-MM-DD.")
    why: Prose = Field(description="Why it was dropped.")
    told: OptionalDay = told_key("was dropped")


class _FixKeys(Document):
    we_will: Annotated[Line, Guard.CORRECTION] = Field(description="What we will change; one sentence.")
    after: Annotated[tuple[OriginKeys, ...], Guard.CORRECTION] = Field(
        min_length=1, description="The promises and months that it came from."
    )
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


OldFix: Any = old_guarded("OldFix", _FixKeys)


class FixCorrection(Document):
    """A published fix that was wrong."""

    on: Annotated[DateText, EVENT_DAY] = Field(description="The day on which the change was published, YYYY-MM-DD.")
    was: OldFix = Field(description="Each key that changed, with what it said before; null if it was not there.")
    why: Line = Field(description="Why it was changed.")
    told: OptionalDay = told_key("was changed")


class FixFile(_FixKeys):
    """Something that we said we would change after a shortfall, with a date."""

    corrected: Annotated[tuple[FixCorrection, ...], Guard.NEVER] = optional(
        "Changes to what was published of this fix, oldest first.", ()
    )
