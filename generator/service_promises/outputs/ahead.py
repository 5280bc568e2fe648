"""Makes a site in two processes: while the first loads MkDocs, the second finds what there is to make.

MkDocs needs about as long to load, and to put our pages into its theme, as we need to read the files and to make
the pages; neither uses more than one core (DESIGN.md section 8, Building).
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing, suppress
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from typing import Generic, NamedTuple, TypeVar

Found = TypeVar("Found")
Given = TypeVar("Given")
Parts = Mapping[str, Callable[[], bytes]]
"""What makes each part, by name."""


class Ahead(Generic[Found, Given]):
    """What some function finds, and the parts of what comes of it, with a helper that begins at once.

    The helper makes the parts from the first one on. Who asks for a part that is not there yet makes others
    meanwhile, from the last one back, until the two meet. Where there is no second process (one core, a system or a
    program in which a fork is not safe, no room for one, a helper that was killed or met with an exception)
    everything is done when it is asked for: slower, and otherwise the same, exceptions included.
    """

    def __init__(self, find: Callable[[], Found], parts: Callable[[Found, Given], Parts]) -> None:
        """Begin to find, and to make the parts once it is given what else they need."""
        self._find = find
        self._parts: Parts = {}
        self._order: list[str] = []
        self._reached = self._end = 0
        """The helper is at the part that is reached; from the end on they are made here."""
        self._places: dict[str, tuple[_Shelf, _Place]] = {}
        self._to_helper: Connection | None = None
        """None where there is no helper, or no longer."""
        self._open = ExitStack()
        if _can_fork():
            with suppress(OSError):
                self._begin(parts)

    def found(self, given: Given) -> Found:
        """What is found, to be asked for once; with what is given, the helper goes on to the parts."""
        if self._to_helper is not None:
            try:
                self._to_helper.send(given)
                found: Found = self._to_helper.recv()
            except (EOFError, OSError):
                self._hang_up()
            else:
                return found
        return self._find()

    def share(self, parts: Parts) -> None:
        """Share the work on the parts, which must be those that the helper makes."""
        self._parts, self._order, self._end = parts, [*parts], len(parts)

    def get(self, name: str) -> bytes:
        """One of the shared parts; raises what its maker raises."""
        try:
            while self._to_helper is not None:
                others = self._end - self._reached > 1
                if self._hears(self._to_helper, wait=name not in self._places and not others):
                    continue
                if name in self._places:
                    break
                self._make_last(self._to_helper)
        except (EOFError, OSError):
            self._hang_up()
        if name not in self._places:
            return self._parts[name]()
        shelf, place = self._places[name]
        return shelf.take(place)

    def close(self) -> None:
        """End the helper, whatever it is at."""
        self._hang_up()
        self._open.close()

    def _begin(self, parts: Callable[[Found, Given], Parts]) -> None:
        self._ours = self._open.enter_context(closing(_Shelf()))
        self._theirs = self._open.enter_context(closing(_Shelf()))
        fork = get_context("fork")
        to_helper, to_caller = fork.Pipe()
        self._open.enter_context(to_helper)
        with to_caller:
            self._process = fork.Process(
                target=_help, args=(self._find, parts, to_helper, to_caller, self._theirs), daemon=True
            )
            self._process.start()
        self._to_helper = to_helper

    def _hears(self, to_helper: Connection, *, wait: bool) -> bool:
        """Whether the helper tells that it has made another part."""
        if not wait and not to_helper.poll():
            return False
        place: _Place = to_helper.recv()
        self._places[self._order[self._reached]] = self._theirs, place
        self._reached += 1
        return True

    def _make_last(self, to_helper: Connection) -> None:
        """Make the last of the parts that nobody has begun with."""
        self._end -= 1
        to_helper.send(self._end)
        name = self._order[self._end]
        # What can't be made is tried again, and complained of, where it is asked for.
        with suppress(Exception):
            self._places[name] = self._ours, self._ours.put(self._parts[name]())

    def _hang_up(self) -> None:
        if self._to_helper is not None:
            # Nothing of the helper's is worth an orderly end, and it may have been told to ignore a milder word.
            self._process.kill()
            self._process.join()
            self._to_helper = None


class _Place(NamedTuple):
    start: int
    length: int


class _Shelf:
    """A file without a name, for more parts than memory should hold; also for those of another process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed in close()
        self._length = 0

    def put(self, part: bytes) -> _Place:
        """Put a part behind the others; raises OSError where there is no room for all of it."""
        place = _Place(self._length, len(part))
        written = 0
        while written < len(part):
            written += os.pwrite(self._file.fileno(), part[written:], place.start + written)
        self._length += len(part)
        return place

    def take(self, place: _Place) -> bytes:
        """What was put in a place, by whichever process."""
        return os.pread(self._file.fileno(), place.length, place.start)

    def close(self) -> None:
        """Throw everything away."""
        self._file.close()


def _can_fork() -> bool:
    """Whether a copy of this process can be trusted to work: elsewhere than on Linux, system libraries object.

    A process that is itself somebody's helper may have none.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or current_process().daemon:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _help(
    find: Callable[[], Found],
    parts: Callable[[Found, Given], Parts],
    to_helper: Connection,
    to_caller: Connection,
    shelf: _Shelf,
) -> None:
    """Tell what is found, hear what is given, and tell the place of each part, the first one first.

    The caller tells each time that it makes one itself, and means all behind that too. It hears everything before it
    tells something, and so does the helper: neither ever waits to be heard by the other.
    """
    # What interrupts the caller is for the caller to see to.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # While the caller's end is open here too, nobody would hear it die.
    to_helper.close()
    # Without a word: what can't be done here is done again, and complained of, where it is asked for. Where nobody
    # listens any more, there is nothing left to do.
    with suppress(Exception):
        found = find()
        to_caller.send(found)
        made = parts(found, to_caller.recv())
        end = len(made)
        for number, make in enumerate(made.values()):
            while to_caller.poll():
                end = to_caller.recv()
            if number >= end:
                break
            to_caller.send(shelf.put(make()))
