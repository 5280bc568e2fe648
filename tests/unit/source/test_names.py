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
    told = [problem for problem in problems(tmp_path, {**files}) if problem.rule == "same-name"]
    assert [problem.message.partition(": ")[0] for problem in told] == [
        f"lists would call this promise the same as {name}" for name in names
    ]
    assert all(problem.severity == "warning" for problem in told)
