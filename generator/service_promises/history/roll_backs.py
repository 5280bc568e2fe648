"""Figures that go back to what they were before the version that was published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from service_promises.history.anomalies import note_rolled_back
from service_promises.history.git import Repository, contents, earlier_contents
from service_promises.history.version import Key, Version
from service_promises.ledger.month import Month
from service_promises.source.cross_check import Texts
from service_promises.source.files import FOLDER, FileKind, found_at
from service_promises.source.reading import read_one

_BACK = 3
"""So many older versions of a file are looked at."""
_IN_ALL = 300
"""So many in all: where there is more, those are enough to see it."""

_FIGURES = ("due", "kept", "share", "level", "done", "let_down")


def note_roll_backs(
    repo: Repository, old: Version, new: Version, names: Mapping[str, str], as_of: date
) -> None:
    """Note the months of which several records went back to older values together."""
    changed = _changed(old, new, names)
    paths = {old.records[key].text.found.path for key in changed}
    if len(changed) < 2:
        return
    older = _older(repo, old, paths)
    raw = contents(repo, (name for names in older.values() for name in names))
    found: dict[Month, dict[str, list[Key]]] = {}
    for path, versions in older.items():
        where = found_at(path)
        for name, since in versions.items():
            if where is None:
                continue
            texts = Texts(names=set(), fixes=set())
            read_one(where, raw[name], texts, as_of)
            said = texts.months[0].document.delivered if texts.months and texts.months[0].document else {}
            month = Month.parse(where.name)
            for promise, record in said.items():
                key = (promise, month)
                there = new.records.get((names.get(promise, promise), month))
                if key in changed and there is not None and _same(record, there.said):
                    by_version = found.setdefault(month, {})
                    if not any(key in keys for keys in by_version.values()):
                        by_version.setdefault(since, []).append(key)
    if sum(len(keys) for versions in found.values() for keys in versions.values()) < 2:
        return
    for month, by_version in found.items():
        since, records = max(by_version.items(), key=lambda one: len(one[1]))
        note_rolled_back(new, month, records, sum(key[1] == month for key in changed), since)


def _changed(old: Version, new: Version, names: Mapping[str, str]) -> set[Key]:
    found = set()
    for (name, month), before in old.records.items():
        now = new.records.get((names.get(name, name), month))
        if now is not None and now.said is not before.said and not _same(now.said, before.said):
            found.add((name, month))
    return found


def _same(one: object, other: object) -> bool:
    return all(getattr(one, key) == getattr(other, key) for key in _FIGURES)


def _older(repo: Repository, old: Version, paths: set[str]) -> dict[str, dict[str, str]]:
    """Older contents of files, the newest first, with the commit that replaced them."""
    found: dict[str, dict[str, str]] = {}
    left = _IN_ALL
    for path, versions in earlier_contents(repo, old.commit, f"{FOLDER}/{FileKind.DELIVERED}").items():
        names = [name for name in versions if set(name) != {"0"} and name != old.contents.get(path)]
        if path in paths and names and left > 0:
            found[path] = {name: versions[name] for name in names[:_BACK]}
            left -= len(found[path])
    return found
