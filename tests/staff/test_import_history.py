"""Whole histories: long, wide and turned tables, several sheets, and the site's own data."""

from __future__ import annotations

import datetime
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from service_promises.source.yaml.parse import parse

from tests.staff.folder import run

SERVICE = """\
name: Made-up Council
about: We answer calls.
for: Being heard.
covers: {from: 2024-10}
reach_us:
  - {name: Write to us, url: "mailto:hello@example.com"}
"""
PROMISE = """\
promise: %s
made_to: Callers
because: Callers need it.
concerns: [on time]
owner: The desk
measure:
%s
terms:
  - {since: 2024-10, target: %s}
if_we_fall_short: We ring back.
"""
EACH = "  {kind: each, counts: Calls., source: The log., case: {one: call, many: calls}}"
LEVEL = "  {kind: level, counts: Calls., source: The log., figure: Wait, unit: minutes}"
DONE = "  {kind: done, counts: The test., source: The book.}"
MONTHS = ["2024-10", "2024-11", "2024-12"]


def council(into: Path) -> Path:
    """A made-up site with a promise of each kind from October 2024 on, and no month yet."""
    root = into / "council"
    declared = root / "promises" / "declared"
    declared.mkdir(parents=True)
    (root / "promises/service.yml").write_text(SERVICE)
    (declared / "calls.yml").write_text("short: Calls answered\n" + PROMISE % ("We answer.", EACH, "at least 90%"))
    (declared / "wait.yml").write_text(PROMISE % ("You wait five minutes at most.", LEVEL, "at most 5"))
    (declared / "test.yml").write_text(PROMISE % ("We test the line.", DONE, "every time"))
    return root


def delivered(root: Path) -> dict[str, Any]:
    """The records by month, as they stand in the files."""
    files = sorted((root / "promises/delivered").glob("*.yml"))
    return {file.stem: parse(file.read_bytes()).data["delivered"] for file in files}


def import_csv(root: Path, text: str, *options: str) -> Any:
    """Import a CSV file of that text on 5 January 2025."""
    (root / "figures.csv").write_text(text, encoding="utf-8")
    return run(root, "import", str(root / "figures.csv"), *options, as_of="2025-01-05")


WHOLE = {
    "2024-10": {"calls": {"due": "10", "kept": "9"}, "wait": {"level": "4.5"}},
    "2024-11": {"calls": {"due": "1200", "kept": "1100"}, "wait": {"level": "5"}},
}

LAYOUTS = {
    "long": "month,promise,due,kept,level\n2024-10,calls,10,9,\n2024-10,wait,,,4.5\n"
    '2024-11,calls,"1,200",1100,\n2024-11,wait,,,5\n',
    "a row for each figure": "promise,figure,2024-10,2024-11\ncalls,due,10,1200\ncalls,kept,9,1100\nwait,level,4.5,5\n",
    "months across": "promise,Oct 2024 due,Oct 2024 kept,Oct-24 level,2024-11 due,2024-11 kept,2024-11 level\n"
    "calls,10,9,,1200,1100,\nwait,,,4.5,,,5\n",
    "months above": ",October 2024,,,Nov-24,,\npromise,due,kept,level,due,kept,level\n"
    "Calls answered,10,9,,1200,1100,\nYou wait five minutes at most,,,4.5,,,5\n",
    "figures above": ",due,,kept,,level,\npromise,2024-10,2024-11,2024-10,2024-11,2024-10,2024-11\n"
    "calls,10,1200,9,1100,,\nwait,,,,,4.5,5\n",
    "promises across": "month,calls due,calls kept,wait\n10/2024,10,9,4.5\n2024/11,1200,1100,5\nTotal,1210,1109,\n",
    "promises above": ",calls,,wait\nmonth,due,kept,level\n2024-10,10,9,4.5\n2024-11,1200,1100,5\n",
    "year and month": "promise;year;month;due;kept;level\ncalls;2024;October;10;9;\nwait;2024;10;;;4.5\n"
    "calls;2024;Nov;1200;1100;\nwait;2024;11;;;5\n",
    "a title and a footnote": "sep=;\nCouncil performance 2024-25;;;;;\n;;;;;\nKPI;Period;Due;Kept;Level;Notes\n"
    "calls;31/10/2024;10;9;;busy\nwait;2024-10-31 00:00:00;;;4.5;\nTotal;2024-10;10;9;;\ncalls;2024-11;1 200;1100;;\n"
    "wait;2024-11;;;5;\n;;;;;\nSource: the log;;;;;\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_history_is_understood_however_it_is_laid_out(tmp_path: Path, layout: str) -> None:
    root = council(tmp_path)
    result = import_csv(root, LAYOUTS[layout])
    assert result.exit_code == 0, result.output
    assert delivered(root) == WHOLE
    assert run(root, "check", as_of="2025-01-05").exit_code == 0


def test_every_sheet_of_a_workbook_is_taken_by_its_name(tmp_path: Path) -> None:
    root = council(tmp_path)
    book = import_module("openpyxl").Workbook()
    book.active.title = "Read me"
    book.active["A1"] = "Figures of the council"
    rows = {
        "Oct 2024": [["Performance in October", None], ["promise", "due", "kept"], ["calls", 10, 9]],
        "2024-11": [["promise", "due", "kept"], ["calls", 1200, 1100]],
        "wait": [["month", "level"], [datetime.datetime(2024, 10, 1), 4.5], [datetime.datetime(2024, 11, 30), 5]],
    }
    for name, lines in rows.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book["Oct 2024"].merge_cells("A1:C1")
    book.save(root / "f.xlsx")
    result = run(root, "import", str(root / "f.xlsx"), as_of="2025-01-05")
    assert result.exit_code == 0, result.output
    assert "Nothing was taken from the sheet Read me" in result.output
    assert delivered(root) == WHOLE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("promise,due,kept\ncalls,10,9\n", "add a column `month`; or name the month"),
        ("promise,month,due,kept\ncalls,2024-10,10,9\ncalls,2024-11,10,11\n", "row 3, column D (kept)"),
        (
            "promise,month,due,kept\ncalls,2023-10,10,9\ncalls,2023-11,9,9\n",
            "below `covers:`, and import again: from: 2023-10",
        ),
        ("promise,month,due,kept\ncalls,2024-12,10,9\ncalls,2025-01,9,9\n", "not over before 2025-02-01"),
        ("promise,month,due,kept\ncalls,01/11/2024,10,9\n", "write: 2024-11 or 2024-01, whichever is meant"),
        ("promise,month,due,kept\ncalls,Q3 2024,10,9\n", "the month in which the quarter is reported"),
        ("promise,2024-10\ncalls,10\n", "add a column `figure` with due or kept in each row"),
        ("promise,figure,2024-10\ncalls,dew,10\n", "did you mean `due`?"),
    ],
)
def test_one_doubt_in_a_history_changes_nothing(tmp_path: Path, text: str, reason: str) -> None:
    root = council(tmp_path)
    result = import_csv(root, text)
    assert result.exit_code == 1
    assert reason in result.output
    assert not (root / "promises/delivered").exists()


