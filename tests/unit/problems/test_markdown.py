from __future__ import annotations

import re

import pytest
from service_promises.problems.markdown import escape_markdown


@pytest.mark.parametrize(
    "text",
    ["@everybody", "see #12", "https://evil.example", "www.evil.example", "[x](y)", "<img>", "`a`", "$x$", "&amp;"],
)
def test_nothing_is_left_that_markdown_or_a_code_host_acts_on(text: str) -> None:
    escaped = escape_markdown(text)
    assert not re.search(r"@\w|#\w|://|www\.|(?<!\\)[\[\]()<>`$&]", escaped)
    assert re.sub(r"\\(?=[^\w\s])|\N{WORD JOINER}", "", escaped) == text


@pytest.mark.parametrize(("text", "escaped"), [("- a", r"\- a"), ("12. a", r"12\. a"), ("a - 1.5", "a - 1.5")])
def test_a_line_begins_no_list(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


def test_it_is_one_line_that_steers_no_terminal() -> None:
    assert escape_markdown("a\n\n# b\x1b") == "a \\#\N{WORD JOINER} b\N{SYMBOL FOR ESCAPE}"
