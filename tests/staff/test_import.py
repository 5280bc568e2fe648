from __future__ import annotations

import datetime
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_promises.source.yaml.parse import parse
from service_promises.staff.figure_import.fill import NotFillable, fill
from service_promises.staff.spreadsheets.column_names import COLUMNS

from tests.staff.folder import run, site

OCTOBER = "promises/delivered/2026-10.yml"


def _csv(root: Path, text: str, name: str = "f.csv") -> str:
    (root / name).write_text(text, encoding="utf-8")
    return str(root / name)


def _xlsx(root: Path, rows: list[list[Any]], change: Any = None) -> str:
    book = import_module("openpyxl").Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    book.save(root / "f.xlsx")
    return str(root / "f.xlsx")


def _second_sheet(book: Any) -> None:
    sheet = book.create_sheet("b")
    sheet.append(["promise", "kept"])
    sheet.append(["home-in-ten", 2])


def test_only_the_figures_change(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = (root / OCTOBER).read_text().splitlines()
    result = run(root, "import", "2026-10", _csv(root, "promise,due,kept\nhome-in-ten,176,169\nloan-teapot,4,4\n"))
    assert result.exit_code == 0, result.output
    assert "home-in-ten: kept 169 (was 168)" in result.output
    assert "        was: {kept: 168}" in result.output
    after = (root / OCTOBER).read_text().splitlines()
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert changed == [("    kept: 168", "    kept: 169")]


def test_a_dry_run_changes_nothing_and_says_the_same(tmp_path: Path) -> None:
    root = site(tmp_path)
    table = _csv(root, "promise,kept\nhome-in-ten,169\n")
    before = (root / OCTOBER).read_bytes()
    said = run(root, "import", "2026-10", table, "--dry-run").output
    assert (root / OCTOBER).read_bytes() == before
    assert said.replace("Would change", "Changed") == run(root, "import", "2026-10", table).output


def test_blanks_of_a_new_month_are_filled_and_notes_stay(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / OCTOBER).unlink()
    run(root, "new", "month")
    notes = [line for line in (root / OCTOBER).read_text().splitlines() if "#" in line]
    table = "promise,due,kept,level,let_down\nhome-in-ten,176,168,,\na-person-answers,,,3.6,21\n"
    assert run(root, "import", "2026-10", _csv(root, table)).exit_code == 0
    after = (root / OCTOBER).read_text()
    assert [line for line in after.splitlines() if "#" in line] == [
        *notes[: notes.index("    # let_down:")],
        *notes[notes.index("    # let_down:") + 1 :],
    ]
    data = parse(after.encode()).data["delivered"]
    assert data["home-in-ten"]["kept"] == "168"
    assert data["a-person-answers"]["let_down"] == "21"


def test_a_month_without_a_file_gets_one(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / OCTOBER).unlink()
    result = run(root, "import", "2026-10", _csv(root, "promise,due,kept\nhome-in-ten,176,168\n"))
    assert (
        "Due in 2026-10, and not in the table or the files: a-person-answers, counter-wait, loan-teapot"
        in result.output
    )
    assert run(root, "check").exit_code == 0


@pytest.mark.parametrize(
    "table",
    [
        "promiss,due\nhome-in-ten,1\n",
        "promise,due\nhome-in-tens,1\n",
        "promise,done\ntested-for-tea,true\n",  # which is not due in October
        "",
    ],
)
def test_a_table_of_nothing_known_makes_no_file_for_a_month_without_one(tmp_path: Path, table: str) -> None:
    root = site(tmp_path)
    (root / OCTOBER).unlink()
    result = run(root, "import", "2026-10", _csv(root, table))
    assert result.exit_code == 1
    assert "nothing was changed" in result.output
    assert not (root / OCTOBER).exists()


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    root = site(tmp_path)
    raw = b"\xef\xbb\xbf" + (root / OCTOBER).read_bytes().replace(b"\n", b"\r\n")
    (root / OCTOBER).write_bytes(raw)
    run(root, "import", "2026-10", _csv(root, "promise,kept\nhome-in-ten,169\n"))
    assert (root / OCTOBER).read_bytes() == raw.replace(b"kept: 168", b"kept: 169", 1)


def test_a_split_month_is_changed_in_its_parts(tmp_path: Path) -> None:
    root = site(tmp_path)
    result = run(root, "import", "2026-05", _csv(root, "promise,kept\nloan-teapot,3\n"))
    assert "Changed promises/delivered/2026-05/bench.yml:" in result.output


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('promise,due,kept\nhome-in-ten,"1,17",168\n', "row 2, column B (due): `1,17`"),
        ("promise,due,kept\nhome-in-ten,176,200\n", "row 2, column C (kept): home-in-ten: more was kept (200)"),
        ("promise,share\nhome-in-ten,0.94\n", "write: 94%"),
        ("promise,due,kept\nhome-in-tens,1,1\n", "did you mean `home-in-ten`?"),
        (
            "promise,due,kept\nhome-in-ten,1,1\nhome-in-ten,1,1\n",
            "row 3, column B (due): home-in-ten has `due` of 2026-10 in row 2, column B (due) too",
        ),
        ("promise,due,kep\nhome-in-ten,1,1\n", "row 1, column C: `kep` is not the name of a column"),
        ("promise,kept,kept\nhome-in-ten,1,1\n", "`kept` stands twice"),
        ("due,kept\n1,1\n", "nothing says whose figures these are"),
        ("promise,due,kept\nhome-in-ten,176,168,9\n", "row 2, column D: it says `9`, and the column has no name"),
        ("promise,due,kept\nhome-in-ten,,\n", "Left out, because there is no figure: home-in-ten in 2026-10"),
        ("promise,due,kept\n,1,1\n", "row 2: it has figures and no promise"),
        ("promise,due\nhome-in-ten,n/a\n", "Left out, because `n/a` is no figure: home-in-ten in 2026-10"),
        ("promise,level\nhome-in-ten,3\n", "measured as `each`, which has no `level`"),
        ("promise,level\na-person-answers,3%\n", "it is measured in"),
        ("promise,done\ntested-for-tea,true\n", "no record of tested-for-tea is due in 2026-10"),
        ('promise,due\n"home-in-ten,1\n', "is opened and never closed"),
        ("", "there is nothing in it"),
    ],
)
def test_a_doubtful_cell_changes_nothing(tmp_path: Path, table: str, said: str) -> None:
    root = site(tmp_path)
    before = (root / OCTOBER).read_bytes()
    result = run(root, "import", "2026-10", _csv(root, table))
    assert result.exit_code == 1
    assert said in result.output
    assert (root / OCTOBER).read_bytes() == before


