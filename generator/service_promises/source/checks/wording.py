"""What all files say to people, looked at word by word."""

from collections.abc import Iterable, Iterator
from typing import Any

from service_promises.problems.problem import Problem
from service_promises.source.documents.place_table import PlaceTable, texts_of_table
from service_promises.source.documents.prose import Prose, texts_of
from service_promises.source.files import FileKind
from service_promises.source.reading import Reading
from service_promises.source.rules.links import check_links
from service_promises.source.rules.personal_data import PublicContacts, check_personal_data, check_persons
from service_promises.source.rules.plain_words import check_hiding_words, check_sentences
from service_promises.source.rules.word_list import WordList, word_list
from service_promises.source.values.scalars import Author


def check_wording(reading: Reading, *, warn: bool) -> Iterator[Problem]:
    """What is wrong with the words of each file; with `warn`, also what could be said better.

    Personal data and words by what the service lets through, and by the list of its language: nothing of them
    where that can't be told, because the service's file is not there or wrong.
    """
    file = reading.service_file
    service = file.document if file is not None and file.path not in reading.faulty else None
    contacts = PublicContacts.of(service) if service else None
    words = word_list(service.language) if service and warn else None
    for file in reading.files:
        for prose in _texts(file.document):
            yield from file.accept(_check(prose, file.kind, contacts, words))


def _texts(document: Any) -> Iterable[Prose]:
    if document is None:
        return ()
    return texts_of_table(document) if isinstance(document, PlaceTable) else texts_of(document)


def _check(prose: Prose, kind: FileKind, contacts: PublicContacts | None, words: WordList | None) -> Iterator[Problem]:
    if contacts is not None:
        yield from check_personal_data(prose, contacts)
    if prose.author is Author.NOBODY:
        return
    yield from check_links(prose)
    if contacts is not None and words is not None:
        promise = str(prose.keys[1]) if kind is FileKind.DELIVERED and prose.keys[0] == "delivered" else None
        for problem in _check_words(prose, words, contacts):
            yield problem._replace(promise=promise)


def _check_words(prose: Prose, words: WordList, contacts: PublicContacts) -> Iterator[Problem]:
    yield from check_persons(prose, words, contacts)
    if prose.ours:
        yield from check_hiding_words(prose, words)
        if words.sentence is not None:
            yield from check_sentences(prose, words.sentence)
