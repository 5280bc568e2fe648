"""What a narrow screen and a reader's own colours leave in sight."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, Open

pytestmark = pytest.mark.browser


def test_the_tab_of_the_page_is_in_sight_on_a_phone(open_page: Open) -> None:
    """Wherever it stands among tabs that do not all fit."""
    page = open_page("data/", PHONE).page
    left, right, beyond = page.evaluate(
        """() => {
            const list = document.querySelector('.md-tabs__list')
            const box = document.querySelector('.md-tabs__item--active').getBoundingClientRect()
            return [box.left, box.right, list.scrollWidth - list.clientWidth]
        }"""
    )
    assert beyond > 0
    assert 0 <= left < right <= PHONE


def test_forced_colours_leave_bars_and_cells_to_be_seen(open_page: Open) -> None:
    page = open_page("promises/ae-4h/").page
    page.emulate_media(forced_colors="active")
    bar, cell = page.evaluate(
        """() => [
            getComputedStyle(document.querySelector('.p-bar'), '::before').backgroundImage,
            getComputedStyle(document.querySelector('.p-strip > a')).borderTopStyle,
        ]"""
    )
    assert bar != "none"
    assert cell == "solid"


def test_the_answer_begins_high_on_a_phone_below_a_long_notice_and_title(open_page: Open) -> None:
    page = open_page("promises/cancer-62d/", 360).page
    lines, answer = page.evaluate(
        """() => {
            const lines = element => Math.round(element.offsetHeight / parseFloat(getComputedStyle(element).lineHeight))
            const top = document.querySelector('.p-answer').getBoundingClientRect().top
            return [[lines(document.querySelector('.md-banner .md-typeset')), lines(document.querySelector('h1'))], top]
        }"""
    )
    assert lines == [3, 2]
    assert answer <= 200


@pytest.mark.parametrize("promise", ["ae-4h", "cancer-62d"])
def test_in_large_print_on_a_phone_nothing_sticks_out_of_a_chart(open_page: Open, promise: str) -> None:
    """Text of 200% on a screen of 360 pixels: as text of 100% on half of it."""
    view = open_page(f"promises/{promise}/", 180)
    outside, legend = view.page.evaluate(
        """() => {
            const chart = document.querySelector('.p-chart'), {left, right} = chart.getBoundingClientRect()
            const words = [...chart.querySelectorAll('.p-plot :is(span, b)')].filter(word => word.offsetWidth)
            const outside = words.filter(word => {
                const box = word.getBoundingClientRect()
                return box.left < left - 1 || box.right > right + 1
            })
            return [outside.map(word => word.textContent), chart.querySelector('.p-legend').innerText]
        }"""
    )
    assert outside == []
    assert view.overflow() == 0
    assert "Target" in legend
