"""`promises import` of figures at places: all of a table or nothing, and what it writes passes the check."""

from __future__ import annotations

import csv
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from service_promises.problems.problem import Severity
from service_promises.source.read_files import read
from service_promises.staff.figure_import.places import filled_table

from tests.rules.site import POTS, good_site, site_with_places, write
from tests.staff.folder import run

POTS_CSV = "promises/delivered/2026-01/pots.csv"
AS_OF = "2026-02-05"
SHOPS = """\
called: {one: shop, many: shops}
places:
  north: {name: North Shop, also_called: [The Mill]}
  south: {name: South Shop}
  old: {name: Old Shop, until: 2025-12}
  east: {name: East Shop}
"""


def _site(root: Path, *, pots: str = POTS, with_table: bool = False) -> Path:
    files: dict[str, str | bytes] = {**good_site(), **site_with_places(), "promises/places.yml": SHOPS}
    files["promises/declared/pots.yml"] = pots
    if not with_table:
        del files[POTS_CSV]
    return write(root, files)


def _import(root: Path, text: str, *arguments: str, name: str = "figures.csv") -> str:
    (root / name).write_text(text)
    result = run(root, "import", *arguments, str(root / name), as_of=AS_OF)
    return f"{result.exit_code}: {result.output}"


def _rows(root: Path) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in csv.reader((root / POTS_CSV).read_text().splitlines())}


@pytest.mark.parametrize(
    "text",
    [
        "promise,month,place,due,kept\npots,2026-01,north,10,9\npots,2026-01,south,8,8\npots,2026-01,east,0,0\n",
        "promise;month;shop;due;kept\nPots;Jan 2026;the mill;10;9\npots;Jan 2026;South shop;8;8\npots;Jan 2026;East Shop;0;0\n",
        "Region,Code,Shop,month,due,kept\nA,north,Any,2026-01,10,9\nA,south,Any,2026-01,8,8\nB,east,Any,2026-01,0,0\n",
        "place,2026-01 due,2026-01 kept\nnorth,10,9\nsouth,8,8\neast,0,0\nTotal,18,17\n",
        "figure,month,North Shop,South Shop,East Shop\ndue,2026-01,10,8,0\nkept,2026-01,9,8,0\n",
        "month,North Shop,,South Shop,,East Shop,\n,due,kept,due,kept,due,kept\n2026-01,10,9,8,8,0,0\n",
    ],
)
def test_places_in_rows_or_as_columns_by_id_or_name(tmp_path: Path, text: str) -> None:
    root = _site(tmp_path)
    assert _import(root, text).startswith("0: "), _import(root, text)
    assert _rows(root) == {"place": ["due", "kept"], "north": ["10", "9"], "south": ["8", "8"], "east": ["0", "0"]}
    assert [one for one in read(root, date(2026, 2, 5)).problems if one.severity is Severity.ERROR] == []


def test_what_a_table_says_besides_stays(tmp_path: Path) -> None:
    root = _site(tmp_path, with_table=True)
    table = b'\xef\xbb\xbfplace;note;due;kept\r\nnorth;"One, two";10;10\r\n'
    (root / POTS_CSV).write_bytes(table)
    output = _import(root, "place,due,kept,provisional\nnorth,12,10,yes\nsouth,3,3,\neast,1,1,\n", "2026-01")
    assert (root / POTS_CSV).read_bytes() == (
        b"\xef\xbb\xbfplace;note;due;kept;provisional\r\nnorth;One, two;12;10;true\r\nsouth;;3;3;\r\neast;;1;1;\r\n"
    )
    assert "pots at 3 places: north (due 12 (was 10), provisional true), south (due 3, kept 3) and east" in output
    assert "for north: was: {due: 10}" in output


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ("west,1,1\nwest,2,2\n", ["figures.csv: row 2, column A (place): there is no place `west`"]),
        ("old,1,1\n", ["row 2: nothing is due at old after 2025-12"]),
        ("north,1,1\nnorth,1,1\n", ["row 3, column B (due): pots at north has `due` of 2026-01 in row 2"]),
        ("north,3,4\n", ["pots at north: "]),
        (",3,3\n", ["row 2: it has figures and no place"]),
        ("nroth,1,1\nold,1,1\nsouth,x1,1\n", ["there is no place `nroth`", "old", "`x1`"]),
    ],
)
def test_what_is_doubtful_changes_nothing(tmp_path: Path, rows: str, messages: list[str]) -> None:
    root = _site(tmp_path)
    output = _import(root, f"place,due,kept\n{rows}", "2026-01")
    assert output.startswith("1: ")
    for message in messages:
        assert output.count(message) == 1, output
    assert not (root / POTS_CSV).exists()


