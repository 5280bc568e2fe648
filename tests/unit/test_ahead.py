"""What is found and made in a second process is what would be found and made in this one."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from service_promises.outputs import ahead
from service_promises.outputs.ahead import Ahead, Parts

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
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1}, raising=False)
    monkeypatch.setattr(ahead.threading, "active_count", lambda: 1)


@pytest.fixture(autouse=True)
def no_waiting_for_ever() -> Iterator[None]:
    """Two processes that wait for each other fail the test instead of stopping all of them."""

    def give_up(*_: object) -> None:
        pytest.fail("they wait for each other")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


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


def test_who_waits_for_what_the_helper_is_at_makes_all_others_meanwhile_and_the_helper_none(
    tmp_path: Path, start: Start
) -> None:
    """The helper can't finish the first part before the caller makes the second, which it comes to last."""
    first, second, *_ = NAMES
    os.mkfifo(tmp_path / "gate")
    noted = _noting(tmp_path)

    def wait() -> bytes:
        (tmp_path / "gate").read_bytes()
        return noted[first]()

    def release() -> bytes:
        (tmp_path / "gate").write_bytes(b"open")
        return noted[second]()

    shared = _shared({**noted, first: wait, second: release}, start)
    assert shared.get(first) == _made(first)
    helper = shared._process
    helper.join()  # it has nothing left to do
    assert _makers(tmp_path, first) == {helper.pid}
    assert all(_makers(tmp_path, name) == {os.getpid()} for name in NAMES[1:])


def test_hardly_anything_is_made_twice(tmp_path: Path, start: Start) -> None:
    shared = _shared(_noting(tmp_path), start)
    for name in NAMES:
        shared.get(name)
    shared.close()
    assert len(NAMES) <= len(list(tmp_path.glob("part-*"))) <= len(NAMES) + 2


@pytest.mark.parametrize(
    "why", ["one core", "another system", "threads", "a helper itself", "no process", "no room"]
)
def test_without_a_helper_everything_is_done_here(
    why: str, tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    match why:
        case "one core":
            monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0}, raising=False)
        case "another system":
            monkeypatch.setattr(ahead.sys, "platform", "darwin")
        case "threads":
            monkeypatch.setattr(ahead.threading, "active_count", lambda: 2)
        case "a helper itself":
            monkeypatch.setattr(ahead, "current_process", lambda: SimpleNamespace(daemon=True))
        case "no process":
            monkeypatch.setattr(os, "fork", refuse)
        case "no room":
            monkeypatch.setattr(ahead.tempfile, "TemporaryFile", refuse)
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


def test_a_part_that_finds_no_room_is_made_again_and_keeps_its_place_from_no_other(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is almost full takes a beginning, then nothing, and later more, if not at once."""
    write, left = os.pwrite, [30_000, 0, 20_000]

    def almost_full(file: int, part: bytes, offset: int) -> int:
        if not left:
            return write(file, part, offset)
        room = left.pop(0)
        if not room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, part[:room], offset)

    monkeypatch.setattr(os, "pwrite", almost_full)
    parts = {name: lambda name=name: _made(name) * 3 for name in NAMES}  # type: ignore[misc] # bound now
    shared = _shared(parts, start)
    assert [shared.get(name) for name in NAMES] == [_made(name) * 3 for name in NAMES]


def test_what_interrupts_the_caller_does_not_interrupt_the_helper(start: Start) -> None:
    def find() -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return os.getpid()

    assert start(None, find).found("") != os.getpid()


def test_an_exception_comes_out_where_what_fails_is_asked_for(
    start: Start, capfd: pytest.CaptureFixture[str]
) -> None:
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
    shared.close()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("deaf", [False, True], ids=["", "deaf to requests to end"])
def test_no_helper_is_left_running(deaf: bool, start: Start) -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN if deaf else signal.SIG_DFL)
    one = start(lambda found, given: {"endless": lambda: signal.pause() or b""})
    signal.signal(signal.SIGTERM, before)
    one.found("")
    helper = one._process
    one.close()
    assert not helper.is_alive()


_LEFT = """\
import os, signal, sys
from service_promises.outputs.ahead import Ahead
os.sched_getaffinity = lambda pid: {0, 1}
kept = Ahead(lambda: None, lambda found, given: {})
if sys.argv[1:]:
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("killed", [[], ["killed"]])
def test_a_helper_does_not_outlive_its_caller(killed: list[str]) -> None:
    """Its end is the end of what it might print, which is waited for."""
    caller = subprocess.Popen(
        [sys.executable, "-c", _LEFT, *killed], stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        caller.communicate()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(caller.pid, signal.SIGKILL)
    assert caller.returncode == (-signal.SIGKILL if killed else 0)
