"""Places that stood, and what was recorded there: what `check --against` and `verify` say of each change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.history.copies import save_copy, verify
from tests.history.published import CALLS, CALLS_YML, SERVICE, SERVICE_YML, checked, publish, told
from tests.invoke import invoke

PLACES_YML, TABLE = "promises/places.yml", "promises/delivered/2026-01/calls.csv"
MONTH_YML = "promises/delivered/2026-01.yml"
PLACES = """\
places:
  north: {name: North}
  south: {name: South}
"""
AT_ALL = CALLS.replace("measure:", "at: all\nmeasure:")
ROWS = "place,due,kept\nnorth,100,99\nsouth,50,50\n"
SITE = {SERVICE_YML: SERVICE, CALLS_YML: AT_ALL, PLACES_YML: PLACES, TABLE: ROWS}
AS_OF = date(2026, 4, 20)
IN_YAML = "month: 2026-01\ndelivered:\n  calls:\n    by_place:\n      south:\n        due: 50\n        kept: 49\n"
CORRECTED = IN_YAML + "        corrected: [{on: 2026-04-20, was: {kept: 50}, why: A slip.}]\n"
ONLY_NORTH = "place,due,kept\nnorth,100,99\n"
CORRECTION = "corrected: [{on: 2026-04-20, was: {places: {%s}}, why: A slip.}]\n"

WHOLE = "month: 2026-01\ndelivered:\n  calls: {%s}\n"
OF_ANOTHER_EDITION = "share: 99.5%, elsewhere: {why: Another edition.}"
CORRECTED_TOTAL = ", corrected: [{on: 2026-04-20, was: {%s}, why: A slip.}]"

CHANGES: dict[str, tuple[dict[str, str], list[str], str]] = {
    "nothing": ({}, [], "Same past"),
    "a figure": ({TABLE: ROWS.replace("50,50", "50,49")}, ["figure-changed"], "Past changed in silence"),
    "a figure with a correction": ({TABLE: ONLY_NORTH, MONTH_YML: CORRECTED}, [], "Past corrected in the open"),
    "a row to YAML": ({TABLE: ONLY_NORTH, MONTH_YML: IN_YAML.replace("49", "50")}, [], "Same past"),
    "a row that is gone": ({TABLE: ONLY_NORTH}, ["record-gone"], "Past changed in silence"),
    "a place that is gone": (
        {PLACES_YML: "places:\n  north: {name: North}\n", TABLE: ONLY_NORTH},
        ["earlier-id-gone", "record-gone", "term-changed"],
        "Past changed in silence",
    ),
    "a new place from a month that is not over": (
        {PLACES_YML: PLACES + "  east: {name: East, since: 2026-04}\n"},
        [],
        "Same past",
    ),
    "a new place in the past": (
        {PLACES_YML: PLACES + "  east: {name: East, since: 2026-02}\n"},
        ["term-changed"],
        "Same past",
    ),
    "a new place in the past with a correction": (
        {PLACES_YML: PLACES + "  east: {name: East, since: 2026-02}\n" + CORRECTION % "east: null"},
        [],
        "Past corrected in the open",
    ),
    "a new place in a month with records": (
        {PLACES_YML: PLACES + "  east: {name: East}\n", TABLE: ROWS + "east,9,9\n"},
        ["term-changed"],
        "Past changed in silence",
    ),
    "a new place in a month with records with a correction": (
        {PLACES_YML: PLACES + "  east: {name: East}\n" + CORRECTION % "east: null"},
        [],
        "Past corrected in the open",
    ),
    "an end that lies ahead": (
        {PLACES_YML: PLACES.replace("{name: South}", "{name: South, until: 2026-04}")},
        [],
        "Same past",
    ),
    "an end in the past": (
        {PLACES_YML: PLACES.replace("{name: South}", "{name: South, until: 2026-02}")},
        ["term-changed"],
        "Same past",
    ),
    "a share in place of the sum": (
        {MONTH_YML: WHOLE % OF_ANOTHER_EDITION},
        ["figure-changed"],
        "Past changed in silence",
    ),
    "a share in place of the sum with a correction": (
        {MONTH_YML: WHOLE % (OF_ANOTHER_EDITION + CORRECTED_TOTAL % "due: 150, kept: 149, share: null")},
        [],
        "Past corrected in the open",
    ),
    "a share in place of the sum, of which no record was there": (
        {MONTH_YML: WHOLE % (OF_ANOTHER_EDITION + CORRECTED_TOTAL % "share: null, elsewhere: null")},
        [],
        "Past corrected in the open",
    ),
    "a share in place of the sum with another sum": (
        {MONTH_YML: WHOLE % (OF_ANOTHER_EDITION + CORRECTED_TOTAL % "due: 150, kept: 140, share: null")},
        ["figure-changed"],
        "Past changed in silence",
    ),
    "another total": (
        {MONTH_YML: WHOLE % "due: 200, kept: 190, elsewhere: {why: Another edition.}"},
        ["figure-changed"],
        "Past changed in silence",
    ),
    "the sum as a total": ({MONTH_YML: WHOLE % "due: 150, kept: 149"}, [], "Same past"),
    "the sum as a total of another edition": (
        {MONTH_YML: WHOLE % "due: 150, kept: 149, elsewhere: {why: Another edition.}"},
        [],
        "Same past",
    ),
    "more let down of the same sum": (
        {MONTH_YML: WHOLE % "due: 150, kept: 149, let_down: 9, elsewhere: {why: Another edition.}"},
        ["figure-changed"],
        "Past changed in silence",
    ),
    "what belongs to no place": (
        {MONTH_YML: WHOLE % "elsewhere: {due: 10, kept: 10, why: By post.}"},
        ["figure-changed"],
        "Past changed in silence",
    ),
    "what belongs to no place with a correction": (
        {MONTH_YML: WHOLE % ("elsewhere: {due: 10, kept: 10, why: By post.}" + CORRECTED_TOTAL % "elsewhere: null")},
        [],
        "Past corrected in the open",
    ),
    "a flag on the sum": ({MONTH_YML: WHOLE % "not_comparable: true"}, ["figure-changed"], "Past changed in silence"),
    "a first note on the sum": ({MONTH_YML: WHOLE % "note: We were busy."}, [], "Same past"),
    "a name": ({PLACES_YML: PLACES.replace("name: North", "name: Northern")}, [], "Same past"),
    "an id": (
        {
            PLACES_YML: PLACES.replace("south: {name: South}", "bay: {name: South, was: [south]}"),
            TABLE: ROWS.replace("south", "bay"),
        },
        [],
        "Same past",
    ),
    "an earlier id": (
        {PLACES_YML: PLACES.replace("{name: North}", "{name: North, was: [nord, top]}")},
        [],
        "Same past",
    ),
    "fewer places": (
        {CALLS_YML: AT_ALL.replace("at: all", "at: [north]"), TABLE: ONLY_NORTH},
        ["record-gone", "term-changed"],
        "Past changed in silence",
    ),
    "an exception in the past": (
        {CALLS_YML: AT_ALL.replace("at: all", "at: all\nnot_at: [{places: [south], from: 2026-02, why: Shut.}]")},
        ["term-changed"],
        "Same past",
    ),
    "an exception that begins later": (
        {CALLS_YML: AT_ALL.replace("at: all", "at: all\nnot_at: [{places: [south], from: 2026-04, why: Shut.}]")},
        [],
        "Same past",
    ),
}
"""By what changes: the new files, the rules that are broken, and what `verify` answers of the two ledgers.

