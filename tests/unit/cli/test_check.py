from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests.docs.schemas import schemas
from tests.invoke import invoke
from tests.rules.site import good_site, month_file, write

MONTH = "promises/delivered/2026-01.yml"


def _run(root: Path, *arguments: str) -> Result:
    return invoke("-C", root, *arguments)


def _check(root: Path, *arguments: str) -> Result:
    return _run(root, "check", "--as-of", "2026-02-20", *arguments)


def test_all_well_is_0_and_says_what_was_looked_at(tmp_path: Path) -> None:
    result = _check(write(tmp_path, good_site()))
    assert (result.exit_code, result.output) == (0, "All well: 3 promises, 1 month, 3 records, 1 fix, 1 pledge.\n")


def test_an_error_is_1(tmp_path: Path) -> None:
    write(tmp_path, {**good_site(), MONTH: "month: 2026-01\nx: 1\n"})
    result = _check(tmp_path)
    assert result.exit_code == 1
    assert result.output.startswith("promises/delivered/2026-01.yml:2:1: error[unknown-key] ")


def test_a_warning_is_0_unless_strict(tmp_path: Path) -> None:
    write(tmp_path, {**good_site(), MONTH: month_file({"calls": "due: 1\nkept: 1\n", "wait": "level: 6"})})
    assert _check(tmp_path).exit_code == 0
    assert _check(tmp_path).output.endswith("1 warning\n")
    assert _check(tmp_path, "--strict").exit_code == 1
    assert _check(tmp_path, "--strict").output.endswith("1 error\n")


def test_wrong_usage_is_2(tmp_path: Path) -> None:
    assert _check(tmp_path, "--format", "html").exit_code == 2
    assert _run(tmp_path / "nowhere", "check").exit_code == 2


@pytest.mark.parametrize(
    ("day", "way_out"), [("2026-02-30", "from 2026-02-01 to 2026-02-28"), ("20.2.2026", "2026-02-20")]
)
@pytest.mark.parametrize("is_before", [True, False])
def test_a_day_that_is_none_is_told_how_one_is_written(tmp_path: Path, day: str, way_out: str, is_before: bool) -> None:
    as_of = ("--as-of", day)
    result = _run(tmp_path, *as_of, "check") if is_before else _run(tmp_path, "check", *as_of)
    assert result.exit_code == 2
    assert way_out in " ".join(result.output.replace("│", " ").split())


def test_a_folder_without_promises_is_1_and_one_problem(tmp_path: Path) -> None:
    result = _check(tmp_path)
    assert result.exit_code == 1
    assert result.output.endswith("1 error\n")


def test_paths_for_a_code_host_begin_at_the_top_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / "sites/one", {**good_site(), MONTH: "x: 1\n"})
    result = _check(tmp_path / "sites/one", "--format", "github")
    assert result.output.startswith("::error file=sites/one/promises/delivered/2026-01.yml,line=1,col=1,")
    assert result.exit_code == 1
    (one,) = json.loads(_check(tmp_path / "sites/one", "--format", "gitlab").output)[:1]
    assert one["location"] == {"path": "sites/one/promises/delivered/2026-01.yml", "lines": {"begin": 1}}


def test_json_is_one_object_also_where_all_is_well(tmp_path: Path) -> None:
    assert json.loads(_check(write(tmp_path, good_site()), "--format", "json").output) == {"problems": []}


def test_rules_are_told_without_reading_anything(tmp_path: Path) -> None:
    result = _check(tmp_path, "--rules")
    assert result.exit_code == 0
    assert "kept-above-due (error)\n" in result.output


def test_schemas_are_printed_or_written(tmp_path: Path) -> None:
    assert json.loads(_run(tmp_path, "schema").output) == schemas()
    assert _run(tmp_path, "schema", "--into", str(tmp_path / "made")).exit_code == 0
    assert {path.name: json.loads(path.read_text()) for path in (tmp_path / "made").iterdir()} == schemas()
