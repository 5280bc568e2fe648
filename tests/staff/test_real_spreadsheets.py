"""What stands in real spreadsheets beside plain figures: understood, or told once."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.staff.folder import run
from tests.staff.test_import_history import council, delivered, import_csv

AS_OF = "2025-01-05"


def import_rows(root: Path, rows: list[list[Any]], formats: dict[str, str] | None = None, change: Any = None) -> Any:
    """Import a workbook of one sheet with those rows, and number formats by cell."""
    book = import_module("openpyxl").Workbook()
    for row in rows:
        book.active.append(row)
    for cell, number_format in (formats or {}).items():
        book.active[cell].number_format = number_format
    if change:
        change(book.active)
    book.save(root / "f.xlsx")
    return run(root, "import", str(root / "f.xlsx"), as_of=AS_OF)


@pytest.mark.parametrize(("kept", "due"), [(kept, due) for due in (3, 6, 7, 9, 11, 12, 13) for kept in (1, due - 1)])
def test_a_computed_percentage_is_rounded_down_to_what_a_spreadsheet_keeps(tmp_path: Path, kept: int, due: int) -> None:
    root = council(tmp_path)
    rows = [["promise", "month", "share"], ["calls", "2024-10", kept / due]]
    result = import_rows(root, rows, {"C2": "0.0%"})
    assert result.exit_code == 0, result.output
    share = Decimal(delivered(root)["2024-10"]["calls"]["share"].rstrip("%"))
    exact = Fraction(kept * 100, due)
    assert exact - Fraction(1, 10**12) < Fraction(share) <= exact


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("level", 10 / 3, "3.33333333333334"),  # at most 5 is promised: more is worse
        ("level", 0.1 + 0.2, "0.3"),
        ("level", 57 * 1.1, "62.7"),
        ("let_down", 3.0, "3"),
    ],
)
def test_a_computed_figure_is_rounded_towards_the_bad_side(tmp_path: Path, key: str, value: float, text: str) -> None:
    root = council(tmp_path)
    rows = [["promise", "month", "level", "let_down"], ["wait", "2024-10", 4, None]]
    rows[1][2 if key == "level" else 3] = value
    result = import_rows(root, rows)
    assert result.exit_code == 0, result.output
    assert delivered(root)["2024-10"]["wait"][key] == text


MISSING = [
    "*",
    "..",
    "[c]",
    "[x]",
    "<5",
    "not available",
    "n/a",
    "N/A",
    "-",
    "…",
    "TBC",
    "suppressed",
    "fewer than 5",
    "1-4",
]


@pytest.mark.parametrize("mark", MISSING)
def test_a_mark_for_what_is_missing_is_no_figure(tmp_path: Path, mark: str) -> None:
    root = council(tmp_path)
    result = import_csv(root, f"promise;month;due;kept\ncalls;2024-10;{mark};{mark}\ncalls;2024-11;10;9\n")
    assert result.exit_code == 0, result.output
    assert f"Left out, because `{mark}` is no figure: calls in 2024-10." in result.output
    assert list(delivered(root)) == ["2024-11"]
    result = import_csv(root, f"promise;month;due;kept\ncalls;2024-12;10;{mark}\n")
    assert result.exit_code == 1
    assert "row 2, column D (kept)" in result.output
    assert "write the number" not in result.output
    assert run(root, "check", as_of=AS_OF).exit_code == 0


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("sep=;\npromise;month;due;kept\ncalls;2024-10;10;9\n", {"due": "10", "kept": "9"}),
        ("Telephone report\n\npromise,month,due,kept\ncalls,2024-10,10,9\n", {"due": "10", "kept": "9"}),
        ("promise,month,due,kept,Notes\ncalls,2024-10,10,9,a busy day\n", {"due": "10", "kept": "9"}),
        ("promise,month,due,kept\ncalls,2024-10,10,9\nTotal,,10,9\n", {"due": "10", "kept": "9"}),
        ("promise,month,due,kept\ncalls,2024-10,10,9\nGrand total,2024-10,10,9\n", {"due": "10", "kept": "9"}),
        ("promise,month,due,kept\ncalls answered,2024-10,10,9\n", {"due": "10", "kept": "9"}),
        ("promise,month,due,kept\nWe answer.,2024-10,10,9\n", {"due": "10", "kept": "9"}),
        ("promise,month,due,kept\ncalls,2024-10-01 00:00,10.0,9.0\n", {"due": "10", "kept": "9"}),
        ('promise,month,due,kept\ncalls,Oct-24,"1,200","1,100"\n', {"due": "1200", "kept": "1100"}),
        ("promise,month,due,kept\ncalls,2024-10,0,\n", {"due": "0"}),
        ("promise,month,share\ncalls,2024-10,94.2%\n", {"share": "94.2%"}),
        ("promise,month,% kept percent\ncalls,2024-10,94.2\n", {"share": "94.2%"}),
        ("promise,month,share of something\ncalls,2024-10,94.2\n", None),
        ("promise,month,Percentage\ncalls,2024-10,94.2\n", {"share": "94.2%"}),
        ("promise,month,due,kept,Estimated\ncalls,2024-10,10,9,yes\n", {"due": "10", "kept": "9", "estimated": "true"}),
        ("Service,promise,month,due,kept\n,calls,2024-10,10,9\n", {"due": "10", "kept": "9"}),
        ("\ufeffPROMISE\tMONTH\tDUE\tKEPT\ncalls\t2024-10\t10\t9\n", {"due": "10", "kept": "9"}),
        ("promise,month,due,kept,Total\ncalls,2024-10,10,9,19\n", {"due": "10", "kept": "9"}),
        ("Standard,Month,Number due,Number within target\ncalls,October 2024,10,9\n", {"due": "10", "kept": "9"}),
        ("Standard,Month,Total due,Number met,% met\ncalls,Oct 2024,10,9,90\n", {"due": "10", "kept": "9"}),
        ("Standard,Month,Total due,Number met,% met\ncalls,Oct 2024,10,9,92\n", None),
        ("promise;month;share\ncalls;2024-10;94,2%\n", {"share": "94.2%"}),
        ('promise,month,share\ncalls,2024-10,"94,2%"\n', None),
        ("promise,Year,Month,due,kept\ncalls,2024/25,October,10,9\n", {"due": "10", "kept": "9"}),
        ("promise,Year,Month,due,kept\ncalls,2024/26,October,10,9\n", None),
        ("promise,Month,due,kept\ncalls,October,10,9\n", None),
        ("promise,month,due,kept\ncalls,01/10/2024,10,9\n", None),
        ("promise,month,due,kept\ncalls,2024-10,204p,9\n", None),
        ("promise,month,due,kept\ncalls,2024-10,nil,9\n", None),
        ("promise,month,due,kept\ncalls,2024-10,#REF!,9\n", None),
        ("promise,month,share\ncalls,2024-10,0.942\n", None),
    ],
)
def test_a_table_as_people_keep_them(tmp_path: Path, text: str, figures: dict[str, str] | None) -> None:
    root = council(tmp_path)
    result = import_csv(root, text)
    assert (result.exit_code == 0) is (figures is not None), result.output
    if figures is not None:
        assert delivered(root) == {"2024-10": {"calls": figures}}
        assert run(root, "check", as_of=AS_OF).exit_code == 0


def test_a_day_with_its_time_is_the_day(tmp_path: Path) -> None:
    root = council(tmp_path)
    rows = [
        ["promise", "month", "done", "on"],
        ["test", datetime.datetime(2024, 10, 31, 0, 0), "Yes", datetime.datetime(2024, 10, 3, 14, 20)],
    ]
    assert import_rows(root, rows).exit_code == 0
    assert delivered(root) == {"2024-10": {"test": {"done": "true", "on": "2024-10-03"}}}
    assert import_csv(root, "promise,month,done,on\ntest,2024-11,no,2024-11-03 09:15:00\n").exit_code == 0
    assert delivered(root)["2024-11"] == {"test": {"done": "false", "on": "2024-11-03"}}


def test_merged_cells_name_the_rows_and_the_columns_below_them(tmp_path: Path) -> None:
    root = council(tmp_path)

    def merge(sheet: Any) -> None:
        for area in ("A1:E1", "B2:C2", "D2:E2", "A2:A3"):
            sheet.merge_cells(area)

    rows = [
        ["Council performance", None, None, None, None],
        ["promise", "October 2024", None, "November 2024", None],
        [None, "due", "kept", "due", "kept"],
        ["calls", 10, 9, 20, 18],
    ]
    result = import_rows(root, rows, change=merge)
    assert result.exit_code == 0, result.output
    assert delivered(root) == {
        "2024-10": {"calls": {"due": "10", "kept": "9"}},
        "2024-11": {"calls": {"due": "20", "kept": "18"}},
    }


@pytest.mark.parametrize(
    "days", [("01/10/2024", "01/11/2024"), ("10/01/2024", "11/01/2024"), ("1.10.2024", "1.11.2024")]
)
def test_first_days_are_the_months_that_alone_can_be_meant(tmp_path: Path, days: tuple[str, str]) -> None:
    root = council(tmp_path)
    result = import_csv(root, f"promise,month,due,kept\ncalls,{days[0]},10,9\ncalls,{days[1]},20,19\n")
    assert result.exit_code == 0, result.output
    assert {month: records["calls"]["due"] for month, records in delivered(root).items()} == {
        "2024-10": "10",
        "2024-11": "20",
    }


@pytest.mark.parametrize(("name", "month"), [("2024", "2024-10"), ("2024-25", "2024-10"), ("Year 2023/24", "2023-10")])
def test_months_by_their_names_are_of_the_year_that_the_sheet_is_named_after(
    tmp_path: Path, name: str, month: str
) -> None:
    root = council(tmp_path)
    rows = [["promise", "figure", "October"], ["calls", "due", 10], ["calls", "kept", 9]]
    result = import_rows(root, rows, change=lambda sheet: setattr(sheet, "title", name.replace("/", "-")))
    assert month in result.output, result.output


def test_a_column_may_be_named_after_the_figure_or_the_unit_of_its_promise(tmp_path: Path) -> None:
    root = council(tmp_path)
    rows = [
        ["Report", None],
        [],
        ["", "calls", "calls", "wait"],
        ["Month", "due", "kept", "Minutes"],
        ["2024-10", 10, 9, 4],
    ]
    result = import_rows(root, rows)
    assert result.exit_code == 0, result.output
    assert delivered(root)["2024-10"]["wait"]["level"] == "4"


def test_a_time_series_as_it_is_published(tmp_path: Path) -> None:
    """Titles with labels of their own, a merged heading, real days, fractions as percentages, `-`, and notes below."""
    root = council(tmp_path)
    rows = [
        [None, "Title:", "Calls to the council"],
        [None, "Period:", "October 2024 to date"],
        [None, "Source:", "The log"],
        [],
        [None, None, "Calls answered", None, None],
        [None, "Period", "Due", "Kept", "Percentage"],
        [None, datetime.datetime(2024, 10, 1), 1200, 1100, 1100 / 1200],
        [None, datetime.datetime(2024, 11, 1), "-", "-", "-"],
        [None, datetime.datetime(2024, 12, 1), 900, 801, 0.89],
        [],
        [None, "Notes:"],
        [None, "- denotes missing data"],
    ]
    formats = dict.fromkeys(("B7", "B8", "B9"), "mmm-yy") | {"E7": "0.0%", "E9": "0.0%"}
    result = import_rows(root, rows, formats, lambda sheet: sheet.merge_cells("C5:E5"))
    assert result.exit_code == 0, result.output
    assert {month: records["calls"] for month, records in delivered(root).items()} == {
        "2024-10": {"due": "1200", "kept": "1100"},
        "2024-12": {"due": "900", "kept": "801"},
    }


def test_a_sheet_of_figures_that_says_nothing_of_their_promise_is_told(tmp_path: Path) -> None:
    root = council(tmp_path)
    rows = [["Month", "Something else"], ["2024-10", 4]]
    result = import_rows(root, rows)
    assert (result.exit_code, delivered(root)) == (1, {})
    assert "nothing says whose figures these are" in result.output


def test_the_same_doubt_in_a_whole_column_is_told_once(tmp_path: Path) -> None:
    root = council(tmp_path)
    rows = "".join(f"calls,2024-{month},0.{month}\n" for month in (10, 11, 12))
    result = import_csv(root, f"promise,month,share\n{rows}")
    assert result.exit_code == 1
    assert result.output.count("a percentage is written with %") == 1
    assert "(and 2 more cells, down to row 4, column C (share))\n" in result.output


CELLS = st.one_of(
    st.integers(0, 30).map(str),
    st.sampled_from(
        ["", "", "*", "..", "94.2%", "100%", "0", "4.5", "1,204", "1 204", "yes", "no", "2024-10-03", "<5", "x"]
    ),
    st.decimals(0, 100, places=2).map(str),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["calls", "wait", "test"]),
            st.sampled_from(["2024-10", "Nov 2024", "2024-12-31"]),
            st.dictionaries(
                st.sampled_from(["due", "kept", "share", "level", "done", "on", "let_down", "estimated"]), CELLS
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_import_writes_check_takes(tmp_path_factory: pytest.TempPathFactory, rows: list[Any]) -> None:
    root = council(tmp_path_factory.mktemp("site"))
    keys = ["due", "kept", "share", "level", "done", "on", "let_down", "estimated"]
    lines = [";".join([name, month, *(cells.get(key, "") for key in keys)]) for name, month, cells in rows]
    result = import_csv(root, "\n".join([";".join(["promise", "month", *keys]), *lines]) + "\n")
    assert result.exit_code in (0, 1), result.output
    if result.exit_code:
        assert not (root / "promises/delivered").exists()
    else:
        check = run(root, "check", as_of=AS_OF)
        assert check.exit_code == 0, check.output
