from __future__ import annotations

import base64
import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import Result
from service_promises.source.examples import SAMPLE_TEXTS
from service_promises.staff.new_repository.new_repository import site_address
from service_promises.staff.new_repository.wheel import make_wheel

from tests.conftest import PROGRAMS
from tests.invoke import invoke

ROOT = Path(__file__).parent.parent.parent
WHEEL = "wheels/service_promises-0.1.0-py3-none-any.whl"


def _init(into: Path, *arguments: str, typed: str | None = None) -> Result:
    given = ["init", str(into), "--as-of", "2026-11-22", *arguments]
    return invoke(*given, typed=typed)


def test_a_new_repository_is_well_and_builds(tmp_path: Path) -> None:
    root = tmp_path / "our-promises"
    result = _init(root, "--name", 'Tea & "Co": <b>', "--site-url", "https://teaco.github.io/promises")
    assert result.exit_code == 0, result.output
    program = PROGRAMS / "promises"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600"}
    for command in ("check",), ("build",):
        done = subprocess.run(
            [program, *command], cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert (done.stdout + done.stderr).count("warning[") == (7 if command == ("check",) else 0)
    strict = invoke("-C", root, "check", "--strict", "--as-of", "2026-11-22")
    assert strict.output.count("error[example]") == 3
    assert strict.output.count("error[sample-text]") == len(SAMPLE_TEXTS) == 4
    assert strict.output.count("error[") == 7
    assert (root / "site/index.html").is_file()
    service = yaml.safe_load((root / "promises/service.yml").read_text())
    assert service["name"] == 'Tea & "Co": <b>'
    assert service["answer_back"].startswith("https://github.com/teaco/promises/issues/new?template=let-down.yml&")
    assert yaml.safe_load((root / "mkdocs.yml").read_text())["site_url"] == "https://teaco.github.io/promises/"


@pytest.mark.parametrize(
    ("site_url", "host", "answer_back", "pipeline"),
    [
        (
            "https://teaco.gitlab.io/a/promises",
            "GitLab",
            "https://gitlab.com/teaco/a/promises/-/issues/new?",
            "gitlab-ci.yml",
        ),
        (
            "https://teaco.codeberg.page/promises",
            "Forgejo",
            "https://codeberg.org/teaco/promises/issues/new?",
            "forgejo",
        ),
        ("https://teaco.github.io/promises", "GitHub", "https://github.com/teaco/promises/issues/new?", "github"),
    ],
)
def test_each_host_gets_its_own_files_and_words_by_the_address_of_the_site(
    tmp_path: Path, site_url: str, host: str, answer_back: str, pipeline: str
) -> None:
    root = tmp_path / "new"
    result = _init(root, "--site-url", site_url)
    assert f"for a repository on {host}" in result.output
    check = invoke("-C", root, "check", "--as-of", "2026-11-22")
    assert check.exit_code == 0, check.output
    assert yaml.safe_load((root / "promises/service.yml").read_text())["answer_back"].startswith(answer_back)
    there = {name for name in ("github", "gitlab", "gitlab-ci.yml", "forgejo") if (root / f".{name}").exists()}
    assert there == {pipeline} | ({"gitlab"} if host == "GitLab" else set())
    assert (root / "pipeline/publish.py").exists() == (host != "GitHub")
    for guide in ("README.md", "CONTRIBUTING.md"):
        text = (root / guide).read_text()
        assert host in text
        assert ("pull request" in text) == (host != "GitLab")
    assert (" run these " in (root / "README.md").read_text()) == (host != "GitHub"), "that nobody there ran it"
    if host == "Forgejo":
        assert "runs-on: codeberg-small\n" in (root / ".forgejo/workflows/check.yml").read_text()


def test_a_host_is_named_for_an_address_of_one_s_own(tmp_path: Path) -> None:
    root = tmp_path / "new"
    assert _init(root, "--site-url", "https://promises.teaco.example/", "--host", "forgejo").exit_code == 0
    assert "runs-on: docker\n" in (root / ".forgejo/workflows/check.yml").read_text()
    assert '# answer_back: "https://codeberg.org/YOU/YOUR-REPOSITORY/' in (root / "promises/service.yml").read_text()


def test_an_address_that_is_made_up_is_warned_of(tmp_path: Path) -> None:
    root = tmp_path / "new"
    _init(root)
    check = invoke("-C", root, "check", "--as-of", "2026-11-22")
    assert "warning[sample-text] this address is made up" in check.output
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("https://example.org/our-promises/", "https://teaco.example/"))
    check = invoke("-C", root, "check", "--as-of", "2026-11-22")
    assert "this address is made up" not in check.output


