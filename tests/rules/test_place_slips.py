"""Mistakes in the file of the places, in tables of places and in records by place: where, and the way to put it right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from service_promises.source.read_files import read

from tests.rules.site import POTS, POTS_BY_PLACE, SERVICE, good_site, problems, site_with_places, write

TABLE = "promises/delivered/2026-01/pots.csv"
PLACES = "promises/places.yml"


def _errors(root: Path, files: dict[str, str]) -> list[str]:
    return [
        f"{problem.path}:{problem.line}:{problem.column} {problem.message} -> {problem.help}"
        for problem in problems(root, {**good_site(), **site_with_places(), **files})
        if problem.severity == "error"
    ]


def test_the_site_to_which_mistakes_are_added_is_good(tmp_path: Path) -> None:
    assert _errors(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("south,", "suoth,", ["3:1 there is no place `suoth` -> did you mean `south`?"]),
        (
            "south,50,50\n",
            "south,50,50\nTotal,150,149\n",
            [
                "4:1 there is no place `Total` -> a place is written by its id in promises/places.yml;"
                " add it there if it is missing. A row with the total of all places is taken out"
            ],
        ),
        (
            "kept",
            "kpt",
            [
                "1:11 there is no column `kpt` in a table of places -> did you mean `kept`?; or take the column out."
                " What it can't hold goes into YAML, under `by_place`"
            ],
        ),
        (
            "place,",
            "Place,",
            [
                "1:1 there is no column `Place` in a table of places -> did you mean `place`?; or take the column out."
                " What it can't hold goes into YAML, under `by_place`"
            ],
        ),
        (
            "south,50,50",
            "south;50;50",
            [
                "3:1 the cells of this row are not parted by `,`, as those of the first row are"
                " -> put a `,` between its cells, and nothing else"
            ],
        ),
        (
            POTS_BY_PLACE,
            POTS_BY_PLACE.replace(",", "\t"),
            [
                "1:1 no column is called place, or the cells are parted by something else than commas or semicolons,"
                " such as tabs -> begin the first row with: place, due, kept"
            ],
        ),
    ],
)
def test_slip_in_a_table_is_told_once_with_its_row_and_column(
    old: str, new: str, told: list[str], tmp_path: Path
) -> None:
    table = POTS_BY_PLACE.replace(old, new)
    assert table != POTS_BY_PLACE
    assert _errors(tmp_path, {TABLE: table}) == [f"{TABLE}:{line}" for line in told]


_LEVEL = "kind: level\n  figure: average wait\n  unit: minutes"


@pytest.mark.parametrize(
    ("measure", "target", "table", "told"),
    [
        (
            "kind: each",
            "at least 95%",
            "place,level\nnorth,5\nsouth,6\n",
            ["1:7 pots is measured as `each`, which has no `level` (2 rows of this table)"],
        ),
        (
            "kind: each",
            "at least 95%",
            "place,due,kept,level\nnorth,5,5,2\nsouth,6,,\n",
            [
                "1:16 pots is measured as `each`, which has no `level` (1 row of this table)",
                "3:7 6 fell due, but how many were kept is missing",
            ],
        ),
        (_LEVEL, "at most 7 minutes", "place,due,level\nnorth,0,\nsouth,,6\n", []),
        (
            _LEVEL,
            "at most 7 minutes",
            "place,due,level\nnorth,0,\nsouth,6,\n",
            ["3:7 pots is measured as `level`, which has no `due` (1 row of this table)"],
        ),
    ],
)
def test_a_column_of_another_kind_is_told_once(
    measure: str, target: str, table: str, told: list[str], tmp_path: Path
) -> None:
    pots = POTS.replace("kind: each", measure).replace("at least 95%", target)
    errors = _errors(tmp_path, {TABLE: table, "promises/declared/pots.yml": pots})
    assert [line.split(" ->")[0] for line in errors] == [f"{TABLE}:{line}" for line in told]


def test_a_row_without_figures_is_told_in_the_words_of_a_table(tmp_path: Path) -> None:
    assert _errors(tmp_path, {TABLE: "place,due,kept\nnorth,,\nsouth,50,50\n"}) == [
        f"{TABLE}:2:1 this row has no figures, and a row without figures is not a report -> fill in `due` and `kept`,"
        " or `share` where only a percentage is known; or take the row out, and the place shows as not reported"
    ]


def test_places_that_became_each_other_are_both_told(tmp_path: Path) -> None:
    text = site_with_places()[PLACES]
    text = (
        text.rstrip("\n")
        + "\n"
        + "".join(
            f"  {name}:\n    name: {name} bank\n    until: 2025-12\n    became: {other}\n"
            for name, other in (("east", "west"), ("west", "quay"), ("quay", "east"))
        )
    )
    told = _errors(tmp_path, {PLACES: text})
    assert [line.split(" ", 1)[1].split(" ->")[0] for line in told] == [
        f"what became of {name} leads back to {name}" for name in ("east", "west", "quay")
    ]


def test_all_in_a_list_is_told_how_it_is_written(tmp_path: Path) -> None:
    pots = site_with_places()["promises/declared/pots.yml"].replace("at: all", "at: [all]")
    assert _errors(tmp_path, {"promises/declared/pots.yml": pots})[0] == (
        "promises/declared/pots.yml:6:6 `all` is no place, and stands by itself"
        " -> write `all` without a dash or brackets, for example: at: all"
    )


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("everywhere", "write: all"),
        ("all places", "write: all"),
        ("north", "write the ids of the places between brackets: [north]; or all, for every place"),
        ("North and south", "write the ids of the places between brackets: [north, south]; or all, for every place"),
    ],
)
def test_a_text_behind_at_is_told_what_may_stand_there(tmp_path: Path, text: str, way_out: str) -> None:
    pots = site_with_places()["promises/declared/pots.yml"].replace("at: all", f"at: {text}")
    assert _errors(tmp_path, {"promises/declared/pots.yml": pots}) == [
        f"promises/declared/pots.yml:6:5 where a promise is made is `all`, or a list of ids of places -> {way_out}"
    ]


def test_an_explanation_of_what_stands_in_a_table_goes_into_the_file_of_its_month(tmp_path: Path) -> None:
    table = POTS_BY_PLACE.replace("south,50,50", "south,50,1")
    found = problems(tmp_path, {**good_site(), **site_with_places(), TABLE: table}, date(2026, 2, 20))
    (owed,) = [problem for problem in found if problem.rule == "account-owed" and problem.promise == "pots"]
    assert owed.path == TABLE
    assert owed.help.startswith(
        "a table can't hold it: in promises/delivered/2026-01.yml, write `pots:` below `delivered:`, and add `fell_short:`"
    )


@pytest.mark.parametrize(
    ("north", "south", "warned"),
    [
        ("", "", 1),
        ("until: 2026-03", "", 1),
        ("until: 2026-03", "since: 2026-03", 1),
        ("until: 2026-03", "since: 2026-04", 0),
        ("since: 2026-04", "until: 2026-03", 0),
    ],
)
def test_two_places_of_one_name_are_told_apart_unless_one_came_after_the_other(
    tmp_path: Path, north: str, south: str, warned: int
) -> None:
    shops = f"places:\n  north:\n    name: Mill Road\n    {north}\n  south:\n    name: mill road\n    {south}\n"
    found = problems(tmp_path, {**good_site(), **site_with_places(), PLACES: shops}, date(2026, 2, 20))
    assert [(problem.path, problem.line) for problem in found if problem.rule == "same-name"] == [(PLACES, 6)] * warned


def test_a_list_of_places_is_told_that_each_begins_with_its_id(tmp_path: Path) -> None:
    told = _errors(tmp_path, {PLACES: "places:\n  - name: North\n    in: Shire\n  - name: South\n"})
    assert told == [
        "promises/places.yml:2:3 `places` has keys of its own below it, and this is a list"
        " -> write the id of each place and a colon in place of its dash, for example `north:`, and its keys below"
    ]


@pytest.mark.parametrize(
    ("months", "at", "line"),
    [
        (["2026-01"], "at: [north]", f"{TABLE}:3:1 pots is not made at south -> add the place to `at` in the promise"),
        (
            ["2026-01", "2026-02", "2026-03", "2026-05"],
            "at: [north]",
            "promises/declared/pots.yml:6:1 pots is not made at south, and has records there in 4 months:"
            " 2026-01 to 2026-03, 2026-05 -> add south to `at`",
        ),
    ],
)
def test_a_place_left_out_of_a_promise_is_told_once_with_the_months_of_its_records(
    tmp_path: Path, months: list[str], at: str, line: str
) -> None:
    site = {
        **good_site(),
        **site_with_places(),
        "promises/service.yml": SERVICE.replace("  until: 2026-01\n", ""),
        "promises/declared/pots.yml": site_with_places()["promises/declared/pots.yml"].replace("at: all", at),
        **{f"promises/delivered/{month}/pots.csv": POTS_BY_PLACE for month in months},
    }
    (told,) = [problem for problem in problems(tmp_path, site, date(2026, 6, 20)) if problem.severity == "error"]
    assert f"{told.path}:{told.line}:{told.column} {told.message} -> {told.help}".startswith(line)


def test_a_month_with_a_place_left_out_is_not_judged_without_it(tmp_path: Path) -> None:
    site = {
        **good_site(),
        **site_with_places(),
        "promises/service.yml": SERVICE.replace("  until: 2026-01\n", ""),
        "promises/declared/pots.yml": site_with_places()["promises/declared/pots.yml"].replace(
            "at: all", "at: [north]"
        ),
        **{f"promises/delivered/{month}/pots.csv": POTS_BY_PLACE for month in ("2026-01", "2026-02")},
    }
    reading = read(write(tmp_path, site), date(2026, 6, 20))
    assert reading.partial is not None
    assert [str(month) for name, month in reading.partial.entries if name == "pots"] == [
        "2026-03",
        "2026-04",
        "2026-05",
    ]
