"""A witness, day after day, of a site that is a folder here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.invoke import invoke
from tests.workflows.github import load, run_job, served

pytestmark = pytest.mark.linux

SEPTEMBER = "month: 2026-09\ndelivered:\n  answer-the-phone:\n    due: 212\n    kept: 212\n"


class Witness:
    """A repository that watches, with the site that it watches and the branch that it pushes to."""

    def __init__(self, folder: Path, node: str, programs: Path, address: str) -> None:
        self.root, self.source, self.live = folder / "witness", folder / "source", folder / "live"
        self.folder, self.node, self.programs = folder, node, programs
        self.issues: list[dict[str, Any]] = []
        self.last_run = "2026-11-21T06:10:00Z"
        for arguments in ([self.root, "--witness", address], [self.source, "--as-of", "2026-11-22"]):
            made = invoke("init", *arguments)
            assert made.exit_code == 0, made.output
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(folder / "remote")], check=True)
        self.git("add", "--all")
        self.git("-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "Watch")
        self.git("remote", "add", "origin", str(folder / "remote"))
        self.git("push", "-q", "-u", "origin", "main")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, check=True, capture_output=True, text=True)
        return done.stdout

    def publish(self, kept: int, more: str = "") -> None:
        """Publish October of the site anew."""
        record = self.source / "promises/delivered/2026-10.yml"
        record.write_text(re.sub("kept: [0-9]+\n", f"kept: {kept}\n{more}", record.read_text(), count=1))
        self.pages()

    def pages(self) -> None:
        command = ["pages", "--into", str(self.live), "--as-of", "2026-11-22"]
        done = invoke("-C", self.source, *command)
        assert done.exit_code == 0, done.output

    def watch(self) -> tuple[str, str]:
        """Run the job; returns what it said at the end, and the title of the last commit on the remote's branch."""
        shutil.rmtree(self.folder / "runner", ignore_errors=True)
        job = load(self.root / ".github/workflows/watch.yml")["jobs"]["watch"]
        job["steps"] = [step for step in job["steps"] if step["name"] != "Install the program"]
        github = {"issues": [self.issues], "runs": [{"run_started_at": self.last_run}] if self.last_run else []}
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        outcome = run_job(self.node, job, github, self.root, RUNNER_TEMP=str(self.folder / "runner"), PATH=path)
        self.issues += outcome.of("create")
        (end,) = outcome.of("notice", "setFailed")
        return end, self.git("log", "-1", "--format=%s", "origin/main").strip()


@pytest.fixture
def witness(tmp_path: Path, node: str, programs: Path) -> Iterator[Witness]:
    with served(tmp_path / "live") as address:
        yield Witness(tmp_path, node, programs, address)


def test_each_copy_is_kept_and_a_correction_in_the_open_is_no_issue(witness: Witness) -> None:
    witness.publish(203)
    end, title = witness.watch()
    assert end == "The first copy."
    assert title == "2026-11-22: The first copy."
    ledger = (witness.live / "data/ledger.json").read_bytes()
    assert witness.git("show", "origin/main:ledger.json").encode() == ledger
    assert witness.git("show", "origin/main:seen.csv").endswith(f",{json.loads(ledger)['site']}\n")
    assert witness.watch() == ("The same ledger.", title), "nothing new, so nothing is committed"
    corrected = "    corrected:\n      - {on: 2026-11-22, was: {kept: 203}, why: Entered twice.}\n"
    witness.publish(205, corrected)
    end, title = witness.watch()
    assert end == "Past corrected in the open."
    assert title.endswith(end)
    assert witness.issues == []


def test_a_silent_change_opens_one_issue_and_the_copy_before_stays(witness: Witness) -> None:
    witness.publish(203)
    witness.watch()
    witness.publish(212)
    end, title = witness.watch()
    assert end == "Past changed in silence."
    assert title.endswith(end)
    (issue,) = witness.issues
    assert issue["title"].startswith("The past changed in silence: ledger ")
    assert "kept was 203, is 212" in issue["body"]
    assert "c0ffee" in issue["body"]
    assert witness.watch()[0] == "The same ledger."
    assert len(witness.issues) == 1
    assert "203" in witness.git("show", "HEAD~1:ledger.json")


def test_a_line_is_committed_in_each_new_month(witness: Witness) -> None:
    witness.publish(203)
    witness.watch()
    seen = witness.root / "seen.csv"
    seen.write_text(seen.read_text().replace("2026-11-22", "2026-10-31"))
    end, title = witness.watch()
    assert end == "The same ledger."
    assert title.endswith(end)
    assert len(seen.read_text().splitlines()) == 3


def test_what_cannot_be_read_is_told_once_and_keeps_the_copy(witness: Witness) -> None:
    witness.publish(203)
    _, title = witness.watch()
    ledger = witness.live / "data/ledger.json"
    whole = ledger.read_text()
    ledger.write_text(whole.replace("203", "```@somebody"))
    for _ in range(2):
        end, now = witness.watch()
        assert "is not a whole copy of data/ledger.json" in end
        assert now == title
    ledger.unlink()
    assert "answers 404" in witness.watch()[0]
    assert [issue["title"] for issue in witness.issues] == ["The ledger cannot be read"]
    ledger.write_text(whole)
    assert witness.watch() == ("The same ledger.", title)


def test_a_month_that_was_seen_to_be_missing_cannot_come_as_if_in_time(witness: Witness) -> None:
    october = witness.source / "promises/delivered/2026-10.yml"
    text = october.read_text()
    october.unlink()
    for path in (witness.source / "promises").rglob("*.yml"):
        path.write_text(path.read_text().replace("2026-10", "2026-09"))
    october.with_name("2026-09.yml").write_text(SEPTEMBER)
    witness.pages()
    witness.watch()
    october.write_text(text)
    witness.pages()
    assert witness.watch()[0] == "Past changed in silence."
    assert "was not reported by 2026-11-10" in witness.issues[0]["body"]
