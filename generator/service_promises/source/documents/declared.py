"""`declared/<id>.yml`: one promise."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, create_model
from pydantic.fields import FieldInfo

from service_promises.ledger.month import Month
from service_promises.ledger.promise import Concern, Counted, Kind
from service_promises.source.documents.base import Covers, Deadline, Document, OneOrMany, OrDay
from service_promises.source.values.calendar import MONTH, DateText, MonthText
from service_promises.source.values.flags import BOOLEAN
from service_promises.source.values.invalid import invalid
from service_promises.source.values.number_meant import FIGURE_PATTERN
from service_promises.source.values.scalars import (
    GIVEN,
    ID,
    LINE,
    PROSE,
    Id,
    Line,
    Prose,
    Scalar,
    one_of,
    whole,
)

KIND, CONCERN, COUNTED = one_of(Kind), one_of(Concern), one_of(Counted)
TARGET = Scalar(
    LINE.check,
    {"type": "string", "pattern": rf"^(every time|at (least|most) +{FIGURE_PATTERN}( *[^0-9.,\s].*)?)$"},
)


class CaseNames(Document):
    """What one case is called, and several."""

    one: Line = Field(description="One of them, for example: call.")
    many: Line = Field(description="Several of them, for example: calls.")


class MeasureKeys(Document):
    """What is counted, what is left out and where it comes from."""

    kind: Annotated[Kind, KIND] = Field(
        description="each: so many times due, so many kept. level: one figure a month. done: done or not done."
    )
    counts: Prose = Field(description="What is counted.")
    source: Prose = Field(description="Where the figures come from.")
    leaves_out: Annotated[str | None, PROSE] = Field(
        default=None, description="What is not counted, and why."
    )
    case: Annotated[CaseNames | None, GIVEN] = Field(
        default=None, description="What one case is called, and several; needed for the kind each."
    )
    figure: Annotated[str | None, LINE] = Field(
        default=None, description="What the figure is, for example: average wait; needed for the kind level."
    )
    unit: Annotated[str | None, LINE] = Field(
        default=None, description="The unit of the figure, for example: minutes; needed for the kind level."
    )
    counted: Annotated[Counted, COUNTED] = Field(
        default=Counted.IN_THE_MONTH,
        description="Whether things are counted in the month, or as they stand at its end.",
    )


class InterimKeys(Document):
    """A lower target beside the target for a while."""

    target: Annotated[str, TARGET] = Field(description="The lower target, written like the target.")
    since: Annotated[Month | None, MONTH] = Field(
        default=None, description="First month; the term's own where nothing is said."
    )
    until: Annotated[Month | None, MONTH] = Field(
        default=None, description="The month by which it is to be reached."
    )
    why: Annotated[str | None, PROSE] = Field(default=None, description="Why it is set beside the target.")


class TermKeys(Document):
    """One version of the promise."""

    since: MonthText = Field(description="The first month of this version, YYYY-MM.")
    target: Annotated[str, TARGET] = Field(
        description="Our own line: at least 95%, at most 7 minutes, or every time."
    )
    why: Annotated[str | None, PROSE] = Field(
        default=None, description="Why it was changed; needed from the second on."
    )
    promise: Annotated[str | None, LINE] = Field(
        default=None, description="The new wording, where it changed."
    )
    measure: Annotated[MeasureKeys | None, GIVEN] = Field(
        default=None, description="The whole new measure, where it changed."
    )
    interim: Annotated[tuple[InterimKeys, ...], OneOrMany()] = Field(
        default=(), description="A lower target for a while, or several; shown, never judged by."
    )


def _old(field: FieldInfo) -> Any:
    """What a correction may say of a key: nothing, or what the key itself may say; kept as text."""
    own = next((given.check for given in field.metadata if isinstance(given, Scalar)), None)

    def check(value: Any) -> str | None:
        if value is not None and own is not None:
            own(value)
        return _told(value)

    kept = Field(default=None, description=f"Was: {field.description or 'the old value.'}")
    return Annotated[str | None, Scalar(check, {})], kept


def _told(value: Any) -> str | None:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_told(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_told(inner) or "" for inner in value)
    if value is not None and not value.strip():
        raise invalid(
            "empty-text", "there are no words in this text", "write the old value, or null if there was none"
        )
    return None if value is None else " ".join(value.split())


class _PromiseKeys(Document):
    promise: Line = Field(description="The promise in the customer's words; one sentence.")
    made_to: Line = Field(description="To whom it is made.")
    because: Prose = Field(description="Why we make it: how it serves what our service is for.")
    concerns: tuple[Annotated[Concern, CONCERN], ...] = Field(
        min_length=1, description="What the promise concerns."
    )
    area: Annotated[str | None, LINE] = Field(default=None, description="A group heading on the site.")
    owner: Line = Field(description="The role or team that answers for it; never a person's name.")
    measure: MeasureKeys = Field(description="What is counted, what is left out and where it comes from.")
    due_in: Annotated[tuple[Annotated[int, whole(1, 12, "a calendar month")], ...] | None, GIVEN] = Field(
        default=None,
        min_length=1,
        description="Calendar months, 1 to 12, in which a record is due; every month where nothing is said.",
    )
    report_by: Annotated[Deadline | None, OrDay()] = Field(
        default=None, description="A later or earlier reporting day than the service's."
    )
    covers: Annotated[Covers | None, GIVEN] = Field(
        default=None, description="Months for which figures of this promise are published, where narrower."
    )
    terms: tuple[TermKeys, ...] = Field(
        min_length=1, description="The versions of the promise, oldest first."
    )
    ends: Annotated[Month | None, MONTH] = Field(
        default=None, description="A retired promise: its last month."
    )
    ends_why: Annotated[str | None, PROSE] = Field(default=None, description="Why it ended.")
    replaced_by: Annotated[str | None, ID] = Field(
        default=None, description="Id of the promise that replaces it."
    )
    also_measured: Annotated[bool, BOOLEAN] = Field(
        default=False,
        description="true: records from before the first term or after the end are shown, without a verdict.",
    )
    if_we_fall_short: Prose = Field(
        description="What the customer gets when we fall short, without having to ask or how to ask."
    )
    staff_may: Annotated[str | None, PROSE] = Field(
        default=None, description="What the people on the front line may do without asking anybody."
    )
    was: tuple[Id, ...] = Field(default=(), description="Earlier ids; their addresses lead here.")


OldDeclaration: Any = create_model(
    "OldDeclaration",
    __base__=Document,
    __doc__="What a published declaration said before it was corrected.",
    **{
        name: _old(field)
        for model in (MeasureKeys, TermKeys, _PromiseKeys)
        for name, field in model.model_fields.items()
        if name != "was"
    },
)


class DeclarationCorrection(Document):
    """A published declaration that was wrong."""

    on: DateText = Field(description="The day on which the change was published, YYYY-MM-DD.")
    was: OldDeclaration = Field(description="Each key that changed, with what it said before.")
    why: Line = Field(description="Why it was changed.")


class PromiseFile(_PromiseKeys):
    """One promise."""

    corrected: tuple[DeclarationCorrection, ...] = Field(
        default=(), description="Changes to what was published, oldest first."
    )