def test_a_workbook_is_read_as_it_would_be_typed(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "promises/delivered/2026-09.yml").write_text("month: 2026-09\ndelivered:\n")

    def percent(book: Any) -> None:
        book.active["C2"].number_format = "0.0%"

    rows = [
        ["promise", "due", "share", "done", "on"],
        ["home-in-ten", None, 0.942, None, None],
        ["loan-teapot", None, "94.25 %", None, None],
        ["tested-for-tea", None, None, True, datetime.datetime(2026, 9, 3)],
    ]
    result = run(root, "import", "2026-09", _xlsx(root, rows, percent))
    assert result.exit_code == 0, result.output
    assert parse((root / "promises/delivered/2026-09.yml").read_bytes()).data["delivered"] == {
        "home-in-ten": {"share": "94.2%"},
        "loan-teapot": {"share": "94.25 %"},
        "tested-for-tea": {"done": "true", "on": "2026-09-03"},
    }


@pytest.mark.parametrize(
    ("rows", "change", "said"),
    [
        ([["promise", "due"], ["home-in-ten", 1 / 3]], None, "is not a whole number of them"),
        ([["promise", "due"], ["home-in-ten", "=1+1"]], None, "row 2, column B (due): this formula has no result"),
        ([["promise", "share"], ["home-in-ten", 94.2]], None, "row 2, column B (share)"),
        (
            [["promise", "kept"], ["home-in-ten", 1]],
            lambda book: setattr(book.active.row_dimensions[2], "hidden", True),
            "hidden row",
        ),
        ([["promise", "kept"], ["home-in-ten", 1]], _second_sheet, "several sheets"),
        ([["promise", "kept"], ["home-in-ten", 1]], lambda book: book.active.merge_cells("A2:B2"), "joined into one"),
    ],
)
def test_a_doubtful_workbook_changes_nothing(tmp_path: Path, rows: Any, change: Any, said: str) -> None:
    root = site(tmp_path)
    before = (root / OCTOBER).read_bytes()
    result = run(root, "import", "2026-10", _xlsx(root, rows, change))
    assert result.exit_code == 1
    assert said in result.output
    assert (root / OCTOBER).read_bytes() == before


@pytest.mark.parametrize("name", ["none.csv", "broken.xlsx", "notes.txt"])
def test_a_file_that_is_no_table_is_said_and_never_a_traceback(tmp_path: Path, name: str) -> None:
    root = site(tmp_path)
    if name != "none.csv":
        (root / name).write_bytes(b"PK\x03\x04 no zip")
    assert run(root, "import", "2026-10", str(root / name)).exit_code == 1


ODD = [
    "month: 2026-10\n",
    "month: 2026-10\ndelivered:",
    "month: 2026-10\ndelivered: {}  # soon\n",
    "month: 2026-10\ndelivered:\n  a: {due: 1, kept: 1} # one\n  b:\nletter: |\n  Hello\n\n",
    "month: 2026-10\ndelivered:\n    a:   # first\n        due: '1'   # as told\n        kept:\n    b: {}\n# end\n",
    'letter: x\ndelivered:\n  "a":\n    let_down: 3\n    fell_short:\n      fixes: []\n      why: >-\n        so\n\n  # b next\n'
    "  b: null\nmonth: 2026-10\n",
    "month: 2026-10\ndelivered:\n  a:\n    corrected:\n    - on: 2026-11-01\n      was: {due: 1}\n      why: x\n    due:\n",
]


@given(
    text=st.sampled_from(ODD),
    figures=st.dictionaries(
        st.sampled_from(["a", "b", "c"]),
        st.dictionaries(st.sampled_from(["due", "kept", "let_down"]), st.just("7"), min_size=1),
        min_size=1,
    ),
)
def test_filling_says_what_was_meant_or_refuses(text: str, figures: dict[str, dict[str, str]]) -> None:
    try:
        done = fill(text, figures)
    except NotFillable:
        return
    data = parse(done.encode()).data["delivered"]
    for name, new in figures.items():
        assert new.items() <= data[name].items()
    assert [line for line in text.split("\n") if line.strip().startswith("#")] == [
        line for line in done.split("\n") if line.strip().startswith("#")
    ]


def test_the_help_names_every_column(tmp_path: Path) -> None:
    text = " ".join(run(tmp_path, "import", "--help", as_of=None).output.split())
    assert [name for name in COLUMNS if not re.search(rf"\b{name}\b", text)] == []
