"""`promises new month` where promises are made at several places, and where there are very many promises."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from service_promises.source.read_files import read

from tests.rules.site import CALLS, POTS, SERVICE, good_site, site_with_places, with_keys, write
from tests.staff.folder import run

FOLDER = "promises/delivered/2026-01"
MONTH = f"{FOLDER}.yml"
POTS_CSV = f"{FOLDER}/pots.csv"


def _site(root: Path, changed: dict[str, str] | None = None) -> Path:
    """A site without a record, with a promise made at two shops."""
    write(root, {**good_site(), **site_with_places(), **(changed or {})})
    (root / MONTH).unlink()
    (root / POTS_CSV).unlink()
    (root / POTS_CSV).parent.rmdir()
    return root


def _rows(root: Path, path: str = POTS_CSV) -> list[list[str]]:
    return [*csv.reader((root / path).read_text().splitlines())]


@pytest.mark.parametrize(
    ("promise", "columns"),
    [
        (POTS, ["due", "kept"]),
        (POTS.replace("kind: each", "kind: done").replace("at least 95%", "every time"), ["done"]),
        (
            POTS.replace("kind: each", "kind: level\n  figure: wait\n  unit: days").replace("least 95%", "most 3"),
            ["level"],
        ),
    ],
)
def test_a_table_has_the_places_due_and_the_columns_that_are_needed(
    tmp_path: Path, promise: str, columns: list[str]
) -> None:
    root = _site(tmp_path, {"promises/declared/pots.yml": promise})
    result = run(root, "new", "month", as_of="2026-02-05")
    assert (result.exit_code, "pots at 2 shops" in result.output) == (0, True), result.output
    assert _rows(root) == [["place", *columns], ["north", *("" for _ in columns)], ["south", *("" for _ in columns)]]
    assert "\n  pots:\n" not in (root / MONTH).read_text()


@pytest.mark.parametrize("bare", [(), ("--bare",)])
def test_filled_in_it_passes(tmp_path: Path, bare: tuple[str, ...]) -> None:
    root = _site(tmp_path)
    assert run(root, "new", "month", *bare, as_of="2026-02-05").exit_code == 0
    (root / POTS_CSV).write_text((root / POTS_CSV).read_text().replace(",,", ",10,10"))
    text = (root / MONTH).read_text()
    for blank, filled in (("due:\n", "due: 3\n"), ("kept:\n", "kept: 3\n"), ("level:\n", "level: 6\n")):
        text = text.replace(f"    {blank}", f"    {filled}")
    (root / MONTH).write_text(text.replace("    done:\n", "    done: true\n"))
    assert read(root, date(2026, 2, 5)).problems == ()
    assert ("#" in text) is not bool(bare)


def test_what_belongs_to_the_whole_is_ready_to_uncomment(tmp_path: Path) -> None:
    root = _site(tmp_path)
    run(root, "new", "month", as_of="2026-02-05")
    text = (root / MONTH).read_text()
    start = text.index("  # pots:\n")
    note, _, rest = text[start:].partition("\n\n")
    text = text[:start] + note.replace("  # ", "  ").replace(":\n", ": 1\n").replace("pots: 1", "pots:") + rest
    text = text.replace("remedy: 1", "remedy:").replace("fell_short: 1", "fell_short:")
    (root / MONTH).write_text(text)
    keys = {problem.key for problem in read(root, date(2026, 2, 5)).problems if problem.promise == "pots"}
    assert "unknown-key" not in {problem.rule for problem in read(root, date(2026, 2, 5)).problems}
    assert "pots" not in keys


def test_a_total_that_can_not_be_added_up_is_asked_for(tmp_path: Path) -> None:
    level = POTS.replace("kind: each", "kind: level\n  figure: wait\n  unit: days").replace("least 95%", "most 3 days")
    root = _site(
        tmp_path, {"promises/declared/pots.yml": level.rstrip().replace("days\nif", "days\n    judged: in total\nif")}
    )
    run(root, "new", "month", as_of="2026-02-05")
    assert "\n  pots:\n" in (root / MONTH).read_text()
    assert "those of its places stand in" in (root / MONTH).read_text()


def test_only_places_due_have_a_row_and_a_promise_made_nowhere_has_no_table(tmp_path: Path) -> None:
    not_at = "not_at:\n  - {places: [north], from: 2026-01, why: Closed.}\n"
    root = _site(tmp_path, {"promises/declared/pots.yml": f"{POTS}{not_at}"})
    run(root, "new", "month", as_of="2026-02-05")
    assert [row[0] for row in _rows(root)] == ["place", "south"]
    other = _site(tmp_path / "b", {"promises/declared/pots.yml": f"{POTS}{not_at}".replace("[north]", "all")})
    result = run(other, "new", "month", as_of="2026-02-05")
    assert result.exit_code == 0
    assert "pots" not in result.output + (other / MONTH).read_text()
    assert not (other / POTS_CSV).exists()


def test_what_is_late_says_so_in_the_month_or_in_each_row(tmp_path: Path) -> None:
    root = _site(tmp_path)
    run(root, "new", "month", as_of="2026-02-20")
    assert "\nreported: 2026-02-20\n" in (root / MONTH).read_text()
    assert _rows(root)[0] == ["place", "due", "kept"]
    later = {"promises/declared/calls.yml": with_keys(CALLS, "report_by: 28\n")}
    other = _site(tmp_path / "b", later)
    run(other, "new", "month", as_of="2026-02-20")
    assert _rows(other)[1] == ["north", "", "", "2026-02-20"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    root = write(tmp_path, {**good_site(), **site_with_places()})
    (root / MONTH).unlink()
    before = (root / POTS_CSV).read_bytes()
    assert run(root, "new", "month", "2026-01", as_of="2026-02-05").exit_code == 1
    assert ((root / POTS_CSV).read_bytes(), (root / MONTH).exists()) == (before, False)


def test_a_month_that_is_begun_gets_the_tables_that_it_lacks(tmp_path: Path) -> None:
    root = _site(tmp_path)
    run(root, "new", "month", as_of="2026-02-05")
    (root / POTS_CSV).unlink()
    before = (root / MONTH).read_bytes()
    result = run(root, "new", "month", "2026-01", as_of="2026-02-05")
    assert result.exit_code == 0, result.output
    assert f"Wrote {POTS_CSV}." in result.output
    assert "pots at 2 shops" in result.output
    assert ([row[0] for row in _rows(root)], (root / MONTH).read_bytes()) == (["place", "north", "south"], before)
    late = _site(tmp_path / "b")
    (late / MONTH).write_text("month: 2026-01\ndelivered: {}\n")
    result = run(late, "new", "month", as_of="2026-02-20")
    assert _rows(late)[1] == ["north", "", "", "2026-02-20"]
    assert "It has no record of calls, plan and wait yet" in result.output


def test_a_place_that_has_its_record_gets_no_row_in_a_table_that_is_added(tmp_path: Path) -> None:
    root = _site(tmp_path)
    by_place = "month: 2026-01\ndelivered:\n  pots:\n    by_place:\n      north: "
    for number, record in enumerate(("{due: 9, kept: 9}", "{no_figure: Flood.}", "{due: }")):
        (root / POTS_CSV).unlink(missing_ok=True)
        (root / MONTH).write_text(f"{by_place}{record}\n")
        assert run(root, "new", "month", "2026-01", as_of="2026-02-05").exit_code == 0
        assert [row[0] for row in _rows(root)] == ["place", "south"], number


def test_a_table_that_is_there_is_left_and_what_it_lacks_is_named(tmp_path: Path) -> None:
    root = _site(tmp_path)
    run(root, "new", "month", as_of="2026-02-05")
    (root / POTS_CSV).write_text("place,due,kept\nnorth,9,9\n")
    result = run(root, "new", "month", "2026-01", as_of="2026-02-05")
    assert (result.exit_code, f"{POTS_CSV} has no row for south yet" in result.output) == (1, True), result.output
    assert (root / POTS_CSV).read_text() == "place,due,kept\nnorth,9,9\n"


def test_a_month_that_lacks_a_place_is_the_one_to_write(tmp_path: Path) -> None:
    root = write(tmp_path, {**good_site(), **site_with_places(), POTS_CSV: "place,due,kept\nnorth,9,9\n"})
    result = run(root, "new", "month", as_of="2026-02-20")
    assert (result.exit_code, f"{POTS_CSV} has no row for south yet" in result.output) == (1, True), result.output


def test_two_hundred_promises_make_a_short_message_and_a_file_for_people(tmp_path: Path) -> None:
    many: dict[str, str] = {}
    for number in range(200):
        wording = CALLS.replace("your call", f"your call number {number}")
        many[f"promises/declared/calls-{number:03}.yml"] = wording
    root = _site(tmp_path, many)
    result = run(root, "new", "month", as_of="2026-02-05")
    assert result.exit_code == 0
    assert (
        "204 promises are due in it: calls, calls-000, calls-001, calls-002, calls-003 and 199 more." in result.output
    )
    assert max(map(len, result.output.splitlines())) < 200
    text = (root / MONTH).read_text()
    assert text.count("fell_short:") == 1
    assert len(text.splitlines()) < 204 * 9
    assert text.count("\n    due:\n    kept:\n") == 201


def test_rows_that_are_still_blank_are_one_problem(tmp_path: Path) -> None:
    shops = "".join(f"  shop-{number}: {{name: Shop {number}}}\n" for number in range(1, 15))
    root = _site(tmp_path, {"promises/places.yml": f"places:\n{shops}"})
    run(root, "new", "month", as_of="2026-02-05")
    table = root / POTS_CSV
    problems = [one for one in read(root, date(2026, 2, 5)).problems if one.path == POTS_CSV]
    message = "14 rows have no figures: shop-1, shop-2, shop-3, shop-4, shop-5 and 9 more"
    assert [(one.message, one.line, one.rule) for one in problems] == [(message, 2, "figure-missing")]
    table.write_text(table.read_text().replace(",,", ",1,1", 12))
    problems = [one for one in read(root, date(2026, 2, 5)).problems if one.path == POTS_CSV]
    assert [one.line for one in problems] == [14, 15]


@pytest.mark.parametrize("kept", [10, 1000])
def test_months_that_are_tables_alone_are_checked_for_slips_too(tmp_path: Path, kept: int) -> None:
    root = _site(tmp_path, {"promises/service.yml": SERVICE.replace("  until: 2026-01\n", "")})
    for number in range(1, 8):
        table = root / f"promises/delivered/2026-{number:02}/pots.csv"
        table.parent.mkdir(parents=True)
        figure = kept if number == 7 else 10
        table.write_text(f"place,due,kept\nnorth,{figure},{figure}\nsouth,{figure},{figure}\n")
    result = run(root, "check", as_of="2026-08-20")
    assert result.exit_code == 0, result.output
    assert ("100 times" in result.output) is (kept == 1000)
