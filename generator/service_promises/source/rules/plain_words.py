"""Words that hide, and sentences that nobody can read (DESIGN.md section 1, numbers and accounts). Warnings, all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from service_promises.problems.problem import Problem, at_value, warning
from service_promises.source.documents.prose import Prose
from service_promises.source.rules.word_list import Sentence, WordList
from service_promises.source.yaml.span import span_of

MOST = 25
"""So many remarks of one kind are made on one text, and no more."""

_CITED = re.compile(
    r"""“[^“”]{1,2000}”|«[^«»]{1,2000}»|„[^“”„]{1,2000}[“”]
    | (?<![\w"])"(?=\S)[^"]{1,2000}(?<=\S)"(?!\w)
    | (?<!\w)\u2018[^\u2018\u2019]*(?:(?<=\w)\u2019(?=\w)[^\u2018\u2019]*)*\u2019(?!\w)
    | ^[ ]{0,3}>.*$ | `[^`]+`
    | (?<=\])\([^()\s]*\) | <?https?://\S+""",
    re.VERBOSE | re.MULTILINE,
)
"""What is quoted, and addresses: not our words."""

_END = re.compile(
    r"""(?:(?<!\b\w)(?<!\b\w\.\w)[.!?…]{1,9}["”\u2019»)\]*_]{0,9}|:)(?=\s)  # of a sentence; not of e.g.
    | \n\s*\n                                                   # of a paragraph
    | \n\s*(?:[-*+]|\d+[.)])\s | \n\s*\#+\s | \|""",
    re.VERBOSE,
)
_BLOT = "\a"
"""Neither a blank nor part of a word, and in no file."""
_SHORT = 110
"""A sentence of so many characters or fewer is never hard to read."""
_WORD = re.compile(r"[^\W_]+(?:['\u2019.,-][^\W_]+)*")


def hiding_words(told: Prose, words: WordList) -> Iterator[Problem]:
    """Phrases in a text of ours that hide something, each with a better way."""
    own = _own(told.text)
    for entry, start, end in islice(words.found(own), MOST):
        phrase = " ".join(told.text[start:end].split())
        yield warning(
            at_value(*told.loc, span=span_of(told.text, start, end)),
            str(entry.way),
            f"`{phrase}` {entry.reason}",
            entry.instead,
        )


def _own(text: str) -> str:
    """A text with all that is quoted blotted out, each of our own words still in its place."""
    return _CITED.sub(lambda found: _BLOT * len(found[0]), text)


def may_be_long(joined: str) -> bool:
    """Whether any of some texts has a sentence that could be hard to read."""
    return any(len(part) > _SHORT for part in joined.replace("\0", ".").split("."))


def hard_sentences(told: Prose, bar: Sentence) -> Iterator[Problem]:
    """Sentences of ours that are too long or too hard to be read."""
    if len(told.text) <= _SHORT:
        return
    own = _own(told.text)
    start = 0
    for stop in [*(found.end() for found in _END.finditer(own)), len(own)]:
        sentence = own[start:stop]
        if len(sentence) > _SHORT:
            count, hard = _judge(sentence, bar)
            if hard:
                first = start + len(sentence) - len(sentence.lstrip())
                yield warning(
                    at_value(*told.loc, span=span_of(told.text, first, stop)),
                    "hard-to-read",
                    f"this sentence has {count} words"
                    + ("" if count > bar.most_words else ", most of them long"),
                    "make two of it, or more: one thought in each, in words that you would use at the counter",
                )
        start = stop


def _judge(sentence: str, bar: Sentence) -> tuple[int, bool]:
    """How many words a sentence has, and whether it is hard to read."""
    words = _WORD.findall(sentence)
    count = len(words)
    if count > bar.most_words:
        return count, True
    if count < bar.from_words or bar.hyphenation is None:
        return count, False
    if len(sentence) / count < 5.5:
        return count, False  # words this short are easy, and need no dictionary
    # A hyphen can stand between two syllables: near enough for a measure of this kind.
    hyphens = _hyphens(bar.hyphenation)
    syllables = sum(1 + len(hyphens.positions(word)) for word in words)
    ease = bar.base - bar.per_word * count - bar.per_syllable * syllables / count
    return count, ease < bar.easy_enough


@cache
def _hyphens(language: str) -> Any:
    """Where words of a language may be parted. Loaded late: it takes a tenth of a second."""
    from pyphen import Pyphen  # type: ignore[import-untyped]  # noqa: PLC0415

    return Pyphen(lang=language)
