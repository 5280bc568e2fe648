"""`delivered/<YYYY-MM>.yml`: one month, or one part of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from service_promises.ledger.delivery import Cause
from service_promises.source.documents.base import Document
from service_promises.source.values.calendar import DATE, DateText, MonthText
from service_promises.source.values.figures import FIGURE, LEVEL, PERCENTAGE
from service_promises.source.values.flags import BOOLEAN, FLAG
from service_promises.source.values.scalars import GIVEN, ID, LINE, PROSE, Id, Line, Scalar, one_of

CAUSE = one_of(Cause)


def _or_nothing(scalar: Scalar) -> Scalar:
    """The same, or null for a key that was not there."""

    def check(value: Any) -> Any:
        return None if value is None else scalar.check(value)

    return Scalar(check, {"anyOf": [scalar.schema, {"type": "null"}]})


class OldFigures(Document):
    """What a published record said before it was corrected; null for a key that was not there."""

    due: Annotated[Decimal | None, _or_nothing(FIGURE)] = Field(default=None, description="The old `due`.")
    kept: Annotated[Decimal | None, _or_nothing(FIGURE)] = Field(default=None, description="The old `kept`.")
    share: Annotated[Decimal | None, _or_nothing(PERCENTAGE)] = Field(
        default=None, description="The old `share`."
    )
    level: Annotated[Decimal | None, _or_nothing(LEVEL)] = Field(default=None, description="The old `level`.")
    done: Annotated[bool | None, _or_nothing(BOOLEAN)] = Field(default=None, description="The old `done`.")
    on: Annotated[date | None, _or_nothing(DATE)] = Field(default=None, description="The old `on`.")
    let_down: Annotated[Decimal | None, _or_nothing(FIGURE)] = Field(
        default=None, description="The old `let_down`."
    )
    provisional: Annotated[bool | str | None, _or_nothing(FLAG)] = Field(
        default=None, description="The old `provisional`."
    )
    estimated: Annotated[bool | str | None, _or_nothing(FLAG)] = Field(
        default=None, description="The old `estimated`."
    )
    not_comparable: Annotated[bool | str | None, _or_nothing(FLAG)] = Field(
        default=None, description="The old `not_comparable`."
    )


class RecordCorrection(Document):
    """A published figure that was changed."""

    on: DateText = Field(description="The day on which the change was published, YYYY-MM-DD.")
    was: OldFigures = Field(
        description="Each key that changed, with its old value; null if it was not there."
    )
    why: Line = Field(description="Why it was changed.")


class Account(Document):
    """The account owed when a month fell short or people were let down."""

    what_happened: Annotated[str | None, PROSE] = Field(default=None, description="What happened.")
    who: Annotated[str | None, PROSE] = Field(default=None, description="Who was affected.")
    why: Annotated[str | None, PROSE] = Field(default=None, description="Why it was our doing.")
    cause: Annotated[Cause | None, CAUSE] = Field(
        default=None, description="The cause, in one word of a short list."
    )
    put_right: Annotated[str | None, PROSE] = Field(default=None, description="What we did for those people.")
    fixes: Annotated[tuple[Id, ...] | None, GIVEN] = Field(
        default=None, description="Ids of the fixes promised; [] says that none is."
    )
    revised: Annotated[date | None, DATE] = Field(
        default=None, description="The day of the last change to this account, YYYY-MM-DD."
    )


class Heard(Document):
    """What customers told us; beside the verdict, never part of it."""

    question: Annotated[str | None, LINE] = Field(default=None, description="The question as it was asked.")
    asked: Annotated[Decimal | None, FIGURE] = Field(default=None, description="How many were asked.")
    answered: Annotated[Decimal | None, FIGURE] = Field(
        default=None, description="How many of them answered."
    )
    let_down: Annotated[Decimal | None, FIGURE] = Field(
        default=None, description="How many of those said that they were let down."
    )
    in_their_words: Annotated[tuple[Annotated[str, PROSE], ...], GIVEN] = Field(
        default=(), description="What they wrote; no names."
    )


class AnsweredBack(Document):
    """How many customers answered back."""

    received: Annotated[Decimal | None, FIGURE] = Field(default=None, description="How many answered back.")
    answered: Annotated[Decimal | None, FIGURE] = Field(
        default=None, description="How many of those we answered."
    )


class Record(Document):
    """What was delivered of one promise in one month."""

    due: Annotated[Decimal | None, FIGURE] = Field(
        default=None, description="How many times the promise fell due in the month."
    )
    kept: Annotated[Decimal | None, FIGURE] = Field(
        default=None, description="How many of those times it was kept."
    )
    share: Annotated[Decimal | None, PERCENTAGE] = Field(
        default=None, description="The kept share, for example 94.2%, where only a percentage is known."
    )
    level: Annotated[Decimal | None, LEVEL] = Field(
        default=None, description="The figure, in the declared unit."
    )
    done: Annotated[bool | None, BOOLEAN] = Field(default=None, description="true or false: was it done?")
    on: Annotated[date | None, DATE] = Field(
        default=None, description="The day on which it was done, YYYY-MM-DD."
    )
    let_down: Annotated[Decimal | None, FIGURE] = Field(
        default=None, description="How many did not get what was promised, where that is not due less kept."
    )
    provisional: Annotated[bool | str, FLAG] = Field(
        default=False, description="true, or the reason: the figures may still change."
    )
    estimated: Annotated[bool | str, FLAG] = Field(
        default=False, description="true, or the reason: the figures are estimated."
    )
    not_comparable: Annotated[bool | str, FLAG] = Field(
        default=False, description="true, or the reason: not to be compared with other months."
    )
    reported: Annotated[date | None, DATE] = Field(
        default=None, description="The day on which this record was published, if late, YYYY-MM-DD."
    )
    fell_short: Annotated[Account | None, GIVEN] = Field(
        default=None, description="The account owed when a month fell short or people were let down."
    )
    customers_said: Annotated[Heard | None, GIVEN] = Field(
        default=None, description="What customers told us."
    )
    questions: Annotated[AnsweredBack | None, GIVEN] = Field(
        default=None, description="How many customers answered back, and how many we answered."
    )
    above_and_beyond: Annotated[str | None, PROSE] = Field(
        default=None, description="Something done beyond the promise; told, never counted."
    )
    corrected: tuple[RecordCorrection, ...] = Field(
        default=(), description="Changes to published figures, oldest first."
    )


class MonthFile(Document):
    """One month, or one part of it."""

    month: MonthText = Field(description="The month, YYYY-MM, as in the file's name.")
    reported: Annotated[date | None, DATE] = Field(
        default=None, description="The day on which the month was published, if late, YYYY-MM-DD."
    )
    letter: Annotated[str | None, PROSE] = Field(default=None, description="An open letter for the month.")
    delivered: dict[Annotated[str, ID], Record] = Field(
        default={}, description="By promise id: what was delivered."
    )
