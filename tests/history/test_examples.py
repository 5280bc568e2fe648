"""The examples of a new repository have no past, as long as nobody touched them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.invoke import invoke

PROMISE = "promises/declared/answer-the-phone.yml"
MONTH = "promises/delivered/2026-10.yml"
FIX = "promises/fixes/second-telephone-line.yml"
MORE = "month: 2026-11\ndelivered:\n  answer-the-phone:\n    due: 9\n    kept: 9\n"


def _git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    dated = {**os.environ, "GIT_COMMITTER_DATE": "2026-11-22T12:00:00Z"}
    subprocess.run(["git", *names, *arguments], cwd=root, env=dated, check=True, capture_output=True)


def _commit(root: Path) -> None:
    _git(root, "add", "--all")
    _git(root, "commit", "-qm", "Edit")


def _run(root: Path, *arguments: str) -> str:
    return invoke("-C", root, *arguments).output


def _check(root: Path) -> str:
    reports = {_run(root, "check", how, "HEAD", "--as-of", "2026-12-20") for how in ("--against", "--published")}
    return "\n".join(sorted(reports))


def _ledger(root: Path, into: Path) -> str:
    _run(root, "pages", "--into", str(into), "--as-of", "2026-11-22")
    return str(into)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "new"
    invoke("init", root, "--as-of", "2026-11-22")
    _commit(root)
    return root


def test_they_may_go(root: Path) -> None:
    for path in (PROMISE, MONTH, FIX):
        (root / path).unlink()
    assert "error" not in _check(root)


@pytest.mark.parametrize("gone", [(MONTH,), (MONTH, FIX), (PROMISE, MONTH, FIX)])
def test_each_may_go_by_itself_and_a_reader_is_told(root: Path, gone: tuple[str, ...]) -> None:
    for path in gone:
        (root / path).unlink()
    assert "error" not in _check(root)
    diff = _run(root, "diff", "--against", "HEAD", "--as-of", "2026-11-22")
    assert "answer-the-phone, 2026-10: was Target met, 8 let down, is" in diff
    assert ("second-telephone-line: is gone" in diff) == (FIX in gone)
    assert "new promise" not in diff


@pytest.mark.parametrize("gone", [(), (PROMISE, MONTH, FIX)])
def test_while_there_are_examples_alone_the_service_may_change_what_later_needs_a_correction(
    root: Path, tmp_path: Path, gone: tuple[str, ...]
) -> None:
    old = _ledger(root, tmp_path / "old")
    service = root / "promises/service.yml"
    for was, is_ in (("UTC", "Europe/London"), ("from: 2026-10", "from: 2026-09"), ("report_by: 10", "report_by: 20")):
        service.write_text(service.read_text().replace(was, is_))
    for path in gone:
        (root / path).unlink()
    assert "error" not in _check(root)
    assert _run(root, "verify", old, _ledger(root, tmp_path / "newer")).startswith("Same past.")


def test_once_something_is_promised_the_service_keeps_to_it(root: Path, tmp_path: Path) -> None:
    text = (root / PROMISE).read_text().replace("answer-the-phone", "ring-us").replace("one minute", "two minutes")
    (root / "promises/declared/ring-us.yml").write_text(text.replace("95%", "95%\n    announced: 2026-11-22"))
    _commit(root)
    old = _ledger(root, tmp_path / "old")
    service = root / "promises/service.yml"
    service.write_text(service.read_text().replace("UTC", "Europe/London"))
    assert "error[service-changed]" in _check(root)
    assert _run(root, "verify", old, _ledger(root, tmp_path / "newer")).startswith("Past changed in silence.")


def test_one_that_is_edited_is_a_new_promise(root: Path) -> None:
    for path in (MONTH, FIX):
        (root / path).unlink()
    text = (root / PROMISE).read_text().replace("one minute", "two minutes").replace("95%", "50%")
    (root / PROMISE).write_text(text)
    report = _check(root)
    assert "weaker" not in report
    assert "error[reworded]" not in report
    assert "announced" in report, "as of every new promise"


@pytest.mark.parametrize(("old", "new"), [("kept: 204", "kept: 205"), ("due: 212", "due: 213")])
def test_one_that_was_edited_before_is_a_promise(root: Path, old: str, new: str) -> None:
    (root / MONTH).write_text((root / MONTH).read_text().replace(old, new))
    _commit(root)
    for path in (PROMISE, MONTH, FIX):
        (root / path).unlink()
    report = _check(root)
    assert "answer-the-phone" in report
    assert "error" in report


def test_one_that_has_records_of_somebodys_own_is_a_promise(root: Path) -> None:
    (root / "promises/delivered/2026-11.yml").write_text(MORE)
    _commit(root)
    (root / MONTH).unlink()
    assert "error" in _check(root)
