"""Where a site stood at a commit: in its own folder, or in another one from which it was moved.

An empty past is no past: where nothing can be read of the site at a commit, the newest commit before it counts at
which something can.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from service_promises.history.git.repository import (
    GitRepository,
    Tree,
    UnreadablePast,
    commits_changing,
    contents,
    tree_at,
)
from service_promises.source.files import FOLDER, SERVICE_PATH, FileKind, source_path

Blobs = Mapping[str, str]
"""The names that git gives to the contents of files, by path relative to the site."""


class PastSite(NamedTuple):
    """A site as it stood at a commit."""

    commit: str
    prefix: str
    """Its folder, with a slash at its end; empty where it was the top."""
    blobs: Blobs


def past_sites(
    repo: GitRepository, commit: str, now: Blobs, is_service: Callable[[bytes], bool]
) -> tuple[PastSite, ...]:
    """The site as it stood at a commit, or at the newest before it at which it can be read.

    The first is the one to compare with; a second one is a site that was moved into it. None where it never stood
    anywhere. Raises UnreadablePast where it stood and never can be read.
    """
    existed = False
    for older in (commit, *_earlier(repo, commit)):
        tree = tree_at(repo, older)
        own = _own(repo, tree)
        existed = existed or bool(own.blobs or own.others)
        own_site = _site(older, repo.prefix, tree) if _is_readable(repo, own, repo.prefix, is_service) else None
        moved = _moved_here(repo, older, tree, now, own_site, is_service)
        if own_site is not None or moved is not None:
            return tuple(site for site in (own_site, moved) if site is not None)
    if repo.shallow:
        raise UnreadablePast(
            "This clone does not reach back to a commit in which promises/service.yml can be read. Fetch the rest of the"
            " history: git fetch --unshallow; in GitHub Actions give actions/checkout `fetch-depth: 0`."
        )
    if existed:
        raise UnreadablePast(
            f"{repo.prefix}{SERVICE_PATH} stood at {commit[:10]} or before it, and can be read in none of these commits, so"
            " nothing can be compared with it. Where nothing was published yet, put the file right on the branch itself"
            " and compare from then on. Where something was, bring back the commit that was published."
        )
    return ()


def _earlier(repo: GitRepository, commit: str) -> Iterator[str]:
    """The commits at which more may be read of the site than at those after them, the newest first."""
    yield from commits_changing(repo, commit, f"{repo.prefix}{SERVICE_PATH}", "ADMT")
    yield from commits_changing(repo, commit, f"**/{SERVICE_PATH}", "DT")


def _own(repo: GitRepository, tree: Tree) -> Tree:
    """What stands in the site's own folder, and a link that stands in its place or in that of a folder above it."""
    folder = f"{repo.prefix}{FOLDER}"
    blobs = {path: blob for path, blob in tree.blobs.items() if path.startswith(f"{folder}/")}
    return Tree(
        blobs,
        frozenset(
            path for path in tree.others if f"{path}/".startswith(f"{folder}/") or f"{folder}/".startswith(f"{path}/")
        ),
    )


def _is_readable(repo: GitRepository, own: Tree, prefix: str, is_service: Callable[[bytes], bool]) -> bool:
    service = own.blobs.get(f"{prefix}{SERVICE_PATH}")
    return service is not None and not own.others and is_service(contents(repo, [service])[service])


def _site(commit: str, prefix: str, tree: Tree) -> PastSite:
    folder = f"{prefix}{FOLDER}/"
    blobs = {path.removeprefix(prefix): blob for path, blob in tree.blobs.items() if path.startswith(folder)}
    return PastSite(commit, prefix, blobs)


def _moved_here(
    repo: GitRepository, commit: str, tree: Tree, now: Blobs, own: PastSite | None, is_service: Callable[[bytes], bool]
) -> PastSite | None:
    """The site that stood elsewhere, does not stand there as a whole any more, and of which most is here now."""
    added = {
        path: blob for path, blob in now.items() if path != SERVICE_PATH and (own is None or path not in own.blobs)
    }
    candidates = []
    for prefix in _other_prefixes(repo, tree):
        site = _site(commit, prefix, tree)
        same = sum(site.blobs.get(path) == blob for path, blob in added.items())
        alike = len(_documents(added) & _documents(site.blobs))
        if alike and not _stands(repo, site):
            candidates.append((same, alike, site))
    for _, _, site in sorted(candidates, key=lambda candidate: candidate[:2], reverse=True):
        service = site.blobs[SERVICE_PATH]
        if is_service(contents(repo, [service])[service]):
            return site
    return None


def _documents(paths: Iterable[str]) -> set[tuple[FileKind, str]]:
    """What files are about, by kind and name: a month is the same in one file, in parts and in tables."""
    return {(path.kind, path.name) for name in paths if (path := source_path(name)) is not None}


def _other_prefixes(repo: GitRepository, tree: Tree) -> Iterator[str]:
    for path in tree.blobs:
        if path == SERVICE_PATH or path.endswith(f"/{SERVICE_PATH}"):
            prefix = path.removesuffix(SERVICE_PATH)
            if prefix != repo.prefix:
                yield prefix


def _stands(repo: GitRepository, site: PastSite) -> bool:
    """Whether every file of a site still stands where it stood, and not by way of a link."""
    top = repo.top.resolve()
    return all(
        (top / site.prefix / path).resolve() == top / site.prefix / path and (top / site.prefix / path).is_file()
        for path in site.blobs
    )
