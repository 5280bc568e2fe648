"""One version of the files, as what can be compared with another version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from service_promises.history.git import Repository, contents, files_at
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import Ledger, make_ledger
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise, Service
from service_promises.source.cross_check import Texts
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile, Record
from service_promises.source.documents.fix import FixFile
from service_promises.source.files import FOLDER, FileKind, Found, found_at
from service_promises.source.reading import read_one
from service_promises.source.rules.records import check_figures, check_month
from service_promises.source.text import Text
from service_promises.source.to_ledger import delivery_of, fix_of, promise_of, service_of

Key = tuple[str, Month]
"""A promise's id, and a month."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record, and the file that it stands in."""

    said: Record
    reported: date | None
    """What the month says of all its records."""
    text: Text[MonthFile]
    name: str
    """The promise's id as it stands in the file."""

    @property
    def delivery(self) -> Delivery:
        """The record as the ledger takes it."""
        return delivery_of(self.said, self.reported)

    @property
    def unreadable(self) -> frozenset[str]:
        """The keys whose values could not be read."""
        flawed = (loc for loc in self.text.flawed if loc[:2] == ("delivered", self.name))
        return frozenset(str(loc[2]) for loc in flawed if len(loc) > 2)


@dataclass(frozen=True, slots=True)
class Version:
    """Everything that could be had of the files at one time."""

    texts: Texts
    records: Mapping[Key, Held]
    declared: Mapping[str, Text[PromiseFile]]
    """By id; only those with a document."""
    promises: Mapping[str, Promise]
    fixes: Mapping[str, Text[FixFile]]
    ledger: Ledger | None
    """Judged as far as it goes; None where nobody says who promises."""
    commit: str = ""
    """The commit it stood at; empty for the files as they are now."""
    contents: Mapping[str, str] = field(default_factory=dict)
    """By path: the name of each file's content in git, for a version that stood at a commit."""
    unread: tuple[str, ...] = ()
    """Paths of the files from which nothing could be had."""

    @property
    def service_text(self) -> Text[Any] | None:
        """The file of the service."""
        return self.texts.service

    def knows(self, month: Month) -> bool:
        """Whether every file of the month could be read."""
        return str(month) not in self.texts.unread

    def doubts(self, name: str, month: Month) -> bool:
        """Whether there is something of a record, from which nothing could be read."""
        parts = (text for text in self.texts.months if text.flawed and text.found.name == str(month))
        return not self.knows(month) or any(("delivered", name) in text.flawed for text in parts)


def version_of(texts: Texts, ledger: Ledger | None) -> Version:
    """The version that these files make, with the ledger that came of them."""
    return Version(texts, _records(texts), _declared(texts), _promises(texts), _fixes(texts), ledger)


def version_at(repo: Repository, commit: str, now: Texts, as_of: date) -> Version:
    """The version that stood at a commit, judged on a day.

    A file whose content is still the same is taken from the files as they are now, and not read again.
    """
    listed = files_at(repo, commit, FOLDER)
    found = {path: where for path in listed if (where := found_at(path)) is not None}
    same = _same(repo, now)
    at_hand = {
        path: text
        for path, where in found.items()
        if (text := same.get((listed[path], where.kind, where.name))) is not None
    }
    raw = contents(repo, (listed[path] for path in found if path not in at_hand))
    texts = Texts(names=set(), fixes=set())
    unread = []
    for path, where in found.items():
        if path in at_hand:
            _take(texts, where, at_hand[path])
        elif read_one(where, raw[listed[path]], texts, as_of):
            unread.append(path)
    texts.names = {text.found.name for text in texts.promises}
    texts.fixes = {text.found.name for text in texts.fix_texts}
    records, promises = _records(texts), _promises(texts)
    ledger = None
    if texts.service is not None and texts.service.document is not None:
        service = service_of(texts.service.document)
        ledger = make_ledger(
            service,
            promises.values(),
            {key: held.delivery for key, held in records.items()},
            {
                Month.parse(text.found.name): text.document.letter
                for text in texts.months
                if text.document and text.document.letter
            },
            [fix_of(text.found.name, text.document) for text in texts.fix_texts if text.document],
            as_of,
            rejected={key for key, held in records.items() if _rejected(promises, key, held, service, as_of)},
        )
    unread += [text.found.path for text in texts.all() if not _usable(text, promises)]
    return Version(
        texts, records, _declared(texts), promises, _fixes(texts), ledger, commit, listed, tuple(unread)
    )


def _rejected(promises: Mapping[str, Promise], key: Key, held: Held, service: Service, as_of: date) -> bool:
    name, month = key
    return name in promises and any(
        (
            *check_month(promises[name], month, service, as_of),
            *check_figures(promises[name], month, held.said, held.delivery, as_of),
        )
    )


def _usable(text: Text[Any], promises: Mapping[str, Promise]) -> bool:
    """Whether there is anything in a file that can be compared."""
    if text.document is None or ("delivered",) in text.flawed:
        return False
    return text.found.kind is not FileKind.DECLARED or text.found.name in promises


def _same(repo: Repository, now: Texts) -> dict[tuple[str, str, str], Text[Any]]:
    return {
        (repo.name_of(text.text.encode()), text.found.kind, text.found.name): text
        for text in now.all()
        if text.document is not None
    }


def _take(texts: Texts, found: Found, text: Text[Any]) -> None:
    """Put a file that is still the same among the texts, without what was noted of it since."""
    taken: Text[Any] = Text(found, text.text, text.document, text.twice, set(text.flawed))
    if found.kind == "service":
        texts.service = taken
    elif found.kind == "declared":
        texts.promises.append(taken)
    elif found.kind == "delivered":
        texts.months.append(taken)
    else:
        texts.fix_texts.append(taken)


def _records(texts: Texts) -> dict[Key, Held]:
    found: dict[Key, Held] = {}
    for text in texts.months:
        if text.document is None or ("delivered",) in text.flawed:
            texts.unread.add(text.found.name)
            continue
        month = Month.parse(text.found.name)
        for name, record in text.document.delivered.items():
            found.setdefault((name, month), Held(record, text.document.reported, text, name))
    return found


def _declared(texts: Texts) -> dict[str, Text[PromiseFile]]:
    return {text.found.name: text for text in texts.promises if text.document is not None}


def _promises(texts: Texts) -> dict[str, Promise]:
    found = {}
    for text in texts.promises:
        if text.document is None or text.flawed:
            continue
        try:
            found[text.found.name] = promise_of(text.found.name, text.document)
        except PydanticCustomError:
            continue  # a target that does not fit
    return found


def _fixes(texts: Texts) -> dict[str, Text[FixFile]]:
    return {text.found.name: text for text in texts.fix_texts if text.document is not None}
