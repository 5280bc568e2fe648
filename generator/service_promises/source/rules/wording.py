"""What all files say to people, looked at word by word."""

from __future__ import annotations

from collections.abc import Iterator

from service_promises.problems.problem import Problem
from service_promises.source.cross_check import Texts
from service_promises.source.documents.prose import Prose, prose_of
from service_promises.source.files import FileKind
from service_promises.source.rules.links import links, may_link
from service_promises.source.rules.personal_data import GivenOut, may_hold, personal_data, persons
from service_promises.source.rules.plain_words import hard_sentences, hiding_words, may_be_long
from service_promises.source.rules.word_list import WordList, word_list


def note_wording(texts: Texts, *, warn: bool) -> None:
    """Notes, with each text, what is to be said of its words; `warn` looks for what is not wrong, too.

    Personal data and words by what the service lets through, and by the list of its language: nothing of them
    where that can't be told, because the service's file is not there or wrong.
    """
    service = texts.service.document if texts.service and texts.service.whole else None
    given_out = GivenOut.by(service) if service else None
    words = word_list(service.language) if service and warn else None
    for text in texts.all():
        if text.document is None:
            continue
        told = prose_of(text.document)
        joined = "\0".join(one.text for one in told)
        if may_link(joined):
            for one in told:
                text.add(links(one))
        if given_out is None:
            continue
        if text.found.kind is FileKind.DELIVERED and may_hold(joined):
            for one in told:
                text.add(personal_data(one, given_out))
        if words is not None:
            for flaw in _of_words(told, joined, words, given_out):
                named = text.found.kind is FileKind.DELIVERED and flaw.location.keys[0] == "delivered"
                text.warn(flaw, str(flaw.location.keys[1]) if named else None)


def _of_words(told: list[Prose], joined: str, words: WordList, given_out: GivenOut) -> Iterator[Problem]:
    """One pass over all the texts of a file tells whether any of them needs a closer look."""
    if words.may_name(joined):
        for one in told:
            yield from persons(one, words, given_out)
    if words.may_hide(joined):
        for one in told:
            if one.ours:
                yield from hiding_words(one, words)
    if words.sentence is not None and may_be_long(joined):
        for one in told:
            if one.ours:
                yield from hard_sentences(one, words.sentence)
