"""Publishing, day after day, with a made-up GitHub: what is let through, what is stopped, and what is said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.invoke import invoke
from tests.workflows.github import AS_OF, Outcome, load, run_job, run_script, served

pytestmark = pytest.mark.linux

ROOT = Path(__file__).parents[2]
WORKFLOW = load(ROOT / ".github/workflows/publish.yml")
JOB = WORKFLOW["jobs"]["build"]
MONTH = "promises/delivered/2026-10.yml"
CORRECTED = """    kept: 205
    corrected:
      - on: 2026-11-22
        was: {kept: 203}
        why: One call was entered twice.
"""


class Site:
    """A new repository, and the site that was published from it."""

    def __init__(self, folder: Path, node: str, address: str) -> None:
        self.root, self.live = folder / "clone", folder / "live"
        self.node = node
        self.github: dict[str, Any] = {"deployments": [[]], "statuses": {}, "site": address}
        self._runner = {"RUNNER_TEMP": str(folder / "runner")}

    def commit(self, *options: str) -> str:
        names = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        self.git("add", "--all")
        self.git(*names, "commit", "--quiet", "--allow-empty", "--message", "Edit", *options)
        return self.git("rev-parse", "HEAD").strip()

    def git(self, *arguments: str) -> str:
        dated = {**os.environ, "GIT_COMMITTER_DATE": f"@{AS_OF} +0000"}
        done = subprocess.run(["git", *arguments], cwd=self.root, env=dated, check=True, capture_output=True, text=True)
        return done.stdout

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text()
        assert old in text
        (self.root / path).write_text(text.replace(old, new))

    def publish(self, without: str = "", **payload: Any) -> Outcome:
        """Run the whole job; where it is well, the site is live and GitHub knows of the deployment."""
        shutil.rmtree(self._runner["RUNNER_TEMP"], ignore_errors=True)
        job = {"steps": [step for step in JOB["steps"] if step["name"] != without]}
        outcome = run_job(self.node, job, {**self.github, "payload": payload}, self.root, **self._runner)
        if not outcome.failed:
            shutil.rmtree(self.live, ignore_errors=True)
            shutil.copytree(self.root / "site", self.live)
            self.deployed(self.git("rev-parse", "HEAD").strip(), "success")
        return outcome

    def deployed(self, sha: str, state: str) -> None:
        number = len(self.github["statuses"]) + 1
        self.github["deployments"][0].insert(0, {"id": number, "sha": sha})
        self.github["statuses"][number] = [[{"state": "inactive"}, {"state": state}]]


@pytest.fixture
def site(tmp_path: Path, node: str, programs: Path) -> Iterator[Site]:
    with served(tmp_path / "live") as address:
        new = Site(tmp_path, node, address)
        made = invoke("init", new.root, "--as-of", "2026-11-22")
        assert made.exit_code == 0, made.output
        new.edit(MONTH, "kept: 204", "kept: 203")  # an example that nobody touched has no past
        (new.root / ".venv/bin").mkdir(parents=True)
        (new.root / ".venv/bin/promises").symlink_to(programs / "promises")
        (new.root / ".venv/ready").touch()
        new.commit()
        yield new


def test_a_first_publication_has_no_past_and_the_next_compares_with_it(site: Site) -> None:
    first = site.publish()
    assert (first.failed, len(first.of("notice"))) == ("", 2), first
    assert "wait" in [name for name, *_ in first.calls]
    site.edit(MONTH, "    kept: 203\n", CORRECTED)
    site.commit()
    second = site.publish()
    assert (second.failed, second.of("notice", "warning")) == ("", []), second
    assert "Past corrected in the open." in second.output
    again = site.publish()
    assert again.failed == ""
    assert "Same past." in again.output


def test_what_changes_in_silence_is_stopped_by_the_check(site: Site) -> None:
    site.publish()
    site.edit(MONTH, "kept: 203", "kept: 212")
    site.commit()
    stopped = site.publish()
    assert stopped.failed == "Check every file, and that no published figure changed without a correction"


def test_a_forced_push_is_told_and_what_it_changes_in_silence_is_stopped_by_the_ledger(site: Site) -> None:
    site.publish()
    first = site.commit("--amend", "--message", "The same files")
    passed = site.publish()
    assert passed.failed == ""
    assert [told for told in passed.of("warning") if "is not in this history" in told]
    assert passed.of("addHeading") == ["The history was rewritten"]
    site.edit(MONTH, "kept: 203", "kept: 212")
    assert site.commit("--amend") != first
    stopped = site.publish()
    assert stopped.failed == "Compare the published ledger with the new one"
    assert "Past changed in silence." in stopped.output


@pytest.mark.parametrize("broken", ["gone", "no ledger"])
def test_without_the_published_ledger_only_a_reason_publishes(site: Site, broken: str) -> None:
    site.publish()
    if broken == "gone":
        shutil.rmtree(site.live)
    else:
        (site.live / "data/ledger.json").write_text("<html>Buy this domain</html>")
    stopped = site.publish()
    assert stopped.failed == "Fetch the ledger that is published now"
    assert stopped.of("wait") == ([15000, 15000] if broken == "gone" else [])
    assert site.publish(inputs={"reason": "  "}).failed == stopped.failed
    passed = site.publish(inputs={"reason": "The domain was <b>lost</b>"})
    assert passed.failed == ""
    assert passed.of("addCodeBlock") == ["The domain was &#60;b&#62;lost&#60;/b&#62;"]
    assert site.publish(inputs={"reason": "Again"}).of("addCodeBlock") == [], "it is there again, and compared"


def test_a_site_without_its_pages_is_not_published(site: Site) -> None:
    site.publish()
    (site.root / "site/promises/answer-the-phone/index.html").unlink()
    stopped = site.publish(without="Build the site")
    assert stopped.failed == "Look for a page for every promise and month"
    assert "/promises/answer-the-phone/" in stopped.of("setFailed")[0]
    (site.root / "site/data/ledger.json").unlink()
    assert "built without the promises" in site.publish(without="Build the site").of("setFailed")[0]


def test_a_site_of_other_files_is_not_published(site: Site) -> None:
    """As where pages that were written once are built every day."""
    site.publish()
    site.edit(MONTH, "    kept: 203\n", CORRECTED)
    site.commit()
    stopped = site.publish(without="Build the site")
    assert stopped.failed == "Look for a page for every promise and month"
    assert "is not the one that belongs to these files" in stopped.of("setFailed")[0]


def test_examples_that_were_published_may_go(site: Site) -> None:
    site.edit(MONTH, "kept: 203", "kept: 204")  # as it was written
    site.commit()
    first = site.publish()
    assert first.failed == ""
    for path in (MONTH, "promises/declared/answer-the-phone.yml", "promises/fixes/second-telephone-line.yml"):
        (site.root / path).unlink()
    site.commit()
    second = site.publish()
    assert second.failed == "", second


def test_a_promise_may_be_renamed(site: Site) -> None:
    site.publish()
    declared = site.root / "promises/declared"
    text = (declared / "answer-the-phone.yml").read_text()
    (declared / "answer-the-phone.yml").unlink()
    (declared / "ring-us.yml").write_text(f"{text}was: [answer-the-phone]\n")
    for path in (MONTH, "promises/fixes/second-telephone-line.yml"):
        site.edit(path, "answer-the-phone", "ring-us")
    site.commit()
    renamed = site.publish()
    assert renamed.failed == "", renamed.output
    assert "Same past." in renamed.output


def _published(site: Site) -> dict[str, str]:
    step = next(step for step in JOB["steps"] if step.get("id") == "published")
    calls = run_script(site.node, step["with"]["script"], site.github, site.root)
    return {call[1]: call[2] for call in calls if call[0] == "setOutput"}


def test_the_commit_published_last_is_the_newest_that_succeeded(site: Site) -> None:
    one = site.git("rev-parse", "HEAD").strip()
    two = site.commit()
    assert _published(site) == {"last": "", "commit": ""}
    site.deployed(one, "success")
    site.deployed(two, "failure")
    assert _published(site) == {"last": one, "commit": one}
    site.github["deployments"].insert(0, [{"id": 2, "sha": two}] * 100)
    assert _published(site) == {"last": one, "commit": one}, "on the second page"
    site.deployed("0" * 40, "success")
    assert _published(site) == {"last": "0" * 40, "commit": one}, "the newest that is still there"


def test_what_is_attested_is_what_is_handed_over(site: Site) -> None:
    published = site.publish()
    ledger = (site.live / "data/ledger.json").read_bytes()
    done = subprocess.run(["sha256sum"], input=ledger, capture_output=True, check=True)
    assert published.outputs["site.ledger"] == done.stdout.split()[0].decode()
    assert json.loads(ledger)["site"]
    attest = WORKFLOW["jobs"]["attest"]
    assert attest["if"] == "${{ !github.event.repository.private }}"
    assert attest["permissions"] == {"id-token": "write", "attestations": "write"}
    assert attest["steps"][0]["with"]["subject-digest"] == "sha256:${{ needs.build.outputs.ledger }}"
    assert JOB["outputs"]["ledger"] == "${{ steps.site.outputs.ledger }}"


def test_a_second_attempt_hands_over_under_another_name() -> None:
    upload = next(step for step in JOB["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    deploy = WORKFLOW["jobs"]["deploy"]["steps"][0]
    # The name comes from the job that handed over: where only publishing is run again, its own attempt is another.
    assert upload["with"]["name"] == JOB["outputs"]["artifact"] == "github-pages-${{ github.run_attempt }}"
    assert deploy["with"]["artifact_name"] == "${{ needs.build.outputs.artifact }}"


@pytest.mark.parametrize("name", ["publish", "remind"])
def test_a_fork_neither_publishes_nor_reminds(name: str) -> None:
    for job in load(ROOT / f".github/workflows/{name}.yml")["jobs"].values():
        assert "needs" in job or job["if"] == "${{ !github.event.repository.fork }}"
