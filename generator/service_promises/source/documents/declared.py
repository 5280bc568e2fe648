"""`declared/<id>.yml`: one promise."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.made_at import WholeRule
from service_promises.ledger.promises.promise import Concern, Counted, Kind
from service_promises.source.documents.base import (
    EVENT_DAY,
    OUR_DAY,
    CaseNames,
    Covers,
    Deadline,
    Document,
    Guard,
    OneOrMany,
    OptionalDay,
    OrAll,
    OrByMonth,
    OrDay,
    OrPlaces,
    optional,
    told_key,
)
from service_promises.source.documents.old_values import old_declaration
from service_promises.source.values.calendar import CALENDAR_MONTH, DATE, MONTH, DateText, MonthText
from service_promises.source.values.flags import BOOLEAN
from service_promises.source.values.number_guess import LEVEL_PATTERN
from service_promises.source.values.scalars import (
    GUIDANCE,
    ID,
    LABEL,
    LINE,
    NAME,
    NOT_NULL,
    PROSE,
    SHORT_NAME,
    Guidance,
    Id,
    Line,
    ProseText,
    Scalar,
    one_of,
)

KIND, CONCERN, COUNTED, JUDGED = one_of(Kind), one_of(Concern), one_of(Counted), one_of(WholeRule)
_FORMS = rf"every time|at (least|most) +{LEVEL_PATTERN}( *[^0-9.,\s].*)?"
TARGET = Scalar(LABEL.check, {"type": "string", "pattern": f"^({_FORMS})$"})
TARGET_OR_NONE = Scalar(LABEL.check, {"type": "string", "pattern": f"^(none|{_FORMS})$"})


class MeasureKeys(Document):
    """What is counted, what is left out and where it comes from."""

    kind: Annotated[Kind, KIND] = Field(
        description="each: so many times due, so many kept. level: one figure a month. done: done or not done."
    )
    counts: ProseText = Field(description="What is counted.")
    source: ProseText = Field(description="Where the figures come from.")
    leaves_out: Annotated[str | None, PROSE] = optional("What is not counted, and why.")
    case: Annotated[CaseNames | None, NOT_NULL] = optional(
        "What one case is called, and several; needed for the kind each."
    )
    figure: Annotated[str | None, LINE] = optional(
        "What the figure is, for example: average wait; needed for the kind level."
    )
    unit: Annotated[str | None, LABEL] = optional(
        "The unit of the figure, for example: minutes; needed for the kind level."
    )
    counted: Annotated[Counted, COUNTED] = Field(
        default=Counted.IN_THE_MONTH,
        description="Whether things are counted in the month, or as they stand at its end.",
    )


class InterimKeys(Document):
    """A lower target beside the target for a while."""

    target: Annotated[str, TARGET] = Field(description="The lower target, written like the target.")
    since: Annotated[Month | None, MONTH] = optional("First month; the term's own where nothing is said.")
    until: Annotated[Month | None, MONTH] = optional("The month by which it is to be reached.")
    why: Annotated[str | None, PROSE, Guard.FREELY] = optional("Why it is set beside the target.")


class TermKeys(Document):
    """One version of the promise."""

    since: MonthText = Field(description="The first month of this version, YYYY-MM.")
    target: Annotated[str | Mapping[Month, str], TARGET_OR_NONE, OrByMonth()] = Field(
        description="Our own line: at least 95%, at most 7 minutes, or every time; none where figures are shown and not"
        " judged; or a line for each month, announced together: the month, YYYY-MM, a colon and the target then."
    )
    why: Annotated[str | None, PROSE, Guard.FREELY] = optional("Why it was changed; needed from the second on.")
    announced: Annotated[date | None, DATE, Guard.ONCE_WRITTEN, OUR_DAY] = optional(
        "The day on which this version was made public here, YYYY-MM-DD; needed for each that was not there before."
    )
    promise: Annotated[str | None, LINE] = optional("The new wording, where it changed.")
    measure: Annotated[MeasureKeys | None, NOT_NULL] = optional("The whole new measure, where it changed.")
    interim: Annotated[tuple[InterimKeys, ...], OneOrMany()] = optional(
        "A lower target for a while, or several; shown, never judged by.", ()
    )
    due_in: Annotated[tuple[Annotated[int, CALENDAR_MONTH], ...] | None, NOT_NULL] = Field(
        default=None,
        min_length=1,
        description="Calendar months in which a record is due under this term; the promise's own where nothing is said.",
    )
    report_by: Annotated[Deadline | None, OrDay()] = optional(
        "The reporting day under this term; the promise's own where nothing is said."
    )
    judged: Annotated[WholeRule | None, JUDGED] = optional(
        "How the whole is judged of a promise that is made at several places: in total (where nothing is said of the"
        " kind each), or everywhere: kept only where every place kept it."
    )


class AtKeys(Document):
    """At which places a promise is made, and in which months that is published."""

    places: Annotated[str | tuple[Id, ...], OrAll()] = Field(description="all, or a list of ids of places.")
    since: Annotated[Month | None, MONTH] = optional("The first month that is published place by place, YYYY-MM.")
    until: Annotated[Month | None, MONTH] = optional("The last month that is published place by place, YYYY-MM.")


class NotAtKeys(Document):
    """Months in which a promise was not made, or not measured, at some places."""

    places: Annotated[str | tuple[Id, ...], OrAll()] = Field(description="all, or a list of ids of places.")
    from_: MonthText = Field(alias="from", description="The first of those months, YYYY-MM.")
    until: Annotated[Month | None, MONTH] = optional("The last of those months, YYYY-MM; none while it goes on.")
    why: Annotated[ProseText, Guard.FREELY] = Field(description="Why it was not made, or not measured, there.")


class _PromiseKeys(Document):
    promise: Annotated[Line, Guard.CORRECTION] = Field(description="The promise in the customer's words; one sentence.")
    short: Annotated[str | None, SHORT_NAME, Guard.FREELY] = optional(
        "A name of at most 60 characters for lists, links and search, for example: A&E in four hours."
    )
    also_called: Annotated[tuple[Line, ...], Guard.FREELY] = optional(
        "Other words that a customer would search for.", ()
    )
    made_to: Annotated[Line, Guard.CORRECTION] = Field(description="To whom it is made.")
    because: Annotated[ProseText, Guard.FREELY] = Field(
        description="Why we make it: how it serves what our service is for."
    )
    concerns: Annotated[tuple[Annotated[Concern, CONCERN], ...], Guard.FREELY] = Field(
        min_length=1, description="What the promise concerns."
    )
    area: Annotated[str | None, NAME, Guard.FREELY] = optional(
        "An id of `areas` in service.yml; a group heading in your own words where no areas stand there."
    )
    owner: Annotated[Line, Guard.FREELY] = Field(
        description="The role or team that answers for it; never a person's name."
    )
    at: Annotated[AtKeys | None, OrPlaces(), Guard.CORRECTION] = optional(
        "Where it is made: all, or a list of ids of places; with since and until where only some months are published"
        " place by place."
    )
    not_at: Annotated[tuple[NotAtKeys, ...], Guard.CORRECTION] = optional(
        "Months in which it was not made, or not measured, at some places.", ()
    )
    measure: Annotated[MeasureKeys, Guard.CORRECTION] = Field(
        description="What is counted, what is left out and where it comes from."
    )
    due_in: Annotated[tuple[Annotated[int, CALENDAR_MONTH], ...] | None, NOT_NULL, Guard.CORRECTION] = Field(
        default=None,
        min_length=1,
        description="Calendar months, 1 to 12, in which a record is due; it speaks for all months since the due month"
        " before. Every month where nothing is said.",
    )
    report_by: Annotated[Deadline | None, OrDay(), Guard.CORRECTION] = optional(
        "A later or earlier reporting day than the service's."
    )
    covers: Annotated[Covers | None, NOT_NULL, Guard.CORRECTION] = optional(
        "Months for which figures of this promise are published, where narrower; earlier ones may be added without a"
        " correction."
    )
    terms: Annotated[tuple[TermKeys, ...], Guard.CORRECTION] = Field(
        min_length=1, description="The versions of the promise, oldest first."
    )
    ends: Annotated[Month | None, MONTH, Guard.CORRECTION] = optional("A retired promise: its last month.")
    ends_why: Annotated[str | None, PROSE, Guard.CORRECTION] = optional("Why it ended.")
    replaced_by: Annotated[str | None, ID, Guard.FREELY] = optional("Id of the promise that replaces it.")
    also_measured: Annotated[bool, BOOLEAN, Guard.CORRECTION] = Field(
        default=False,
        description="true: records from before the first term or after the end are shown, without a verdict.",
    )
    if_we_fall_short: Annotated[Guidance, Guard.CORRECTION] = Field(
        description="What the customer gets when we fall short, without having to ask or how to ask."
    )
    needs_from_you: Annotated[str | None, GUIDANCE, Guard.CORRECTION] = optional(
        "What the customer must do for the promise to hold."
    )
    staff_may: Annotated[str | None, PROSE, Guard.FREELY] = optional(
        "What the people on the front line may do without asking anybody."
    )
    was: Annotated[tuple[Id, ...], Guard.NEVER] = optional(
        "Earlier ids, the first one first; their addresses lead here.", ()
    )


OldDeclaration: Any = old_declaration("OldDeclaration", MeasureKeys, TermKeys, _PromiseKeys)


class DeclarationCorrection(Document):
    """A published declaration that was wrong."""

    on: Annotated[DateText, EVENT_DAY] = Field(description="The day on which the change was published, YYYY-MM-DD.")
    was: OldDeclaration = Field(description="Each key that changed, with what it said before.")
    why: Line = Field(description="Why it was changed.")
    told: OptionalDay = told_key("was changed")


class PromiseFile(_PromiseKeys):
    """One promise."""

    corrected: Annotated[tuple[DeclarationCorrection, ...], Guard.NEVER] = optional(
        "Changes to what was published, oldest first.", ()
    )
