"""Every kind of page can be read by everybody."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, SUBPATH, Open, View

pytestmark = pytest.mark.browser

KINDS = (
    "",
    "promises/",
    "promises/*/",
    "areas/",
    "areas/*/",
    "promises/*/places/",
    "places/",
    "places/*/",
    "months/",
    "months/*/",
    "years/*/",
    "fell-short/",
    "fixes/",
    "put-right/",
    "changes/",
    "purpose/",
    "staff-may/",
    "not-promised/",
    "how-we-judge/",
    "data/",
    "where-the-figures-come-from/",
)
"""One address of each kind of page; a star stands for the last one there is."""


def _addresses(site: Path) -> list[str]:
    """The addresses of the pages that the sitemap names, sorted; redirects are not in it."""
    namespace = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    locations = ElementTree.parse(site / "sitemap.xml").iterfind(".//loc", namespace)
    return sorted(location.text.partition(SUBPATH)[2] for location in locations if location.text)


def _is_of(kind: str, address: str) -> bool:
    return fnmatchcase(address, kind) and address.count("/") == kind.count("/")


def _address(site: Path, kind: str) -> str:
    """The address of the last page of a kind."""
    of_kind = [address for address in _addresses(site) if _is_of(kind, address)]
    assert of_kind, f"the site under test has no page {kind}"
    return of_kind[-1]


def test_a_page_of_every_kind_is_opened_here(built_site: Path) -> None:
    unopened = [address for address in _addresses(built_site) if not any(_is_of(kind, address) for kind in KINDS)]
    assert unopened == [], "add their kind to KINDS"


def _faults(view: View, look: str, *, of_colours: bool = False) -> list[str]:
    faults = view.faults + view.barriers(of_colours=of_colours)
    if (by := view.overflow()) > 0:
        faults.append(f"scrolls sideways by {by} pixels")
    view.faults.clear()
    return [f"{look}: {fault}" for fault in faults]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_barrier(kind: str, scripts: bool, built_site: Path, open_page: Open) -> None:
    """No axe violation, error, other origin or sideways scrolling, on desk and phone, in light and dark.

    What is in a page and where is the same in the dark, which changes colours alone.
    """
    view = open_page(_address(built_site, kind), DESK, scripts=scripts)
    faults = []
    for dark in (False, True):
        if dark and scripts:
            view = open_page(_address(built_site, kind), DESK, dark)
        elif dark:
            view.darken()
        for width in (DESK, PHONE):
            view.widen(width)
            faults += _faults(view, f"{'dark' if dark else 'light'} at {width}", of_colours=dark)
    assert not faults, "\n".join(faults)


def test_a_card_on_pages_of_others_has_no_barrier(open_page: Open) -> None:
    view = open_page("cards/ae-4h/", PHONE, scripts=False)
    assert not (faults := _faults(view, "card")), "\n".join(faults)
    assert view.page.locator("script").count() == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_open_search_has_no_barrier(dark: bool, open_page: Open) -> None:
    """Its results come from the site itself, and can be read."""
    view = open_page("", dark=dark)
    # The list would slide in, and what is on its way has other colours and places.
    view.page.add_style_tag(content="* { transition: none !important }")
    # What is typed while the index is on its way, or put in without keys, is not searched for.
    expect(view.page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    view.page.get_by_role("textbox", name="Search").press_sequentially("promise")
    view.page.wait_for_selector(".md-search-result__item")
    assert not (faults := _faults(view, "search")), "\n".join(faults)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("A&E", "A&E in four hours"),  # Material's index has it as an entity, which nobody types
        ("a and e", "A&E in four hours"),
        ("casualty", "A&E in four hours"),
        ("cancer", "Cancer treatment in 62 days"),
        ("strike", "Treatment in 18 weeks"),
        ("18 weeks", "Treatment in 18 weeks"),
        ("Whittington", "Whittington Health NHS Trust"),
        ("Addenbrooke", "Cambridge University Hospitals NHS Foundation Trust"),
        ("complain", "The NHS in England: promised and delivered"),
        ("refund", "When people are let down, is it put right?"),
    ],
)
def test_what_a_customer_types_finds_the_answer_first(typed: str, answer: str, open_page: Open) -> None:
    view = open_page("")
    view.page.get_by_role("textbox", name="Search").press_sequentially(typed)
    expect(view.page.locator(".md-search-result__item h1").first).to_have_text(answer)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_dark_needs_no_script(width: int, open_page: Open) -> None:
    """A reader in the dark gets the same colours with scripts off as with them on."""
    colours = "[...document.querySelectorAll('body, article, article a, h1, header, footer')].map(e => {\
        const style = getComputedStyle(e); return [e.tagName, style.color, style.backgroundColor] })"
    with_scripts = open_page("", width, dark=True).page.evaluate(colours)
    without = open_page("", width, dark=True, scripts=False).page.evaluate(colours)
    assert without == with_scripts
    assert without != open_page("", width, dark=False, scripts=False).page.evaluate(colours)


def test_without_scripts_nothing_is_offered_that_would_not_work(open_page: Open) -> None:
    """The search box and the switch between light and dark are not there."""
    page = open_page("", scripts=False).page
    for part in ('[data-md-component="palette"]', '[data-md-component="search"]', 'label[for="__search"]'):
        assert not page.locator(part).first.is_visible(), part


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_navigation_is_reached_by_keyboard(width: int, dark: bool, scripts: bool, open_page: Open) -> None:
    """The first stop skips to the content; every stop after it is on the screen and shows where it is."""
    page = open_page("", width, dark, scripts).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    seen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const stop = document.activeElement
                const mark = stop.matches('.md-option') ? stop.form.querySelector('label:not([hidden])') : stop
                const box = mark.getBoundingClientRect(), style = getComputedStyle(mark)
                return {
                    name: stop.textContent.trim() || stop.getAttribute('aria-label'),
                    onScreen: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
                    outlined: style.outlineStyle !== 'none' && style.outlineWidth !== '0px',
                    writing: stop.matches('input[type=text]'),
                }
            }"""
        )
        assert stop["onScreen"], stop
        assert stop["outlined"] or stop["writing"], stop
        seen.append(stop["name"])
    assert "Promises" in seen
    assert "Months" in seen


