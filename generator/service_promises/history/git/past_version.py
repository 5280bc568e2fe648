"""What was published: the files as they stood at a commit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from service_promises.history.comparison import Comparison
from service_promises.history.git.past_site import PastSite, past_sites
from service_promises.history.git.repository import (
    GitRepository,
    contents,
    earlier_contents,
    newest_day,
    published_at,
    published_commit,
    repository,
)
from service_promises.source.assemble import assemble
from service_promises.source.examples import untouched_examples
from service_promises.source.files import FOLDER, SERVICE_SOURCE, FileKind, SourcePath, source_path
from service_promises.source.reading import Reading
from service_promises.source.source_file import SourceFile, parse_file


class PastVersion(NamedTuple):
    """What stood at a commit, beside the files as they are now."""

    repository: GitRepository
    commit: str
    """The one that was asked for; what is compared with may stand in an older one."""
    blobs: Mapping[str, str]
    """The names that git gives to the contents of the files, by path."""
    comparison: Comparison
    moved: Comparison | None = None
    """With another site, which was moved into this one."""
    is_first: bool = False
    """Whether there was no site before, so that there is nothing to compare with."""


def past_version(
    root: Path, ref: str, now: Reading, *, is_publishing: bool = False, has_examples: bool = False
) -> PastVersion:
    """What was published at a ref, judged on the same day as the files are now.

    What counts is the merge base of the ref and HEAD; for publishing it is the commit itself, on which HEAD has to go
    on. The examples of a new repository are among it only where that is asked for. Raises NoHistory where git can't say.
    """
    repo = repository(root)
    commit = published_commit(repo, ref) if is_publishing else published_at(repo, ref)
    blobs = {file.path: repo.blob(file.text.encode()) for file in now.files}
    sites = past_sites(repo, commit, blobs, lambda content: _is_service(content, now.as_of))
    newer = _newer_day(repo, now) if is_publishing else None
    options = {"is_publishing": is_publishing, "has_examples": has_examples}
    comparisons = [_comparison(repo, site, now, newer, **options) for site in sites]
    if not sites:
        nothing = Comparison(assemble([], now.as_of), now, commit)
        return PastVersion(repo, commit, {}, nothing, is_first=True)
    moved = comparisons[1] if len(comparisons) > 1 else None
    return PastVersion(repo, commit, sites[0].blobs, comparisons[0], moved)


def _newer_day(repo: GitRepository, now: Reading) -> date:
    """The day of HEAD, which anybody can write into a commit: not before the newest term was announced."""
    terms = (term for file in now.promise_files.values() for term in file.document.terms)
    announced = (term.announced for term in terms if term.announced is not None and term.announced <= now.as_of)
    return max([newest_day(repo, "HEAD", now.as_of), *announced])


def _is_service(content: bytes, as_of: date) -> bool:
    """Whether something can be judged by a service.yml."""
    return assemble([parse_file(SERVICE_SOURCE, content, as_of)], as_of).partial is not None


def _comparison(
    repo: GitRepository, site: PastSite, now: Reading, newer: date | None, *, is_publishing: bool, has_examples: bool
) -> Comparison:
    paths = [path for name in site.blobs if (path := source_path(name)) is not None]
    # A file that is still the same was parsed already.
    same = {file.path: file for file in now.files if repo.blob(file.text.encode()) == site.blobs.get(file.path)}
    content = contents(repo, (site.blobs[path.path] for path in paths if path.path not in same))
    files = {
        path.path: same[path.path] if path.path in same else parse_file(path, content[site.blobs[path.path]], now.as_of)
        for path in paths
    }
    older = _older_versions(repo, site, [path for path in paths if files[path.path].document is None], now.as_of)
    files |= {path: file for path, (file, _) in older.items()}
    return Comparison(
        assemble(files.values() if has_examples else _without_examples(files.values(), now), now.as_of),
        now,
        site.commit,
        newest_day(repo, site.commit, now.as_of),
        newer,
        is_publishing,
        {path: until for path, (_, until) in older.items()},
    )


def _older_versions(
    repo: GitRepository, site: PastSite, broken: Sequence[SourcePath], as_of: date
) -> dict[str, tuple[SourceFile[Any], str]]:
    """The newest version that can be read of each file of which nothing can be, and what replaced it."""
    if not broken:
        return {}
    readable: dict[str, tuple[SourceFile[Any], str]] = {}
    earlier = earlier_contents(repo, site.commit, FOLDER, site.prefix)
    for path in broken:
        versions = {blob: until for blob, until in earlier.get(path.path, {}).items() if set(blob) != {"0"}}
        for blob, until in versions.items():
            file = parse_file(path, contents(repo, [blob])[blob], as_of)
            if file.document is not None:
                readable[path.path] = file, until
                break
    return readable


def _without_examples(files: Collection[SourceFile[Any]], now: Reading) -> Iterable[SourceFile[Any]]:
    """The files but for the examples of a new repository, which have no past, where one of these is not as it was.

    Where there are examples and nothing else, nothing was promised: service.yml has no past then either.
    """
    examples = untouched_examples({file.document_path: file.text for file in files})
    if examples and all(file.document_path in examples or file.kind is FileKind.SERVICE for file in files):
        return ()
    texts = {file.path: file.text for file in now.files}
    if all(texts.get(file.path) == file.text for file in files if file.document_path in examples):
        return files
    return (file for file in files if file.document_path not in examples)