def test_a_promise_has_no_figures_before_its_first_term(tmp_path: Path) -> None:
    root = council(tmp_path)
    path = root / "promises/declared/calls.yml"
    path.write_text(path.read_text().replace("since: 2024-10", "since: 2024-12"))
    text = "promise,month,due,kept\ncalls,2024-10,10,9\ncalls,2024-11,10,9\n"
    result = import_csv(root, text)
    assert result.exit_code == 1
    assert result.output.count("its first term begins in 2024-12") == 1
    path.write_text(path.read_text() + "also_measured: true\n")
    assert import_csv(root, text).exit_code == 0
    assert run(root, "check", as_of="2025-01-05").exit_code == 0


def test_a_dry_run_of_a_history_writes_nothing(tmp_path: Path) -> None:
    root = council(tmp_path)
    result = import_csv(root, LAYOUTS["long"], "--dry-run")
    assert result.exit_code == 0
    assert "Would change promises/delivered/2024-10.yml" in result.output
    assert not (root / "promises/delivered").exists()


def test_only_what_stood_in_public_as_not_reported_is_late(tmp_path: Path) -> None:
    root = council(tmp_path)
    (root / "promises/service.yml").write_text(SERVICE.replace("2024-10", "2024-11"))
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)
    (root / "promises/service.yml").write_text(SERVICE)
    assert import_csv(root, LAYOUTS["long"]).exit_code == 0
    texts = {path.stem: path.read_text() for path in (root / "promises/delivered").glob("*.yml")}
    assert "reported:" not in texts["2024-10"]  # nothing was published of it before
    assert "\nreported: 2025-01-05\n" in texts["2024-11"]


def test_the_data_of_a_site_come_back_as_they_were(tmp_path: Path) -> None:
    root = council(tmp_path)
    text = (
        "promise,month,due,kept,share,level,done,on,let_down,provisional,estimated\n"
        "calls,2024-10,10,9,,,,,,,\ncalls,2024-11,,,94.25%,,,,12,,yes\ncalls,2024-12,0,,,,,,,,\n"
        "wait,2024-10,,,,4.5,,,3,yes,\nwait,2024-11,,,,5,,,,,\ntest,2024-10,,,,,yes,2024-10-03,,,\ntest,2024-11,,,,,no,,4,,\n"
    )
    result = import_csv(root, text)
    assert result.exit_code == 0, result.output
    before = delivered(root)
    (root / "mkdocs.yml").write_text(
        "site_name: a\nsite_url: https://example.com/\ntheme: {name: material, font: false}\nplugins: [search, promises]\n"
    )
    assert run(root, "pages", "--into", str(tmp_path / "pages"), as_of="2025-01-05").exit_code == 0
    data = (tmp_path / "pages/data/deliveries.csv").read_text(encoding="utf-8-sig")
    for path in (root / "promises/delivered").glob("*.yml"):
        path.unlink()
    result = import_csv(root, data)
    assert result.exit_code == 0, result.output
    assert "Explanations, corrections" in result.output
    assert delivered(root) == before
    assert import_csv(root, data.replace(",no,", ",yes,")).exit_code == 1


def _warnings(root: Path) -> list[str]:
    return [line for line in run(root, "check", as_of="2025-01-05").output.splitlines() if "[unlikely" in line]


def test_zeros_beside_a_done_record_are_told(tmp_path: Path) -> None:
    root = council(tmp_path)
    import_csv(root, "promise,month,due,kept,done\ncalls,2024-10,90,88,\ntest,2024-10,,,yes\n")
    import_csv(root, "promise,month,due,kept,done\ncalls,2024-11,0,,\ntest,2024-11,,,yes\n")
    assert len(_warnings(root)) == 1
    assert "every figure of 2024-11 is zero" in _warnings(root)[0]


def test_a_level_in_percent_typed_as_a_fraction_is_told(tmp_path: Path) -> None:
    root = council(tmp_path)
    path = root / "promises/declared/wait.yml"
    path.write_text(path.read_text().replace("unit: minutes", 'unit: "%"').replace("at most 5", "at least 95%"))
    import_csv(root, "promise,month,level\nwait,2024-10,0.942\n")
    assert len(_warnings(root)) == 1
    assert "`level` of wait in 2024-10 is about 1/100 of the target" in _warnings(root)[0]
