"""What was published at a git ref, compared with the files as they are now (DESIGN.md sections 1 and 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from service_promises.history.anomalies import note_unlikely, note_unlikely_changes
from service_promises.history.fixes import compare_fixes
from service_promises.history.git import Repository, published_at, repository
from service_promises.history.records import compare_records
from service_promises.history.roll_backs import note_roll_backs
from service_promises.history.terms import flaws_of_terms
from service_promises.history.verdict_changes import note_hiding, note_verdicts, published_months
from service_promises.history.version import Version, version_at, version_of
from service_promises.ledger.ledger import Ledger
from service_promises.problems.problem import Problem, Severity, file_problem
from service_promises.source.cross_check import Texts
from service_promises.source.reading import Compare


def versions(
    root: Path, ref: str, as_of: date, use: Callable[[Repository, Version, Version], Iterable[Problem]]
) -> Compare:
    """Have what was published at a ref and the files as they are now looked at together, for `read` to call.

    What counts is the merge base of the ref and HEAD. Raises NoHistory, at once, where git can't say.
    """
    repo = repository(root)
    commit = published_at(repo, ref)

    def compare(texts: Texts, ledger: Ledger | None) -> Iterable[Problem]:
        return use(repo, version_at(repo, commit, texts, as_of), version_of(texts, ledger))

    return compare


def comparison(root: Path, ref: str | None, as_of: date) -> Compare:
    """What is to be said beyond the files themselves, for `read` to call: figures that are unlikely.

    With a ref, also everything that was published there and is not as it was. Raises NoHistory as `versions`.
    """

    def alone(texts: Texts, ledger: Ledger | None) -> Iterable[Problem]:
        note_unlikely(version_of(texts, ledger))
        return ()

    def together(repo: Repository, old: Version, new: Version) -> Iterable[Problem]:
        names = names_now(old, new)
        note_unlikely(new)
        note_unlikely_changes(old, new, names)
        note_roll_backs(repo, old, new, names, as_of)
        return differences(old, new, as_of)

    return versions(root, ref, as_of, together) if ref is not None else alone


def differences(old: Version, new: Version, as_of: date) -> list[Problem]:
    """Note every change of the past that is not told in the open; what has no file any more comes back."""
    names = names_now(old, new)
    note_hiding(old, new)
    note_verdicts(old, new, names, as_of)
    _note_terms(old, new, names, as_of)
    return [
        *_unread(old),
        *_promises_gone(old, new, names),
        *compare_records(old, new, names, as_of),
        *compare_fixes(old, new, as_of),
    ]


def names_now(old: Version, new: Version) -> dict[str, str]:
    """What the promises that were renamed are called now."""
    found = {}
    for name, text in new.declared.items():
        for was in text.document.was if text.document else ():
            if was not in new.texts.names and was in old.texts.names:
                found[was] = name
    return found


def _note_terms(old: Version, new: Version, names: dict[str, str], as_of: date) -> None:
    for name, then in old.promises.items():
        now = names.get(name, name)
        text, promise = new.declared.get(now), new.promises.get(now)
        if text is None or promise is None or text.document is None:
            continue
        if text.document is not old.declared[name].document:
            published = max(published_months(old, name), default=None)
            text.add(flaws_of_terms(then, promise, text.document, published, as_of))


def _promises_gone(old: Version, new: Version, names: dict[str, str]) -> Iterator[Problem]:
    for name, text in old.declared.items():
        if name in new.texts.names or name in names:
            continue
        path, said = text.found.path, text.document
        like = next(
            (
                other
                for other, there in new.declared.items()
                if other not in old.texts.names
                and there.document
                and said
                and there.document.promise == said.promise
            ),
            None,
        )
        rename = (
            f"if it is called {like} now, add `was: [{name}]` in {new.declared[like].found.path}"
            if like
            else f"where it was renamed, its new file says `was: [{name}]`"
        )
        yield file_problem(
            path,
            "promise-gone",
            f"the promise {name} was published, and is gone",
            f"put it back: git show {old.commit[:10]}:./{path}; to retire it write `ends:` and `ends_why:`;"
            f" {rename}",
        )._replace(
            promise=name,
        )


def _unread(old: Version) -> Iterator[Problem]:
    for path in old.unread:
        yield file_problem(
            path,
            "unread-before",
            f"at {old.commit[:10]} this file could not be read as a whole, so what it says was not compared",
            f"compare it by eye: git show {old.commit[:10]}:./{path}",
        )._replace(
            severity=Severity.WARNING,
        )