def test_a_wrong_address_leads_home(home: str, open_page: Open) -> None:
    """The page for a wrong address works at any depth, and its links stay below the site's own path."""
    view = open_page("promises/no-such-promise/deeper/")
    assert not (faults := _faults(view, "404")), "\n".join(faults)
    for link in view.page.locator("a[href]").all():
        address = link.evaluate("link => link.href")
        if address.startswith(home.removesuffix(SUBPATH)):
            assert address.startswith(home), address


def test_a_month_on_a_phone_takes_a_few_lines(open_page: Open) -> None:
    """Month and verdict stand beside each other, and the rest below them in as few lines as it needs."""
    page = open_page("promises/ae-4h/", 360).page
    page.locator("#months ~ .p-earlier summary").click()
    rows = page.evaluate(
        """() => [...document.querySelectorAll('.p-rows tr[id]')].map(row => {
            const [month, verdict, delivered] = [...row.cells].map(cell => cell.getBoundingClientRect())
            return {
                beside: Math.abs(month.top - verdict.top) < 8 && verdict.left > month.right,
                below: delivered.top >= Math.max(month.bottom, verdict.bottom) - 1,
                lines: Math.round(
                    (row.getBoundingClientRect().height - 2 * parseFloat(getComputedStyle(row).paddingTop))
                    / parseFloat(getComputedStyle(row).lineHeight)),
            }
        })"""
    )
    assert all(row["beside"] and row["below"] for row in rows)
    lines = sorted(row["lines"] for row in rows)
    # Three, and one each for a remark and for a long verdict or how many places fell short.
    assert (lines[0], lines[-1]) == (3, 5)


@pytest.mark.parametrize("width", [360, DESK])
@pytest.mark.parametrize("promise", ["ae-4h", "cancer-62d"])
def test_the_labels_of_a_chart_end_where_it_does(promise: str, width: int, open_page: Open) -> None:
    page = open_page(f"promises/{promise}/", width).page
    plot, labels = page.evaluate(
        """() => ['.p-plot', '.c-across'].map(
            selector => Math.max(...[...document.querySelectorAll(selector)].map(
                found => found.getBoundingClientRect().right)))"""
    )
    assert labels <= plot + 1


