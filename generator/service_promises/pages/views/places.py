"""The list of places, in which somebody finds their own."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.places import Place
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_
from service_promises.pages.parts.tally import tally, tally_of_promises, worst_first
from service_promises.pages.place_sections import PlaceSection, by_name, leaves, place_sections


class PlaceLine(NamedTuple):
    """A place in the list."""

    place: Place
    key: str
    """The worst of its newest verdicts; empty where nothing was due there yet."""
    verdict: str
    """That verdict, or each verdict with how many promises have it."""
    ended: str
    """With which month it ended; empty while it stands."""


class PlaceGroup(NamedTuple):
    """The places of a group, by name."""

    name: str
    """Empty for those that are in no group."""
    lines: tuple[PlaceLine, ...]


def places_title(context: Context) -> str:
    """What the list of places is called."""
    return context.i18n.say("Find your %(place)s", place=context.ledger.places.called.one)


def places_headline(context: Context) -> str:
    """How many places there are, and at how many of them the figures have ended."""
    return _headline(context, context.places.values())


def section_headline(context: Context, section: PlaceSection) -> str:
    """How many places a section has, and at how many of them the figures have ended."""
    return _headline(context, section.places)


def _number_of(context: Context, number: int) -> str:
    i18n = context.i18n
    return i18n.count(
        "%(number)s %(called)s.",
        "%(number)s %(called)s.",
        number,
        called=i18n.named(Decimal(number), context.ledger.places.called),
    )


def _headline(context: Context, places: Collection[Place]) -> str:
    i18n = context.i18n
    ended = sum(context.has_ended(place) for place in places)
    headline = _number_of(context, len(places))
    if not ended:
        return headline
    text = i18n.count(
        "For %(number)s of them the figures have ended.", "For %(number)s of them the figures have ended.", ended
    )
    return f"{headline} {text}"


class SectionOfPlaces(NamedTuple):
    """A section of a list that is too long for one page."""

    name: str
    number: str
    """How many places it has."""
    pages: tuple[tuple[str, str], ...]
    """The id of each page that lists them, and how the names on it begin; empty for all of them."""


class PlacesView(NamedTuple):
    """What the list of places says, or a section of it."""

    section: str
    """What the names have in common; empty for the list of all."""
    sections: tuple[SectionOfPlaces, ...]
    """Where it is too long for one page."""
    groups: tuple[PlaceGroup, ...]


def places_view(context: Context, section: PlaceSection | None = None) -> PlacesView:
    """The list of places, or a section of it."""
    sections = section.parts if section else place_sections(context.places.values())
    places = section.places if section else context.places.values()
    return PlacesView(
        section=section_name(context, section) if section else "",
        sections=sections_of_places(context, sections),
        groups=() if sections else place_groups(context, places),
    )


def section_name(context: Context, section: PlaceSection) -> str:
    """What the places of a section have in common, in words: a group, how names begin, or both."""
    names = [name for name in (section.group, section.name) if name]
    return ", ".join(names) or context.i18n.say("Other")


def sections_of_places(context: Context, sections: Iterable[PlaceSection]) -> tuple[SectionOfPlaces, ...]:
    """Sections with the pages that list their places."""
    return tuple(
        SectionOfPlaces(
            section_name(context, section),
            _number_of(context, len(section.places)),
            tuple((one.id, "" if one is section else one.name) for one in leaves(section)),
        )
        for section in sections
    )


def place_groups(context: Context, places: Iterable[Place]) -> tuple[PlaceGroup, ...]:
    """Places by group, groups in the order in which they first come, places by name."""
    groups: dict[str, list[Place]] = {}
    for place in places:
        groups.setdefault(place.in_ or "", []).append(place)
    return tuple(
        PlaceGroup(name, tuple(_line(context, place) for place in sorted(places, key=by_name)))
        for name, places in groups.items()
    )


def _line(context: Context, place: Place) -> PlaceLine:
    newest = worst_first(newest_entries(context, place))
    ended = ended_text(context, place) if context.has_ended(place) else ""
    if not newest:
        return PlaceLine(place, "", context.i18n.say("Nothing due yet"), ended)
    worst = context.view(newest[0])
    text = worst.label if len(newest) == 1 else tally_of_promises(tally(newest), context.i18n)
    return PlaceLine(place, worst.key, text, ended)


def newest_entries(context: Context, place: Place) -> Iterator[Entry]:
    """The newest entry with a verdict of each promise that is made at a place."""
    for entries in context.entries_by_place[place.id].values():
        newest = next((entry for entry in reversed(entries) if entry.is_judged), None)
        if newest:
            yield newest


def ended_text(context: Context, place: Place) -> str:
    """Which months a place's figures end with, where its own end is known."""
    if place.until is None:
        return ""
    return context.i18n.voice(
        N_("Until %(month)s"), N_("Our figures end with %(month)s"), month=context.i18n.month(place.until)
    )
