"""Somebody finds their own hospital."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect
from service_promises.ledger.places import Place, Places
from service_promises.ledger.promises.made_at import At
from service_promises.outputs.site import make_site
from service_promises.pages.place_sections import MOST_PLACES_ON_A_PAGE

from tests.browser.conftest import Open
from tests.made_up import ledger

pytestmark = pytest.mark.browser

PHONE = 360


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("whittington", "Whittington Health NHS Trust"),
        ("Barnet", "Royal Free London NHS Foundation Trust"),
        ("st thomas", "Guy's and St Thomas' NHS Foundation Trust"),
        ("salford royal", "Northern Care Alliance NHS Foundation Trust"),
    ],
)
def test_what_is_typed_narrows_the_list_of_places(typed: str, name: str, open_page: Open) -> None:
    page = open_page("places/", PHONE).page
    page.get_by_label("Type a name").press_sequentially(typed)
    entries = page.locator("#places li:visible a")
    expect(entries).to_have_text([name])
    expect(page.get_by_role("status").first).to_contain_text("1 / 239")
    entries.click()
    expect(page.locator("h1")).to_have_text(name)


def test_a_name_that_nobody_has_is_told_and_all_come_back_when_it_is_cleared(open_page: Open) -> None:
    page = open_page("places/", PHONE).page
    box = page.get_by_label("Type a name")
    box.press_sequentially("Puddlewick")
    expect(page.get_by_text("Nothing here has that name.")).to_be_visible()
    expect(page.locator("#places h2:visible")).to_have_count(0)
    box.fill("")
    expect(page.get_by_text("Nothing here has that name.")).to_be_hidden()
    expect(page.locator("#places li:visible")).to_have_count(239)


def test_a_place_is_two_steps_from_home_without_scripts(open_page: Open) -> None:
    page = open_page("", PHONE, scripts=False).page
    page.get_by_role("link", name="Find your provider").click()
    expect(page.get_by_label("Type a name")).to_be_hidden()
    page.get_by_role("link", name="Whittington Health NHS Trust").click()
    expect(page.locator("h1")).to_have_text("Whittington Health NHS Trust")
    assert page.get_by_text("Fell short").first.bounding_box()["y"] < 740  # type: ignore[index]  # on the first screen


def test_a_table_of_places_is_narrowed_too(open_page: Open) -> None:
    page = open_page("promises/ae-4h/places/", PHONE).page
    page.get_by_label("Type a name").press_sequentially("clacton")
    expect(page.locator("#by-name tbody tr:visible")).to_have_count(0)
    expect(page.locator("#by-name li:visible a")).to_have_text(["Clacton Hospital"])


@pytest.fixture
def many_places(browser: Browser) -> Iterator[Page]:
    """The list of so many places that it is split by how they begin; no site is built for it."""
    made_up, number = ledger(), MOST_PLACES_ON_A_PAGE + 1
    names = {f"p-{index}": f"{('Ash', 'The Birch')[index % 2]} {index}" for index in range(number)}
    many = {id_: Place(id_, name, also_called=(f"Old {name}",)) for id_, name in names.items()}
    places = Places(places={**made_up.places.places, **many})
    lent = replace(made_up.promises["lent"], at=At("all"))
    everywhere = replace(made_up, places=places, promises={**made_up.promises, "lent": lent})
    pages = make_site(everywhere, [Path(__file__).parents[2] / "templates"], "").pages

    def answer(route: Route) -> None:
        address = route.request.url.removeprefix("https://example.org/").strip("/")
        if address in pages:
            route.fulfill(content_type="text/html; charset=utf-8", body=f"<!doctype html>{pages[address].html()}")
        else:
            route.abort()

    context = browser.new_context(viewport=ViewportSize(width=PHONE, height=900))
    page = context.new_page()
    page.route("**/*", answer)
    page.goto("https://example.org/places/")
    yield page
    context.close()


def test_a_place_is_found_by_its_name_where_the_list_is_split(many_places: Page) -> None:
    page = many_places
    assert page.locator("[data-entry]").count() == 0
    page.get_by_label("Type a name").press_sequentially("old the birch 415")
    expect(page.locator("#places li:visible a")).to_have_text(["The Birch 415"])
    expect(page.locator(".p-filter [role]")).to_have_text("1 / 504")
    expect(page.locator("[data-unfiltered]")).to_be_hidden()
    page.locator("#places li:visible a").first.click()
    expect(page.locator("h1")).to_have_text("The Birch 415")


def test_the_sections_come_back_when_the_box_is_cleared(many_places: Page) -> None:
    page = many_places
    box = page.get_by_label("Type a name")
    box.fill("ash")
    expect(page.locator("#places li:visible").first).to_be_visible()
    box.fill("")
    expect(page.locator("#places")).to_be_hidden()
    expect(page.locator("[data-unfiltered] li:visible")).to_have_count(2)


def test_the_box_goes_where_the_lists_can_not_be_read(many_places: Page) -> None:
    page = many_places
    page.unroute("**/*")
    page.route("**/*", lambda route: route.abort())
    box = page.get_by_label("Type a name")
    box.fill("ash")
    expect(box).to_be_hidden()
    expect(page.locator("[data-unfiltered] li:visible")).to_have_count(2)
