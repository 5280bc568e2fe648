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
