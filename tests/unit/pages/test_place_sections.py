"""Lists of very many places are split by group and name, and each place stays three links from home."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from service_promises.ledger.places import Place, Places
from service_promises.ledger.promises.made_at import At
from service_promises.outputs.site import Site, make_site
from service_promises.pages.place_sections import (
    MOST_PLACES_ON_A_PAGE,
    PlaceSection,
    by_name,
    every_place_section,
    leaves,
    place_sections,
)

from tests.made_up import ledger

TEMPLATES = [Path(__file__).parents[3] / "templates"]
NAMES = ("Alder", "Ash", "Aspen", "Beech", "Birch", "Box")


def _places(names: Sequence[str], groups: Sequence[str | None] = (None,)) -> list[Place]:
    return [Place(f"p-{index}", name, groups[index % len(groups)]) for index, name in enumerate(names)]


def _ids(sections: Sequence[PlaceSection]) -> list[str]:
    return [one.id for one in every_place_section(sections)]


@pytest.mark.parametrize(
    ("places", "most", "ids"),
    [
        (_places(NAMES), 6, []),
        (_places(NAMES), 3, ["a", "b"]),
        (_places(NAMES), 2, ["a", "al", "as", "b", "be", "bi", "bo"]),
        (_places([f"St {name}" for name in NAMES]), 3, ["st-a", "st-b"]),
        (_places(NAMES, ["North West", None]), 3, ["north-west", "other"]),
        (_places(NAMES, ["North", None]), 2, ["north", "north/a", "north/b", "other", "other/a", "other/b"]),
        (_places(["Oak"] * 3), 1, ["oak-p-0", "oak-p-1", "oak-p-2"]),
        (_places(["\u00c9cole", "Ewe"]), 1, ["ec", "ew"]),
        (_places(["The Elms", "Ash", "the Alders", "Theale", "The"]), 2, ["a", "e", "t"]),
    ],
)
def test_by_group_then_by_what_names_begin_with(places: list[Place], most: int, ids: list[str]) -> None:
    sections = place_sections(places, most)
    assert _ids(sections) == ids
    listed = [place.id for section in sections for leaf in leaves(section) for place in leaf.places]
    assert sorted(listed) == (sorted(place.id for place in places) if ids else [])
    assert all(len(leaf.places) <= most for section in sections for leaf in leaves(section))


def test_a_name_that_begins_with_an_article_stands_where_its_next_word_does() -> None:
    names = ["Heath Road", "The Hillingdon Hospital", "Theale", "Home Farm"]
    assert [place.name for place in sorted(_places(names), key=by_name)] == [
        "Heath Road",
        "The Hillingdon Hospital",
        "Home Farm",
        "Theale",
    ]


def test_an_address_stays_when_places_are_added() -> None:
    few = place_sections(_places(NAMES), 3)
    more = place_sections(_places([*NAMES, "Cedar", "Cherry", "Alm"]), 3)
    assert {*_ids(few)} < {*_ids(more)}


@pytest.fixture(scope="module")
def site() -> Site:
    number = MOST_PLACES_ON_A_PAGE + 1
    places = {f"p-{index}": Place(f"p-{index}", f"{NAMES[index % 6]} {index}") for index in range(number)}
    made_up = ledger()
    lent = replace(made_up.promises["lent"], at=At("all"))
    everywhere = Places(places={**made_up.places.places, **places})
    return make_site(replace(made_up, places=everywhere, promises={**made_up.promises, "lent": lent}), TEMPLATES, "")


def _links(site: Site, address: str) -> set[str]:
    """The addresses that a page links to."""
    here = f"https://example.org/{address}/"
    hrefs = re.findall(r'href="?([^" >]+)', site.pages[address].html())
    return {urljoin(here, href).removeprefix("https://example.org/").rstrip("/") for href in hrefs}


@pytest.mark.parametrize("first", ["places", "promises/lent/places"])
def test_every_place_is_three_links_from_home(site: Site, first: str) -> None:
    lists = [address for address in _links(site, first) & {*site.pages} if address.startswith(f"{first}/")]
    assert len(lists) == 4
    places = {address for address in site.pages if re.fullmatch("places/[^/]+", address)}
    assert len(places) > MOST_PLACES_ON_A_PAGE
    assert places <= set[str]().union(*(_links(site, one) for one in lists))
