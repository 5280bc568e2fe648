"""What staff write is cleaned once more where it is published, whatever the checks let through."""

from __future__ import annotations

from html import unescape

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
