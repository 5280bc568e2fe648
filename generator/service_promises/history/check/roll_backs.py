"""Figures that go back to what they were before the version that was published."""

from collections.abc import Iterator, Mapping
from datetime import date

from service_promises.history.git.past_version import PastVersion
from service_promises.history.git.repository import contents, earlier_contents
from service_promises.ledger.delivery import FIGURES, Delivery
from service_promises.ledger.periods.month import Month
from service_promises.problems.problem import Problem
from service_promises.source.anomalies.anomaly_problems import month_warning
from service_promises.source.documents.delivered import PlaceRecord
from service_promises.source.files import DELIVERED, FileKind, source_path
from service_promises.source.place_records import place_records
from service_promises.source.source_file import parse_file
from service_promises.source.source_record import SourceRecord

_OLDER = 3
"""So many older versions of a file are looked at."""
_IN_ALL = 300
"""So many in all: where there is more, those are enough to see it."""


def check_roll_backs(past: PastVersion) -> Iterator[Problem]:
    """The months of which several records went back to older values together."""
    changed = {
        _key(old): (old.file.path, _figures(new.delivery))
        for old, new in (*past.comparison.records(), *past.comparison.place_records())
        if new is not None and _figures(new.delivery) != _figures(old.delivery)
    }
    if len(changed) < 2:
        return
    rolled_back = _rolled_back(past, changed)
    if sum(len(keys) for versions in rolled_back.values() for keys in versions.values()) < 2:
        return
    for month, versions in rolled_back.items():
        since, keys = max(versions.items(), key=lambda version: len(version[1]))
        number = sum(key[1] == month for key in changed)
        which = "every figure" if len(keys) == number else f"{len(keys)} of {number} records"
        yield from month_warning(past.comparison.new, month, "unlikely-roll-back", which=which, since=since)


_RecordId = tuple[str, Month, str]
"""A promise, a month, and a place, empty for the whole; by their ids then."""
_FigureValues = tuple[object, ...]


def _key(record: SourceRecord) -> _RecordId:
    return record.promise, record.month, record.place


def _figures(record: Delivery | PlaceRecord) -> _FigureValues:
    return tuple(getattr(record, key) for key in FIGURES)


def _rolled_back(
    past: PastVersion, changed: Mapping[_RecordId, tuple[str, _FigureValues]]
) -> dict[Month, dict[str, list[_RecordId]]]:
    """The changed records that say what an older version said, by month and by what replaced that version."""
    paths = {path: key[1] for key, (path, _) in changed.items()}
    older = _older_versions(past, paths)
    content = contents(past.repository, (blob for blobs in older.values() for blob in blobs))
    rolled_back: dict[Month, dict[str, list[_RecordId]]] = {}
    known: set[_RecordId] = set()
    for path, blobs in older.items():
        month = paths[path]
        for blob, since in blobs.items():
            for key, figures in _records_of(path, content[blob], past.comparison.as_of):
                if key in changed and key not in known and figures == changed[key][1]:
                    known.add(key)
                    rolled_back.setdefault(month, {}).setdefault(since, []).append(key)
    return rolled_back


def _records_of(path: str, content: bytes, as_of: date) -> Iterator[tuple[_RecordId, _FigureValues]]:
    """The figures in an older version of a file, of wholes and of places."""
    known_path = source_path(path)
    file = known_path and parse_file(known_path, content, as_of)
    if not file or file.document is None:
        return
    month = Month.parse(file.name)
    for of_places in place_records([file]).values():
        for record in of_places.values():
            yield _key(record), _figures(record.delivery)
    if file.kind is FileKind.DELIVERED:
        for name, document in file.document.delivered.items():
            yield (name, month, ""), _figures(document)


def _older_versions(past: PastVersion, paths: Mapping[str, Month]) -> dict[str, dict[str, str]]:
    """Older contents of files, the newest first, with the commit that replaced them."""
    older: dict[str, dict[str, str]] = {}
    left = _IN_ALL
    for path, blobs in earlier_contents(past.repository, past.commit, DELIVERED).items():
        older_blobs = [blob for blob in blobs if set(blob) != {"0"} and blob != past.blobs.get(path)]
        if path in paths and older_blobs and left > 0:
            older[path] = {blob: blobs[blob] for blob in older_blobs[:_OLDER]}
            left -= len(older[path])
    return older
