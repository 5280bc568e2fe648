"""What a message shows staff to type within braces reads as the value that it stands for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from service_promises.source.yaml.flow import flow
from service_promises.source.yaml.parse import parse

_TEXTS = st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126), max_size=12)
_DATA = st.recursive(
    st.none() | _TEXTS | st.sampled_from(["at least 90%", "2026-01", "a, b", "é: è", "null", "~", "two\nlines"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["from", "until"]), inner),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(_DATA)
def test_it_reads_as_what_it_stands_for(data: Any) -> None:
    text = f"was: {{key: {flow(data)}}}\n"
    assert text.count("\n") == 1
    assert parse(text.encode()).data == {"was": {"key": data}}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"from": "2026-01"}, "{from: 2026-01}"),
        ([{"since": "2026-01", "target": "at least 90%"}], "[{since: 2026-01, target: at least 90%}]"),
        ("We answer, always", '"We answer, always"'),
        ("https://example.org/a", "https://example.org/a"),
        (True, "true"),
        (None, "null"),
    ],
)
def test_quotes_stand_only_where_they_are_needed(data: Any, text: str) -> None:
    assert flow(data) == text
