"""What was taken out and put in is marked, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from service_promises.pages.markdown import line
from service_promises.pages.parts.changes.marked_words import marked_words


@pytest.mark.parametrize(
    ("was", "now", "marked"),
    [
        (
            "We answer within three days.",
            "We answer within five days.",
            ("We answer within <del>three</del> days.", "We answer within <ins>five</ins> days."),
        ),
        (
            "We answer letters within a day.",
            "We answer within a day.",
            ("We answer<del> letters</del> within a day.", "We answer within a day."),
        ),
        ("2.7 minutes", "2.9 minutes", ("<del>2.7</del> minutes", "<ins>2.9</ins> minutes")),
        ("You get an apology.", "Nobody waits.", ("You get an apology.", "Nobody waits.")),
        ("", "New words.", ("", "New words.")),
        ("A *new* word here.", "An old word here.", ("A <em>new</em> word here.", "An old word here.")),
    ],
)
def test_words_that_differ_are_marked(was: str, now: str, marked: tuple[str, str]) -> None:
    assert marked_words(was, now) == marked


@given(
    st.lists(st.sampled_from(["<b>", "a", "&", "word", "another"])), st.lists(st.sampled_from(["<b>", "a", "&", "c"]))
)
def test_no_word_is_lost_and_none_becomes_html(before: list[str], after: list[str]) -> None:
    was, now = " ".join(before), " ".join(after)
    for text, html in zip((was, now), marked_words(was, now), strict=True):
        assert Markup(html).striptags() == line(text).striptags()
        assert "<b>" not in html


def test_very_long_texts_are_left_alone() -> None:
    was = "word " * 401
    assert "<del>" not in marked_words(was, was + "more")[0]
