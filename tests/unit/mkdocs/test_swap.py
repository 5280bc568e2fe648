"""A site takes its place whole, whenever the run that builds it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from service_promises.mkdocs import swap as publish
from service_promises.mkdocs.swap import PublishError, staged

if sys.platform != "win32":
    import fcntl

# Builds a site, and kills itself when it has made so many changes to the disk.
_BUILD = """
import os, signal, sys
from pathlib import Path
from service_promises.mkdocs import swap as publish

target, deadly, exchange = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "exchange"
if not exchange:
    publish._exchange = lambda one, other: False

changes = 0
def audit(event, arguments):
    global changes
    if event in ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "ctypes.dlsym") or (
        event == "open" and str(target.parent) in str(arguments[0])
    ):
        changes += 1
        if changes == deadly:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(audit)

with publish.staged(target) as staging:
    (staging / "data").mkdir()
    for name in ("404.html", "sitemap.xml", "data/promises.json"):
        (staging / name).write_text("new")
sys.exit(7)
"""
_DONE = 7


def _site(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "data").mkdir()
    for name in ("404.html", "sitemap.xml", "data/promises.json"):
        (folder / name).write_text(text)
    return folder


def _state(target: Path) -> list[str]:
    """What a reader gets from a site: the text of each of its files."""
    return [path.read_text() for path in sorted(target.rglob("*")) if path.is_file()]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _build(target: Path, text: str) -> None:
    with staged(target) as staging:
        _site(staging, text)


@pytest.mark.signals
@pytest.mark.parametrize("way", ["exchange", "renames"])
@pytest.mark.parametrize("published", [True, False], ids=["published", "first"])
def test_a_build_killed_at_any_step_leaves_a_whole_site(way: str, published: bool, tmp_path: Path) -> None:
    """Killed before each of its changes in turn; the next run then finds nothing in its way."""
    outcomes = set()
    for step in range(1, 60):
        target = tmp_path / str(step) / "site"
        target.parent.mkdir()
        if published:
            _site(target, "old")
        killed = subprocess.run([sys.executable, "-c", _BUILD, str(target), str(step), way], check=False)
        if killed.returncode == _DONE:
            break
        assert killed.returncode == -signal.SIGKILL
        if target.exists():
            outcomes.add(_state(target)[0])
            assert _state(target) in (["old"] * 3, ["new"] * 3)
        else:
            outcomes.add("missing")
            assert way == "renames" or not published
        with pytest.raises(InterruptedError), staged(target):
            raise InterruptedError
        if published:
            assert _state(target) in (["old"] * 3, ["new"] * 3), "a failed run does not undo a site"
        _build(target, "newer")
        assert _state(target) == ["newer"] * 3
        assert _names(target.parent) == ["site"]
    else:
        pytest.fail("the build never came to its end")
    assert outcomes == ({"old", "new"} if published else {"missing", "new"}) | (
        {"missing"} if way == "renames" else set()
    )


def test_a_build_that_fails_changes_nothing(tmp_path: Path) -> None:
    target = _site(tmp_path / "site", "old")
    with pytest.raises(FileNotFoundError), staged(target) as staging:
        (staging / "404.html").rename(staging / "half.html")
    assert _state(target) == ["old"] * 3
    assert _names(tmp_path) == ["site"]


@pytest.mark.linux
def test_a_build_keeps_others_out_until_its_site_is_in_place(tmp_path: Path) -> None:
    def lock() -> None:
        handle = os.open(tmp_path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finally:
            os.close(handle)

    with staged(tmp_path / "site") as staging:
        with pytest.raises(BlockingIOError):
            lock()
        _site(staging, "new")
    lock()


@pytest.mark.linux
def test_a_build_waits_before_it_takes_the_half_site_of_another_for_a_leftover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = []

    def flock(handle: int, operation: int) -> None:
        waited.append((os.fstat(handle).st_ino, operation, _names(tmp_path)))

    monkeypatch.setattr(fcntl, "flock", flock)
    _site(tmp_path / ".site-staging", "of another")
    _build(tmp_path / "site", "new")
    assert waited == [(tmp_path.stat().st_ino, fcntl.LOCK_EX, [".site-staging"])]
    assert _names(tmp_path) == ["site"]


@pytest.mark.parametrize(
    "names", [["thesis.doc"], ["404.html", "thesis.doc"], ["sitemap.xml", "mkdocs.yml"], [".bashrc"]]
)
def test_a_folder_with_other_things_is_left_alone(names: list[str], tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    for name in names:
        (target / name).touch()
    with pytest.raises(PublishError, match="holds something else than a built site"), staged(target):
        pytest.fail("must be refused before anything is built")
    assert _names(target) == sorted(names)


@pytest.mark.parametrize("mark", [".git", "mkdocs.yml"])
def test_a_folder_that_somebody_works_in_is_left_alone_even_with_a_site_in_it(mark: str, tmp_path: Path) -> None:
    target = _site(tmp_path / "site", "old")
    (target / mark).mkdir()
    with pytest.raises(PublishError, match="holds something else than a built site"), staged(target):
        pytest.fail("must be refused before anything is built")
    assert _state(target) == ["old"] * 3


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.write_text("notes")
    with pytest.raises(PublishError, match="is a file"), staged(target):
        pytest.fail("must be refused before anything is built")
    assert target.read_text() == "notes"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = _site(tmp_path / "www" / "html", "old")
    (tmp_path / "site").symlink_to(real)
    _build(tmp_path / "site", "new")
    assert (tmp_path / "site").is_symlink()
    assert _state(real) == ["new"] * 3


@pytest.mark.linux
def test_the_site_has_the_permissions_of_any_new_folder(tmp_path: Path) -> None:
    """A web server of another user must be able to read it."""
    before = os.umask(0o022)
    try:
        _build(tmp_path / "site", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


@pytest.mark.linux
def test_linux_exchanges_folders_in_one_step(tmp_path: Path) -> None:
    one, other = _site(tmp_path / "one", "1"), _site(tmp_path / "other", "2")
    assert publish._exchange(one, other)
    assert (_state(one), _state(other)) == (["2"] * 3, ["1"] * 3)


def test_a_target_that_cannot_be_replaced_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = _site(tmp_path / "site", "old")

    def busy(one: Path, other: Path) -> bool:
        raise OSError(16, "Device or resource busy", str(one), None, str(other))

    monkeypatch.setattr(publish, "_exchange", busy)
    with pytest.raises(PublishError, match=r"could not be put in .*: Device or resource busy"):
        _build(target, "new")
    assert _state(target) == ["old"] * 3
