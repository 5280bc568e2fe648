"""A text of which a page shows nothing is no text: it would stand there as an answer."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError
from service_promises.pages.markdown import bare
from service_promises.source.values.scalars import prose

INVISIBLE = (
    "\u200b",
    "\u2060 \u00ad",
    "\ufe0f",
    "\u200f",
    "\u2800",
    "\u3164",
    "\U000e0041",
    "&nbsp;",
    "&#8203;&shy;",
    "[a]: https://example.org",
    "[ ](https://example.org/what-happened)",
    "[\u200b](https://example.org)\n\n> \n",
    "``",
)


@pytest.mark.parametrize("text", INVISIBLE)
def test_a_text_that_shows_nothing_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError, match="no words"):
        prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rain.",
        "%",
        "\u00b0C",
        "\U0001f621",
        "\u96e8",
        "[Rain](https://example.org)",
        "<https://example.org>",
        "&amp;",
        "*R*",
    ],
)
def test_a_text_that_shows_something_passes(text: str) -> None:
    assert prose(text) == text
    assert bare(text)


def test_links_without_end_take_no_time() -> None:
    with pytest.raises(PydanticCustomError, match="no words"):
        prose("](" * 10_000)