def test_a_new_repository_inside_another_is_told(tmp_path: Path) -> None:
    assert "lies in the git repository" not in _init(tmp_path / "alone").output
    (tmp_path / ".git").mkdir()
    assert f"It lies in the git repository {tmp_path}" in _init(tmp_path / "a" / "new").output


def test_nothing_is_left_to_fill_in_and_no_registry_is_named(tmp_path: Path) -> None:
    _init(tmp_path / "new")
    for path in (tmp_path / "new").rglob("*"):
        if path.is_file() and path.suffix != ".whl" and ".git" not in path.parts:
            text = path.read_text()
            assert "@@" not in text, path
            assert "pypi" not in text.lower(), path
            assert "index-url" not in text, path


def test_every_file_has_the_line_for_editors(tmp_path: Path) -> None:
    _init(tmp_path / "new")
    for path in (tmp_path / "new/promises").rglob("*.yml"):
        first = path.read_text().splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (path.parent / first.partition("=")[2]).resolve().is_file()
    named = json.loads((tmp_path / "new/.vscode/settings.json").read_text())["yaml.schemas"]
    assert all((tmp_path / "new" / schema).is_file() for schema in named)


def test_it_asks_for_nothing_where_nobody_could_answer(tmp_path: Path) -> None:
    result = _init(tmp_path / "tea-shop")
    assert result.exit_code == 0
    assert 'name: "Tea shop"' in (tmp_path / "tea-shop/promises/service.yml").read_text()
    assert "change site_url in mkdocs.yml" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("--name", "a\nb"),
        ("--site-url", "our site"),
        ("--site-url", "ftp://x.org"),
        ("--from", "-r x"),
        ("--host", "svn"),
    ],
)
def test_wrong_usage_makes_nothing(tmp_path: Path, arguments: tuple[str, str]) -> None:
    result = _init(tmp_path / "new", *arguments)
    assert result.exit_code == 2
    assert ("'github', 'gitlab', 'forgejo'" in result.output) == (arguments[0] == "--host")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert _init(tmp_path).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_another_source_is_named_instead(tmp_path: Path) -> None:
    _init(tmp_path / "new", "--from", "service-promises==1.0")
    assert (tmp_path / "new/requirements.txt").read_text() == "# The program.\nservice-promises==1.0\n"
    assert not (tmp_path / "new/wheels").exists()


def test_the_wheel_is_whole_and_always_the_same() -> None:
    name, content = make_wheel()
    assert make_wheel() == (name, content)
    path = Path(name)
    assert path.name.startswith("service_promises-")


def test_every_file_of_the_wheel_is_in_its_record(tmp_path: Path) -> None:
    name, content = make_wheel()
    (tmp_path / name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / name) as wheel:
        record = next(path for path in wheel.namelist() if path.endswith("/RECORD"))
        rows = list(csv.reader(wheel.read(record).decode().splitlines()))
        assert [row[0] for row in rows] == wheel.namelist()
        for path, digest, size in rows[:-1]:
            told = base64.urlsafe_b64encode(hashlib.sha256(wheel.read(path)).digest()).rstrip(b"=").decode()
            assert (digest, int(size)) == (f"sha256={told}", len(wheel.read(path)))
        names = set(wheel.namelist())
    assert {
        "service_promises/templates/pages/base.html",
        "service_promises/staff/new_repository/scaffold/Makefile",
        "service_promises/cli/init.py",
    } <= names
    assert not [path for path in names if "__pycache__" in path or path.startswith("tests")]


def test_the_program_and_all_it_needs_are_pinned_by_hash(tmp_path: Path) -> None:
    _init(tmp_path / "new")
    text = (tmp_path / "new/requirements.txt").read_text()
    digest = hashlib.sha256((tmp_path / "new" / WHEEL).read_bytes()).hexdigest()
    assert f"./{WHEEL} \\\n    --hash=sha256:{digest}\n" in text
    pins = re.split(r"\n(?! )", text.rstrip())
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == pins[:1], "the note at the top"
    assert {"mkdocs", "mkdocs-material", "pydantic", "click"} <= {pin.partition("==")[0] for pin in pins}
    assert not re.search("^(pytest|mypy)", text, re.MULTILINE)