@pytest.mark.parametrize("kind", ["", "promises/ae-4h/", "years/2025/", "fell-short/"])
def test_arrow_keys_go_along_a_strip_from_its_link(kind: str, open_page: Open) -> None:
    """A cell is read out as its title while it has the keyboard; back at the link all is as it was."""
    view = open_page(kind)
    page = view.page
    link = page.locator("[data-strip]").first
    if kind == "fell-short/":
        link.click()
    link.focus()
    name = "document.activeElement.getAttribute('aria-label')"
    page.keyboard.press("ArrowLeft")
    newest = page.evaluate(name)
    strip = page.locator(".p-strip:not([aria-hidden])")
    assert strip.count() == 1
    assert newest == strip.locator("a").last.get_attribute("title")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(name) not in {None, newest}
    assert view.barriers() == []
    page.keyboard.press("ArrowRight")
    assert page.evaluate(name) == newest
    page.keyboard.press("ArrowRight")
    expect(link).to_be_focused()
    assert strip.count() == 0


def test_a_chart_tells_the_figure_of_each_month(open_page: Open) -> None:
    """To a pointer, and to the keyboard and screen readers as a slider; without scripts nothing is offered."""
    page = open_page("promises/ae-4h/", 360).page
    slider = page.get_by_role("slider", name="The figure of each month")
    slider.focus()
    assert slider.get_attribute("aria-valuetext") == "March 2026 77.11% Fell short"
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".c-value")).to_contain_text("February 2026")
    box = page.locator(".c-value").bounding_box()
    assert box
    assert 0 <= box["x"] <= 360 - box["width"]
    page.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext").startswith("November 2010")  # type: ignore[union-attr] # it is there
    page.locator(".p-plot").hover(position={"x": 3, "y": 100})
    expect(page.locator(".c-value")).to_contain_text("January 2011 95.78%")
    without = open_page("promises/ae-4h/", scripts=False).page
    assert not without.locator(".c-pick").is_visible()


def test_each_strip_of_months_says_its_years_and_leads_to_its_months(open_page: Open) -> None:
    """With a pointer; the keyboard and screen readers get the same months as a table, by one link a row."""
    page = open_page("", 360).page
    strips = page.locator(".p-strip")
    assert strips.count() > 2
    for strip in strips.all():
        assert strip.locator("i").all_text_contents() == ["2024", "2025", "2026"]
        assert strip.bounding_box()["width"] <= 328  # type: ignore[index] # it is on the screen
    cell = strips.first.locator("a").last
    assert cell.get_attribute("title") == "March 2026: 77.11%, Fell short"
    assert cell.get_attribute("tabindex") == "-1"
    with page.expect_navigation():
        cell.click()
    assert page.url.endswith("/months/2026-03/")


def test_pages_written_by_hand_have_the_headings_of_the_others(open_page: Open) -> None:
    style = """() => ['h1', 'h2', 'h3'].map(heading => {
        const style = getComputedStyle(document.querySelector(`article ${heading}:not(.p-top *)`))
        return [style.color, style.fontWeight, style.fontSize]
    })"""
    generated = open_page("promises/ae-4h/").page.evaluate(style)
    assert open_page("where-the-figures-come-from/").page.evaluate(style) == generated


def test_a_table_written_by_hand_breaks_no_word_on_a_phone(open_page: Open) -> None:
    """Whatever has a hyphen or a slash may break there, and nothing else."""
    broken = open_page("where-the-figures-come-from/", 360).page.evaluate(
        """() => {
            const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
            while (walk.nextNode()) {
                const text = walk.currentNode
                if (!text.parentElement.closest('article table')) continue
                for (const word of text.data.matchAll(/[^\\s\\-\\/]+/g)) {
                    const range = document.createRange()
                    range.setStart(text, word.index)
                    range.setEnd(text, word.index + word[0].length)
                    if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) {
                        found.push(word[0])
                    }
                }
            }
            return found
        }"""
    )
    assert broken == []
