"""Makes the parts of a site in a second process, while the caller does something else with the first.

MkDocs needs about as long to put our pages into its theme as we need to make them, and neither uses more than
one core (DESIGN.md section 8, Building).
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from typing import IO


class Ahead:
    """The parts that some functions make, each made once.

    The helper begins with the last part, and the caller asks for the first ones first, so that they meet: who comes
    to a part before the other makes it, and nobody waits for more than the part that is in hand. Where there is no
    second process (one core, a system or a program in which a fork is not safe, a helper that was killed or met with
    an exception) every part is made when it is asked for: slower, and otherwise the same, exceptions included.
    """

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        """Start making the parts, by name, the last one of the mapping first."""
        self._makers = makers
        self._order = [*makers][::-1]
        self._places: dict[str, tuple[int, int]] = {}
        self._told: Connection | None = None
        # The helper puts what it made on a shelf, and says where: it never has to wait until that is taken.
        self._shelf = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        if not _can_fork():
            return
        self._told, telling = get_context("fork").Pipe(duplex=False)
        self._helper = get_context("fork").Process(
            target=_make, args=(makers, self._order, self._shelf, telling), daemon=True
        )
        self._helper.start()
        telling.close()

    def get(self, name: str) -> bytes:
        """A part, by its name."""
        self._listen(name)
        if name not in self._places:
            return self._makers[name]()
        start, length = self._places[name]
        return os.pread(self._shelf.fileno(), length, start)

    def close(self) -> None:
        """End the helper, whatever it is at."""
        self._hang_up()
        self._shelf.close()

    def _listen(self, name: str) -> None:
        """Hear what the helper has told so far, and wait for the part of this name if that is in hand."""
        while self._told is not None and name not in self._places:
            in_hand = self._order[len(self._places)]
            if in_hand != name and not self._told.poll():
                return
            try:
                made, start, length = self._told.recv()
            except EOFError:
                self._hang_up()
            else:
                self._places[made] = start, length

    def _hang_up(self) -> None:
        if self._told is not None:
            self._helper.terminate()
            self._helper.join()
            self._told.close()
            self._told = None


def _can_fork() -> bool:
    """Whether a copy of this process can be trusted to work: elsewhere than on Linux, system libraries object.

    A process that is itself somebody's helper may have none.
    """
    safe = sys.platform == "linux" and threading.active_count() == 1 and not current_process().daemon
    return safe and (os.cpu_count() or 1) > 1


def _make(
    makers: Mapping[str, Callable[[], bytes]], order: Sequence[str], shelf: IO[bytes], telling: Connection
) -> None:
    # What interrupts the caller is for the caller to see to.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    start = 0
    # Without a word: what can't be made here is made again, and complained of, where it is asked for. Where
    # nobody listens any more, there is nothing left to do.
    with suppress(Exception):
        for name in order:
            part = makers[name]()
            shelf.write(part)
            shelf.flush()
            telling.send((name, start, len(part)))
            start += len(part)
