"""The workflows: least privilege, nothing untrusted in a shell, and every shell line run here as it stands."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import PROGRAMS
from tests.workflows.github import AS_OF, load, run_line, run_script

REPOSITORY = Path(__file__).parent.parent.parent
WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
OF_A_SITE = [path for path in WORKFLOWS if path.stem != "test"]
"""Those that every site has; the other tests the program."""
WATCH = REPOSITORY / "generator/service_promises/staff/new_repository/witness/github/workflows/watch.yml"
REMIND = REPOSITORY / ".github/workflows/remind.yml"


def _steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in load(path)["jobs"].values() for step in job["steps"]]


def _lines(path: Path) -> list[str]:
    return [step["run"] for step in _steps(path) if "run" in step]


@pytest.fixture(params=[*WORKFLOWS, WATCH], ids=lambda path: path.stem)
def workflow(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_there_are_five() -> None:
    assert [path.stem for path in WORKFLOWS] == ["check", "figures", "publish", "remind", "test"]


@pytest.mark.parametrize("workflow", OF_A_SITE, ids=lambda path: path.stem)
def test_the_ones_that_init_writes_are_the_same(workflow: Path) -> None:
    copy = REPOSITORY / "generator/service_promises/staff/new_repository/hosts/github/github/workflows" / workflow.name
    assert copy.read_bytes() == workflow.read_bytes(), f"run: cp {workflow} {copy}"


def test_actions_are_pinned_by_commit_with_their_version(workflow: Path) -> None:
    for line in workflow.read_text().splitlines():
        if "uses:" in line:
            assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$", line), line


def test_nobody_may_do_more_than_is_said(workflow: Path) -> None:
    content = load(workflow)
    may = {
        "figures": {"issues", "contents"},
        "publish": {"pages", "id-token", "attestations"},
        "remind": {"issues"},
        "watch": {"issues", "contents"},
    }
    allowed = may.get(workflow.stem, set())
    assert content["permissions"] == {}
    for job in content["jobs"].values():
        assert {name for name, level in job["permissions"].items() if level == "write"} <= allowed
        assert job["timeout-minutes"]
    assert "pull_request_target" not in workflow.read_text()
    assert "secrets" not in re.sub(r"#.*", "", workflow.read_text())


def test_no_shell_line_holds_what_somebody_else_wrote(workflow: Path) -> None:
    for step in _steps(workflow):
        for script in (step.get("run", ""), step.get("with", {}).get("script", "")):
            assert "${{" not in script
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == ("true" if workflow == WATCH else "false")


def test_each_shell_line_is_one_command(workflow: Path) -> None:
    for line in _lines(workflow):
        assert "\n" not in line.strip()
        assert not re.search(r"[;&|`]|\$\(", line)


@pytest.fixture
def clone(tmp_path: Path, programs: Path) -> Path:
    """The made-up site as a clone in which the program is installed, with a proposal merged into it."""
    root = tmp_path / "clone"
    shutil.copytree(REPOSITORY / "examples", root)
    shutil.copy(REPOSITORY / "Makefile", root)
    for name in ("requirements.lock", "pyproject.toml"):
        (root / name).touch()
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/bin/promises").symlink_to(programs / "promises")
    (root / ".venv/ready").touch()
    (root / ".gitignore").write_text(".venv/\nsite/\n.site-*\n")
    for arguments in (["init", "-b", "main"], ["add", "-A"], ["commit", "-m", "one"]):
        _git(root, *arguments)
    _git(root, "checkout", "-b", "proposal")
    october = root / "promises/delivered/2026-10.yml"
    october.write_text(october.read_text().replace("    provisional: true\n", ""))
    record = (
        "    kept: 168\n    corrected:\n      - on: 2026-11-21\n        was: {kept: 167}\n        why: One came late.\n"
    )
    october.write_text(october.read_text().replace("    kept: 168\n", record))
    _git(root, "commit", "-am", "two")
    _git(root, "checkout", "main")
    _git(root, "merge", "--no-ff", "proposal")
    return root


def _git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    dated = {**os.environ, "GIT_COMMITTER_DATE": f"@{AS_OF} +0000"}
    subprocess.run(["git", *names, *arguments], cwd=root, env=dated, check=True, capture_output=True)


@pytest.mark.linux
@pytest.mark.parametrize("workflow", OF_A_SITE, ids=lambda path: path.stem)
def test_every_shell_line_runs(workflow: Path, clone: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=clone, capture_output=True, text=True, check=True)
    runner = {"GITHUB_STEP_SUMMARY": str(summary), "PUBLISHED": head.stdout.strip(), "RUNNER_TEMP": str(tmp_path)}
    runner |= {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "o/r"}
    (tmp_path / "live").symlink_to(clone / "site")
    for line in _lines(workflow):
        done = run_line(line, clone, **runner)
        against_the_past = "--against HEAD^1" in line and " check " in line
        # The proposal changes a published figure's flag without saying so: two checks are there to find that.
        is_found = against_the_past or (" verify " in line and workflow.stem == "check")
        assert done.returncode == (1 if is_found else 0), f"{line}\n{done.stdout}{done.stderr}"
        if against_the_past:
            assert "::error file=promises/delivered/2026-10.yml" in done.stdout
    if workflow.stem == "check":
        assert summary.read_text()


def _changes(clone: Path, node: str) -> list[Any]:
    check = REPOSITORY / ".github/workflows/check.yml"
    script = next(step["with"]["script"] for step in _steps(check) if "script" in step.get("with", {}))
    return run_script(node, script, {}, clone)


@pytest.mark.linux
def test_a_proposal_that_changes_more_than_promises_is_told(clone: Path, node: str) -> None:
    assert _changes(clone, node) == [], "figures, and their reasons"
    for path in ("docs/about.md", "promises/service.yml"):
        (clone / path).write_text((clone / path).read_text() + "\n")
    _git(clone, "commit", "-am", "pages")
    assert _changes(clone, node) == [], "texts"
    changed = (
        ".github/workflows/check.yml",
        "docs/a <b>.js",
        "hook.py",
        "mkdocs.yml",
        "requirements.txt",
        "wheels/x.whl",
    )
    for path in changed:
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_text("changed: true\n")
    _git(clone, "mv", "promises/service.yml", "service.txt")
    _git(clone, "add", "-A")
    _git(clone, "commit", "-m", "more")
    calls = dict(_changes(clone, node))
    assert all(path in calls["warning"] for path in (*changed, "service.txt"))
    assert "<code>docs/a &#60;b&#62;.js</code>" in calls["addList"]


@pytest.mark.linux
def test_every_shell_line_that_tests_the_program_can_run(node: str, tmp_path: Path) -> None:
    """Nothing is installed and no test run: make, pip, npm and pytest tell what they would do."""
    # A copy: where npm is too old to know that it is only asked, it deletes what is installed.
    made = (".git", ".venv", ".*_cache", "__pycache__", "node_modules", "site", "promises", "examples")
    copy = shutil.copytree(REPOSITORY, tmp_path / "copy", ignore=shutil.ignore_patterns(*made))
    dry = {
        "MAKEFLAGS": "--dry-run",
        "PIP_DRY_RUN": "1",
        "PIP_NO_INDEX": "1",
        "npm_config_dry_run": "true",
        "PYTEST_ADDOPTS": "--collect-only tests/browser tests/unit/mkdocs/test_swap.py",
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
    }
    plans = []
    for line in _lines(REPOSITORY / ".github/workflows/test.yml"):
        done = run_line(line, copy, **dry)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        plans.append(done.stdout)
    assert "-m pytest" in plans[0]
    collected = plans[-1]
    assert "test_a_build_that_fails_changes_nothing" in collected
    assert "killed" not in collected
    assert "permissions" not in collected
    assert "tests/browser" not in collected


def _remind(node: str, issues: list[Any], folder: Path) -> list[Any]:
    script = next(step["with"]["script"] for step in _steps(REMIND) if "script" in step.get("with", {}))
    return run_script(node, script, {"issues": [issues]}, folder)


def _due(folder: Path, number: int) -> None:
    (folder / "due.md").write_text("body\n")
    (folder / "due.json").write_text(json.dumps({"as_of": "2026-11-22", "due": [{}] * number}))


def _issue(number: int, title: str, body: str = "body\n") -> dict[str, Any]:
    return {"number": number, "title": title, "body": body}


HERE = {"owner": "o", "repo": "r"}
CLOSED = {"state": "closed", "state_reason": "completed"}


@pytest.mark.parametrize(
    ("due", "issues", "calls"),
    [
        (0, [], []),
        (1, [], [["create", {**HERE, "title": "Promises due: 2026-11", "body": "body\n"}]]),
        (1, [_issue(4, "Promises due: 2026-11")], []),
        (1, [_issue(4, "Promises due: 2026-11", "old")], [["update", {**HERE, "issue_number": 4, "body": "body\n"}]]),
        (0, [_issue(4, "Promises due: 2026-11")], [["update", {**HERE, "issue_number": 4, **CLOSED}]]),
        (
            1,
            [_issue(3, "Promises due: 2026-10"), _issue(2, "Something else")],
            [
                ["create", {**HERE, "title": "Promises due: 2026-11", "body": "body\n"}],
                ["update", {**HERE, "issue_number": 3, **CLOSED}],
            ],
        ),
    ],
)
def test_one_issue_a_month_is_opened_changed_and_closed(
    tmp_path: Path, node: str, due: int, issues: list[Any], calls: list[Any]
) -> None:
    _due(tmp_path, due)
    assert _remind(node, issues, tmp_path) == calls


@pytest.mark.linux
def test_the_hook_of_pre_commit_runs(clone: Path) -> None:
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    assert [hook["id"] for hook in hooks] == ["promises-check"]
    assert run_line(f".venv/bin/{hooks[0]['entry']}", clone).returncode == 0


def test_the_address_to_answer_back_fills_in_the_form() -> None:
    form = yaml.safe_load((REPOSITORY / ".github/ISSUE_TEMPLATE/let-down.yml").read_text())
    fields = {part["id"] for part in form["body"] if "id" in part}
    service = yaml.safe_load((REPOSITORY / "promises/service.yml").read_text())
    filled = set(re.findall(r"[?&]([a-z-]+)=", service["answer_back"])) - {"template"}
    assert filled == {"promise", "month", "place"} <= fields
    assert "template=let-down.yml" in service["answer_back"]
