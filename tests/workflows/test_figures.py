"""The form for a month's figures: what its workflow does with what GitHub makes of a filled-in form."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.rules.site import good_site, write
from tests.workflows.github import load, run_script

REPOSITORY = Path(__file__).parent.parent.parent
FORM = REPOSITORY / ".github/ISSUE_TEMPLATE/figures.yml"
MONTH = "promises/delivered/2026-01.yml"


@pytest.fixture
def root(tmp_path: Path, programs: Path) -> Path:
    root = write(tmp_path / "site", good_site())
    (root / MONTH).unlink()
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/bin/promises").symlink_to(programs / "promises")
    (root / ".gitignore").write_text(".venv/\n")
    names = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"]):
        subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)
    return root


def _body(answers: dict[str, str]) -> str:
    """What GitHub makes of the form."""
    fields = [part for part in yaml.safe_load(FORM.read_text())["body"] if "id" in part]
    assert set(answers) <= {part["id"] for part in fields}
    return "\n\n".join(
        f"### {part['attributes']['label']}\n\n{answers.get(part['id'], '_No response_')}" for part in fields
    )


def _run(node: str, root: Path, answers: dict[str, str], branches: tuple[str, ...] = ()) -> list[Any]:
    steps = load(REPOSITORY / ".github/workflows/figures.yml")["jobs"]["figures"]["steps"]
    script = next(step["with"]["script"] for step in steps if "script" in step.get("with", {}))
    issue = {"number": 7, "body": _body(answers)}
    github = {"payload": {"issue": issue}, "branches": branches}
    return run_script(node, script, github, root, RUNNER_TEMP=str(root.parent), SOURCE_DATE_EPOCH="1770422400")


TWO_NUMBERS = {"promise": "calls", "month": "2026-01", "due": "20", "kept": "19"}


@pytest.mark.parametrize(("branches", "first"), [((), "createRef"), (("refs/heads/figures-7",), "updateRef")])
def test_two_numbers_become_a_branch_and_a_link_to_propose_it(
    node: str, root: Path, branches: tuple[str, ...], first: str
) -> None:
    calls = _run(node, root, TWO_NUMBERS, branches)
    assert [name for name, _ in calls] == [first, "createOrUpdateFileContents", "createComment"]
    file = calls[1][1]
    assert (file["branch"], file["path"]) == ("figures-7", MONTH)
    assert yaml.safe_load(base64.b64decode(file["content"]))["delivered"]["calls"] == {"due": 20, "kept": 19}
    assert "https://github.com/o/r/compare/main...figures-7?expand=1" in calls[2][1]["body"]


@pytest.mark.parametrize(
    "wrong", [{"kept": "21"}, {"promise": "$(touch x)"}, {"month": "soon"}, {"kept": '1"\n,"x'}, {"due": "many"}]
)
def test_what_is_wrong_is_answered_and_makes_no_branch(node: str, root: Path, wrong: dict[str, str]) -> None:
    ((name, comment),) = _run(node, root, {**TWO_NUMBERS, **wrong})
    assert name == "createComment"
    assert comment["body"].startswith("Nothing was changed.")
    assert not (root / "x").exists()


def test_the_form_that_init_writes_is_the_same() -> None:
    copy = REPOSITORY / "generator/service_promises/staff/new_repository/hosts/github/github/ISSUE_TEMPLATE/figures.yml"
    assert copy.read_bytes() == FORM.read_bytes()
