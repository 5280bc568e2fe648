"""`delivered/<YYYY-MM>.yml`: one month, or one part of it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from service_promises.ledger.delivery import Cause, NotRepeated
from service_promises.problems.problem import Keys
from service_promises.source.documents.base import EVENT_DAY, OUR_DAY, Document, Guard, OptionalDay, optional, told_key
from service_promises.source.documents.old_values import old_guarded
from service_promises.source.values.calendar import DATE, DateText, MonthText
from service_promises.source.values.figures import FIGURE, LEVEL, PERCENTAGE
from service_promises.source.values.flags import DONE, FLAG
from service_promises.source.values.scalars import (
    ANSWER,
    ID,
    LINE,
    NOT_NULL,
    PROSE,
    QUESTION,
    QUOTATION,
    REASON,
    Id,
    Line,
    ProseText,
    one_of,
)

CAUSE = one_of(Cause)
NOT_REPEATED = one_of(NotRepeated)


class CustomersSaidKeys(Document):
    """What customers told us; beside the verdict, never part of it."""

    question: Annotated[str | None, QUESTION] = optional("The question as it was asked.")
    asked: Annotated[Decimal | None, FIGURE] = optional("How many were asked.")
    answered: Annotated[Decimal | None, FIGURE] = optional("How many of them answered.")
    let_down: Annotated[Decimal | None, FIGURE] = optional("How many of those said that they were let down.")
    in_their_words: tuple[Annotated[str, QUOTATION], ...] = optional("What they wrote; no names.", ())


class _FigureKeys(Document):
    due: Annotated[Decimal | None, FIGURE, Guard.CORRECTION] = optional(
        "How many times the promise fell due in the month."
    )
    kept: Annotated[Decimal | None, FIGURE, Guard.CORRECTION] = optional("How many of those times it was kept.")
    share: Annotated[Decimal | None, PERCENTAGE, Guard.CORRECTION] = optional(
        "The kept share, for example 94.2%, where only a percentage is known."
    )
    level: Annotated[Decimal | None, LEVEL, Guard.CORRECTION] = optional("The figure, in the declared unit.")
    done: Annotated[bool | None, DONE, Guard.CORRECTION] = optional("true or false: was it done?")
    on: Annotated[date | None, DATE, Guard.CORRECTION] = optional("The day on which it was done, YYYY-MM-DD.")
    let_down: Annotated[Decimal | None, FIGURE, Guard.CORRECTION] = optional(
        "How many did not get what was promised, where that is not due less kept."
    )
    provisional: Annotated[bool | str, FLAG, Guard.NEW_DAY] = optional(
        "true, or the reason: the figures may still change.", False
    )
    estimated: Annotated[bool | str, FLAG, Guard.CORRECTION] = optional(
        "true, or the reason: the figures are estimated.", False
    )
    not_comparable: Annotated[bool | str, FLAG, Guard.CORRECTION] = optional(
        "true, or the reason: not to be compared with other months.", False
    )
    reported: Annotated[date | None, DATE, Guard.ONCE_WRITTEN, EVENT_DAY] = optional(
        "The day on which this record was published, if late, YYYY-MM-DD."
    )
    told: Annotated[OptionalDay, Guard.ONCE_WRITTEN] = told_key("was reported")
    final: Annotated[date | None, DATE, Guard.ONCE_WRITTEN, OUR_DAY] = optional(
        "The day on which provisional figures were made final, YYYY-MM-DD."
    )
    customers_said: Annotated[CustomersSaidKeys | None, NOT_NULL, Guard.CORRECTION] = optional(
        "What customers told us."
    )


_OldFigureKeys: Any = old_guarded("_OldFigures", _FigureKeys, also=["provisional"])


class ElsewhereKeys(Document):
    """What of a total belongs to no place; without counts, why the total is not the sum of the places."""

    due: Annotated[Decimal | None, FIGURE] = optional("How many of those due belong to no place.")
    kept: Annotated[Decimal | None, FIGURE] = optional("How many of those were kept.")
    why: ProseText = Field(description="What they are, or why the total is not the sum of the places.")


class OldFigures(_OldFigureKeys):  # type: ignore[misc]  # a model that is made by a function
    """What a published record said before it was corrected; null for a key that was not there."""

    in_their_words: Annotated[NotRepeated | None, NOT_REPEATED] = optional(
        "Write: not repeated. Quotations were taken out or changed."
    )
    elsewhere: ElsewhereKeys | None = optional("Was: what of the total belongs to no place.")


class RecordCorrection(Document):
    """A published figure that was changed."""

    on: Annotated[DateText, EVENT_DAY] = Field(description="The day on which the change was published, YYYY-MM-DD.")
    was: OldFigures = Field(description="Each key that changed, with its old value; null if it was not there.")
    why: Line = Field(description="Why it was changed.")
    told: OptionalDay = told_key("was changed")


class ExplanationKeys(Document):
    """The explanation owed when a month fell short or people were let down."""

    what_happened: Annotated[str | None, ANSWER] = optional("What happened.")
    who: Annotated[str | None, ANSWER] = optional("Who was affected.")
    why: Annotated[str | None, ANSWER] = optional("Why it was our doing.")
    cause: Annotated[Cause | None, CAUSE] = optional("The cause, in one word of a short list.")
    put_right: Annotated[str | None, ANSWER] = optional("What we did for those people.")
    fixes: Annotated[tuple[Id, ...] | None, NOT_NULL] = optional("Ids of the fixes promised; [] says that none is.")
    revised: Annotated[date | None, DATE, OUR_DAY] = optional(
        "The day of the last change to this explanation, YYYY-MM-DD."
    )


class QuestionsKeys(Document):
    """How many customers answered back."""

    received: Annotated[Decimal | None, FIGURE] = optional("How many answered back.")
    answered: Annotated[Decimal | None, FIGURE] = optional("How many of those we answered.")
    updated: Annotated[date | None, DATE, OUR_DAY] = optional(
        "The day on which these counts were last changed, YYYY-MM-DD."
    )


class RemedyKeys(Document):
    """How many of those let down were put right."""

    owed: Annotated[Decimal | None, FIGURE] = optional(
        "How many are owed what `if_we_fall_short` says, where that is not everybody let down."
    )
    given: Annotated[Decimal, FIGURE] = Field(description="How many of them have had it.")
    unasked: Annotated[Decimal | None, FIGURE] = optional("How many of those have had it without asking.")
    late: Annotated[Decimal | None, FIGURE] = optional("How many of those had it later than promised.")
    paid: Annotated[str | None, LINE] = optional("The sum paid, for example: £240.")
    updated: Annotated[date | None, DATE, OUR_DAY] = optional(
        "The day on which these counts were last changed, YYYY-MM-DD."
    )


class PlaceRecord(_FigureKeys):
    """What was delivered of one promise at one place in one month."""

    fell_short: Annotated[ExplanationKeys | None, NOT_NULL, Guard.NEW_DAY] = optional(
        "The explanation owed when a month fell short or people were let down."
    )
    questions: Annotated[QuestionsKeys | None, NOT_NULL, Guard.NEW_DAY] = optional(
        "How many customers answered back, and how many we answered."
    )
    remedy: Annotated[RemedyKeys | None, NOT_NULL, Guard.NEW_DAY] = optional(
        "How many of those let down were put right; it never changes the verdict."
    )
    note: Annotated[str | None, PROSE, Guard.FREELY] = optional("A text shown with the figures.")
    no_figure: Annotated[str | None, REASON, Guard.FREELY] = optional(
        "In place of figures: why there are none, and whether they will come."
    )
    above_and_beyond: Annotated[str | None, PROSE, Guard.FREELY] = optional(
        "Something done beyond the promise; told, never counted."
    )
    corrected: Annotated[tuple[RecordCorrection, ...], Guard.NEVER] = optional(
        "Changes to published figures, oldest first.", ()
    )


class Record(PlaceRecord):
    """What was delivered of one promise in one month."""

    by_place: Annotated[dict[Annotated[str, ID], PlaceRecord], Guard.NEVER] = optional(
        "By place id: what was delivered there.", {}
    )
    elsewhere: Annotated[ElsewhereKeys | None, NOT_NULL, Guard.CORRECTION] = optional(
        "What of the total belongs to no place, or why the total is not the sum of the places."
    )


class OldLetter(Document):
    """Which letter was taken out."""

    letter: Annotated[NotRepeated, NOT_REPEATED] = Field(description="Write: not repeated.")


class LetterCorrection(Document):
    """A published letter that was taken out."""

    on: Annotated[DateText, EVENT_DAY] = Field(description="The day on which it was taken out, YYYY-MM-DD.")
    was: OldLetter = Field(description="What was taken out, without repeating it.")
    why: Line = Field(description="Why it was taken out.")
    told: OptionalDay = told_key("was taken out")


class MonthFile(Document):
    """One month, or one part of it."""

    month: Annotated[MonthText, Guard.NEVER] = Field(description="The month, YYYY-MM, as in the file's name.")
    reported: Annotated[date | None, DATE, Guard.ONCE_WRITTEN, EVENT_DAY] = optional(
        "The day on which the month was published, if late, YYYY-MM-DD."
    )
    told: Annotated[OptionalDay, Guard.ONCE_WRITTEN] = told_key("was reported")
    letter: Annotated[str | None, PROSE, Guard.NEW_DAY] = optional("An open letter for the month.")
    revised: Annotated[date | None, DATE, Guard.NEW_DAY, OUR_DAY] = optional(
        "The day on which the letter was last changed, YYYY-MM-DD."
    )
    delivered: Annotated[dict[Annotated[str, ID], Record], Guard.NEVER] = optional(
        "By promise id: what was delivered.", {}
    )
    corrected: Annotated[tuple[LetterCorrection, ...], Guard.NEVER] = optional(
        "Letters of the month that were taken out, oldest first.", ()
    )

    def records(self) -> Iterator[tuple[Keys, PlaceRecord]]:
        """Every record, and after it those of its places, each with the keys that lead to it."""
        for name, record in self.delivered.items():
            yield ("delivered", name), record
            for place, of_place in record.by_place.items():
                yield ("delivered", name, "by_place", place), of_place
