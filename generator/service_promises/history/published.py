"""What was published: the files as they stood at a commit."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from service_promises.history.comparison import Comparison
from service_promises.history.git import (
    GitRepository,
    contents,
    files_at,
    newest_day,
    published_at,
    published_commit,
    repository,
)
from service_promises.source.assemble import Reading, assemble
from service_promises.source.files import FOLDER, source_path
from service_promises.source.source_file import parse_file


class Published(NamedTuple):
    """What stood at a commit, beside the files as they are now."""

    repository: GitRepository
    commit: str
    blobs: Mapping[str, str]
    """The names that git gives to the contents of the files, by path."""
    comparison: Comparison


def published(root: Path, ref: str, now: Reading, *, is_publishing: bool = False) -> Published:
    """What was published at a ref, judged on the same day as the files are now.

    What counts is the merge base of the ref and HEAD; for publishing it is the commit itself, on which HEAD has to go
    on. Raises NoHistory where git can't say.
    """
    repo = repository(root)
    commit = published_commit(repo, ref) if is_publishing else published_at(repo, ref)
    blobs = files_at(repo, commit, FOLDER)
    paths = [path for name in blobs if (path := source_path(name)) is not None]
    # A file that is still the same was parsed already.
    same = {file.path: file for file in now.files if repo.blob(file.text.encode()) == blobs.get(file.path)}
    content = contents(repo, (blobs[path.path] for path in paths if path.path not in same))
    files = [
        same[path.path] if path.path in same else parse_file(path, content[blobs[path.path]], now.as_of)
        for path in paths
    ]
    comparison = Comparison(
        assemble(files, now.as_of),
        now,
        commit,
        newest_day(repo, commit, now.as_of),
        newest_day(repo, "HEAD", now.as_of) if is_publishing else None,
        is_publishing,
    )
    return Published(repo, commit, blobs, comparison)
