"""What staff write is cleaned once more where it is published, whatever the checks let through."""

from __future__ import annotations

import sys
from html import unescape
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_promises.pages.markdown import _marked_up, bare, line, prose


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "http://example.org"]
)
def test_a_link_that_may_not_be_is_words_alone(address: str) -> None:
    for html in (prose(f"See [this]({address})."), line(f"See [this]({address}).")):
        assert "href" not in html
        assert "this" in html


@pytest.mark.parametrize("address", ["https://example.org/a?b=1", "mailto:a@example.org", "tel:+44", "../data/"])
def test_a_link_that_may_be_leads_there(address: str) -> None:
    assert f'<a href="{address}">this</a>' in prose(f"See [this]({address}).")


def test_markup_is_text() -> None:
    assert prose("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert bare("**so** <b>it</b> is") == "so <b>it</b> is"


@given(st.text(st.sampled_from("ab1 .)-+*=#|~:/!'\"\u00a0\n\t(<&[]`_\\{}"), min_size=1) | st.text(min_size=1))
def test_words_without_marks_are_what_markdown_makes_of_them(text: str) -> None:
    if words := text.strip():
        assert unescape(prose(text)) == unescape(_marked_up(words))


def _steps(text: str) -> int:
    """How many lines of Python it takes to mark a text up."""
    steps = 0

    def trace(_frame: FrameType, event: str, _value: Any) -> Any:
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        _marked_up(text)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize(
    "part",
    [
        "[a](",
        "[",
        "[a][",
        "![a](",
        "[a](<b",
        '[a](b "',
        "*a ",
        "***a",
        "_a_",
        "`a",
        "<a@",
        "&",
        "- a\n",
        "> a\n\n",
        "a\n\n",
        "*[a](`<_",
        "[*a](b`",
        "[a](b) ",
        "**a** ",
    ],
)
def test_a_text_is_marked_up_in_time_proportional_to_its_length(part: str) -> None:
    _marked_up(part)  # what is loaded and cached with the first text is no step of the others
    once, twice, four_times = (_steps(part * number) for number in (200, 400, 800))
    assert four_times - twice <= 2.5 * (twice - once)


@pytest.mark.parametrize("text", ["- " * 5000, "1. " * 5000, "> " * 5000, "[" * 5000 + "a" + "](b)" * 3000])
def test_what_is_too_deep_is_text(text: str) -> None:
    assert len(prose(text)) > 5000


def test_links_and_lists_are_what_they_were() -> None:
    assert '<a href="b_(c)" title="title">[a] d</a>' in prose('[[a] d](b_(c) "title")')
    assert '<a href="https://b">a</a>' in prose("[a][1] or [a][]\n\n[1]: https://b\n[a]: https://b")
    assert prose("- a\n    - b\n        - c").count("<ul>") == 3
