"""The words that hide, one data file for each language; `en.toml` says how an entry is written.

A language without a file has no warnings about words. `fr-CA` takes `fr-CA.toml`, else `fr.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Hiding(StrEnum):
    """The ways of hiding that words have; each is a rule of the same name."""

    VAGUE_NUMBER = "vague-number"
    EMPTY_REGRET = "empty-regret"
    NO_DOER = "no-doer"
    BLAMES_CUSTOMER = "blames-customer"


class Entry(NamedTuple):
    """Phrases that hide in one way."""

    way: Hiding
    phrases: tuple[str, ...]
    """Regular expressions, as `en.toml` explains them."""
    reason: str
    """Goes on behind the phrase."""
    instead: str
    not_after: frozenset[str]
    """Words that make a phrase harmless where it stands right behind them."""


class Sentence(NamedTuple):
    """When a sentence is hard to read."""

    most_words: int
    """More words than these are too many, whatever they are."""
    from_words: int
    """From so many words on the reading ease counts."""
    easy_enough: float
    """The lowest reading ease that will do."""
    hyphenation: str | None
    """The dictionary of pyphen's that syllables are counted with; None counts words only."""
    base: float
    per_word: float
    per_syllable: float


@dataclass(frozen=True)
class WordList:
    """What to look for in one language."""

    entries: tuple[Entry, ...]
    every: re.Pattern[str]
    """Any phrase at all, in small letters."""
    titles: tuple[str, ...]
    """The words that introduce a person."""
    named: re.Pattern[str]
    """One of them, and the name behind it."""
    any_phrase: re.Pattern[str]
    """Any phrase with the character before it, for which a pattern looks faster than for the edge of a word."""
    sentence: Sentence | None

    def may_hide(self, joined: str) -> bool:
        """Whether any of some texts, joined, has a phrase; several times quicker than finding it."""
        return self.any_phrase.search(f"\0{lowered(joined)}") is not None

    def may_name(self, joined: str) -> bool:
        """Whether any of some texts, joined, has a title in it."""
        return any(title in joined for title in self.titles)

    def found(self, text: str) -> Iterator[tuple[Entry, int, int]]:
        """Each phrase in a text, with where it begins and ends."""
        small = lowered(text)
        for hit in self.every.finditer(small):
            entry, end = self._longest(small, hit.start())
            before = small[max(0, hit.start() - 40) : hit.start()].rstrip()
            if not (entry.not_after and re.split(r"\W", before)[-1] in entry.not_after):
                yield entry, hit.start(), end

    def _longest(self, small: str, start: int) -> tuple[Entry, int]:
        ends = [
            (match.end(), -number)
            for number, entry in enumerate(self.entries)
            if (match := _pattern(entry.phrases).match(small, start))
        ]
        end, number = max(ends)
        return self.entries[-number], end


_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
"""The edges of a word; an underline is Markdown and no part of one."""
_BETWEEN = "[\\0-/:-@\\[-`{-\u00bf\u2000-\u206f\u3000-\u303f]"
"""What can stand before a word."""


def lowered(text: str) -> str:
    """A text in small letters and with one kind of apostrophe, each character still in its place."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(char.lower()[0] for char in text)
    return small.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def word_list(language: str) -> WordList | None:
    """The words of a language; None where nobody has written any down."""
    tag = language
    while tag:
        told = _told(tag)
        if told is not None:
            return told
        tag = tag.rpartition("-")[0]
    return None


@cache
def _told(tag: str) -> WordList | None:
    file = files(__package__).joinpath(f"{tag}.toml")
    return read_words(file.read_text("utf-8")) if file.is_file() else None


def read_words(toml: str) -> WordList:
    """The word list that the text of a data file tells."""
    # Takes a while to load, and a build looks at no words.
    import tomllib  # noqa: PLC0415

    told: Mapping[str, Any] = tomllib.loads(toml)
    people = told.get("people", "")
    entries = tuple(
        Entry(
            Hiding(way),
            tuple(phrase.replace("{people}", people) for phrase in entry["phrases"]),
            entry["reason"],
            entry["instead"],
            frozenset(entry.get("not_after", ())),
        )
        for way in told
        if way not in ("people", "titles", "sentence")
        for entry in told[way]
    )
    every = _any_of(tuple(phrase for entry in entries for phrase in entry.phrases))
    titles = tuple(told.get("titles", ()))
    sentence = told.get("sentence")
    return WordList(
        entries,
        re.compile(f"{_BEGINS}{every}{_ENDS}"),
        titles,
        re.compile(
            rf"\b(?:{'|'.join(map(re.escape, titles))})\b\.?\s+[^\W\d_][\w'\u2019-]*" if titles else "(?!)"
        ),
        re.compile(f"{_BETWEEN}{every}{_ENDS}"),
        Sentence(**{"hyphenation": None, **sentence}) if sentence else None,
    )


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{_BEGINS}{_any_of(phrases)}{_ENDS}")


def _any_of(phrases: tuple[str, ...]) -> str:
    """A pattern of some phrases, sorted by first letter so that most words are passed over at once."""
    by_letter: dict[str, list[str]] = {}
    for phrase in phrases:
        for first, rest in _beginnings(phrase):
            by_letter.setdefault(first, []).append(_spaced(rest))
    told = [
        f"{first}(?:{'|'.join(rests)})" if first else f"(?:{'|'.join(rests)})"
        for first, rests in sorted(by_letter.items(), reverse=True)
    ]
    return f"(?:{'|'.join(told)})" if told else "(?!)"


def _beginnings(phrase: str) -> Iterator[tuple[str, str]]:
    """A phrase by the letters that it may begin with; an empty letter where that can't be told.

    >>> list(_beginnings("(no |a )?map"))
    [('n', '(?:o )map'), ('a', '(?: )map'), ('m', 'ap')]
    """
    group = re.match(r"\(((?:[a-z][^()|]*\|?)+)\)(\?)?(?![*+{])", phrase)
    if group is not None:
        after = phrase[group.end() :]
        by_letter: dict[str, list[str]] = {}
        for word in group[1].split("|"):
            by_letter.setdefault(word[0], []).append(word[1:])
        for first, rests in by_letter.items():
            yield first, f"(?:{'|'.join(rests)}){after}"
        if group[2]:
            yield from _beginnings(after)
    elif re.match(r"[a-z](?![?*+{])", phrase) and not _splits(phrase):
        yield phrase[0], phrase[1:]
    else:
        yield "", phrase


def _splits(phrase: str) -> bool:
    """Whether a phrase is this or that from its first letter on, with no bracket around it."""
    bare = phrase
    while (inner := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = inner
    return "|" in bare


def _spaced(phrase: str) -> str:
    """A phrase in which a space stands for any blank, and no bracket is remembered."""
    return re.sub(r"\((?!\?)", "(?:", re.sub(r" (?![^\[]*\])", r"\\s+", phrase))
