"""Words that hide, and sentences that nobody can read (issue 3, point 8). Warnings, all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from generator.check.words import Sentence, WordList
from generator.source.flaw import Flaw
from generator.source.prose import Prose
from generator.source.stretch import stretch

_CITED = re.compile(
    r"""“[^“”]{1,2000}”|«[^«»]{1,2000}»|„[^“”„]{1,2000}[“”]
    | (?<![\w"])"(?=\S)[^"]{1,2000}(?<=\S)"(?!\w)
    | (?<!\w)‘[^‘’]*(?:(?<=\w)’(?=\w)[^‘’]*)*’(?!\w)
    | ^[ ]{0,3}>.*$ | `[^`]+`
    | (?<=\])\([^)\s]*\) | <?https?://\S+""",
    re.VERBOSE | re.MULTILINE,
)
"""What is quoted, and addresses: not our words."""

_END = re.compile(
    r"""(?:(?<!\b\w)(?<!\b\w\.\w)[.!?…]+["”’»)\]*_]*|:)(?=\s)  # the end of a sentence; not of e.g. or an initial
    | \n\s*\n | \0                                               # of a paragraph or a text
    | \n\s*(?:[-*+]|\d+[.)])\s | \n\s*\#+\s | \|""",
    re.VERBOSE,
)
_SHORT = 110
"""A sentence of so many characters or fewer is never hard to read."""
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


def hiding_words(told: Prose, words: WordList) -> Iterator[Flaw]:
    """Phrases in a text of ours that hide something, each with a better way."""
    cited = None
    for entry, start, end in words.found(told.text):
        if cited is None:
            cited = [found.span() for found in _CITED.finditer(told.text)]
        if any(first <= start < last for first, last in cited):
            continue
        phrase = " ".join(told.text[start:end].split())
        yield Flaw(
            told.loc,
            str(entry.way),
            f"`{phrase}` {entry.reason}",
            entry.instead,
            stretch=stretch(told.text, start, end),
        )


def may_be_long(joined: str) -> bool:
    """Whether any of some texts has a sentence that could be hard to read."""
    return any(len(part) > _SHORT for part in joined.replace("\0", ".").split("."))


def hard_sentences(told: Prose, bar: Sentence) -> Iterator[Flaw]:
    """Sentences of ours that are too long or too hard to be read."""
    if len(told.text) <= _SHORT:
        return
    own = _CITED.sub(lambda found: " " * len(found[0]), told.text)
    start = 0
    for stop in [*(found.end() for found in _END.finditer(own)), len(own)]:
        sentence = own[start:stop]
        if len(sentence) > _SHORT:
            count, hard = _judge(sentence, bar)
            if hard:
                first = start + len(sentence) - len(sentence.lstrip())
                yield Flaw(
                    told.loc,
                    "hard-to-read",
                    f"this sentence has {count} words"
                    + ("" if count > bar.most_words else ", most of them long"),
                    "make two of it, or more: one thought in each, in words that you would use at the counter",
                    stretch=stretch(told.text, first, stop),
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
    from pyphen import Pyphen  # noqa: PLC0415

    return Pyphen(lang=language)
