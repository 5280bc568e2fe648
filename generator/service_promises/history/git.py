"""What stood at a commit, read from git's own store; nothing is checked out and nothing is written."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_DAYS_OF_CHECKOUT = "in GitHub Actions give actions/checkout `fetch-depth: 0`"


class NoHistory(ValueError):
    """A finished sentence about why git can't say what was published."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository around a site."""

    top: Path
    prefix: str
    """The site's folder within it, with a slash at its end; empty where it is the top."""
    shallow: bool
    algorithm: str
    """What objects are named by: sha1 or sha256."""

    def name_of(self, content: bytes) -> str:
        """The name that git gives to a file with this content."""
        named = hashlib.new(self.algorithm, b"blob %d\0" % len(content), usedforsecurity=False)
        named.update(content)
        return named.hexdigest()


def repository(root: Path) -> Repository:
    """The repository that a folder lies in."""
    asked = ["--show-toplevel", "--is-shallow-repository", "--show-object-format", "--show-prefix"]
    try:
        told = _git(root, "rev-parse", *asked).decode(errors="surrogateescape")
    except _Failed as failed:
        if "not a git repository" in failed.said:
            raise NoHistory(
                f"{root.resolve()} is not in a git repository, so there is nothing to compare with."
                " Leave --against out, or go to a clone of the repository."
            ) from None
        raise NoHistory(f"git can't read the repository: {failed.said}") from None
    top, shallow, algorithm, prefix = told.split("\n")[:4]
    return Repository(Path(top), prefix, shallow == "true", algorithm)


def published_at(repo: Repository, ref: str) -> str:
    """The commit to compare with: the merge base of a ref and HEAD, or the ref while HEAD has no commit."""
    commit = _commit(repo, ref)
    head = _resolved(repo, "HEAD")
    if commit is None:
        raise NoHistory(_missing(repo, ref))
    if head is None:
        return commit
    try:
        return _git(repo.top, "merge-base", commit, head).decode().split()[0]
    except (_Failed, IndexError):
        pass
    if repo.shallow:
        raise NoHistory(
            f"This clone does not reach back to where HEAD and {ref} parted. Fetch the rest of the history:"
            f" git fetch --unshallow; {_DAYS_OF_CHECKOUT}."
        )
    raise NoHistory(f"{ref} and HEAD have no commit in common, so there is nothing to compare with.")


def _commit(repo: Repository, ref: str) -> str | None:
    return None if ref.startswith("-") or not ref else _resolved(repo, ref)


def _resolved(repo: Repository, ref: str) -> str | None:
    try:
        asked = ("--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        return _git(repo.top, "rev-parse", *asked).decode().strip()
    except _Failed:
        return None


def _missing(repo: Repository, ref: str) -> str:
    try:
        remotes = _git(repo.top, "remote").decode().split()
    except _Failed:
        remotes = []
    remote, _, branch = ref.partition("/")
    if branch and remote in remotes:
        fetch = f"Fetch it first: git fetch {remote} {branch}:refs/remotes/{ref}"
    elif remotes and branch:
        fetch = f"Name a branch, a tag or a commit that is here; a remote is called {' or '.join(remotes)}"
    elif remotes:
        fetch = f"If it is a branch of {remotes[0]}, name it {remotes[0]}/{ref}, or fetch it: git fetch {remotes[0]} {ref}"
    else:
        fetch = "Name a branch, a tag or a commit that is here"
    shallow = f"; or fetch the whole history: git fetch --unshallow; {_DAYS_OF_CHECKOUT}"
    return f"There is no {ref} in this repository. {fetch}{shallow if repo.shallow else ''}."


def files_at(repo: Repository, commit: str, folder: str) -> dict[str, str]:
    """The names of the contents of all files below a folder of the site, by path relative to the site.

    Where the site stood in another folder at that commit, and stands there no more, it is found there.
    """
    prefix = repo.prefix
    listed = _listed(repo, commit, f"{prefix}{folder}/")
    if not listed:
        moved = _moved_from(repo, commit, folder)
        if moved is None:
            return {}
        prefix = moved
        listed = _listed(repo, commit, f"{prefix}{folder}/")
    return {path.removeprefix(prefix): name for path, name in listed.items()}


def _moved_from(repo: Repository, commit: str, folder: str) -> str | None:
    ending = f"{folder}/service.yml"
    found = [
        path.removesuffix(ending)
        for path in _listed(repo, commit, "")
        if (path == ending or path.endswith(f"/{ending}")) and not (repo.top / path).exists()
    ]
    return found[0] if len(found) == 1 else None


def _listed(repo: Repository, commit: str, below: str) -> dict[str, str]:
    path = ["--", below] if below else []
    told = _git(repo.top, "ls-tree", "-r", "-z", "--full-tree", commit, *path)
    found = {}
    for line in told.split(b"\0"):
        about, _, name = line.partition(b"\t")
        parts = about.split()
        if len(parts) == 3 and parts[0] in (b"100644", b"100755", b"100664"):
            found[os.fsdecode(name)] = parts[2].decode()
    return found


def contents(repo: Repository, names: Iterable[str]) -> Mapping[str, bytes]:
    """The contents of that name."""
    asked = list(dict.fromkeys(names))
    if not asked:
        return {}
    told = _git(repo.top, "cat-file", "--batch", given="".join(f"{name}\n" for name in asked).encode())
    found: dict[str, bytes] = {}
    place = 0
    for name in asked:
        line = told.index(b"\n", place)
        about = told[place:line].split()
        if about[1:2] != [b"blob"]:
            raise NoHistory(
                f"git has not got all the files of that commit. Fetch them: git fetch; {_DAYS_OF_CHECKOUT}."
            )
        place = line + 1 + int(about[2])
        found[name] = told[line + 1 : place]
        place += 1
    return found


def earlier_contents(repo: Repository, commit: str, folder: str) -> dict[str, dict[str, str]]:
    """For each path below a folder of the site: the contents that it once had, with the day and commit.

    As far as the clone reaches back, without what stands at the commit itself.
    """
    told = _git(
        repo.top,
        *("log", "--raw", "--no-abbrev", "--no-renames", "-z", "--date=short", "--format=%x01%h, %cd%x00"),
        *(commit, "--", f"{repo.prefix}{folder}/"),
    )
    found: dict[str, dict[str, str]] = {}
    until = ""
    parts = iter(told.split(b"\0"))
    for part in parts:
        text = part.strip(b"\n")
        if text.startswith(b"\x01"):
            commit, _, day = text[1:].decode().partition(", ")
            until = f"{commit[:10]} of {day}"
        elif text.startswith(b":"):
            before = text.split()[2].decode()
            path = os.fsdecode(next(parts, b"")).removeprefix(repo.prefix)
            found.setdefault(path, {}).setdefault(before, until)
    return found


class _Failed(Exception):
    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def _git(where: Path, *arguments: str, given: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            ["git", "-C", str(where), *arguments],  # noqa: S607 - whichever git the people here use
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except OSError:
        raise NoHistory(
            "git is not installed here, and --against needs it. Install git, or leave it out."
        ) from None
    if done.returncode:
        raise _Failed(
            done.stderr.decode(errors="replace").strip().partition("\n")[0] or "it does not say why"
        )
    return done.stdout
