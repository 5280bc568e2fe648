"""Everything can be read printed, whatever the screen was like."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, Open

pytestmark = pytest.mark.browser

PROMISE = "promises/ae-4h/"
"""A page with a box, cards, a chart, a table and earlier months folded away."""
PAPER = 688
"""An A4 page less its margins, in CSS pixels."""

_CONTRASTS = """wanted => {
    const channels = colour => colour.match(/[\\d.]+/g).map(Number)
    const over = (top, below) => {
        const [r, g, b, a = 1] = top
        return [r, g, b].map((channel, i) => channel * a + below[i] * (1 - a))
    }
    const light = colour => {
        const [r, g, b] = colour.map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        return .2126 * r + .7152 * g + .0722 * b
    }
    const contrast = (one, other) => {
        const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b)
        return (bright + .05) / (dark + .05)
    }
    const white = [255, 255, 255]
    return wanted.map(selector => {
        const place = document.querySelector(selector), layers = []
        for (let at = place; at; at = at.parentElement) {
            layers.unshift(channels(getComputedStyle(at).backgroundColor))
        }
        const ground = layers.reduce((below, top) => over(top, below), white)
        const style = getComputedStyle(place)
        const ink = channels(style.fill !== 'none' || !style.stroke.startsWith('rgb') ? style.color : style.stroke)
        // Browsers leave grounds out unless they are told to print them.
        return [selector, Math.min(contrast(over(ink, ground), ground), contrast(over(ink, white), white))]
    })
}"""

_COLOURS = """() => {
    const names = new Set()
    const look = rules => {
        for (const rule of rules) {
            for (const name of rule.style ?? []) if (/^--(md|p)-/.test(name)) names.add(name)
            if (rule.cssRules) look(rule.cssRules)
        }
    }
    for (const sheet of document.styleSheets) look(sheet.cssRules)
    const style = getComputedStyle(document.querySelector('.p-page h1'))
    return Object.fromEntries(
        [...names].map(name => [name, style.getPropertyValue(name).replace(/\\s+/g, ' ')]))
}"""


def _printed(open_page: Open, path: str, *, dark: bool = False, scripts: bool = True) -> Page:
    page = open_page(path, DESK, dark, scripts).page
    page.set_viewport_size({"width": PAPER, "height": 900})
    page.emulate_media(media="print", color_scheme="dark" if dark else "light")
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_page_printed_from_the_dark_can_be_read(scripts: bool, open_page: Open) -> None:
    """Ink is dark enough for white paper and for the grounds of boxes, printed or left out."""
    page = _printed(open_page, PROMISE, dark=True, scripts=scripts)
    places = [
        "h1", ".p-answer p:not([class])", ".p-answer .p-badge", ".p-card p", ".p-card dt", ".p-rows td",
        ".p-rows th", ".p-page p a", ".p-plot .c-line", ".md-banner__inner",
    ]  # fmt: skip
    pale = [contrast for contrast in page.evaluate(_CONTRASTS, places) if contrast[1] < 4.5]
    assert not pale


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_paper_has_the_colours_of_the_light(scripts: bool, open_page: Open) -> None:
    """Material's variables and ours; a new one in a new Material fails here."""
    light = _printed(open_page, PROMISE, scripts=scripts).evaluate(_COLOURS)
    dark = _printed(open_page, PROMISE, dark=True, scripts=scripts).evaluate(_COLOURS)
    assert len(light) > 50
    assert {name: (dark[name], value) for name, value in light.items() if dark[name] != value} == {}


def test_the_notice_and_every_month_are_printed(open_page: Open) -> None:
    """The earlier months too, which a reader of the screen unfolds; and a target takes one line."""
    page = _printed(open_page, PROMISE)
    assert page.locator(".md-banner").is_visible()
    rows = page.locator(".p-rows tr[id]")
    assert rows.count() > 150
    assert rows.last.is_visible()
    folded, heights = page.evaluate(
        """() => {
            const rows = [...document.querySelectorAll('.p-rows tr[id]')]
            return [
                rows.filter(row => row.getBoundingClientRect().height === 0).length,
                rows.map(row => row.getBoundingClientRect().height),
            ]
        }"""
    )
    assert not folded
    # Two lines of 13 pixels and the room between rows; one more for providers, and for an interim target.
    assert sum(height > 34 for height in heights) <= 80
    assert max(heights) < 56


def test_paper_says_who_when_and_where_from(open_page: Open) -> None:
    """The promiser, the day and the address at the head; no way through the site, and links outside written out."""
    page = _printed(open_page, PROMISE)
    head = page.locator(".p-paper")
    address = f"https://promises-in-public.github.io/promises-in-public/{PROMISE}"
    assert head.is_visible()
    name, day, where = head.inner_text().split("\n")
    assert (name, where) == ("The NHS in England", address)
    assert page.locator(".p-asof").first.inner_text().startswith(day)
    # The foot of each sheet, which no script can look at, has it from here.
    foot = page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--p-address')")
    assert foot == f'"{address}"'
    assert not [
        part
        for part in (".md-header", ".md-tabs", ".md-footer", ".p-crumbs", ".p-follow")
        if page.locator(part).is_visible()
    ]
    written = page.evaluate("""() => [...document.querySelectorAll('.p-page a')].map(link =>
        [link.getAttribute('href'), getComputedStyle(link, '::after').content !== 'none'])""")
    assert {href.startswith("https://") for href, is_written in written if is_written} == {True}
    assert {href.startswith("https://") for href, is_written in written if not is_written} == {False}
    page.emulate_media(media="screen")
    assert not head.is_visible()


def test_what_belongs_together_stays_on_one_page(open_page: Open) -> None:
    """No page ends within a row, a figure, an answer or a fact, or just below a heading."""
    page = _printed(open_page, PROMISE)
    inside = page.evaluate(
        """() => ['figure', '.p-strip', '.p-rows tr', '.p-account > div', '.p-answer'].map(
            selector => getComputedStyle(document.querySelector(selector)).breakInside)"""
    )
    assert inside == ["avoid"] * 5
    after = page.evaluate(
        "() => [...document.querySelectorAll('h1, h2, h3')].map(found => getComputedStyle(found).breakAfter)"
    )
    assert set(after) == {"avoid"}
