"""What changed between two texts, word by word: what was taken out and what was put in are marked."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from markupsafe import Markup

from service_promises.pages.markdown import bare, line

_MOST_WORDS = 400
"""Longer texts are not compared: the work grows with the square of their length."""

_ALIKE = 0.5
"""Where less of two texts is the same, marks would say no more than the texts do."""

_WORDS = re.compile(r"\S+|\s+")


def marked_words(was: str, now: str) -> tuple[Markup, Markup]:
    """Two texts as HTML, with `del` around what only the old one has and `ins` around what only the new one has.

    Both are Markdown; a text with markup in it is not marked, and neither are texts that have little in common.
    """
    before, after = _WORDS.findall(was), _WORDS.findall(now)
    has_markup = bare(was) != was or bare(now) != now
    if not was or has_markup or max(len(before), len(after)) > _MOST_WORDS:
        return line(was), line(now)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return line(was), line(now)
    changes = matcher.get_opcodes()
    old = [(tag, before[first:last]) for tag, first, last, _, _ in changes]
    new = [(tag, after[first:last]) for tag, _, _, first, last in changes]
    return Markup().join(_pieces(old, "del")), Markup().join(_pieces(new, "ins"))


def _pieces(parts: Sequence[tuple[str, Sequence[str]]], element: str) -> Iterator[Markup]:
    for tag, words in parts:
        text = "".join(words)
        if tag == "equal" or not text.strip():
            yield Markup("{}").format(text)
        else:
            yield Markup("<{element}>{}</{element}>").format(text, element=element)
