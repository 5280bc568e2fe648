"""Promises that lists would call the same are told apart, or warned of."""

from pathlib import Path

import pytest

from tests.rules.site import CALLS, problems

ENDED = "ends: 2026-01\nends_why: There is another.\n"


@pytest.mark.parametrize(
    ("others", "names"),
    [
        ([CALLS], ["calls"]),
        ([CALLS, CALLS], ["calls and 1 more"] * 2),
        ([f"short: Calls in a minute\n{CALLS}"], []),
        ([f"short: we answer YOUR call within a minute\n{CALLS}"], ["calls"]),
        ([CALLS + ENDED], []),
        ([CALLS.replace("target: at least 95%", "target: at least 95%\n    promise: We answer soon.")], []),
    ],
)
def test_promises_of_one_name_are_warned_of(tmp_path: Path, others: list[str], names: list[str]) -> None:
    files = {f"promises/declared/ring-{number}.yml": text.encode() for number, text in enumerate(others)}
    told = [problem for problem in problems(tmp_path, {**files}) if problem.message.startswith("lists would call")]
    assert [problem.message.partition(": ")[0] for problem in told] == [
        f"lists would call this promise the same as {name}" for name in names
    ]
    assert all(problem.rule == "same-name" and problem.severity == "warning" for problem in told)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (f"short: Calls in a minute\n{CALLS}", "this promise is worded exactly like calls"),
        (
            f"short: Calls\n{CALLS}".replace("We answer your call", "we answer  your CALL"),
            "this promise is worded exactly",
        ),
        (f"short: Calls in a minute\n{CALLS}{ENDED}", ""),
        (f"short: Calls\n{CALLS}".replace("within a minute", "within two minutes"), ""),
    ],
)
def test_two_promises_in_the_same_words_are_warned_of(tmp_path: Path, other: str, message: str) -> None:
    told = [one.message for one in problems(tmp_path, {"promises/declared/ring.yml": other}) if one.rule == "same-name"]
    assert len(told) == bool(message)
    assert all(one.startswith(message) for one in told)


@pytest.mark.parametrize(("area", "is_told"), [("money", True), ("Money  ", False), ("Money!", True), ("Honey", False)])
def test_areas_that_differ_only_in_capitals_or_marks_are_warned_of(tmp_path: Path, area: str, is_told: bool) -> None:
    files = {
        "promises/declared/calls.yml": f"area: Money\n{CALLS}",
        "promises/declared/ring.yml": f"area: {area}\nshort: Ring\n{CALLS.replace('a minute', 'an hour')}",
    }
    told = [(one.rule, one.help) for one in problems(tmp_path, {**files}) if one.rule != "not-reported"]
    way_out = "write it the same in both, for example: area: Money"
    assert told == ([("area-spelling", way_out)] if is_told else [])
