"""Somebody finds their own hospital."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

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
