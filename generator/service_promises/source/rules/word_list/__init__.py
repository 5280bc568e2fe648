"""The words that hide, one data file for each language; `en.toml` says how an entry is written.

A language without a file has no warnings about words. `fr-CA` takes `fr-CA.toml`, else `fr.toml`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class WordingRule(StrEnum):
    """The rules against words that hide something."""

    VAGUE_NUMBER = "vague-number"
    EMPTY_REGRET = "empty-regret"
    NO_DOER = "no-doer"
    BLAMES_CUSTOMER = "blames-customer"


class HidingPhrases(NamedTuple):
    """Phrases that hide something in one way."""

    rule: WordingRule
    phrases: tuple[str, ...]
    """Regular expressions, as `en.toml` explains them."""
    reason: str
    """Goes on behind the phrase."""
    instead: str
    not_after: frozenset[str]
    """Words that make a phrase harmless where it stands right behind them."""


class ReadingEase(NamedTuple):
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

    entries: tuple[HidingPhrases, ...]
    every: re.Pattern[str]
    """Any phrase at all, in small letters."""
    named: re.Pattern[str]
    """A word that introduces a person, and the name behind it."""
    full_name: re.Pattern[str]
    """A text that begins with the given name and the family name of a person, and nothing else before a comma."""
    sentence: ReadingEase | None

    def any_match(self, text: str) -> bool:
        """Whether there is any phrase in a text."""
        return self.every.search(_lowered(text)) is not None

    def matches(self, text: str) -> Iterator[tuple[HidingPhrases, int, int]]:
        """Each phrase in a text, with where it begins and ends."""
        small = _lowered(text)
        for match in self.every.finditer(small):
            entry, end = self._longest(small, match.start())
            before = small[max(0, match.start() - 40) : match.start()].rstrip()
            if not (entry.not_after and re.split(r"\W", before)[-1] in entry.not_after):
                yield entry, match.start(), end

    def _longest(self, small: str, start: int) -> tuple[HidingPhrases, int]:
        ends = [
            (match.end(), -number)
            for number, entry in enumerate(self.entries)
            if (match := _pattern(entry.phrases).match(small, start))
        ]
        end, number = max(ends)
        return self.entries[-number], end


_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
"""The edges of a word; an underline is Markdown and no part of one."""


def _lowered(text: str) -> str:
    """A text in small letters and with one kind of apostrophe, each character still in its place."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(char.lower()[0] for char in text)
    return small.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def word_list(language: str) -> WordList | None:
    """The words of a language; None where nobody has written any down."""
    tag = language.lower()
    while tag:
        words = _words(tag)
        if words is not None:
            return words
        tag = tag.rpartition("-")[0]
    return None


@cache
def _words(tag: str) -> WordList | None:
    file = files(__package__).joinpath(f"{tag}.toml")
    return read_words(file.read_text("utf-8")) if file.is_file() else None


def read_words(toml: str) -> WordList:
    """The word list in a data file, from its text."""
    # Takes a while to load, and a build looks at no words.
    import tomllib  # noqa: PLC0415

    data: Mapping[str, Any] = tomllib.loads(toml)
    people = data.get("people", "")
    entries = tuple(
        HidingPhrases(
            WordingRule(rule),
            tuple(phrase.replace("{people}", people) for phrase in entry["phrases"]),
            entry["reason"],
            entry["instead"],
            frozenset(entry.get("not_after", ())),
        )
        for rule in data
        if rule not in ("people", "titles", "given_names", "family_names", "sentence")
        for entry in data[rule]
    )
    titles = tuple(data.get("titles", ()))
    given, family = ("|".join(map(re.escape, data.get(key, ()))) or "(?!)" for key in ("given_names", "family_names"))
    sentence = data.get("sentence")
    return WordList(
        entries,
        _pattern(tuple(phrase for entry in entries for phrase in entry.phrases)),
        re.compile(rf"\b(?:{'|'.join(map(re.escape, titles))})\b\.?\s+[^\W\d_][\w'\u2019-]*" if titles else "(?!)"),
        re.compile(rf"(?:{given})\s(?:[A-Z]\.?\s)?(?:{family})(?=\s*(?:[,(]|$))"),
        ReadingEase(**{"hyphenation": None, **sentence}) if sentence else None,
    )


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some phrases: a space stands for any blank, and no bracket is remembered."""
    spaced = [re.sub(r" (?![^\[]*\])", r"\\s+", phrase) for phrase in phrases]
    any_phrase = "|".join(re.sub(r"\((?!\?)", "(?:", phrase) for phrase in spaced)
    return re.compile(f"{_BEGINS}(?:{any_phrase}){_ENDS}" if phrases else "(?!)")
