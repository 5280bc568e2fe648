"""Puts a finished site in the place of the published one, in one step.

For a site in `site/` the steps, and what a run that was killed in each leaves for the next one to clear up:

    build into .site-staging                  a half site that nobody sees: deleted
    exchange .site-staging and site           the old site, under the staging name: deleted

and where the system has no such exchange:

    rename .site-staging to .site-ready       a whole new site: used if site/ is gone, else deleted
    rename site to .site-old                  site/ is gone: .site-ready takes its place
    rename .site-ready to site                the old site: deleted
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_MARKS_OF_A_SITE = ("404.html", "sitemap.xml", "data/promises.json")
"""What every site built with these promises has, and hardly another folder; all must be there."""
_MARKS_OF_WORK = (".git", "mkdocs.yml")


class PublishError(Exception):
    """A finished sentence about why a site could not take its place."""


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder to build into; it takes the target's place when the block ends without an exception.

    Whatever happens, and whenever the process is killed, the target is the old site or the new one, whole. One
    build at a time: a second one waits for the first. Where the system can't exchange folders the target is
    missing between two renames, and a run killed there is finished by the next.

    Raises PublishError, before the block runs, when the target holds something else than a built site.
    """
    # A link stays a link: what it points to is replaced.
    target = target.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone_in(target.parent):
            _clear_up(target)
            _refuse_other_things(target)
            staging = _beside(target, "staging")
            staging.mkdir()
            try:
                yield staging
                _swap(staging, target)
            finally:
                _delete(staging)
    except OSError as error:
        if _is_ours(error, target):
            raise PublishError(f"The site could not be put in {target}: {error.strerror}.") from error
        raise


def _beside(target: Path, role: str) -> Path:
    return target.with_name(f".{target.name}-{role}")


def _is_ours(error: OSError, target: Path) -> bool:
    """Whether a fault is about putting the site in place, and not one of whoever builds it."""
    touched = {name for name in (error.filename, error.filename2) if isinstance(name, str)}
    places = {target, target.parent, *(_beside(target, role) for role in ("staging", "ready", "old"))}
    return bool(touched & {str(place) for place in places})


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other build works beside this folder's sites; the system lets go when a process dies."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems have no locks; a build there is not worse off than without.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _clear_up(target: Path) -> None:
    """Finish what a killed run began, and delete what it left."""
    ready, old = _beside(target, "ready"), _beside(target, "old")
    if not target.exists():
        for whole in (ready, old):
            if whole.is_dir():
                whole.rename(target)
                break
    for left in (_beside(target, "staging"), ready, old):
        _delete(left)


def _refuse_other_things(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise PublishError(f"{target} is a file. Choose another site_dir in mkdocs.yml, or move the file away.")
    names = {entry.name for entry in target.iterdir()}
    built = all((target / mark).is_file() for mark in _MARKS_OF_A_SITE)
    if names and (not built or not names.isdisjoint(_MARKS_OF_WORK)):
        raise PublishError(
            f"{target} holds something else than a built site, and would be replaced by one. "
            "Choose another site_dir in mkdocs.yml, or empty that folder."
        )


def _swap(staging: Path, target: Path) -> None:
    if not target.exists():
        staging.rename(target)
    elif not _exchange(staging, target):
        ready, old = _beside(target, "ready"), _beside(target, "old")
        staging.rename(ready)
        target.rename(old)
        ready.rename(target)
        _delete(old)


def _exchange(one: Path, other: Path) -> bool:
    """Make two folders change names in one step; False where the system or the file system can't."""
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform in ("linux", "darwin") else None
    names = os.fsencode(one), os.fsencode(other)
    here, exchange = -100, 2  # AT_FDCWD; RENAME_EXCHANGE, which macOS calls RENAME_SWAP
    if libc is not None and hasattr(libc, "renameat2"):
        failed = libc.renameat2(here, names[0], here, names[1], exchange)
    elif libc is not None and hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(*names, exchange)
    else:
        return False
    if not failed:
        return True
    fault = ctypes.get_errno()
    if fault in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP):
        return False
    raise OSError(fault, os.strerror(fault), str(one), None, str(other))


def _delete(folder: Path) -> None:
    """Delete a leftover; what can't be deleted now is left to the next run."""
    shutil.rmtree(folder, ignore_errors=True)
