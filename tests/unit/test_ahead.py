"""Parts made in a second process are the parts that would be made in this one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import ahead
from generator.ahead import Ahead

NAMES = [f"part-{number:03}" for number in range(60)]


def _made(name: str) -> bytes:
    return f"{name} ".encode() * 2000


pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
"""The runner has threads of its own, which these parts know nothing of."""


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a helper can be had, whatever runs these tests."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(ahead.threading, "active_count", lambda: 1)


@pytest.fixture
def start() -> Iterator[Callable[..., Ahead]]:
    """Start making some parts, and leave no helper behind."""
    started: list[Ahead] = []

    def begin(makers: dict[str, Callable[[], bytes]]) -> Ahead:
        started.append(Ahead(makers))
        return started[-1]

    yield begin
    for one in started:
        one.close()


def _noting(folder: Path) -> dict[str, Callable[[], bytes]]:
    """Makers that leave a file named for the process that made the part."""

    def make(name: str) -> bytes:
        (folder / f"{name}.{os.getpid()}").touch()
        return _made(name)

    return {name: lambda name=name: make(name) for name in NAMES}  # type: ignore[misc] # bound now, not later


def _makers(folder: Path, name: str) -> set[int]:
    return {int(path.suffix[1:]) for path in folder.glob(f"{name}.*")}


@pytest.mark.parametrize("order", [NAMES, NAMES[::-1]])
def test_every_part_is_what_its_maker_makes_whoever_makes_it(
    order: list[str], start: Callable[..., Ahead]
) -> None:
    parts = start({name: lambda name=name: _made(name) for name in NAMES})
    assert [parts.get(name) for name in order] == [_made(name) for name in order]
    assert parts.get(order[0]) == _made(order[0])


def test_the_helper_makes_the_last_part_while_the_caller_makes_the_first(
    tmp_path: Path, start: Callable[..., Ahead]
) -> None:
    parts = start(_noting(tmp_path))
    assert parts.get(NAMES[-1]) == _made(NAMES[-1])
    assert os.getpid() not in _makers(tmp_path, NAMES[-1])


@pytest.mark.parametrize("why", ["one core", "another system", "threads"])
def test_without_a_helper_every_part_is_made_here(
    why: str, tmp_path: Path, start: Callable[..., Ahead], monkeypatch: pytest.MonkeyPatch
) -> None:
    if why == "one core":
        monkeypatch.setattr(os, "cpu_count", lambda: 1)
    elif why == "another system":
        monkeypatch.setattr(ahead.sys, "platform", "darwin")
    else:
        monkeypatch.setattr(ahead.threading, "active_count", lambda: 2)
    parts = start(_noting(tmp_path))
    assert [parts.get(name) for name in NAMES] == [_made(name) for name in NAMES]
    assert all(_makers(tmp_path, name) == {os.getpid()} for name in NAMES)


def test_what_a_killed_helper_leaves_undone_is_made_here(start: Callable[..., Ahead]) -> None:
    here = os.getpid()

    def make(name: str) -> bytes:
        if name == NAMES[-3] and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return _made(name)

    parts = start({name: lambda name=name: make(name) for name in NAMES})
    assert [parts.get(name) for name in reversed(NAMES)] == [_made(name) for name in reversed(NAMES)]


def test_an_exception_comes_out_where_the_part_is_asked_for(start: Callable[..., Ahead]) -> None:
    def fail() -> bytes:
        raise LookupError("no such figure")

    parts = start({"first": lambda: b"1", "broken": fail, "last": lambda: b"3"})
    assert parts.get("last") == b"3"
    with pytest.raises(LookupError, match="no such figure"):
        parts.get("broken")
    assert parts.get("first") == b"1"


def test_no_helper_is_left_running(start: Callable[..., Ahead]) -> None:
    parts = start({"endless": lambda: signal.pause() or b"", "last": lambda: b"3"})
    assert parts.get("last") == b"3"
    helper = parts._helper
    parts.close()
    assert not helper.is_alive()
