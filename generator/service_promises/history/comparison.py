"""What was published and what stands now, side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from service_promises.ledger.entry import Entry
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.places import PlacesFile
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.files import FileKind
from service_promises.source.reading import Reading
from service_promises.source.source_file import SourceFile
from service_promises.source.source_record import SourceRecord

T = TypeVar("T")

_OF_A_REQUEST, _OF_PUBLISHING = 14, 31


class Pair(NamedTuple, Generic[T]):
    """Something that was published, and what it is now."""

    old: T
    new: T | None
    """None where it is gone."""


@dataclass(frozen=True)
class Comparison:
    """The files as they were published, and as they are now; both are judged on the same day."""

    old: Reading
    new: Reading
    commit: str = ""
    """Where the old ones stand in git."""
    since: date | None = None
    """The day of that commit; None where the old ones stand in none."""
    newer: date | None = None
    """The day of the newer version where that is not the day of judging."""
    is_publishing: bool = False
    """Whether this is the comparison of publishing, with the version published last, and not one of a request."""

    @property
    def as_of(self) -> date:
        """The day of judging."""
        return self.new.as_of

    replaced: Mapping[str, str] = field(default_factory=dict)
    """The files of which an older version is compared with, as nothing could be read of the one at the commit: by path,
    what replaced that version."""

    @property
    def newer_day(self) -> date:
        """The day of the newer version: what is over on it is the past."""
        return self.newer or self.as_of

    @property
    def days_before(self) -> int:
        """So many days may a new day lie before the older version."""
        return _OF_PUBLISHING if self.is_publishing else _OF_A_REQUEST

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """What the promises that were renamed are called now."""
        then, now = self.old.names(FileKind.DECLARED), self.new.names(FileKind.DECLARED)
        return {
            was: name
            for name, file in self.new.promise_files.items()
            for was in file.document.was
            if was in then and was not in now
        }

    def name_now(self, name: str) -> str:
        """What a promise of the old files is called now."""
        return self.renamed.get(name, name)

    @cached_property
    def renamed_places(self) -> Mapping[str, str]:
        """What the places that were renamed are called now."""
        old, new = self.old.places_file, self.new.places_file
        then, now = (file.document.places if file else {} for file in (old, new))
        return {was: name for name, place in now.items() for was in place.was if was in then and was not in now}

    def place_now(self, name: str) -> str:
        """What a place of the old files is called now."""
        return self.renamed_places.get(name, name)

    def services(self) -> Iterator[Pair[SourceFile[ServiceFile]]]:
        """The file of the service, where it can be read in both and changed."""
        return _pairs(self.old.service_file, self.new.service_file)

    def places(self) -> Iterator[Pair[SourceFile[PlacesFile]]]:
        """The file of the places, where it can be read in both and changed."""
        return _pairs(self.old.places_file, self.new.places_file)

    def place_records(self) -> Iterator[Pair[SourceRecord]]:
        """The records of places that changed, or that are gone from a month that can be read."""
        for (name, month), of_places in self.old.place_records.items():
            now = self.new.place_records.get((self.name_now(name), month), {})
            for place, old in of_places.items():
                yield from self._changed_record(old, now.get(self.place_now(place)))

    def promises(self) -> Iterator[Pair[SourceFile[PromiseFile]]]:
        """The declarations that changed or are gone."""
        return self._files(FileKind.DECLARED, self.old.promise_files, self.new.promise_files)

    def fixes(self) -> Iterator[Pair[SourceFile[FixFile]]]:
        """The fixes that changed or are gone."""
        return self._files(FileKind.FIX, self.old.fix_files, self.new.fix_files)

    def pledges(self) -> Iterator[Pair[SourceFile[PledgeFile]]]:
        """The pledges that changed or are gone."""
        return self._files(FileKind.PLEDGE, self.old.pledge_files, self.new.pledge_files)

    def records(self) -> Iterator[Pair[SourceRecord]]:
        """The records that changed, or that are gone from a month that can be read."""
        for (name, month), old in self.old.records.items():
            yield from self._changed_record(old, self.new.records.get((self.name_now(name), month)))

    def _changed_record(self, old: SourceRecord, new: SourceRecord | None) -> Iterator[Pair[SourceRecord]]:
        if new is None and self.new.can_read(old.month):
            yield Pair(old, None)
        elif new is not None and new.delivery != old.delivery:
            yield Pair(old, new)

    def published_entries(self, name: str) -> list[Entry]:
        """The months of a promise of which something was published, silence included; `name` is its old id."""
        entries = self.old.partial.by_promise.get(name, ()) if self.old.partial else ()
        return [entry for entry in entries if entry.delivery or entry.verdict is Verdict.NOT_REPORTED]

    def show(self, path: str) -> str:
        """Where to see a file as it was published, in a browser and on a computer with git."""
        commit = self.commit[:10]
        return f"{path} as it is in version {commit} (in a browser: History; with git: git show {commit}:./{path})"

    def _files(
        self, kind: FileKind, old: Mapping[str, SourceFile[Any]], new: Mapping[str, SourceFile[Any]]
    ) -> Iterator[Pair[SourceFile[Any]]]:
        there = self.new.names(kind)
        for name, before in old.items():
            now = self.name_now(name) if kind is FileKind.DECLARED else name
            after = new.get(now)
            if after is not before and (after is not None or now not in there):
                yield Pair(before, after)


def _pairs(old: T | None, new: T | None) -> Iterator[Pair[T]]:
    """A file that stands once, where it can be read in both and changed."""
    if old is not None and new is not None and old is not new:
        yield Pair(old, new)
