"""Files under the wrong name, in the wrong place, or that can't be read; months in several files."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from service_promises.problems.problem import Problem
from service_promises.source.read_files import read

from tests.rules.site import AS_OF, PLAN, RECORDS, good_site, month_file, problems, write


def _told(found: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [(problem.path, problem.rule, problem.help) for problem in found if problem.severity == "error"]


@pytest.mark.parametrize(
    ("path", "way_out"),
    [
        (
            "README.md",
            "a promise goes into declared/, a month into delivered/, a fix into fixes/, a pledge into pledges/;"
            " other files go somewhere else",
        ),
        ("service.yaml", "look which of the two is right, keep that as service.yml, and take the other away"),
        ("2026-02.yml", "move it to delivered/2026-02.yml"),
        ("declare/x.yml", "rename it to declared, or move the files in it there"),
        (
            "declared/Answer calls.yaml",
            "rename it to answer-calls.yml, or move it somewhere else if it is not a promise",
        ),
        ("declared/notes.txt", "move it somewhere else"),
        ("declared/more/x.yml", "move the files in it up"),
        ("declared/x.yml/y", "it is called like a file, and is a folder"),
        ("declared/.DS_Store", "move it somewhere else"),
        ("declared/.calls.yml.swp", "move it somewhere else"),
        ("delivered/2026-02.yaml", "rename it to 2026-02.yml"),
        ("delivered/2026-13.yml", "rename it to the month that is meant, 01 to 12"),
        ("delivered/2026-1.yml", "look which of the two is right, keep that as 2026-01.yml, and take the other away"),
        ("delivered/March 2026.yml", "rename it to 2026-03.yml"),
        (
            "delivered/2026-01 (1).yml",
            "if it is a copy, take it away. If it is a part of the month, move it into the folder delivered/2026-01/",
        ),
        ("delivered/calls.csv", "move it, for January 2026 to delivered/2026-01/calls.csv"),
        (
            "delivered/2026-01.xlsx",
            "move it somewhere else and type: promises import 2026-01 FILE."
            " In a browser, write its figures into 2026-01.yml by hand",
        ),
        ("delivered/March 2026/x.yml", "rename it to 2026-03"),
        ("delivered/january/x.yml", "rename it, for example to 2026-01, or move it somewhere else"),
        ("delivered/2026-01/north.yaml", "rename it to north.yml, or move it somewhere else"),
        ("delivered/2026-01/more/x.yml", "move the files in it up"),
        ("delivered/2026-01/.hidden.yml", "rename it to hidden.yml, or move it somewhere else"),
        ("delivered/2026-01/Calls.CSV", "rename it to calls.csv, or move it somewhere else"),
        (
            "delivered/2026-01/calls.xlsx",
            "a spreadsheet is saved as CSV, here as calls.csv; move this file somewhere else",
        ),
        ("fixes/lift.yaml", "look which of the two is right, keep that as lift.yml, and take the other away"),
        ("fixes/Stairs.yaml", "rename it to stairs.yml, or move it somewhere else if it is not a fix"),
    ],
)
def test_stray_file_is_an_error_that_says_what_to_do(path: str, way_out: str, tmp_path: Path) -> None:
    ((told, rule, found),) = _told(problems(tmp_path, {f"promises/{path}": ""}))
    assert (rule, found) == ("stray-file", way_out)
    assert f"promises/{path}".startswith(told)


@pytest.mark.parametrize(
    ("path", "better"),
    [
        ("2026-04.yml", "promises/delivered/2026-04.yml"),
        ("2026-04.yaml", "promises/delivered/2026-04.yml"),
        ("delivered/2026-04.yml", "promises/delivered/2026-04.yml"),
        ("Promises/delivered/2026-04.yml", "promises/delivered/2026-04.yml"),
        ("Promises/Declared/lift.yml", "promises/declared/lift.yml"),
        ("DELIVERED/2026-04/north.yml", "promises/delivered/2026-04/north.yml"),
        ("fixes/lift.yml", "promises/fixes/lift.yml"),
    ],
)
def test_a_file_of_ours_beside_the_promises_says_where_it_belongs(path: str, better: str, tmp_path: Path) -> None:
    text = "we_will: Mend it.\nterms: []\ndelivered:\n"
    assert _told(problems(tmp_path, {path: text})) == [(path, "stray-file", f"move it to {better}")]


@pytest.mark.parametrize(
    "path", ["docs/2026-04.yml", "2026.yml", "fixes/jobs.yml", "2026-04.csv", "delivered/readme.md"]
)
def test_other_files_beside_the_promises_are_nobodys_business(path: str, tmp_path: Path) -> None:
    assert problems(tmp_path, {path: "jobs: []\n"}) == ()


def test_what_git_ignores_and_another_site_are_not_looked_at(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    files: dict[str, str | bytes] = {"2026-04.yml": "", ".gitignore": "/2026-04.yml\n"}
    files |= {"Promises/promises/service.yml": "", "Promises/promises/delivered/2026-04.yml": ""}
    assert problems(tmp_path, files) == ()


def test_a_keeper_of_an_empty_folder_is_no_stray(tmp_path: Path) -> None:
    assert problems(tmp_path, {"promises/fixes/.gitkeep": "", "promises/delivered/2026-01/.gitkeep": ""}) == ()


def test_stray_promise_does_not_make_its_records_unknown(tmp_path: Path) -> None:
    site = {**good_site(), "promises/declared/plan.yaml": PLAN}
    del site["promises/declared/plan.yml"]
    assert [problem.rule for problem in read(write(tmp_path, site), AS_OF).problems] == ["stray-file"]


def test_a_misnamed_file_of_places_does_not_make_its_places_unknown(tmp_path: Path) -> None:
    site: dict[str, str | bytes] = {**good_site(), "promises/places.yaml": "places:\n  north: {name: North}\n"}
    site["promises/declared/plan.yml"] = f"{PLAN}at: [north]\n"
    site = {path: text for path, text in site.items() if "/delivered/" not in path}
    found = [problem for problem in read(write(tmp_path, site), AS_OF).problems if problem.severity == "error"]
    assert [(problem.path, problem.help) for problem in found] == [("promises/places.yaml", "rename it to places.yml")]


def test_a_link_is_refused_and_what_it_leads_to_is_not_shown(tmp_path: Path) -> None:
    write(tmp_path, good_site())
    (tmp_path / "secret").write_text("password: tomato\n")
    (tmp_path / "promises/declared/secret.yml").symlink_to(tmp_path / "secret")
    (found,) = read(tmp_path, AS_OF).problems
    assert found.rule == "stray-file"
    assert "tomato" not in repr(found)


@pytest.mark.linux
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, good_site())
    os.mkfifo(tmp_path / "promises/declared/pipe.yml")
    assert [problem.rule for problem in read(tmp_path, AS_OF).problems] == ["stray-file"]


@pytest.mark.linux
def test_a_name_that_is_not_text_can_be_shown(tmp_path: Path) -> None:
    write(tmp_path, good_site())
    (tmp_path / os.fsdecode(b"promises/declared/\xff.yml")).write_text("")
    (found,) = read(tmp_path, AS_OF).problems
    assert found.path == "promises/declared/\N{REPLACEMENT CHARACTER}.yml"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, good_site())
    opened = Path.open

    def refuse(path: Path, *args: object, **options: object) -> object:
        if path.name == "wait.yml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    ((path, rule, _),) = _told(read(tmp_path, AS_OF).problems)
    assert (path, rule) == ("promises/declared/wait.yml", "unreadable-file")


def test_without_promises_there_is_one_problem(tmp_path: Path) -> None:
    (found,) = read(tmp_path, AS_OF).problems
    assert (found.path, found.rule) == ("promises", "missing-file")


def test_without_service_there_is_one_problem(tmp_path: Path) -> None:
    site = good_site()
    del site["promises/service.yml"]
    reading = read(write(tmp_path, site), AS_OF)
    assert reading.ledger is None
    assert [(problem.path, problem.rule) for problem in reading.problems] == [("promises/service.yml", "missing-file")]


def test_service_alone_is_a_site_with_nothing_published_yet(tmp_path: Path) -> None:
    site = {"promises/service.yml": good_site()["promises/service.yml"]}
    reading = read(write(tmp_path, site), AS_OF)
    assert reading.problems == ()
    assert reading.ledger is not None
    assert reading.ledger.entries == {}


def _parts(**records: dict[str, str]) -> dict[str, str | bytes]:
    return {f"promises/delivered/2026-01/{name}.yml": month_file(said) for name, said in records.items()}


def test_a_month_in_several_files_is_one_month(tmp_path: Path) -> None:
    site = {**good_site(), **_parts(north={"calls": RECORDS["calls"]}, south={"wait": RECORDS["wait"]})}
    site["promises/delivered/2026-01.yml"] = month_file({"plan": RECORDS["plan"]})
    reading = read(write(tmp_path, site), AS_OF)
    assert reading.problems == ()
    assert reading.ledger is not None
    assert {name for name, _ in reading.ledger.entries} == {"calls", "wait", "plan"}


def test_a_record_in_two_parts_names_both_places(tmp_path: Path) -> None:
    site = {**good_site(), **_parts(north={"calls": RECORDS["calls"]})}
    (found,) = read(write(tmp_path, site), AS_OF).problems
    assert (found.path, found.line, found.column) == ("promises/delivered/2026-01/north.yml", 3, 3)
    assert (found.rule, found.promise, found.month) == ("recorded-twice", "calls", "2026-01")
    assert "another in promises/delivered/2026-01.yml:3:3" in found.message


def test_a_letter_in_two_parts_names_both_places(tmp_path: Path) -> None:
    parts = {f"promises/delivered/2026-01/{name}.yml": f"month: 2026-01\nletter: {name}\n" for name in ("a", "b")}
    (found,) = problems(tmp_path, {**parts})
    assert (found.rule, found.path, found.line) == ("letter-twice", "promises/delivered/2026-01/b.yml", 2)
    assert "another in promises/delivered/2026-01/a.yml:2:1" in found.message


def test_month_of_a_part_matches_its_folder(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {"promises/delivered/2026-01/x.yml": "month: 2026-02\n"})
    assert found.message == "the folder's name says 2026-01, and here stands 2026-02"


def test_month_that_is_not_over_is_told_once(tmp_path: Path) -> None:
    found = problems(tmp_path, {}, as_of=date(2026, 1, 31))
    assert [(problem.rule, problem.line, problem.column) for problem in found if problem.path.endswith("01.yml")] == [
        ("month-not-over", 1, 8)
    ]


def test_two_promises_with_one_earlier_id(tmp_path: Path) -> None:
    site = good_site()
    for name in ("calls", "plan"):
        site[f"promises/declared/{name}.yml"] += "was: [old]\n"
    (found,) = read(write(tmp_path, site), AS_OF).problems
    assert (found.path, found.rule, found.message) == (
        "promises/declared/plan.yml",
        "id-taken",
        "calls says that `old` was its id too",
    )