A month that is silent to the end is in no ledger, so a change of what is due in it is seen by `check` alone.
"""


@pytest.mark.parametrize("case", CHANGES)
def test_a_change_of_places_is_refused_unless_it_is_open(tmp_path: Path, case: str) -> None:
    files, rules, _ = CHANGES[case]
    repository = publish(tmp_path, SITE, date(2026, 4, 19))
    repository.write({**SITE, **files})
    problems = checked(repository, AS_OF)
    errors = sorted({problem["rule"] for problem in problems if problem["severity"] == "error"})
    assert errors == rules, problems


@pytest.mark.parametrize("case", CHANGES)
def test_verify_answers_by_the_ledgers_alone(tmp_path: Path, case: str) -> None:
    files, _, answer = CHANGES[case]
    old, new = save_copy(tmp_path / "old", SITE, AS_OF), save_copy(tmp_path / "new", {**SITE, **files}, AS_OF)
    assert verify(old, new)["result"] == answer


def test_a_record_of_a_place_may_go_back_to_the_table(tmp_path: Path) -> None:
    """Of a record that holds those of places alone nothing is gone with it."""
    at_south = {**SITE, TABLE: ONLY_NORTH, MONTH_YML: IN_YAML.replace("49", "50")}
    repository = publish(tmp_path, at_south, date(2026, 4, 19))
    for rows, rules in ((ROWS, []), (ONLY_NORTH, ["record-gone"])):
        repository.write({**SITE, TABLE: rows, MONTH_YML: "month: 2026-01\nletter: Dear all.\n"})
        assert [problem["rule"] for problem in _errors(checked(repository, AS_OF))] == rules


def test_an_earlier_id_of_a_place_is_never_taken_away(tmp_path: Path) -> None:
    before = {**SITE, PLACES_YML: PLACES.replace("{name: North}", "{name: North, was: [nord, top]}")}
    after = {**SITE, PLACES_YML: PLACES.replace("{name: North}", "{name: North, was: [top]}")}
    repository = publish(tmp_path / "git", before, date(2026, 4, 19))
    repository.write(after)
    assert [problem["rule"] for problem in _errors(checked(repository, AS_OF))] == ["earlier-id-gone"]
    findings = verify(save_copy(tmp_path / "old", before, AS_OF), save_copy(tmp_path / "new", after, AS_OF))["findings"]
    assert [finding["what"] for finding in findings] == ["the place north does not say any more that it was nord"]


def test_what_is_written_of_places_that_have_no_sum_is_told_as_in_check(tmp_path: Path) -> None:
    done = AT_ALL.replace("kind: each", "kind: done").replace("at least 90%", "every time")
    done = done.replace("  case: {one: call, many: calls}\n", "")
    before = {**SITE, CALLS_YML: done, TABLE: "place,done\nnorth,true\nsouth,true\n"}
    for record, rules, answer in (
        ("estimated: true", ["figure-changed"], "Past changed in silence"),
        ("note: We were busy.", [], "Same past"),
        ("done: true", [], "Same past"),
    ):
        after = {**before, MONTH_YML: WHOLE % record}
        repository = publish(tmp_path / record[:4], before, date(2026, 4, 19))
        repository.write(after)
        assert [problem["rule"] for problem in _errors(checked(repository, AS_OF))] == rules
        copies = (
            save_copy(tmp_path / f"{record[:4]}-{name}", files, AS_OF)
            for name, files in (("old", before), ("new", after))
        )
        assert verify(*copies)["result"] == answer


def test_why_a_total_is_not_the_sum_may_be_added_beside_the_same_figures(tmp_path: Path) -> None:
    typed, why = "due: 150, kept: 149", "elsewhere: {why: Another edition.}"
    corrected = CORRECTED_TOTAL % "due: null, kept: null"
    cases = (
        ("typed", typed, f"{typed}, {why}", "Same past"),
        ("sum", "note: We were busy.", f"{typed}, {why}{corrected}", "Past corrected in the open"),
    )
    for case, old, new, answer in cases:
        before, after = ({**SITE, MONTH_YML: WHOLE % record} for record in (old, new))
        repository = publish(tmp_path / case, before, date(2026, 4, 19))
        repository.write(after)
        assert _errors(checked(repository, AS_OF)) == []
        copies = (
            save_copy(tmp_path / f"{case}-{name}", files, AS_OF) for name, files in (("old", before), ("new", after))
        )
        assert verify(*copies)["result"] == answer


IN_PART: dict[str, tuple[date, str, list[str], str]] = {
    "a larger total": (date(2026, 4, 19), "due: 200, kept: 180", ["figure-changed"], "Past changed in silence"),
    "a larger total with a correction": (
        date(2026, 4, 19),
        "due: 200, kept: 180" + CORRECTED_TOTAL % "due: 100, kept: 99",
        [],
        "Past corrected in the open",
    ),
    "a larger total before it is due": (date(2026, 2, 5), "due: 200, kept: 180", [], "Same past"),
    "a share before it is due": (date(2026, 2, 5), OF_ANOTHER_EDITION, [], "Same past"),
    "the same total of another edition": (
        date(2026, 4, 19),
        "due: 100, kept: 99, elsewhere: {why: Another edition.}",
        ["figure-changed"],
        "Past changed in silence",
    ),
}
"""Where a place is missing: the day of both versions, the new record, the rules broken and what `verify` answers."""


@pytest.mark.parametrize("beside", ["", "note: We were busy."])
@pytest.mark.parametrize("case", IN_PART)
def test_a_total_takes_the_place_of_a_sum_in_part(tmp_path: Path, case: str, beside: str) -> None:
    day, record, rules, answer = IN_PART[case]
    before = {**SITE, TABLE: ONLY_NORTH, **({MONTH_YML: WHOLE % beside} if beside else {})}
    files = {**before, MONTH_YML: WHOLE % ", ".join(filter(None, (record, beside)))}
    repository = publish(tmp_path / "git", before, day)
    repository.write(files)
    day = AS_OF if "corrected" in record else day
    problems = checked(repository, day)
    assert sorted({problem["rule"] for problem in _errors(problems)}) == rules, problems
    assert verify(save_copy(tmp_path / "old", before, day), save_copy(tmp_path / "new", files, day))["result"] == answer


HIDING = SERVICE + "hide_counts_below: 3\n"
LARGE = "place,due,kept\nnorth,100,50\n"
SMALL = "month: 2026-01\ndelivered:\n  calls:\n    by_place:\n      south: {due: 50, kept: %s}\n"


def test_no_record_brings_a_small_count_where_counts_were_published(tmp_path: Path) -> None:
    before = {**SITE, SERVICE_YML: HIDING, TABLE: LARGE}
    repository = publish(tmp_path, before, date(2026, 2, 5))
    for kept, rules in (("30", []), ("49", ["small-count"])):
        repository.write({**before, MONTH_YML: SMALL % kept})
        assert [problem["rule"] for problem in _errors(checked(repository, date(2026, 2, 6)))] == rules


def test_no_correction_brings_a_small_count_where_counts_were_published(tmp_path: Path) -> None:
    files = {**SITE, SERVICE_YML: HIDING, TABLE: LARGE}
    corrected = "%s, corrected: [{on: 2026-04-20, was: {kept: %s}, why: A slip.}]"
    for kept, was, rules in (("30", "31", []), ("49", "31", ["small-count"]), ("31", "49", [])):
        repository = publish(tmp_path / kept / was, {**files, MONTH_YML: SMALL % was}, date(2026, 4, 19))
        repository.write({**files, MONTH_YML: SMALL % (corrected % (kept, was))})
        assert [problem["rule"] for problem in _errors(checked(repository, AS_OF))] == rules


def test_no_first_at_hides_counts_that_were_published_of_the_whole(tmp_path: Path) -> None:
    whole = {**SITE, SERVICE_YML: HIDING, MONTH_YML: WHOLE % "due: 150, kept: 149", CALLS_YML: CALLS}
    without = {path: text for path, text in whole.items() if path != TABLE}
    repository = publish(tmp_path, without, date(2026, 4, 19))
    repository.write({**without, CALLS_YML: AT_ALL})
    errors = [(problem["rule"], problem["path"]) for problem in _errors(checked(repository, AS_OF))]
    assert errors == [("small-count", MONTH_YML)]


def test_a_first_at_needs_no_correction_and_makes_nothing_late(tmp_path: Path) -> None:
    whole = "month: 2026-01\ndelivered:\n  calls: {due: 150, kept: 149}\n"
    repository = publish(tmp_path, {MONTH_YML: whole}, date(2026, 4, 19))
    repository.write({**SITE, MONTH_YML: whole})
    assert _errors(checked(repository, AS_OF)) == []
    without = {name: text for name, text in SITE.items() if name not in (TABLE, PLACES_YML)}
    old = save_copy(tmp_path / "old", {**without, CALLS_YML: CALLS, MONTH_YML: whole}, AS_OF)
    new = save_copy(tmp_path / "new", {**SITE, MONTH_YML: whole}, AS_OF)
    assert verify(old, new)["result"] == "Same past"


def test_a_silence_at_a_place_ends_with_its_day(tmp_path: Path) -> None:
    repository = publish(tmp_path, {**SITE, TABLE: ONLY_NORTH}, date(2026, 4, 19))
    repository.write({**SITE, TABLE: ROWS})
    assert told(checked(repository, AS_OF), "late-unsaid") == [("late-unsaid", TABLE, "reported")]
    late = "place,due,kept,reported\nnorth,100,99,\nsouth,50,50,2026-04-20\n"
    repository.write({**SITE, TABLE: late})
    problems = _errors(checked(repository, AS_OF))
    assert problems == [], "; ".join(problem["message"] for problem in problems)


def _errors(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [problem for problem in problems if problem["severity"] == "error"]


def _diff(folder: Path, files: Mapping[str, str]) -> str:
    """What `promises diff` prints of a change to the site that was published."""
    repository = publish(folder, SITE)
    repository.write({**SITE, **files})
    return invoke("-C", repository.root, "diff", "--against", "HEAD", "--as-of", AS_OF).output


def test_diff_tells_figures_that_change_at_places_and_leave_the_total_as_it_was(tmp_path: Path) -> None:
    lines = _diff(tmp_path, {TABLE: "place,due,kept\nnorth,100,100\nsouth,50,49\n"})
    assert "calls@north, 2026-01: kept was 99, is 100, without a correction" in lines
    assert "calls@south, 2026-01: kept was 50, is 49, without a correction" in lines


def test_diff_tells_texts_of_places_that_change(tmp_path: Path) -> None:
    lines = _diff(tmp_path, {PLACES_YML: PLACES.replace("name: North", "name: North Street")})
    assert "place north: name was North, is North Street" in lines


def test_a_changed_part_of_the_total_is_told_as_it_can_be_typed(tmp_path: Path) -> None:
    of_post = WHOLE % "elsewhere: {due: 5, kept: %s, why: By post.}"
    repository = publish(tmp_path, {**SITE, MONTH_YML: of_post % 5})
    repository.write({**SITE, MONTH_YML: of_post % 4})
    (problem,) = repository.past(AS_OF)
    assert "`elsewhere` was {due: 5, kept: 5, why: By post.} when this was published" in problem.message
    assert "was: {elsewhere: {due: 5, kept: 5, why: By post.}}" in problem.help
