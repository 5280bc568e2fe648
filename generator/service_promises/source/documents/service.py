"""`service.yml`: who promises, what the service is for, how to reach us."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from service_promises.source.documents.base import Covers, Deadline, Document, NamedLink, OrDay
from service_promises.source.values.addresses import URL_TEMPLATE, Language
from service_promises.source.values.scalars import GIVEN, LINE, PROSE, Line, Prose, whole


class NotPromisedItem(Document):
    """Something that we do not promise."""

    what: Prose = Field(description="What we do not promise.")
    why: Annotated[str | None, PROSE] = Field(default=None, description="Why we do not promise it.")
    instead: Annotated[str | None, PROSE] = Field(default=None, description="What somebody can do instead.")


class ServiceFile(Document):
    """Who promises, what the service is for, how to reach us."""

    name: Line = Field(description="Who makes the promises.")
    about: Prose = Field(description="The service in a sentence or two.")
    for_: Prose = Field(
        alias="for",
        description="What our service is for: the one thing that every promise must be congruent with.",
    )
    language: Language = Field(
        default="en-GB", description="Language tag for dates, numbers and words, for example en-GB or cy."
    )
    covers: Covers = Field(description="The first month published, and the last where there is one.")
    report_by: Annotated[Deadline | None, OrDay()] = Field(
        default=None,
        description="Day of the following month by which a month must be published; 10 where nothing is said.",
    )
    reach_us: tuple[NamedLink, ...] = Field(min_length=1, description="How customers reach us.")
    answer_back: Annotated[str | None, URL_TEMPLATE] = Field(
        default=None,
        description='Address for "Did we let you down?"; {promise} and {month} are filled in on each page.',
    )
    not_promised: Annotated[tuple[NotPromisedItem, ...], GIVEN] = Field(
        default=(), description="What we do not promise, said openly."
    )
    hide_counts_below: Annotated[int, whole(0, 1_000_000, "the smallest count that is published")] = Field(
        default=0, description='Counts from 1 to one less than this are published as "fewer than" this.'
    )
    licence: Annotated[NamedLink | None, GIVEN] = Field(
        default=None, description="The licence of the published data."
    )
    notice: Annotated[str | None, PROSE] = Field(default=None, description="A banner on every page.")
    published_by: Annotated[NamedLink | None, GIVEN] = Field(
        default=None, description="Who publishes, where that is not the organisation that promises."
    )
    allow: tuple[Annotated[str, LINE], ...] = Field(
        default=(), description="Texts that the rule on personal data lets through."
    )
