"""What staff write is cleaned once more where it is published, whatever the checks let through."""

from __future__ import annotations

import pytest

from generator.pages.prose import bare, line, prose


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "http://example.org"],
)
def test_a_link_that_may_not_be_is_words_alone(address: str) -> None:
    for html in (prose(f"See [this]({address})."), line(f"See [this]({address}).")):
        assert "href" not in html
        assert "this" in html


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=1", "mailto:a@example.org", "tel:+44", "../data/"]
)
def test_a_link_that_may_be_leads_there(address: str) -> None:
    assert f'<a href="{address}">this</a>' in prose(f"See [this]({address}).")


def test_markup_is_text() -> None:
    assert prose("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert bare("**so** <b>it</b> is") == "so <b>it</b> is"