@pytest.mark.parametrize(
    ("record", "rows", "message"),
    [
        (
            "{due: 20, kept: 18}",
            "pots,north,9,9\npots,south,8,8\npots,east,1,1\n",
            "row 2: pots in 2026-01: the places add",
        ),
        ("{share: 95%}", "pots,north,9,9\n", "the total only says share"),
        ("{no_figure: A flood.}", "pots,north,9,9\n", "places have reported theirs"),
        ("{due: 18, kept: 18}", "pots,north,9,9\npots,south,8,8\npots,east,1,1\n", ""),
        ("{due: 20, kept: 18}", "pots,north,9,9\n", ""),
        ("{due: 20, kept: 18, elsewhere: {why: Another edition.}}", "pots,north,9,9\n", ""),
    ],
)
def test_places_fit_the_total_that_stands_in_the_month(tmp_path: Path, record: str, rows: str, message: str) -> None:
    root = _site(tmp_path)
    path = root / "promises/delivered/2026-01.yml"
    path.write_text(f"{path.read_text()}  pots: {record}\n")
    output = _import(root, f"promise,place,due,kept\n{rows}", "2026-01")
    assert (message in output, output[:3]) == (True, "1: " if message else "0: "), output
    assert (root / POTS_CSV).exists() is not bool(message)
    errors = [one for one in read(root, date(2026, 2, 5)).problems if one.severity is Severity.ERROR]
    assert errors == []


def test_a_total_that_is_imported_fits_the_places_that_stand_in_the_month(tmp_path: Path) -> None:
    root = _site(tmp_path, with_table=True)
    (root / POTS_CSV).write_text("place,due,kept\nnorth,9,9\nsouth,8,8\neast,1,1\n")
    output = _import(root, "promise,due,kept\npots,18,17\n", "2026-01")
    assert "row 2, column C (kept): pots in 2026-01: the places add up to kept: 18" in output, output
    assert _import(root, "promise,due,kept\npots,18,18\n", "2026-01").startswith("0: ")


@pytest.mark.parametrize(
    ("total", "message"),
    [
        ("Total,20,17", "row 4, column B (due): the places in the table add up to due: 18, and its total says 20"),
        ("Grand total,18,17", ""),
        ("Average,9,8.5", ""),
        ("Total,,17", ""),
        ("Total,18,17\nAll,99,99", ""),
    ],
)
def test_a_row_of_totals_is_compared_with_the_places(tmp_path: Path, total: str, message: str) -> None:
    root = _site(tmp_path)
    output = _import(root, f"place,due,kept\nnorth,10,9\nsouth,8,8\n{total}\n", "2026-01")
    assert (message in output, output[:3]) == (True, "1: " if message else "0: "), output


def test_a_place_in_not_at_is_told_once_for_all_months(tmp_path: Path) -> None:
    pots = POTS.replace("at: all\n", "at: all\nnot_at:\n  - {places: [south], from: 2026-01, why: Not counted.}\n")
    root = _site(tmp_path, pots=pots)
    output = _import(root, "month,place,due,kept\n2026-01,south,1,1\n2026-01,north,1,1\n")
    assert output.startswith("1: ")
    assert output.count("Not counted.") == 1


def test_a_promise_that_is_made_at_no_places_takes_none(tmp_path: Path) -> None:
    root = _site(tmp_path)
    output = _import(root, "promise,place,due,kept\ncalls,north,1,1\n", "2026-01")
    assert output.startswith("1: ")
    assert "at:" in output


def test_a_record_under_by_place_is_left_to_people(tmp_path: Path) -> None:
    root = _site(tmp_path)
    path = root / "promises/delivered/2026-01.yml"
    path.write_text(f"{path.read_text()}  pots:\n    by_place:\n      north: {{due: 1, kept: 1}}\n")
    assert _import(root, "place,due,kept\nnorth,1,1\n", "2026-01").startswith("0: ")
    output = _import(root, "place,due,kept\nnorth,2,1\n", "2026-01")
    assert (output.startswith("1: "), "under `by_place`" in output) == (True, True)


COUNTS = st.integers(0, 10**9).flatmap(lambda due: st.tuples(st.just(due), st.integers(0, due)))


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["north", "South Shop", "east"]), COUNTS, min_size=1),
    st.sampled_from([",", ";", "\t"]),
    st.booleans(),
)
def test_what_import_writes_check_takes(
    counts: dict[str, tuple[int, int]], delimiter: str, is_provisional: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = _site(Path(folder))
        rows = [["place", "due", "kept", "provisional"]]
        rows += [
            [place, f"{due:,}", str(kept), "yes" if is_provisional else ""] for place, (due, kept) in counts.items()
        ]
        text = "".join(delimiter.join(f'"{cell}"' for cell in row) + "\n" for row in rows)
        assert _import(root, text, "2026-01").startswith("0: ")
        reading = read(root, date(2026, 2, 5))
        assert [problem for problem in reading.problems if problem.severity is Severity.ERROR] == []
        assert reading.partial is not None
        there = {
            one.place.name: (one.delivery.due, one.delivery.kept)
            for entry in reading.partial.by_promise["pots"]
            for one in entry.place_entries
            if one.place and one.delivery
        }
        assert {name.removesuffix(" Shop").lower(): of_place for name, of_place in there.items()} == {
            name.removesuffix(" Shop").lower(): of_place for name, of_place in counts.items()
        }


def test_a_short_row_is_filled_up() -> None:
    assert filled_table(b"place,due,kept\nnorth\n", {"north": {"kept": "1"}}) == b"place,due,kept\nnorth,,1\n"
