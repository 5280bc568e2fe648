"""The sections that lists of places are split into where there are very many: groups, and what names begin with."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from service_promises.ledger.places import Place

MOST_PLACES_ON_A_PAGE = 500
"""With more places a page of all of them is split."""


class PlaceSection(NamedTuple):
    """Some of the places: a group, or those whose names begin alike."""

    id: str
    """As addresses have it: `north-west`, `north-west/s`."""
    name: str
    """The group, empty for those that are in none; or how their names begin."""
    places: tuple[Place, ...]
    """By name."""
    parts: tuple["PlaceSection", ...] = ()
    """Those that it is split into, where it is too long for a page itself."""
    group: str = ""
    """The group that the places are of, where it is a part of one."""


def place_sections(places: Iterable[Place], most: int = MOST_PLACES_ON_A_PAGE) -> tuple[PlaceSection, ...]:
    """The sections of a long list of places, each with those that it is split into; none where the list is short.

    By group where there is more than one, else by name. A beginning has the same address however many there are.
    """
    every = [*places]
    if len(every) <= most:
        return ()
    groups: dict[str, list[Place]] = {}
    for place in every:
        groups.setdefault(_slug(place.in_ or "") or "other", []).append(place)
    if len(groups) == 1:
        return tuple(_by_beginning(every, "", "", 1, most))
    return tuple(
        PlaceSection(
            address,
            group[0].in_ or "",
            tuple(sorted(group, key=by_name)),
            tuple(_by_beginning(group, f"{address}/", group[0].in_ or "", 1, most)) if len(group) > most else (),
        )
        for address, group in groups.items()
    )


def every_place_section(sections: Iterable[PlaceSection]) -> Iterator[PlaceSection]:
    """All sections, those of sections too."""
    for section in sections:
        yield section
        yield from every_place_section(section.parts)


def leaves(section: PlaceSection) -> Iterator[PlaceSection]:
    """The sections with a list of places that a section is split into; itself where it is not."""
    if not section.parts:
        yield section
    for part in section.parts:
        yield from leaves(part)


def by_name(place: Place) -> tuple[str, str]:
    """What places are sorted by."""
    return _without_article(place.name).casefold(), place.id


def _by_beginning(places: Sequence[Place], above: str, of: str, signs: int, most: int) -> Iterator[PlaceSection]:
    """The places of a group by the first signs of their names; a beginning that all share is passed over."""
    names = sorted((_beginning(place), by_name(place), place) for place in places)
    while len({name[:signs] for name, _, _ in names}) == 1 and signs < len(names[0][0]):
        signs += 1
    for beginning, group in groupby(names, key=lambda one: one[0][:signs]):
        of_group = [place for _, _, place in group]
        address = f"{above}{beginning.rstrip('-')}"
        parts = tuple(_by_beginning(of_group, above, of, signs + 1, most)) if len(of_group) > most else ()
        yield PlaceSection(address, beginning.replace("-", " ").capitalize(), tuple(of_group), parts, of)


def _beginning(place: Place) -> str:
    """How the name of a place begins as addresses have it; the id tells places of one name apart."""
    return f"{_slug(_without_article(place.name))}-{place.id}".lstrip("-")


def _without_article(name: str) -> str:
    """A name from the word on by which it is looked for: The Hillingdon Hospital stands under H."""
    first, _, rest = name.partition(" ")
    return rest.lstrip() or name if first.casefold() == "the" else name


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
