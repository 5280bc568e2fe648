"""`places.yml`: where promises are kept."""

from typing import Annotated

from pydantic import Field

from service_promises.ledger.periods.month import Month
from service_promises.source.documents.base import (
    EVENT_DAY,
    CaseNames,
    Document,
    Guard,
    OptionalDay,
    optional,
    told_key,
)
from service_promises.source.values.calendar import MONTH, DateText
from service_promises.source.values.scalars import ID, NAME, NOT_NULL, Id, Line


class PlaceKeys(Document):
    """One place."""

    name: Annotated[str, NAME, Guard.FREELY] = Field(description="What it is called.")
    in_: Annotated[str | None, NAME, Guard.FREELY] = Field(
        default=None, alias="in", description="A group that lists show it in, such as a region."
    )
    also_called: Annotated[tuple[Annotated[str, NAME], ...], Guard.FREELY] = optional(
        "Other names that somebody would search for, earlier ones too.", ()
    )
    since: Annotated[Month | None, MONTH, Guard.CORRECTION] = optional(
        "The first month in which anything is due there, YYYY-MM."
    )
    until: Annotated[Month | None, MONTH, Guard.CORRECTION] = optional(
        "The last month in which anything is due there, YYYY-MM."
    )
    became: Annotated[str | None, ID, Guard.FREELY] = optional("Id of the place that took over from it; needs until.")
    was: Annotated[tuple[Id, ...], Guard.NEVER] = optional(
        "Earlier ids, the first one first; their addresses lead here.", ()
    )


class _PlacesKeys(Document):
    called: Annotated[CaseNames | None, NOT_NULL, Guard.FREELY] = optional(
        "What one place is called, and several; place and places where nothing is said."
    )
    places: Annotated[dict[Annotated[str, ID], PlaceKeys], Guard.CORRECTION] = Field(
        description="By id: each place, in the order in which lists show them."
    )


class OldPlaces(Document):
    """What was published of places before it was corrected: of those that changed, and of no others."""

    places: dict[Annotated[str, ID], PlaceKeys | None] = optional(
        "By id: each place that changed, with all that stood there; null for one that was not there.", {}
    )


class PlacesCorrection(Document):
    """Published places that were wrong."""

    on: Annotated[DateText, EVENT_DAY] = Field(description="The day on which the change was published, YYYY-MM-DD.")
    was: OldPlaces = Field(description="Each place that changed, with what stood there before.")
    why: Line = Field(description="Why it was changed.")
    told: OptionalDay = told_key("was changed")


class PlacesFile(_PlacesKeys):
    """Where promises are kept."""

    corrected: Annotated[tuple[PlacesCorrection, ...], Guard.NEVER] = optional(
        "Changes to what was published of places, oldest first.", ()
    )
