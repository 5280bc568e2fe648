"""What `init` writes for GitLab and Forgejo: the steps run here against stand-ins, as no machine of theirs has run them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.workflows.code_host import MONTH, Repository, code_host

pytestmark = pytest.mark.linux

HOSTS = Path(__file__).parents[2] / "generator/service_promises/staff/new_repository/hosts"
CORRECTED = """    kept: 205
    corrected:
      - on: 2026-11-22
        was: {kept: 203}
        why: One call was entered twice.
"""


@pytest.fixture
def gitlab(tmp_path: Path, programs: Path) -> Iterator[Repository]:
    with code_host(tmp_path, "gitlab", programs) as repository:
        yield repository


@pytest.fixture
def forgejo(tmp_path: Path, programs: Path) -> Iterator[Repository]:
    with code_host(tmp_path, "forgejo", programs) as repository:
        subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "remote")], check=True)
        repository.git("remote", "add", "origin", str(tmp_path / "remote"))
        repository.git("push", "--quiet", "origin", "main")
        yield repository


def test_gitlab_publishes_compares_with_what_is_live_and_stops_at_a_silent_change(gitlab: Repository) -> None:
    first = gitlab.run("publish", "--code-quality")
    assert first.returncode == 0, first.stdout + first.stderr
    assert first.stdout.count("Nothing has been published yet") == 2
    assert "/data/ledger.json answers 404." in first.stdout
    assert json.loads((gitlab.root / "report/code-quality.json").read_text())
    gitlab.replace_live()
    gitlab.edit(MONTH, "    kept: 203\n", CORRECTED)
    gitlab.commit()
    second = gitlab.run("publish")
    assert second.returncode == 0, second.stdout + second.stderr
    assert "Past corrected in the open." in second.stdout
    gitlab.replace_live()
    gitlab.edit(MONTH, "due: 212", "due: 206")
    gitlab.commit()
    stopped = gitlab.run("publish")
    assert stopped.returncode == 1
    assert "error[" in stopped.stdout
    assert not (gitlab.root / "public").exists()
    gitlab.commit("--amend")
    gitlab.interface.answers["/deployments"] = [{"sha": "0" * 40}]
    rewritten = gitlab.run("publish")
    assert rewritten.returncode == 1
    assert "is not in this history" in rewritten.stdout
    assert "Past changed in silence." in rewritten.stdout


def test_gitlab_without_the_live_ledger_publishes_only_with_a_reason(gitlab: Repository) -> None:
    gitlab.interface.answers["/deployments"] = [{"sha": gitlab.git("rev-parse", "HEAD")}]
    stopped = gitlab.run("publish")
    assert stopped.returncode == 1
    assert "Without the published ledger nobody can tell" in stopped.stderr
    passed = gitlab.run("publish", REASON="The address changed")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "by somebody." in passed.stdout
    assert "The reason given: 'The address changed'" in passed.stdout
    gitlab.interface.answers["/deployments"] = None
    refused = gitlab.run("publish")
    assert refused.returncode == 1
    assert "GitLab does not say which commit was published last" in refused.stderr


def test_forgejo_publishes_one_commit_that_names_what_it_was_made_of(forgejo: Repository) -> None:
    first = forgejo.run("publish")
    assert first.returncode == 0, first.stdout + first.stderr
    made_of = forgejo.git("rev-parse", "HEAD")
    forgejo.edit(MONTH, "    kept: 203\n", CORRECTED)
    forgejo.commit()
    second = forgejo.run("publish")
    assert second.returncode == 0, second.stdout + second.stderr
    assert "Past corrected in the open." in second.stdout
    assert f"--published {made_of}" in second.stdout
    forgejo.git("fetch", "--quiet", "origin")
    assert forgejo.git("rev-list", "--count", "origin/pages") == "1"
    assert "Made-of: " + forgejo.git("rev-parse", "HEAD") in forgejo.git("log", "-1", "--format=%B", "origin/pages")
    published = forgejo.git("ls-tree", "-r", "--name-only", "origin/pages").splitlines()
    assert {"index.html", "data/ledger.json", "months/2026-10/index.html"} <= {*published}
    assert forgejo.git("status", "--porcelain") == ""


def test_a_site_without_its_pages_is_not_published(forgejo: Repository) -> None:
    forgejo.program.write_text(forgejo.program.read_text() + "rm -r site/months\n")
    stopped = forgejo.run("publish")
    assert stopped.returncode == 1
    assert "pages are missing from the site, among them /months/2026-10/" in stopped.stderr
    assert forgejo.git("ls-remote", "origin", "pages") == ""


def _propose(repository: Repository, old: str, new: str) -> str:
    """A branch with a change; returns where it left the main branch."""
    base = repository.git("rev-parse", "HEAD")
    repository.git("checkout", "--quiet", "-b", "proposal")
    repository.edit(MONTH, old, new)
    (repository.root / "hook.py").write_text("")
    repository.commit()
    return base


def test_gitlab_gets_the_problems_as_code_quality_and_a_report(gitlab: Repository) -> None:
    checked = gitlab.run("check", _propose(gitlab, "kept: 203", "kept: 212"), "--code-quality")
    assert checked.returncode == 1
    report = (gitlab.root / "report/changes.md").read_text()
    assert f"{MONTH}:" in report
    assert "What the public will see change" in report
    assert "hook.py" in report
    entries = json.loads((gitlab.root / "report/code-quality.json").read_text())
    assert {"path": MONTH, "lines": {"begin": 7}} in [one["location"] for one in entries if one["severity"] == "major"]
    assert not (gitlab.root / "site").exists()
    assert gitlab.interface.written == []


def test_forgejo_gets_one_comment_that_is_written_anew(forgejo: Repository) -> None:
    _propose(forgejo, "    kept: 203\n", CORRECTED)
    forgejo.git("fetch", "--quiet", "origin")
    checked = forgejo.run("check", "origin/main")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert (forgejo.root / "site/index.html").is_file()
    assert "Past corrected in the open." in checked.stdout
    assert forgejo.git("worktree", "list").count("\n") == 0
    ((method, path, body),) = forgejo.interface.written
    assert (method, path) == ("POST", "/api/v1/repos/o/r/issues/7/comments")
    assert "This changes more than promises and pages" in body["body"]
    forgejo.interface.answers["/issues/7/comments"] = [{"id": 1, "body": "Nice"}, {"id": 3, "body": body["body"]}]
    forgejo.edit(MONTH, "kept: 205", "kept: 300")
    assert forgejo.run("check", "origin/main").returncode == 1
    method, path, body = forgejo.interface.written[-1]
    assert (method, path) == ("PATCH", "/api/v1/repos/o/r/issues/comments/3")
    assert "error[kept-above-due]" in body["body"]
    forgejo.interface.answers["/issues/7/comments"] = None
    assert "could not be written below the pull request (answer 403)" in forgejo.run("check", "origin/main").stdout


ADDRESSES = {"gitlab": "/api/v4/projects/5/issues", "forgejo": "/api/v1/repos/o/r/issues"}


@pytest.mark.parametrize("host", ["gitlab", "forgejo"])
def test_one_issue_a_month_is_opened_changed_and_closed(request: pytest.FixtureRequest, host: str) -> None:
    repository: Repository = request.getfixturevalue(host)
    key, body = ("iid", "description") if host == "gitlab" else ("number", "body")
    if host == "gitlab":
        assert "needs an access token" in repository.run("remind").stdout
        assert repository.interface.written == []
        repository.environment["PROMISES_TOKEN"] = "token"
    (repository.root / MONTH).unlink()
    issues: list[dict[str, Any]] = []
    repository.interface.answers["/issues"] = issues
    done = repository.run("remind")
    assert done.returncode == 0, done.stderr
    ((method, path, opened),) = repository.interface.written
    assert (method, path, opened["title"]) == ("POST", ADDRESSES[host], "Promises due: 2026-11")
    link = "/-/new/main?file_name=" if host == "gitlab" else "/_new/main/?filename="
    assert f"{link}{MONTH}" in opened[body]
    other = {key: 2, "title": "Promises due: 2026-11", body: "Somebody's own"}
    last = {key: 4, **opened, "title": "Promises due: 2026-10"}
    issues += [{key: 3, **opened, body: opened[body] + "old"}, last, other]
    repository.interface.written.clear()
    assert repository.run("remind").returncode == 0
    changed, closed = repository.interface.written
    assert changed[1:] == (f"{ADDRESSES[host]}/3", {body: opened[body]})
    assert closed[1:] == (f"{ADDRESSES[host]}/4", {"state_event": "close"} if host == "gitlab" else {"state": "closed"})


def _workflow_files() -> list[Path]:
    return sorted((HOSTS / "forgejo/forgejo/workflows").glob("*.yml"))


def test_images_and_actions_are_pinned() -> None:
    for path in (*_workflow_files(), HOSTS / "gitlab/gitlab-ci.yml"):
        for line in path.read_text().splitlines():
            if "uses:" in line:
                assert re.search(r"uses: https://data\.forgejo\.org/[a-z/-]+@[0-9a-f]{40} # v[0-9.]+$", line), line
            if "image:" in line:
                assert re.search(r"image: [a-z]+:[0-9a-z.-]+@sha256:[0-9a-f]{64}$", line), line


def test_nothing_untrusted_stands_in_a_shell_line_and_no_pull_request_gets_the_main_branch_s_rights() -> None:
    for path in _workflow_files():
        content: dict[str, Any] = yaml.load(path.read_text().replace("@@RUNNER@@", "docker"), Loader=yaml.BaseLoader)
        assert "pull_request_target" not in content["on"]
        for job in content["jobs"].values():
            assert not [step for step in job["steps"] if "${{" in step.get("run", "")]
    pipeline = yaml.safe_load((HOSTS / "gitlab/gitlab-ci.yml").read_text())
    assert set(pipeline) - {"workflow", "stages", "variables", "default"} == {"check", "pages", "remind"}
    assert "PROMISES_TOKEN" not in json.dumps(pipeline), "a protected variable, which only the main branch sees"


def test_the_form_for_customers_is_that_of_github() -> None:
    github = yaml.safe_load((HOSTS / "github/github/ISSUE_TEMPLATE/let-down.yml").read_text())
    forgejo = yaml.safe_load((HOSTS / "forgejo/forgejo/issue_template/let-down.yml").read_text())
    assert forgejo == {
        **{key: value for key, value in github.items() if key != "description"},
        "about": github["description"],
    }


def test_the_steps_are_typed(tmp_path: Path) -> None:
    shutil.copytree(HOSTS / "pipeline", tmp_path, dirs_exist_ok=True)
    shutil.copy(HOSTS / "gitlab/pipeline/host.py", tmp_path)
    shutil.copy(HOSTS / "forgejo/pipeline/host.py", tmp_path / "other_host.py")
    line = [sys.executable, "-m", "mypy", "--strict", "--config-file=", *(path.name for path in tmp_path.glob("*.py"))]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
