"""What is found and made in a second process is what would be found and made in this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import ahead
from generator.ahead import Ahead, Parts

NAMES = [f"part-{number:03}" for number in range(60)]

Start = Callable[..., "Ahead[int, str]"]

pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
"""The runner has threads of its own, which these parts know nothing of."""


def _made(name: str) -> bytes:
    return f"{name} ".encode() * 2000


def _plain() -> Parts:
    return {name: lambda name=name: _made(name) for name in NAMES}  # type: ignore[misc] # bound now, not later


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a helper can be had, whatever runs these tests."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(ahead.threading, "active_count", lambda: 1)


@pytest.fixture
def start() -> Iterator[Start]:
    """Begin to find the number of a process, and to make some parts, and leave no helper behind."""
    started: list[Ahead[int, str]] = []

    def begin(
        parts: Callable[[int, str], Parts] | None = None, find: Callable[[], int] = os.getpid
    ) -> Ahead[int, str]:
        started.append(Ahead(find, parts or (lambda found, given: _plain())))
        return started[-1]

    yield begin
    for one in started:
        one.close()


def _shared(parts: Parts, start: Start) -> Ahead[int, str]:
    """Parts that a helper is at already."""
    one = start(lambda found, given: parts)
    one.found("")
    one.share(parts)
    return one


def _noting(folder: Path) -> Parts:
    """Makers that leave a file named for the process that made the part."""

    def make(name: str) -> bytes:
        (folder / f"{name}.{os.getpid()}").touch()
        return _made(name)

    return {name: lambda name=name: make(name) for name in NAMES}  # type: ignore[misc] # bound now, not later


def _makers(folder: Path, name: str) -> set[int]:
    return {int(path.suffix[1:]) for path in folder.glob(f"{name}.*")}


@pytest.mark.parametrize("order", [NAMES, NAMES[::-1], NAMES[1::2] + NAMES[::2]])
def test_every_part_is_what_its_maker_makes_whoever_makes_it(order: list[str], start: Start) -> None:
    shared = _shared(_plain(), start)
    assert [shared.get(name) for name in order] == [_made(name) for name in order]
    assert shared.get(order[0]) == _made(order[0])


def test_what_the_parts_are_made_of_is_found_elsewhere_and_given_here(start: Start) -> None:
    one = start(lambda found, given: {"part": f"{found} {given}".encode})
    found = one.found("given")
    assert found != os.getpid()
    one.share({"part": lambda: b"made here"})
    assert one.get("part") == f"{found} given".encode()


def test_who_asks_for_what_the_helper_is_at_makes_the_last_meanwhile(tmp_path: Path, start: Start) -> None:
    """Neither part can be made before the other is begun with."""
    os.mkfifo(tmp_path / "between")

    def first() -> bytes:
        return f"{(tmp_path / 'between').read_text()} {os.getpid()}".encode()

    def last() -> bytes:
        (tmp_path / "between").write_text(f"{os.getpid()}")
        return b"last"

    shared = _shared({"first": first, "between": lambda: b"", "last": last}, start)
    by_last, by_first = shared.get("first").split()
    assert int(by_last) == os.getpid() != int(by_first)
    assert shared.get("last") == b"last"


def test_hardly_anything_is_made_twice(tmp_path: Path, start: Start) -> None:
    shared = _shared(_noting(tmp_path), start)
    for name in NAMES:
        shared.get(name)
    shared.close()
    assert len(NAMES) <= len(list(tmp_path.iterdir())) <= len(NAMES) + 2


@pytest.mark.parametrize("why", ["one core", "another system", "threads"])
def test_without_a_helper_everything_is_done_here(
    why: str, tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    if why == "one core":
        monkeypatch.setattr(os, "cpu_count", lambda: 1)
    elif why == "another system":
        monkeypatch.setattr(ahead.sys, "platform", "darwin")
    else:
        monkeypatch.setattr(ahead.threading, "active_count", lambda: 2)
    one = start()
    assert one.found("") == os.getpid()
    one.share(_noting(tmp_path))
    assert [one.get(name) for name in NAMES] == [_made(name) for name in NAMES]
    assert all(_makers(tmp_path, name) == {os.getpid()} for name in NAMES)


def test_what_a_helper_that_was_killed_did_not_find_is_found_here(start: Start) -> None:
    here = os.getpid()

    def find() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return here

    one = start(None, find)
    assert one.found("") == here
    one.share(_plain())
    assert [one.get(name) for name in NAMES] == [_made(name) for name in NAMES]


@pytest.mark.parametrize("order", [NAMES, NAMES[::-1]])
def test_what_a_helper_that_was_killed_left_undone_is_made_here(order: list[str], start: Start) -> None:
    here = os.getpid()

    def make(name: str) -> bytes:
        if name == NAMES[3] and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return _made(name)

    shared = _shared({name: lambda name=name: make(name) for name in NAMES}, start)  # type: ignore[misc] # bound now
    assert [shared.get(name) for name in order] == [_made(name) for name in order]


def test_an_exception_comes_out_where_what_fails_is_asked_for(start: Start) -> None:
    def fail() -> bytes:
        raise LookupError("no such figure")

    def fail_to_find() -> int:
        raise LookupError("no such file")

    with pytest.raises(LookupError, match="no such file"):
        start(None, fail_to_find).found("")
    shared = _shared({"broken": fail, "first": lambda: b"1", "last": lambda: b"3", "broken too": fail}, start)
    assert shared.get("last") == b"3"
    for broken in ("broken", "broken too"):
        with pytest.raises(LookupError, match="no such figure"):
            shared.get(broken)
    assert shared.get("first") == b"1"


def test_no_helper_is_left_running(start: Start) -> None:
    one = start(lambda found, given: {"endless": lambda: signal.pause() or b""})
    one.found("")
    helper = one._process
    one.close()
    assert not helper.is_alive()


_KILLED = """\
import os, signal
from generator.ahead import Ahead
os.cpu_count = lambda: 2
kept = Ahead(lambda: None, lambda found, given: {})
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_helper_does_not_outlive_a_caller_that_is_killed() -> None:
    """Its end is the end of what it might print, which is waited for."""
    killed = subprocess.run([sys.executable, "-c", _KILLED], capture_output=True, timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL
