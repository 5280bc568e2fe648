"""How unlikely a figure must be before `check` asks: at each threshold it does, and just beyond it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.history.editions import Repository
from tests.history.published import CALLS, CALLS_YML, SERVICE, SERVICE_YML, checked, month_file, publish
from tests.rules.site import write

AS_OF = date(2026, 12, 1)
LEVEL = """\
  kind: level
  counts: Calls to our number.
  source: The telephone system.
  figure: Median wait
  unit: seconds
terms:
  - {since: 2026-01, target: at most 1000000}
"""
WAITS_YML = "promises/declared/waits.yml"
WAITS = CALLS.partition("  kind:")[0] + LEVEL + "if_we_fall_short: We call you back.\n"
"""A promise whose figure is one number a month."""


def _months(key: str, figures: Sequence[object], promise: str = "waits") -> dict[str, str]:
    """The files of the months from January on, with one figure each; None where nothing was reported."""
    files: dict[str, str] = {}
    for number, figure in enumerate(figures, 1):
        if figure is not None:
            files |= month_file(f"2026-{number:02}", **{promise: {key: figure}})
    return files


def _counts(*months: Mapping[str, str]) -> dict[str, str]:
    """The files of the months from January on; each month the due and kept of its promises, as `9 of 10`."""
    files: dict[str, str] = {}
    for number, records in enumerate(months, 1):
        files |= month_file(
            f"2026-{number:02}",
            **{name: dict(zip(("kept", "due"), text.split(" of "), strict=True)) for name, text in records.items()},
        )
    return files


def _unlikely_scale(folder: Path, files: Mapping[str, str]) -> list[tuple[str, str]]:
    """Month of every figure that is far from those around it; steady ones are asked about by another rule."""
    return [one for one in _unlikely(folder, files) if one[0] == "unlikely-scale"]


def _unlikely(folder: Path, files: Mapping[str, str]) -> list[tuple[str, str]]:
    """Rule and month of every figure that is asked about."""
    site = {SERVICE_YML: SERVICE, CALLS_YML: CALLS, WAITS_YML: WAITS, **files}
    write(folder, {**site})
    problems = checked(Repository(folder), AS_OF, against=None)
    assert [one for one in problems if one["severity"] == "error"] == []
    return _asked(problems)


def _asked(problems: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["rule"], one["month"]) for one in problems if one["rule"].startswith("unlikely")]


@pytest.mark.parametrize(
    ("figures", "month"),
    [
        ([1000, 1000, 1000, 49_999], None),
        ([1000, 1000, 1000, 50_000], "2026-04"),
        ([1000, 1000, 1000, 200_000], "2026-04"),
        ([1000, 1000, 1000, 200_001], None),
        ([1000, 1000, 1000, 20.1], None),
        ([1000, 1000, 1000, 20], "2026-04"),
        ([1000, 1000, 1000, 5], "2026-04"),
        ([1000, 1000, 1000, 4.99], None),
        ([50_000, 1000, 1000, 1000], "2026-01"),
        ([50_000, 1000, 1000, 1000, 1000], "2026-01"),
        ([1000, 50_000, 1000, 1000, 1000], "2026-02"),
        ([1000, 1000, 50_000, 1000, 1000, 1000], "2026-03"),
        ([50_000, 1000, 1000], None),
        ([1000, 1000, 50_000], None),
        ([1000, None, 1000, 1000, None, 50_000], "2026-06"),
        ([200, 1000, 1000, 1000, 50_000], "2026-05"),
        ([4000, 1000, 1000, 50_000], "2026-04"),
        ([1000, 1000, 4000, 50_000], "2026-04"),
        ([1000, 1000, 4001, 50_000], None),
        ([1000, 4001, 1000, 50_000], None),
        ([4000, 1000, 4000, 80], "2026-04"),
        ([0, 0, 0, 1000], None),
    ],
)
def test_a_figure_about_a_hundred_times_of_steady_neighbours(
    tmp_path: Path, figures: list[object], month: str | None
) -> None:
    wide_apart = [("unlikely-scale", month)] if month else []
    assert _unlikely_scale(tmp_path, _months("level", figures)) == wide_apart


def test_figures_in_another_unit_are_no_neighbours(tmp_path: Path) -> None:
    term = "  - {since: 2026-04, target: at most 1000, why: We count anew., measure: {kind: level, counts: Calls.,"
    waits = WAITS.replace("1000000}\n", f"1000000}}\n{term} source: A book., figure: Median wait, unit: hours}}}}\n")
    figures = [50_000, 50_000, 50_000, 1000, 1000, 1000, 50_000]
    files = {WAITS_YML: waits, **_months("level", figures)}
    assert _unlikely_scale(tmp_path, files) == [("unlikely-scale", "2026-07")]


def test_a_month_that_is_not_comparable_is_no_neighbour(tmp_path: Path) -> None:
    files = _months("level", [1000, 1000, 1000, 1000, 50_000])
    april = "promises/delivered/2026-04.yml"
    files[april] = files[april].replace("1000", "90000\n    not_comparable: A storm.")
    assert _unlikely_scale(tmp_path, files) == [("unlikely-scale", "2026-05")]


@pytest.mark.parametrize(
    ("target", "share", "asked"),
    [
        ("at least 95%", "0.475%", True),
        ("at least 95%", "0.474%", False),
        ("at least 95%", "1%", True),
        ("at least 95%", "1.001%", False),
        ("at least 50%", "0.5%", True),
        ("at least 49.9%", "0.5%", False),
        ("every time", "1%", True),
    ],
)
def test_a_share_that_may_be_a_fraction_of_one(tmp_path: Path, target: str, share: str, asked: bool) -> None:
    calls = CALLS.replace("at least 90%", target)
    found = _unlikely(tmp_path, {CALLS_YML: calls, **_months("share", [share], "calls")})
    assert found == ([("unlikely-scale", "2026-01")] if asked else [])


def test_a_count_of_one_is_no_share(tmp_path: Path) -> None:
    twenties = [{"calls": "20 of 20"}] * 3
    assert _unlikely(tmp_path, _counts(*twenties, {"calls": "1 of 1"})) == []


@pytest.mark.parametrize(
    ("record", "asked"),
    [
        ("123 of 12345", True),
        ("123 of 1234", False),
        ("12345678 of 12345678", True),
        ("1234567 of 1234567", False),
        ("0 of 12345678", True),
        ("0 of 1234567", False),
    ],
)
def test_two_months_alike_are_asked_about_from_eight_digits_on(tmp_path: Path, record: str, asked: bool) -> None:
    other = {"calls": "7 of 9"}
    found = _unlikely(tmp_path, _counts({"calls": record}, other, {"calls": record}))
    assert found == ([("unlikely-same", "2026-03")] if asked else [])


def test_digits_are_counted_over_all_records_of_a_month(tmp_path: Path) -> None:
    files = _counts({"calls": "12 of 34", "mails": "56 of 78"}, {"calls": "12 of 34", "mails": "56 of 78"})
    found = _unlikely(tmp_path, {"promises/declared/mails.yml": CALLS, **files})
    assert found == [("unlikely-same", "2026-02")]


def test_one_figure_of_a_month_that_differs_is_enough(tmp_path: Path) -> None:
    files = _counts({"calls": "1230 of 1245", "mails": "56 of 78"}, {"calls": "1230 of 1245", "mails": "56 of 79"})
    assert _unlikely(tmp_path, {"promises/declared/mails.yml": CALLS, **files}) == []


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [
        ({"calls": "1111 of 1234"}, {"calls": "2222 of 2468"}, True),
        ({"calls": "111 of 1234"}, {"calls": "222 of 2468"}, False),
        ({"calls": "1111 of 1234"}, {"calls": "2222 of 2469"}, False),
        ({"calls": "1111 of 1234"}, {"calls": "2223 of 2468"}, False),
        ({"calls": "1111 of 1234", "mails": "5 of 7"}, {"calls": "2222 of 2468", "mails": "10 of 14"}, True),
        ({"calls": "1111 of 1234", "mails": "5 of 7"}, {"calls": "2222 of 2468", "mails": "11 of 14"}, False),
        ({"calls": "1111 of 1234"}, {"calls": "2222 of 2468", "mails": "10 of 14"}, False),
        ({"calls": "1111 of 1234", "mails": "5 of 7"}, {"calls": "2222 of 2468"}, True),
    ],
)
def test_every_count_double_that_of_the_month_before(
    tmp_path: Path, before: dict[str, str], now: dict[str, str], asked: bool
) -> None:
    files = {"promises/declared/mails.yml": CALLS, **_counts(before, now)}
    assert _unlikely(tmp_path, files) == ([("unlikely-double", "2026-02")] if asked else [])


PLAN = CALLS.partition("measure:")[0] + (
    "measure: {kind: done, counts: The plan., source: Our website.}\n"
    "terms: [{since: 2026-01, target: every time}]\nif_we_fall_short: Ask us.\n"
)


def _with_plan(files: dict[str, str], *months: int) -> dict[str, str]:
    """The same months with something done in some of them, which is no count."""
    for number in months:
        files[f"promises/delivered/2026-0{number}.yml"] += f"  plan:\n    done: true\n    on: 2026-0{number}-03\n"
    return {"promises/declared/plan.yml": PLAN, **files}


def test_a_record_without_counts_does_not_stand_in_the_way(tmp_path: Path) -> None:
    """Something is done for the first time in a month in which every count doubles."""
    files = _with_plan(_counts({"calls": "1111 of 1234"}, {"calls": "2222 of 2468"}), 2)
    assert _unlikely(tmp_path, files) == [("unlikely-double", "2026-02")]
    problems = checked(Repository(tmp_path), AS_OF, against=None)
    [message] = [one["message"] for one in problems if one["rule"] == "unlikely-double"]
    assert message == "every count of 2026-02 is exactly double that of 2026-01"


def test_zeros_are_asked_about_beside_what_was_done_too(tmp_path: Path) -> None:
    files = _counts({"calls": "9 of 10"}, {"calls": "0 of 0"})
    assert _unlikely(tmp_path, _with_plan(files, 1, 2)) == [("unlikely-zero", "2026-02")]


def test_a_month_is_held_against_the_one_before_it_and_no_other(tmp_path: Path) -> None:
    files = _counts({"calls": "1111 of 1234"}, {"calls": "7 of 9"}, {"calls": "2222 of 2468"})
    assert _unlikely(tmp_path, files) == []


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [
        ({"calls": "9 of 10"}, {"calls": "0 of 0"}, True),
        ({"calls": "9 of 9"}, {"calls": "0 of 0"}, False),
        ({"calls": "0 of 10"}, {"calls": "0 of 0"}, True),
        ({"calls": "1 of 5", "mails": "1 of 5"}, {"calls": "0 of 0", "mails": "0 of 0"}, True),
        ({"calls": "1 of 5", "mails": "1 of 4"}, {"calls": "0 of 0", "mails": "0 of 0"}, False),
        ({"calls": "5 of 9", "mails": "1 of 9"}, {"calls": "0 of 0", "mails": "0 of 1"}, False),
    ],
)
def test_a_month_that_is_suddenly_zero(
    tmp_path: Path, before: dict[str, str], now: dict[str, str], asked: bool
) -> None:
    files = {"promises/declared/mails.yml": CALLS, **_counts(before, now)}
    assert _unlikely(tmp_path, files) == ([("unlikely-zero", "2026-02")] if asked else [])


@pytest.mark.parametrize(
    ("was", "now", "asked"),
    [
        ("200", "20000", True),
        ("200", "2.01", True),
        ("200", "2.01003", False),
        ("200", "1.99", True),
        ("200", "1.9899", False),
        ("200", "20100", True),
        ("200", "20201", False),
        ("200", "2000", False),
    ],
)
def test_a_published_figure_that_changes_by_about_a_hundred(tmp_path: Path, was: str, now: str, asked: bool) -> None:
    repository = publish(tmp_path, {WAITS_YML: WAITS, **_months("level", [was])})
    repository.change("promises/delivered/2026-01.yml", f"level: {was}", f"level: {now}")
    asked_about = [one for one in checked(repository, AS_OF) if one["rule"] == "unlikely-scale"]
    assert len(asked_about) == asked
    times = "100 times" if float(now) > float(was) else "1/100"
    assert all(one["message"].endswith(f" is {times} of what was published") for one in asked_about)


@pytest.mark.parametrize(
    ("was", "now", "asked"),
    [
        ("1111 of 1234", "2222 of 2468", True),
        ("111 of 1234", "222 of 2468", False),
        ("1111 of 1234", "1111 of 2468", False),
        ("1111 of 1234", "2222 of 2469", False),
    ],
)
def test_published_counts_that_double_together(tmp_path: Path, was: str, now: str, asked: bool) -> None:
    february = {"calls": "700 of 900"}
    repository = publish(tmp_path, _counts({"calls": was}, february))
    for path, text in _counts({"calls": now}, february).items():
        (repository.root / path).write_text(text)
    assert _asked(checked(repository, AS_OF)) == ([("unlikely-double", "2026-01")] if asked else [])


def test_records_that_changed_in_words_alone_are_not_among_those_that_doubled(tmp_path: Path) -> None:
    mails = "promises/declared/mails.yml"
    repository = publish(tmp_path, {mails: CALLS, **_counts({"calls": "1111 of 1234", "mails": "5 of 9"})})
    january = "promises/delivered/2026-01.yml"
    repository.change(january, "kept: 1111\n    due: 1234", "kept: 2222\n    due: 2468")
    repository.change(january, "kept: 5\n", "kept: 5\n    above_and_beyond: Tea.\n")
    assert _asked(checked(repository, AS_OF)) == [("unlikely-double", "2026-01")]
