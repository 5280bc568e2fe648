"""`fixes/<id>.yml`: something that we said we would change."""

from typing import Annotated, Any

from pydantic import Field

from service_promises.source.documents.base import Document, Guard, optional
from service_promises.source.documents.commitment import CommitmentCorrection, CommitmentKeys
from service_promises.source.documents.old_values import old_guarded
from service_promises.source.values.calendar import MonthText
from service_promises.source.values.scalars import Id


class OriginKeys(Document):
    """A shortfall that the fix came from."""

    promise: Id = Field(description="Id of the promise.")
    month: MonthText = Field(description="The month that fell short, YYYY-MM.")


class _FixKeys(CommitmentKeys):
    after: Annotated[tuple[OriginKeys, ...], Guard.CORRECTION] = Field(
        min_length=1, description="The promises and months that it came from."
    )


OldFix: Any = old_guarded("OldFix", _FixKeys)


class FixCorrection(CommitmentCorrection):
    """A published fix that was wrong."""

    was: OldFix = Field(description="Each key that changed, with what it said before; null if it was not there.")


class FixFile(_FixKeys):
    """Something that we said we would change after a shortfall, with a date."""

    corrected: Annotated[tuple[FixCorrection, ...], Guard.NEVER] = optional(
        "Changes to what was published of this fix, oldest first.", ()
    )
