"""The list of places, in which somebody finds their own."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from service_promises.ledger.ledger import Entry
from service_promises.ledger.places import Place
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_
from service_promises.pages.parts.tally import tally, tally_of_promises, worst_first


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
    i18n = context.i18n
    ended = sum(context.has_ended(place) for place in context.places.values())
    headline = i18n.count(
        "%(number)s %(called)s.",
        "%(number)s %(called)s.",
        len(context.places),
        called=i18n.named(Decimal(len(context.places)), context.ledger.places.called),
    )
    if not ended:
        return headline
    text = i18n.count(
        "For %(number)s of them the figures have ended.", "For %(number)s of them the figures have ended.", ended
    )
    return f"{headline} {text}"


def place_groups(context: Context) -> tuple[PlaceGroup, ...]:
    """Every place by group, groups in the order in which they first come, places by name."""
    groups: dict[str, list[Place]] = {}
    for place in context.places.values():
        groups.setdefault(place.in_ or "", []).append(place)
    return tuple(
        PlaceGroup(name, tuple(_line(context, place) for place in sorted(places, key=by_name)))
        for name, places in groups.items()
    )


def by_name(place: Place) -> tuple[str, str]:
    """What places are sorted by."""
    return place.name.casefold(), place.id


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
    for entries in context.at_places[place.id].values():
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
