"""Words that hide, and sentences that nobody can read. Warnings, all of them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from service_promises.problems.problem import Problem, at_value, warning
from service_promises.source.documents.prose import Prose
from service_promises.source.rules.word_list import ReadingEase, WordList
from service_promises.source.yaml.span import span_of

MOST = 25
"""So many problems of one kind are listed for one text, and no more."""

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


def check_hiding_words(prose: Prose, words: WordList) -> Iterator[Problem]:
    """Phrases in a text of ours that hide something, each with a better way."""
    if not words.any_match(prose.text):
        return
    own = _own(prose.text)
    for entry, start, end in islice(words.matches(own), MOST):
        phrase = " ".join(prose.text[start:end].split())
        yield warning(
            at_value(*prose.keys, span=span_of(prose.text, start, end)),
            str(entry.rule),
            f"`{phrase}` {entry.reason}",
            entry.instead,
        )


def _own(text: str) -> str:
    """A text with all that is quoted blotted out, each of our own words still in its place."""
    return _CITED.sub(lambda cited: _BLOT * len(cited[0]), text)


def check_sentences(prose: Prose, limits: ReadingEase) -> Iterator[Problem]:
    """Sentences of ours that are too long or too hard to be read."""
    if len(prose.text) <= _SHORT:
        return
    own = _own(prose.text)
    start = 0
    for stop in [*(end.end() for end in _END.finditer(own)), len(own)]:
        sentence = own[start:stop]
        if len(sentence) > _SHORT:
            count, hard = _judge(sentence, limits)
            if hard:
                first = start + len(sentence) - len(sentence.lstrip())
                yield warning(
                    at_value(*prose.keys, span=span_of(prose.text, first, stop)),
                    "hard-to-read",
                    f"this sentence has {count} words" + ("" if count > limits.most_words else ", most of them long"),
                    "make two of it, or more: one thought in each, in words that you would use at the counter",
                )
        start = stop


def _judge(sentence: str, limits: ReadingEase) -> tuple[int, bool]:
    """How many words a sentence has, and whether it is hard to read."""
    words = _WORD.findall(sentence)
    count = len(words)
    if count > limits.most_words:
        return count, True
    if count < limits.from_words or limits.hyphenation is None:
        return count, False
    if len(sentence) / count < 5.5:
        return count, False  # words this short are easy, and need no dictionary
    # A hyphen can stand between two syllables: near enough for a measure of this kind.
    hyphens = _hyphens(limits.hyphenation)
    syllables = sum(1 + len(hyphens.positions(word)) for word in words)
    ease = limits.base - limits.per_word * count - limits.per_syllable * syllables / count
    return count, ease < limits.easy_enough


@cache
def _hyphens(language: str) -> Any:
    """Where words of a language may be parted. Loaded late: it takes a tenth of a second."""
    from pyphen import Pyphen  # type: ignore[import-untyped]  # noqa: PLC0415

    return Pyphen(lang=language)
