"""`service.yml`: who promises, what the service is for, how to reach us."""

from typing import Annotated, Any

from pydantic import Field

from service_promises.source.documents.base import (
    EVENT_DAY,
    Covers,
    Deadline,
    Document,
    Guard,
    NamedLink,
    OptionalDay,
    OrDay,
    optional,
    told_key,
)
from service_promises.source.documents.old_values import old_guarded
from service_promises.source.values.addresses import URL_TEMPLATE
from service_promises.source.values.calendar import CALENDAR_MONTH, DateText
from service_promises.source.values.language import Language
from service_promises.source.values.scalars import GUIDANCE, NAME, NOT_NULL, PROSE, Id, Line, ProseText, whole
from service_promises.source.values.time_zone import TimeZone


class NotPromisedItem(Document):
    """Something that we do not promise."""

    what: ProseText = Field(description="What we do not promise.")
    why: Annotated[str | None, PROSE] = optional("Why we do not promise it.")
    instead: Annotated[str | None, GUIDANCE] = optional("What somebody can do instead.")


class AreaKeys(Document):
    """A group of promises with a page of its own."""

    id: Id = Field(description="The area as its promises name it, and its address on the site.")
    name: Annotated[str, NAME] = Field(description="What it is called on the pages.")
    about: Annotated[str | None, PROSE] = optional("What it is about, in a sentence or two.")
    was: tuple[Id, ...] = optional("Earlier ids; their addresses lead here.", ())


class _ServiceKeys(Document):
    name: Annotated[str, NAME, Guard.FREELY] = Field(description="Who makes the promises.")
    about: Annotated[ProseText, Guard.FREELY] = Field(description="The service in a sentence or two.")
    for_: Annotated[ProseText, Guard.FREELY] = Field(
        alias="for", description="What our service is for: the one thing that every promise must be congruent with."
    )
    language: Annotated[Language, Guard.FREELY] = optional(
        "Language tag for dates, numbers and words, for example en-GB; English alone, for now.", "en-GB"
    )
    time_zone: Annotated[TimeZone, Guard.CORRECTION] = optional(
        "Where a day begins and ends, as the time zone database calls it, for example Europe/London.", "UTC"
    )
    year_starts: Annotated[int, CALENDAR_MONTH, Guard.FREELY] = optional(
        "The calendar month, 1 to 12, in which a year begins: with 4, years are April to March and called 2025-26.", 1
    )
    areas: Annotated[tuple[AreaKeys, ...], Guard.FREELY] = optional(
        "The groups of promises in the order to be shown, each with a page of its own.", ()
    )
    covers: Annotated[Covers, Guard.CORRECTION] = Field(
        description="The first month published, and the last where there is one; earlier months may be added without a"
        " correction."
    )
    report_by: Annotated[Deadline | None, OrDay(), Guard.CORRECTION] = Field(
        default=None,
        description="Day of the following month by which a month must be published; 10 where nothing is said.",
    )
    reach_us: Annotated[tuple[NamedLink, ...], Guard.FREELY] = Field(
        min_length=1, description="How customers reach us."
    )
    answer_back: Annotated[str | None, URL_TEMPLATE, Guard.FREELY] = Field(
        default=None,
        description='Address for "Did we let you down?"; {promise}, {month} and {place} are filled in on each page.',
    )
    not_promised: Annotated[tuple[NotPromisedItem, ...], Guard.FREELY] = optional(
        "What we do not promise, said openly.", ()
    )
    hide_counts_below: Annotated[int, whole(0, 1_000_000, "the smallest count that is published"), Guard.CORRECTION] = (
        optional('Counts from 1 to one less than this are published as "fewer than" this.', 0)
    )
    licence: Annotated[NamedLink | None, NOT_NULL, Guard.FREELY] = optional("The licence of the published data.")
    notice: Annotated[str | None, PROSE, Guard.FREELY] = optional("A banner on every page.")
    published_by: Annotated[NamedLink | None, NOT_NULL, Guard.CORRECTION] = optional(
        "Who publishes, where that is not the organisation that promises."
    )
    allow: Annotated[tuple[Annotated[str, NAME], ...], Guard.FREELY] = optional(
        "Texts that the rule on personal data lets through.", ()
    )


OldService: Any = old_guarded("OldService", _ServiceKeys)


class ServiceCorrection(Document):
    """A published fact about the service that was wrong, or had to change."""

    on: Annotated[DateText, EVENT_DAY] = Field(description="The day on which the change was published, YYYY-MM-DD.")
    was: OldService = Field(description="Each key that changed, with what it said before; null if it was not there.")
    why: Line = Field(description="Why it was changed.")
    told: OptionalDay = told_key("was changed")


class ServiceFile(_ServiceKeys):
    """Who promises, what the service is for, how to reach us."""

    corrected: Annotated[tuple[ServiceCorrection, ...], Guard.NEVER] = optional(
        "Changes to what was published here, oldest first.", ()
    )
