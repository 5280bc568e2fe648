"""Figures that go back to what they were before the version that was published."""

from collections.abc import Iterator, Mapping

from service_promises.history.anomalies import month_warning
from service_promises.history.git import contents, earlier_contents
from service_promises.history.published import Published
from service_promises.ledger.delivery import FIGURES
from service_promises.ledger.month import Month
from service_promises.problems.problem import Problem
from service_promises.source.documents.delivered import Record
from service_promises.source.files import FOLDER, FileKind, SourcePath
from service_promises.source.source_file import parse_file
from service_promises.source.source_record import RecordKey, SourceRecord

_OLDER = 3
"""So many older versions of a file are looked at."""
_IN_ALL = 300
"""So many in all: where there is more, those are enough to see it."""


def check_roll_backs(published: Published) -> Iterator[Problem]:
    """The months of which several records went back to older values together."""
    changed = {
        (old.promise, old.month): new
        for old, new in published.comparison.records()
        if new is not None and not _same(new.document, old.document)
    }
    if len(changed) < 2:
        return
    rolled_back = _rolled_back(published, changed)
    if sum(len(keys) for versions in rolled_back.values() for keys in versions.values()) < 2:
        return
    for month, versions in rolled_back.items():
        since, keys = max(versions.items(), key=lambda version: len(version[1]))
        number = sum(key[1] == month for key in changed)
        which = "every figure" if len(keys) == number else f"{len(keys)} of {number} records"
        yield from month_warning(published.comparison.new, month, "unlikely-roll-back", which=which, since=since)


def _rolled_back(
    published: Published, changed: Mapping[RecordKey, SourceRecord]
) -> dict[Month, dict[str, list[RecordKey]]]:
    """The changed records that say what an older version said, by month and by what replaced that version."""
    comparison = published.comparison
    paths = {comparison.old.records[key].file.path: key[1] for key in changed}
    older = _older_versions(published, paths)
    content = contents(published.repository, (blob for blobs in older.values() for blob in blobs))
    rolled_back: dict[Month, dict[str, list[RecordKey]]] = {}
    known: set[RecordKey] = set()
    for path, blobs in older.items():
        month = paths[path]
        for blob, since in blobs.items():
            source_path = SourcePath(path, FileKind.DELIVERED, str(month))
            document = parse_file(source_path, content[blob], comparison.as_of).document
            for name, record in document.delivered.items() if document else ():
                key = (name, month)
                if key in changed and key not in known and _same(record, changed[key].document):
                    known.add(key)
                    rolled_back.setdefault(month, {}).setdefault(since, []).append(key)
    return rolled_back


def _same(one: Record, other: Record) -> bool:
    return all(getattr(one, key) == getattr(other, key) for key in FIGURES)


def _older_versions(published: Published, paths: Mapping[str, Month]) -> dict[str, dict[str, str]]:
    """Older contents of files, the newest first, with the commit that replaced them."""
    older: dict[str, dict[str, str]] = {}
    left = _IN_ALL
    folder = f"{FOLDER}/{FileKind.DELIVERED}"
    for path, blobs in earlier_contents(published.repository, published.commit, folder).items():
        older_blobs = [blob for blob in blobs if set(blob) != {"0"} and blob != published.blobs.get(path)]
        if path in paths and older_blobs and left > 0:
            older[path] = {blob: blobs[blob] for blob in older_blobs[:_OLDER]}
            left -= len(older[path])
    return older
