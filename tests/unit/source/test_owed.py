"""What is owed is told once, with what is missing and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from service_promises.problems.problem import Problem

from tests.rules.site import PLACES, PLAN, RECORDS, SERVICE, ExampleKind, month_file, problems, with_keys

MONTH = PLACES[ExampleKind.MONTH]
ACCOUNT = "due: 20\nkept: 1\nfell_short: {what_happened: A., who: B., why: C., put_right: D., fixes: []%s}\n"


def _owed(root: Path, account: str, as_of: date) -> list[Problem]:
    found = problems(root, {MONTH: month_file({**RECORDS, "calls": account})}, as_of)
    return [problem for problem in found if problem.rule in ("account-owed", "cause-unknown")]


@pytest.mark.parametrize(
    ("as_of", "rule"),
    [(date(2026, 2, 20), "account-owed"), (date(2026, 4, 11), "account-owed"), (date(2026, 4, 12), "cause-unknown")],
)
def test_a_cause_may_be_looked_for_for_two_months(tmp_path: Path, as_of: date, rule: str) -> None:
    found = _owed(tmp_path, ACCOUNT % ", cause: not known yet", as_of)
    assert [problem.rule for problem in found] == [rule]
    assert "the cause is not known" in found[0].message


def test_an_account_without_a_cause_is_called_out_by_itself(tmp_path: Path) -> None:
    assert [problem.rule for problem in _owed(tmp_path, ACCOUNT % "", date(2026, 2, 20))] == ["cause-unknown"]
    assert _owed(tmp_path / "2", ACCOUNT % ", cause: training", date(2026, 2, 20)) == []


def test_answers_are_asked_for_in_one_warning_in_the_order_in_which_they_are_written(tmp_path: Path) -> None:
    account = "due: 20\nkept: 1\nfell_short: {who: B., fixes: [], cause: not known yet}\n"
    (problem,) = _owed(tmp_path, account, date(2026, 2, 20))
    assert problem.message.endswith(
        "lacks `what_happened`, `why` and `put_right`, and says that the cause is not known yet"
    )
    assert "`who`" not in problem.help


def test_a_month_long_ago_is_one_line_that_says_what_each_lacks(tmp_path: Path) -> None:
    records = {**RECORDS, "calls": ACCOUNT % "", "wait": "level: 9\n"}
    found = problems(tmp_path, {MONTH: month_file(records)}, date(2027, 3, 1))
    assert [problem.message for problem in found if problem.rule in ("account-owed", "cause-unknown")] == [
        "explanations for 2026-01 are owed and not complete: calls lacks `cause`; wait has none"
    ]


def test_explanations_of_several_months_are_asked_for_once_for_each_promise(tmp_path: Path) -> None:
    begun = ACCOUNT % ""
    calls = {1: "due: 20\nkept: 1\n", 2: "due: 20\nkept: 2\n", 3: begun, 4: "due: 20\nkept: 3\n"}
    site = {
        PLACES[ExampleKind.SERVICE]: with_keys(SERVICE, "covers: {from: 2026-01, until: 2026-04}\n"),
        **{
            f"promises/delivered/2026-0{number}.yml": month_file(
                {"calls": record, "wait": f"level: {10 - number}\n", "plan": f"done: true\non: 2026-0{number}-20\n"}
            ).replace("month: 2026-01", f"month: 2026-0{number}")
            for number, record in calls.items()
        },
    }
    found = [problem for problem in problems(tmp_path, site, date(2026, 5, 20)) if problem.rule == "account-owed"]
    assert [(problem.path[-11:], problem.line, problem.promise, problem.message) for problem in found] == [
        (
            "2026-02.yml",
            6,
            "wait",
            "explanations of wait are owed for 2 months, and there are none: 2026-01 to 2026-02",
        ),
        (
            "2026-04.yml",
            3,
            "calls",
            "explanations of calls are owed for 3 months, and there are none: 2026-01 to 2026-02, 2026-04",
        ),
    ]


def test_a_silence_of_a_quarter_says_which_months_it_is_of(tmp_path: Path) -> None:
    declared = "promises/declared/plan.yml"
    site = {
        PLACES[ExampleKind.SERVICE]: with_keys(SERVICE, "covers: {from: 2026-01}\n"),
        declared: PLAN + "due_in: [3, 6, 9, 12]\n",
        MONTH: month_file({name: text for name, text in RECORDS.items() if name != "plan"}),
    }
    found = problems(tmp_path, site, date(2026, 4, 20))
    assert [problem.message for problem in found if problem.promise == "plan"] == [
        "plan is not reported for 2026-03, which speaks for 2026-01 to 2026-03, and it was due by 2026-04-10: "
        "10 days late on 2026-04-20"
    ]
