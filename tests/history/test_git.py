"""What git holds and what it says: refs that are not there, links, odd names, histories that end too early."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.history.editions import Repository
from tests.history.published import month_file, month_yml, past, publish
from tests.invoke import invoke

AS_OF = date(2026, 3, 5)
JANUARY = month_yml("2026-01")
FILES = month_file("2026-01", calls={"due": 200, "kept": 190})


def _refused(repository: Repository, ref: str) -> str:
    done = invoke("-C", repository.root, "check", "--against", ref, "--as-of", AS_OF)
    assert done.exit_code == 2
    return " ".join(done.stderr.split())


def _past(repository: Repository, ref: str = "HEAD") -> list[str]:
    return [one["rule"] for one in past(repository, AS_OF, ref)]


@pytest.mark.parametrize(
    ("remotes", "ref", "said"),
    [
        ([], "main~9", "There is no main~9 in this repository. Name a branch, a tag or a commit that is here."),
        ([], "origin/main", "Name a branch, a tag or a commit that is here."),
        (["origin"], "origin/topic", "Fetch it first: git fetch origin topic:refs/remotes/origin/topic."),
        (["origin"], "upstream/topic", "or a commit that is here; a remote is called origin."),
        (["one", "two"], "upstream/topic", "or a commit that is here; a remote is called one or two."),
        (
            ["origin"],
            "topic",
            "If it is a branch of origin, name it origin/topic, or fetch it: git fetch origin topic.",
        ),
        ([], "--all", "There is no --all in this repository."),
        ([], "", "There is no in this repository."),
    ],
)
def test_a_ref_that_is_not_here(tmp_path: Path, remotes: list[str], ref: str, said: str) -> None:
    repository = publish(tmp_path, FILES)
    for remote in remotes:
        repository.git("remote", "add", remote, "https://example.org/site.git")
    sentence = _refused(repository, ref)
    assert said in sentence
    assert "unshallow" not in sentence


def test_two_histories_that_have_nothing_in_common(tmp_path: Path) -> None:
    repository = publish(tmp_path, FILES)
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.change(JANUARY, "kept: 190", "kept: 191")
    repository.commit()
    assert "main and HEAD have no commit in common" in _refused(repository, "main")


def test_a_branch_without_a_commit_is_compared_with_the_ref_itself(tmp_path: Path) -> None:
    repository = publish(tmp_path, FILES)
    repository.git("checkout", "--quiet", "--orphan", "other")
    assert _past(repository, "main") == []
    repository.change(JANUARY, "kept: 190", "kept: 191")
    assert _past(repository, "main") == ["figure-changed"]


@pytest.mark.parametrize("ref", ["main", "v1", "HEAD~0", "{sha}"])
def test_a_branch_a_tag_and_a_commit_are_refs(tmp_path: Path, ref: str) -> None:
    repository = publish(tmp_path, FILES)
    repository.git("tag", "--annotate", "--message", "first", "v1")
    ref = ref.format(sha=repository.git("rev-parse", "HEAD").strip()[:10])
    repository.change(JANUARY, "kept: 190", "kept: 191")
    assert _past(repository, ref) == ["figure-changed"]


def test_files_are_read_as_they_stand_in_git_whatever_their_line_ends(tmp_path: Path) -> None:
    repository = publish(tmp_path, FILES)
    path = repository.root / JANUARY
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert _past(repository) == []
    repository.commit()
    path.write_bytes(path.read_bytes().replace(b"kept: 190", b"kept: 191"))
    assert _past(repository) == ["figure-changed"]


def test_a_file_that_may_be_run_is_a_file_like_any_other(tmp_path: Path) -> None:
    repository = publish(tmp_path, FILES)
    repository.git("update-index", "--chmod=+x", f"site/{JANUARY}")
    repository.git("commit", "--quiet", "--message", "mode")
    repository.change(JANUARY, "kept: 190", "kept: 191")
    assert _past(repository) == ["figure-changed"]


def test_a_link_in_git_is_no_past(tmp_path: Path) -> None:
    repository = publish(tmp_path, FILES)
    path = repository.root / month_yml("2026-02")
    path.symlink_to("2026-01.yml")
    repository.commit()
    path.unlink()
    assert _past(repository) == ["unread-before"], "the commit before the link is compared with"


def test_a_folder_with_an_odd_name(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "a site/für\tus")
    repository.write(dict(_site(publish(tmp_path / "other", FILES))))
    repository.commit()
    repository.change(JANUARY, "kept: 190", "kept: 191")
    assert _past(repository) == ["figure-changed"]


def _site(repository: Repository) -> dict[str, str]:
    paths = (repository.root / "promises").rglob("*.yml")
    return {path.relative_to(repository.root).as_posix(): path.read_text() for path in paths}


def test_a_repository_that_names_its_contents_by_sha_256(tmp_path: Path) -> None:
    site = _site(publish(tmp_path / "other", FILES))
    subprocess.run(
        ["git", "init", "--quiet", "--object-format=sha256", "--initial-branch=main", str(tmp_path / "new")],
        check=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    repository = Repository(tmp_path / "new", "site")
    repository.write(site)
    repository.commit()
    assert _past(repository) == []
    repository.change(JANUARY, "kept: 190", "kept: 191")
    assert _past(repository) == ["figure-changed"]


def test_a_clone_without_its_contents_says_what_to_fetch(tmp_path: Path) -> None:
    repository = publish(tmp_path / "top", FILES)
    january = repository.git("rev-parse", f"HEAD:site/{JANUARY}").strip()
    repository.change(JANUARY, "kept: 190", "kept: 191")
    (repository.top / ".git/objects" / january[:2] / january[2:]).unlink()
    assert "git has not got all the files of that commit. Fetch them: git fetch" in _refused(repository, "HEAD")


def test_a_clone_that_cannot_fetch_its_contents_says_what_to_fetch(tmp_path: Path) -> None:
    repository = publish(tmp_path / "top", FILES)
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.change(JANUARY, "kept: 190", "kept: 191")
    repository.commit()
    source, clone = f"file://{repository.top}", tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--filter=blob:none", source, str(clone)], check=True)
    repository.top.rename(tmp_path / "away")
    done = invoke("-C", clone / "site", "check", "--against", "HEAD~1", "--as-of", AS_OF)
    assert (done.exit_code, done.stderr.count("git has not got all the files of that commit.")) == (2, 1)


@pytest.mark.parametrize("setting", ["log.showSignature", "log.follow"])
def test_settings_of_people_change_nothing_of_a_history(tmp_path: Path, setting: str) -> None:
    repository = publish(tmp_path, FILES)
    commit = repository.git("cat-file", "commit", "HEAD")
    signature = "gpgsig -----BEGIN SSH SIGNATURE-----\n none\n -----END SSH SIGNATURE-----\n"
    (tmp_path / "signed").write_text(commit.replace("\n\n", f"\n{signature}\n", 1))
    signed = repository.git("hash-object", "-t", "commit", "-w", str(tmp_path / "signed")).strip()
    repository.git("reset", "--quiet", "--soft", signed)
    repository.git("config", setting, "true")
    assert _past(repository) == []
    repository.change(JANUARY, "kept: 190", "kept: 191")
    assert _past(repository) == ["figure-changed"]


def test_without_git_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = publish(tmp_path, FILES)
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert "git is not installed here, and --against needs it." in _refused(repository, "HEAD")


def test_a_repository_that_git_does_not_trust_says_why(tmp_path: Path) -> None:
    repository = publish(tmp_path, FILES)
    (repository.top / ".git/config").write_text("[core\n")
    assert "git can't read the repository: " in _refused(repository, "HEAD")
