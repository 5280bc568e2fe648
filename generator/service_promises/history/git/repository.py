"""What stood at a commit, read from git's own store; nothing is checked out and nothing is written."""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from service_promises.source.clock import time_zone

_WHOLE_HISTORY = "in GitHub Actions give actions/checkout `fetch-depth: 0`"
_REWRITTEN = (
    "history was rewritten, or this is another branch than the one that is published. So these files can't be compared"
    " with those. Bring that commit back (push the branch that had it, and merge it); or compare the live"
    " data/ledger.json with the new one (promises verify LIVE NEW), as the publish workflow does in that case."
    " CONTRIBUTING says more."
)
_LIKE_EVERYWHERE = ("-c", "log.showSignature=false", "-c", "log.follow=false", "-c", "log.diffMerges=separate")
"""Settings of people's own that would change what git says of a history."""
_LOOKED_BACK = 1000
"""So many commits are enough to see that a day in one of them is made up."""


class NoHistory(ValueError):
    """A finished sentence about why git can't say what was published."""


class UnreadablePast(NoHistory):
    """A finished sentence about files that were published and of which nothing can be read."""


@dataclass(frozen=True, slots=True)
class GitRepository:
    """A git repository around a site."""

    top: Path
    prefix: str
    """The site's folder within it, with a slash at its end; empty where it is the top."""
    shallow: bool
    algorithm: str
    """What objects are named by: sha1 or sha256."""
    zone: tzinfo = UTC
    """Where the days of commits begin and end: the site's own time zone."""

    def blob(self, content: bytes) -> str:
        """The name that git gives to a content."""
        digest = hashlib.new(self.algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
        digest.update(content)
        return digest.hexdigest()

    def day(self, seconds: int) -> date:
        """The day of a commit, from its seconds since 1970; anybody can write any number into one."""
        try:
            return datetime.fromtimestamp(seconds, self.zone).date()
        except (ValueError, OverflowError, OSError):
            return date.max if seconds > 0 else date.min


def repository(root: Path) -> GitRepository:
    """The repository that a folder lies in."""
    options = ["--show-toplevel", "--is-shallow-repository", "--show-object-format", "--show-prefix"]
    try:
        output = _git(root, "rev-parse", *options).decode(errors="surrogateescape")
    except _GitError as error:
        if "not a git repository" in error.message:
            raise NoHistory(
                f"{root.resolve()} is not in a git repository, so there is nothing to compare with."
                " Leave --against out, or go to a clone of the repository."
            ) from None
        raise
    top, shallow, algorithm, prefix = output.split("\n")[:4]
    return GitRepository(Path(top), prefix, shallow == "true", algorithm, time_zone(root))


def published_at(repo: GitRepository, ref: str) -> str:
    """The commit to compare with: the merge base of a ref and HEAD, or the ref while HEAD has no commit."""
    commit = _commit(repo, ref)
    head = _resolved(repo, "HEAD")
    if commit is None:
        raise NoHistory(_missing(repo, ref))
    if head is None:
        return commit
    try:
        return _git(repo.top, "merge-base", commit, head).decode().split()[0]
    except (_GitError, IndexError):
        pass
    if repo.shallow:
        raise NoHistory(
            f"This clone does not reach back to where HEAD and {ref} parted. Fetch the rest of the history:"
            f" git fetch --unshallow; {_WHOLE_HISTORY}."
        )
    raise NoHistory(f"{ref} and HEAD have no commit in common, so there is nothing to compare with.")


def published_commit(repo: GitRepository, ref: str) -> str:
    """The commit that was published last; raises NoHistory where it is gone, or HEAD does not go on from it."""
    commit = _commit(repo, ref)
    if commit is None:
        there = f"fetch the whole history ({_WHOLE_HISTORY}). If it is not there either, the" if repo.shallow else "the"
        raise NoHistory(f"The commit that was published last, {ref}, is not in this repository: {there} {_REWRITTEN}")
    try:
        _git(repo.top, "merge-base", "--is-ancestor", commit, "HEAD")
    except _GitError:
        if repo.shallow:
            raise NoHistory(
                f"This clone does not reach back from HEAD to {ref}, which was published last. Fetch the rest of the"
                f" history: git fetch --unshallow; {_WHOLE_HISTORY}."
            ) from None
        raise NoHistory(f"HEAD does not go on from {ref}, which was published last: the {_REWRITTEN}") from None
    return commit


def newest_day(repo: GitRepository, commit: str, as_of: date) -> date:
    """The day of a commit, as far as it is not later than the day of judging.

    Anybody can write any day into a commit, so it is not earlier than those of the commits before it.
    """
    seconds = _git(repo.top, "log", f"--max-count={_LOOKED_BACK}", "--format=%ct", commit).decode().split()
    days = (repo.day(int(number)) for number in seconds)
    return max((day for day in days if day <= as_of), default=as_of)


def _commit(repo: GitRepository, ref: str) -> str | None:
    return None if ref.startswith("-") or not ref else _resolved(repo, ref)


def _resolved(repo: GitRepository, ref: str) -> str | None:
    try:
        options = ("--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        return _git(repo.top, "rev-parse", *options).decode().strip()
    except _GitError:
        return None


def _missing(repo: GitRepository, ref: str) -> str:
    try:
        remotes = _git(repo.top, "remote").decode().split()
    except _GitError:
        remotes = []
    remote, _, branch = ref.partition("/")
    if branch and remote in remotes:
        fetch = f"Fetch it first: git fetch {remote} {branch}:refs/remotes/{ref}"
    elif remotes and branch:
        fetch = f"Name a branch, a tag or a commit that is here; a remote is called {' or '.join(remotes)}"
    elif remotes:
        fetch = (
            f"If it is a branch of {remotes[0]}, name it {remotes[0]}/{ref}, or fetch it: git fetch {remotes[0]} {ref}"
        )
    else:
        fetch = "Name a branch, a tag or a commit that is here"
    shallow = f"; or fetch the whole history: git fetch --unshallow; {_WHOLE_HISTORY}"
    return f"There is no {ref} in this repository. {fetch}{shallow if repo.shallow else ''}."


class Tree(NamedTuple):
    """What stands below a folder at a commit, by path from the top of the repository."""

    blobs: dict[str, str]
    """Files, each with the name that git gives to its content."""
    others: frozenset[str]
    """Links, and repositories within this one."""


def site_files_at(repo: GitRepository, commit: str) -> dict[str, str]:
    """The blobs of all files in the site's folder, by path relative to it."""
    blobs = tree_at(repo, commit, repo.prefix).blobs
    return {path.removeprefix(repo.prefix): blob for path, blob in blobs.items()}


def tree_at(repo: GitRepository, commit: str, below: str = "") -> Tree:
    """What stands at or below a path at a commit."""
    path = ["--", below] if below else []
    blobs, others = {}, set()
    for line in _git(repo.top, "ls-tree", "-r", "-z", "--full-tree", commit, *path).split(b"\0"):
        about, _, name = line.partition(b"\t")
        match about.split():
            case [b"100644" | b"100755" | b"100664", _, blob]:
                blobs[os.fsdecode(name)] = blob.decode()
            case [_, _, _]:
                others.add(os.fsdecode(name))
    return Tree(blobs, frozenset(others))


def commits_changing(repo: GitRepository, commit: str, pattern: str, kinds: str) -> list[str]:
    """The commits up to one that changed files of a pattern, each before its parents, the newest first.

    `kinds` are git's letters for how: added, deleted, modified, of another type.
    """
    which = ("log", "-m", "--no-renames", f"--diff-filter={kinds}", "--format=%H %P")
    output = _git(repo.top, *which, commit, "--", f":(top,glob){pattern}").decode()
    return list(dict.fromkeys(output.split()))


def contents(repo: GitRepository, blobs: Iterable[str]) -> Mapping[str, bytes]:
    """The content of each blob."""
    unique = list(dict.fromkeys(blobs))
    if not unique:
        return {}
    incomplete = NoHistory(f"git has not got all the files of that commit. Fetch them: git fetch; {_WHOLE_HISTORY}.")
    try:
        output = _git(repo.top, "cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in unique).encode())
    except _GitError:
        raise incomplete from None  # a clone without them fetches each, which it can't
    by_blob: dict[str, bytes] = {}
    start = 0
    for blob in unique:
        end = output.index(b"\n", start)
        about = output[start:end].split()
        if about[1:2] != [b"blob"]:
            raise incomplete
        start = end + 1 + int(about[2])
        by_blob[blob] = output[end + 1 : start]
        start += 1
    return by_blob


def earlier_contents(
    repo: GitRepository, commit: str, folder: str, prefix: str | None = None
) -> dict[str, dict[str, str]]:
    """For each path below a folder of the site: the blobs that stood there once, the newest first.

    `prefix` is the site's folder then, where it was another.

    Each with the commit that replaced it, and its day. As far as the clone reaches back, without what stands at the
    commit itself.
    """
    prefix = repo.prefix if prefix is None else prefix
    output = _git(
        repo.top,
        *("log", "--raw", "--no-abbrev", "--no-renames", "-z", "--format=%x01%h %ct%x00"),
        *(commit, "--", f"{prefix}{folder}/"),
    )
    earlier: dict[str, dict[str, str]] = {}
    until = ""
    parts = iter(output.split(b"\0"))
    for part in parts:
        text = part.strip(b"\n")
        if text.startswith(b"\x01"):
            commit, seconds = text[1:].decode().split()
            until = f"{commit[:10]} of {repo.day(int(seconds))}"
        elif text.startswith(b":"):
            blob = text.split()[2].decode()
            path = os.fsdecode(next(parts, b"")).removeprefix(prefix)
            earlier.setdefault(path, {}).setdefault(blob, until)
    return earlier


class _GitError(NoHistory):
    def __init__(self, message: str) -> None:
        super().__init__(f"git can't read the repository: {message}")
        self.message = message


def _git(where: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            ["git", "-C", str(where), *_LIKE_EVERYWHERE, *arguments],  # noqa: S607 - whichever git the people here use
            input=stdin,
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1"},
        )
    except OSError:
        raise NoHistory("git is not installed here, and --against needs it. Install git, or leave it out.") from None
    if done.returncode:
        raise _GitError(done.stderr.decode(errors="replace").strip().partition("\n")[0] or "it does not say why")
    return done.stdout
