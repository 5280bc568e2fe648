"""An empty or unreadable past is no past: links, sites that moved, files that could not be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from tests.history.editions import Repository
from tests.history.published import CALLS_YML, SERVICE, SERVICE_YML, month_file, month_yml, publish
from tests.invoke import invoke

AS_OF = date(2026, 3, 5)
JANUARY = month_yml("2026-01")
FILES = month_file("2026-01", calls={"due": 200, "kept": 190})


def _check(root: Path, ref: str = "HEAD") -> Result:
    arguments = ["-C", str(root), "check", "--against", ref, "--as-of", str(AS_OF)]
    return invoke(*arguments)


def _forge(root: Path) -> None:
    path = root / JANUARY
    text = path.read_text()
    assert "kept: 190" in text
    path.write_text(text.replace("kept: 190", "kept: 199"))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return publish(tmp_path, FILES)


def _commit(repository: Repository) -> str:
    return repository.commit()[:10]


def test_a_folder_of_promises_that_is_a_link_is_an_error_and_hides_no_past(repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD").strip()[:10]
    folder = repository.root / "promises"
    folder.rename(repository.root / "real")
    folder.symlink_to("real")
    done = _check(repository.root)
    assert done.exit_code == 1
    assert "promises:1:1: error[stray-file] promises/ is a link, and links are not followed" in done.stdout
    linked = _commit(repository)
    folder.unlink()
    (repository.root / "real").rename(folder)
    done = _check(repository.root)
    assert done.exit_code == 0, "put back as it was"
    assert f"nothing can be read of this site at {linked}, so it is compared with {first} of" in done.stdout
    _forge(repository.root)
    done = _check(repository.root)
    assert done.exit_code == 1
    assert "error[figure-changed] `kept` was 190" in done.stdout


@pytest.mark.parametrize("what", ["promises/delivered", JANUARY])
def test_a_link_within_it_hides_no_past(repository: Repository, what: str) -> None:
    path = repository.root / what
    path.rename(repository.root / "real")
    path.symlink_to(repository.root / "real")
    assert _check(repository.root).exit_code == 1
    repository.commit()
    path.unlink()
    (repository.root / "real").rename(path)
    assert _check(repository.root).exit_code == 0
    _forge(repository.root)
    assert "error[figure-changed]" in _check(repository.root).stdout


@pytest.mark.parametrize("broken", ["name: [\n", "", "name: Nobody\n"])
def test_a_service_that_could_not_be_read_hides_no_past(repository: Repository, broken: str) -> None:
    (repository.root / SERVICE_YML).write_text(broken)
    _forge(repository.root)
    repository.commit()
    (repository.root / SERVICE_YML).write_text(SERVICE)
    done = _check(repository.root)
    assert done.exit_code == 1
    assert "error[figure-changed] `kept` was 190" in done.stdout
    assert "warning[unread-before] nothing can be read of this site at" in done.stdout


def test_a_month_that_could_not_be_read_is_compared_with_what_stood_there(repository: Repository) -> None:
    _forge(repository.root)
    forged = (repository.root / JANUARY).read_text()
    (repository.root / JANUARY).write_text("month: [\n")
    broken = _commit(repository)
    (repository.root / JANUARY).write_text(forged)
    done = _check(repository.root)
    assert done.exit_code == 1
    assert "error[figure-changed] `kept` was 190" in done.stdout
    assert f"nothing can be read of this file at {broken}, so it is compared with what stood there until" in done.stdout


def test_a_month_that_could_not_be_read_for_long_is_compared_all_the_same(repository: Repository) -> None:
    _forge(repository.root)
    forged = (repository.root / JANUARY).read_text()
    for number in range(25):
        (repository.root / JANUARY).write_text(f"month: [{number}\n")
        _commit(repository)
    (repository.root / JANUARY).write_text(forged)
    assert "error[figure-changed] `kept` was 190" in _check(repository.root).stdout


def test_a_site_that_never_could_be_read_fails_and_says_what_to_do(tmp_path: Path) -> None:
    repository = publish(tmp_path, {**FILES, SERVICE_YML: "name: [\n"})
    (repository.root / SERVICE_YML).write_text(SERVICE)
    done = _check(repository.root)
    assert done.exit_code == 1
    assert "can be read in none of these commits" in done.stderr
    assert "bring back the commit that was published" in done.stderr


def test_a_repository_without_a_site_before_has_no_past_and_says_so(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "site")
    (tmp_path / "README.md").write_text("Nothing yet.\n")
    first = _commit(repository)
    other = publish(tmp_path / "other", FILES)
    (other.root / "promises").rename(repository.root / "promises")
    done = _check(repository.root)
    assert done.exit_code == 0
    assert f"No commit up to {first} has this site, so it has no past yet to compare with." in done.stderr


def _two_sites(folder: Path) -> Repository:
    repository = publish(folder, FILES)
    source = repository.root / "promises"
    for name in ("north", "south"):
        for path in source.rglob("*.yml"):
            copy = folder / name / path.relative_to(repository.root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(path.read_text().replace("kept: 190", "kept: 190" if name == "north" else "kept: 180"))
    repository.git("rm", "-r", "--quiet", "--force", "site")
    repository.commit()
    return repository


def test_two_sites_that_move_in_one_request_keep_each_its_past(tmp_path: Path) -> None:
    repository = _two_sites(tmp_path)
    for name in ("north", "south"):
        (tmp_path / name).rename(tmp_path / f"new-{name}")
    assert [_check(tmp_path / name).exit_code for name in ("new-north", "new-south")] == [0, 0]
    _forge(tmp_path / "new-north")
    assert "`kept` was 190" in _check(tmp_path / "new-north").stdout
    assert _check(tmp_path / "new-south").exit_code == 0
    repository.commit()
    assert _check(tmp_path / "new-north").exit_code == 0, "it stands there now"


@pytest.mark.parametrize("stub", ["", "promises/service.yml", "promises/delivered/2026-01.yml"])
def test_a_site_that_moves_and_leaves_something_behind_keeps_its_past(repository: Repository, stub: str) -> None:
    moved = repository.top / "moved"
    text = (repository.root / stub).read_text() if stub else ""
    repository.root.rename(moved)
    if stub:
        path = repository.root / stub
        path.parent.mkdir(parents=True)
        path.write_text(text)
    assert _check(moved).exit_code == 0
    _forge(moved)
    assert "error[figure-changed] `kept` was 190" in _check(moved).stdout


def test_a_site_that_moves_behind_a_link_keeps_its_past(repository: Repository) -> None:
    moved = repository.top / "moved"
    repository.root.rename(moved)
    repository.root.symlink_to("moved")
    _forge(moved)
    assert "error[figure-changed] `kept` was 190" in _check(moved).stdout


def test_a_site_that_moves_with_another_name_for_every_file_keeps_its_past(repository: Repository) -> None:
    """A month is known by its name, in whatever file it stands."""
    new = repository.top / "moved"
    (repository.root / CALLS_YML).rename(repository.root / "promises/declared/rings.yml")
    repository.root.rename(new)
    (new / "promises/delivered/2026-01").mkdir()
    (new / JANUARY).rename(new / "promises/delivered/2026-01/part.yml")
    part, promise = new / "promises/delivered/2026-01/part.yml", new / "promises/declared/rings.yml"
    promise.write_text(promise.read_text() + "was: [calls]\n")
    part.write_text(part.read_text().replace("calls:", "rings:"))
    assert _check(new).exit_code == 0
    part.write_text(part.read_text().replace("kept: 190", "kept: 199"))
    assert "error[figure-changed] `kept` was 190" in _check(new).stdout


def test_a_site_that_moves_into_a_stub_that_was_there_before_keeps_both_pasts(repository: Repository) -> None:
    stub = repository.top / "stub"
    (stub / "promises").mkdir(parents=True)
    (stub / SERVICE_YML).write_text(SERVICE)
    repository.commit()
    for path in (CALLS_YML, JANUARY):
        (stub / path).parent.mkdir(exist_ok=True)
        (repository.root / path).rename(stub / path)
    assert "figure-changed" not in _check(stub).stdout
    _forge(stub)
    assert "error[figure-changed] `kept` was 190" in _check(stub).stdout


def test_a_site_that_was_taken_away_and_comes_again_elsewhere_keeps_its_past(repository: Repository) -> None:
    moved = repository.top / "moved"
    aside = repository.top.parent / f"{repository.top.name}-aside"
    repository.root.rename(aside)
    repository.commit()
    aside.rename(moved)
    _forge(moved)
    assert "error[figure-changed] `kept` was 190" in _check(moved).stdout


def test_a_new_site_beside_one_that_stands_has_no_past(repository: Repository) -> None:
    for path in (repository.root / "promises").rglob("*.yml"):
        copy = repository.top / "new" / path.relative_to(repository.root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text())
    done = _check(repository.top / "new")
    assert (done.exit_code, "it has no past yet" in done.stderr) == (0, True)
