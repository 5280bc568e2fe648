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
from contextlib import suppress
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
    meanwhile, from the last one back, until the two meet: nobody waits for more than the part that the other has
    in hand. Where there is no second process (one core, a system or a program in which a fork is not safe, a helper
    that was killed or met with an exception) everything is done when it is asked for: slower, and otherwise the
    same, exceptions included.
    """

    def __init__(self, find: Callable[[], Found], parts: Callable[[Found, Given], Parts]) -> None:
        """Begin to find, and to make the parts once it is given what else they need."""
        self._find = find
        self._parts: Parts = {}
        self._order: list[str] = []
        self._reached = self._end = 0
        """The helper is at the part that is reached; from the end on they are made here."""
        self._places: dict[str, tuple[_Shelf, _Place]] = {}
        self._ours, self._theirs = _Shelf(), _Shelf()
        self._helper: Connection | None = None
        if _can_fork():
            fork = get_context("fork")
            self._helper, caller = fork.Pipe()
            self._process = fork.Process(
                target=_help, args=(find, parts, self._helper, caller, self._theirs), daemon=True
            )
            self._process.start()
            caller.close()

    def found(self, given: Given) -> Found:
        """What is found; with what is given, the helper goes on to the parts."""
        if self._helper is not None:
            try:
                self._helper.send(given)
                found: Found = self._helper.recv()
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
            while self._helper is not None:
                others = self._end - self._reached > 1
                if self._hears(self._helper, wait=name not in self._places and not others):
                    continue
                if name in self._places:
                    break
                self._make_last(self._helper)
        except (EOFError, OSError):
            self._hang_up()
        if name not in self._places:
            return self._parts[name]()
        shelf, place = self._places[name]
        return shelf.take(place)

    def close(self) -> None:
        """End the helper, whatever it is at."""
        self._hang_up()
        self._ours.close()
        self._theirs.close()

    def _hears(self, helper: Connection, *, wait: bool) -> bool:
        """Whether the helper tells that it has made another part."""
        if not wait and not helper.poll():
            return False
        place: _Place = helper.recv()
        self._places[self._order[self._reached]] = self._theirs, place
        self._reached += 1
        return True

    def _make_last(self, helper: Connection) -> None:
        """Make the last of the parts that nobody has begun with."""
        self._end -= 1
        helper.send(self._end)
        name = self._order[self._end]
        # What can't be made is tried again, and complained of, where it is asked for.
        with suppress(Exception):
            self._places[name] = self._ours, self._ours.put(self._parts[name]())

    def _hang_up(self) -> None:
        if self._helper is not None:
            self._process.terminate()
            self._process.join()
            self._helper.close()
            self._helper = None


class _Place(NamedTuple):
    start: int
    length: int


class _Shelf:
    """Where one process puts parts, to be taken by the other: neither waits for the other to take them."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed in close()
        self._length = 0

    def put(self, part: bytes) -> _Place:
        """Put a part behind the others."""
        place = _Place(self._length, len(part))
        self._file.write(part)
        self._length += len(part)
        return place

    def take(self, place: _Place) -> bytes:
        """What was put in a place."""
        return os.pread(self._file.fileno(), place.length, place.start)

    def close(self) -> None:
        """Throw everything away."""
        self._file.close()


def _can_fork() -> bool:
    """Whether a copy of this process can be trusted to work: elsewhere than on Linux, system libraries object.

    A process that is itself somebody's helper may have none.
    """
    safe = sys.platform == "linux" and threading.active_count() == 1 and not current_process().daemon
    return safe and (os.cpu_count() or 1) > 1


def _help(
    find: Callable[[], Found],
    parts: Callable[[Found, Given], Parts],
    helper: Connection,
    caller: Connection,
    shelf: _Shelf,
) -> None:
    # What interrupts the caller is for the caller to see to.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # While the caller's end is open here too, nobody would hear it die.
    helper.close()
    # Without a word: what can't be done here is done again, and complained of, where it is asked for. Where nobody
    # listens any more, there is nothing left to do.
    with suppress(Exception):
        found = find()
        caller.send(found)
        made = parts(found, caller.recv())
        end = len(made)
        for number, make in enumerate(made.values()):
            while caller.poll():
                end = caller.recv()
            if number >= end:
                break
            caller.send(shelf.put(make()))
