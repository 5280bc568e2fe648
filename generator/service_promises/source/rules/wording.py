"""What all files say to people, looked at word by word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from service_promises.problems.problem import Problem
from service_promises.source.assemble import Reading
from service_promises.source.documents.prose import Prose, prose_of
from service_promises.source.files import FileKind
from service_promises.source.rules.links import links, may_link
from service_promises.source.rules.personal_data import GivenOut, may_hold, personal_data, persons
from service_promises.source.rules.plain_words import hard_sentences, hiding_words, may_be_long
from service_promises.source.rules.word_list import WordList, word_list
from service_promises.source.source_file import SourceFile


def check_wording(reading: Reading, *, warn: bool) -> Iterator[Problem]:
    """What is wrong with the words of each file; with `warn`, also what could be said better.

    Personal data and words by what the service lets through, and by the list of its language: nothing of them
    where that can't be told, because the service's file is not there or wrong.
    """
    file = reading.service_file
    service = file.document if file is not None and file.path not in reading.faulty else None
    given_out = GivenOut.by(service) if service else None
    words = word_list(service.language) if service and warn else None
    for file in reading.files:
        if file.document is not None:
            yield from file.accept(_problems(file, given_out, words))


def _problems(file: SourceFile[Any], given_out: GivenOut | None, words: WordList | None) -> Iterator[Problem]:
    texts = prose_of(file.document)
    joined = "\0".join(text.text for text in texts)
    if may_link(joined):
        for text in texts:
            yield from links(text)
    if given_out is None:
        return
    if file.kind is FileKind.DELIVERED and may_hold(joined):
        for text in texts:
            yield from personal_data(text, given_out)
    if words is not None:
        for problem in _warnings(texts, joined, words, given_out):
            keys = problem.location.keys
            named = file.kind is FileKind.DELIVERED and keys[0] == "delivered"
            yield problem._replace(promise=str(keys[1]) if named else None)


def _warnings(texts: list[Prose], joined: str, words: WordList, given_out: GivenOut) -> Iterator[Problem]:
    """One pass over all the texts of a file tells whether any of them needs a closer look."""
    if words.may_name(joined):
        for text in texts:
            yield from persons(text, words, given_out)
    if words.may_hide(joined):
        for text in texts:
            if text.ours:
                yield from hiding_words(text, words)
    if words.sentence is not None and may_be_long(joined):
        for text in texts:
            if text.ours:
                yield from hard_sentences(text, words.sentence)