@pytest.mark.linux
def test_pip_refuses_another_wheel_and_what_is_not_pinned(tmp_path: Path) -> None:
    root = tmp_path / "new"
    _init(root)
    # Nothing is looked for elsewhere: what is not the wheel ends with the first thing that it needs.
    install = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-index", "--target", str(tmp_path / "to")]
    plain = {**os.environ, "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}

    def output() -> str:
        command = [*install, "--requirement", "requirements.txt"]
        done = subprocess.run(command, cwd=root, env=plain, capture_output=True, text=True, check=False)
        assert done.returncode != 0
        return done.stdout + done.stderr

    assert "annotated-types" in output()
    (root / WHEEL).write_bytes((root / WHEEL).read_bytes() + b"more")
    assert "DO NOT MATCH THE HASHES" in output()


def test_a_wheel_of_another_program_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other-1.0-py3-none-any.whl"
    with zipfile.ZipFile(other, "w") as wheel:
        wheel.writestr("other.py", "")
    result = _init(tmp_path / "new", "--from", str(other))
    assert result.exit_code == 1
    assert "is not a wheel of this program" in result.output
    ours = tmp_path / Path(WHEEL).name
    ours.write_bytes(make_wheel()[1])
    assert _init(tmp_path / "new", "--from", str(ours)).exit_code == 0
    _init(tmp_path / "same")
    assert (tmp_path / "new/requirements.txt").read_bytes() == (tmp_path / "same/requirements.txt").read_bytes()


def test_a_witness_is_no_site_and_carries_the_program(tmp_path: Path) -> None:
    result = invoke("init", tmp_path / "w", "--witness", "https://a.example/b/data/ledger.json")
    assert result.exit_code == 0, result.output
    files = {path.relative_to(tmp_path / "w").as_posix() for path in (tmp_path / "w").rglob("*") if path.is_file()}
    own = {path for path in files if not path.startswith(".git/")}
    assert own == {".gitattributes", ".github/workflows/watch.yml", "README.md", "requirements.txt", WHEEL}
    assert 'SITE: "https://a.example/b/"' in (tmp_path / "w/.github/workflows/watch.yml").read_text()
    assert "@@" not in (tmp_path / "w/README.md").read_text()


@pytest.mark.parametrize(
    "arguments",
    [
        ("https://a.example/", "--name", "A"),
        ("https://a.example/", "--host", "gitlab"),
        ("https://a.example/${{secrets.X}}",),
        ("a.example",),
    ],
)
def test_a_witness_of_nothing_is_not_made(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert invoke("init", tmp_path / "w", "--witness", *arguments).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_address_ends_with_one_slash() -> None:
    assert site_address(" https://example.org/a// ") == "https://example.org/a/"


@pytest.mark.linux
def test_make_check_compares_with_the_published_branch_where_there_is_one(tmp_path: Path) -> None:
    root = tmp_path / "new"
    _init(root)
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/ready").touch()

    # Under a make that runs the tests, another says which folder it enters.
    alone = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}

    def plan() -> str:
        done = subprocess.run(
            ["make", "--dry-run", "check"], cwd=root, capture_output=True, text=True, check=True, env=alone
        )
        assert done.stderr == ""
        return done.stdout.strip()

    def git(*arguments: str) -> str:
        names = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        done = subprocess.run(["git", *names, *arguments], cwd=root, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    assert plan() == ".venv/bin/promises check"
    git("init", "--quiet", "-b", "main")
    git("commit", "--quiet", "--allow-empty", "-m", "one")
    assert plan() == ".venv/bin/promises check"
    published = git("rev-parse", "HEAD")
    other = git("commit-tree", "-p", "HEAD", "-m", "merged elsewhere", "HEAD^{tree}")
    git("update-ref", "refs/remotes/origin/main", other)
    git("commit", "--quiet", "--allow-empty", "-m", "a month")
    assert plan() == f".venv/bin/promises check --against {published}"
