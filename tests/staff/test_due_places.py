"""`promises due` of promises that are made at several places: one line for each month, however many places lack."""

from __future__ import annotations

import json
from pathlib import Path

from tests.rules.site import CALLS, POTS, good_site, site_with_places, with_keys, write
from tests.staff.folder import run

POTS_CSV = "promises/delivered/2026-01/pots.csv"


def _site(root: Path, names: int, rows: int) -> Path:
    """A promise at so many shops, of which the first few were reported."""
    shops = "".join(f"  shop-{number}: {{name: Shop {number}}}\n" for number in range(1, names + 1))
    files: dict[str, str] = {**good_site(), **site_with_places()}
    files["promises/places.yml"] = f"called: {{one: shop, many: shops}}\nplaces:\n{shops}"
    files[POTS_CSV] = "place,due,kept\n" + "".join(f"shop-{number},5,5\n" for number in range(1, rows + 1))
    if not rows:
        del files[POTS_CSV]
    return write(root, files)


def test_many_places_that_are_late_are_one_line(tmp_path: Path) -> None:
    root = _site(tmp_path, 190, 2)
    result = run(root, "due", as_of="2026-02-20")
    assert result.output.splitlines()[1:2] == [
        "  pots, January 2026: the record of 188 of 190 shops (Shop 3, Shop 4, Shop 5, Shop 6, Shop 7 and 183 more)"
        " was due by 10 February 2026, 10 days late. Owner: The shops"
    ]
    [task] = json.loads(run(root, "due", "--format", "json", as_of="2026-02-20").output)["due"]
    assert (task["kind"], len(task["places"]), task["places"][0]) == ("late", 188, "shop-3")


def test_before_their_date_they_are_due_soon(tmp_path: Path) -> None:
    root = _site(tmp_path, 3, 2)
    output = run(root, "due", as_of="2026-02-05").output
    assert "the record of 1 of 3 shops (Shop 3) is due by 10 February 2026. Owner: The shops" in output
    assert run(root, "due", "--format", "markdown", as_of="2026-02-05").output.startswith("### Due within 14 days\n")


def test_nothing_is_due_of_a_promise_where_it_is_made_at_no_place(tmp_path: Path) -> None:
    root = _site(tmp_path, 3, 0)
    (root / "promises/delivered/2026-01.yml").unlink()
    (root / "promises/fixes/lift.yml").unlink()
    (root / "promises/declared/pots.yml").write_text(
        f"{POTS}not_at:\n  - {{places: all, from: 2026-01, why: The shops are closed.}}\n"
    )
    for arguments in (["due"], ["due", "--all"]):
        output = run(root, *arguments, as_of="2026-01-30").output
        assert (" calls" in output, " pots" in output) == (True, False), output


def test_where_nothing_was_reported_all_places_are_counted(tmp_path: Path) -> None:
    root = _site(tmp_path, 3, 0)
    assert "the record of all 3 shops was due by 10 February 2026" in run(root, "due", as_of="2026-02-20").output


def test_what_fell_short_is_still_owed_an_explanation(tmp_path: Path) -> None:
    root = _site(tmp_path, 3, 2)
    (root / POTS_CSV).write_text("place,due,kept\nshop-1,5,0\nshop-2,5,0\n")
    tasks = json.loads(run(root, "due", "--format", "json", as_of="2026-02-20").output)["due"]
    assert [(task["kind"], task["places"]) for task in tasks] == [("late", ["shop-3"]), ("unexplained", None)]


def test_a_promise_without_places_names_none(tmp_path: Path) -> None:
    root = write(tmp_path, {**good_site(), "promises/declared/more.yml": with_keys(CALLS, "promise: We ring you.\n")})
    [task] = json.loads(run(root, "due", "--format", "json", as_of="2026-02-20").output)["due"]
    assert (task["id"], task["places"]) == ("more", None)
