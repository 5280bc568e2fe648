"""A span of a text is found in its file, whichever way YAML has it written."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from service_promises.problems.problem import Location, at_key, at_value
from service_promises.source.yaml.parse import parse
from service_promises.source.yaml.resolve import Resolver
from service_promises.source.yaml.span import span_of

WRITTEN = {
    "plain": "letter: one two\n  three here four\n",
    "folded": "letter: >-\n  one\n  two three\n\n  here four\n",
    "folded, with a comment": "letter: >- # a comment with here\n    one two\n\n    three here four\n",
    "literal": "letter: |2\n    one\n  two three\n      here four\n",
    "single quotes": "letter: 'one ''two'' three\n\n  here four'\n",
    "double quotes": 'letter: "one \\"two\\" \\u0074hree\\x20\\\n  here four"\n',
    "in a list": "letter: [one two three, here]\n",
    "wide characters": "letter: \uff4f\uff4e\uff45 \U0001d531wo three here\n",
}
PLACES = {
    "plain": (2, 9, 4),
    "folded": (5, 3, 4),
    "folded, with a comment": (4, 11, 4),
    "literal": (4, 7, 4),
    "single quotes": (3, 3, 4),
    "double quotes": (2, 3, 4),
    "in a list": (1, 25, 4),
    "wide characters": (1, 23, 4),
}


def _place_of_words(text: str, words: str) -> tuple[int, int, int]:
    letter = parse(text.encode()).data["letter"]
    is_list = isinstance(letter, list)
    value = letter[-1] if is_list else letter
    start = value.index(words)
    keys = ("letter", len(letter) - 1) if is_list else ("letter",)
    return _place(text, at_value(*keys, span=span_of(value, start, start + len(words))))


def _place(text: str, location: Location) -> tuple[int, int, int]:
    resolved = Resolver(text).resolve(location)
    return resolved.line, resolved.column, resolved.width


@pytest.mark.parametrize("style", WRITTEN)
def test_words_are_found_in_every_style(style: str) -> None:
    assert _place_of_words(WRITTEN[style], "here") == PLACES[style]


def test_words_on_two_lines_are_marked_to_the_end_of_the_first() -> None:
    assert _place_of_words("letter: >-\n  a small\n  number of calls\n", "small number") == (2, 5, 5)


_CHARACTERS = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])  # what JSON and YAML escape alike


@given(st.lists(st.text(_CHARACTERS, min_size=1, max_size=6), min_size=1, max_size=8), st.data())
def test_any_word_is_found_in_double_quotes_whatever_its_escapes(words: list[str], data: st.DataObject) -> None:
    value = " ".join(" ".join(words).split())
    assume(value)
    index = data.draw(st.integers(0, len(value.split()) - 1))
    word = value.split()[index]
    start = len(" ".join(value.split()[:index])) + (1 if index else 0)
    written = f"letter: {json.dumps(value)}\n"
    place = Resolver(written).resolve(at_value("letter", span=span_of(value, start, start + len(word))))
    line = written.partition("\n")[0]
    assert line[place.column - 1 : place.column - 1 + place.width] == json.dumps(word)[1:-1]


def test_a_key_that_stands_once_is_found_without_a_tree_and_any_other_with_it() -> None:
    once = "month: 2026-01\ndelivered:\n  calls: {due: 1}\n"
    twice = "month: calls\ndelivered:\n  calls: {due: 1}\n"
    quoted = 'month: x\ndelivered:\n  "calls": {due: 1}\n'
    for text, place in ((once, (3, 3, 5)), (twice, (3, 3, 5)), (quoted, (3, 3, 7))):
        assert _place(text, at_key("missing", beside=("delivered", "calls"))) == place
        assert _place(text, at_key("delivered", "calls")) == place
