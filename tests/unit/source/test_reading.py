"""Reading as a whole: what is owed, nothing half-read, and no input that ends the program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from service_promises.problems.problem import Problem, Severity, at_key, at_value, warning
from service_promises.source.read_files import read

from tests.rules.site import AS_OF, CALLS, RECORDS, SERVICE, good_site, month_file, problems, with_keys, write

LONG = {
    "promises/service.yml": with_keys(SERVICE, "covers: {from: 2020-01}\n"),
    "promises/declared/calls.yml": CALLS.replace("since: 2026-01", "since: 2020-01"),
}
MONTH = "promises/delivered/2026-01.yml"


def _only(*names: str) -> dict[str, str]:
    site = {**good_site(), **LONG}
    return {path: text for path, text in site.items() if "declared" not in path or path.split("/")[-1][:-4] in names}


def test_silences_are_told_one_by_one_for_a_year_and_in_one_line_before(tmp_path: Path) -> None:
    site = _only("calls")
    del site[MONTH], site["promises/fixes/lift.yml"]
    text = month_file({"calls": "due: 20\nkept: 20\n"})
    site["promises/delivered/2020-01.yml"] = text.replace("2026-01", "2020-01")
    reading = read(write(tmp_path, site), AS_OF)
    assert reading.ledger is not None
    assert {problem.severity for problem in reading.problems} == {Severity.WARNING}
    assert {(problem.path, problem.line, problem.column) for problem in reading.problems} == {
        ("promises/declared/calls.yml", 11, 1)
    }
    months = [problem.month for problem in reading.problems]
    assert months.count(None) == 1
    assert sorted(month for month in months if month) == [*(f"2025-{number:02}" for number in range(2, 13)), "2026-01"]
    assert "calls was not reported in 60 months from 2020-02 to 2025-01" in {
        problem.message for problem in reading.problems
    }


def test_silences_of_a_promise_without_any_record_are_one_line(tmp_path: Path) -> None:
    site = _only("calls")
    del site[MONTH], site["promises/fixes/lift.yml"]
    (problem,) = read(write(tmp_path, site), AS_OF).problems
    assert problem.message == "calls was not reported in 73 months from 2020-01 to 2026-01"


def test_accounts_are_told_answer_by_answer_for_a_year_and_in_one_line_before(tmp_path: Path) -> None:
    site = _only("calls")
    for month in ("2024-12", "2026-01"):
        text = month_file({"calls": "due: 20\nkept: 1\nfell_short: {who: You., fixes: []}\n"})
        site[f"promises/delivered/{month}.yml"] = text.replace("2026-01", month)
    owed = [problem for problem in read(write(tmp_path, site), AS_OF).problems if problem.rule == "account-owed"]
    assert [(problem.month, problem.key, problem.message) for problem in owed] == [
        (
            "2024-12",
            "fell_short",
            "the explanation of calls for 2024-12 is owed and lacks `what_happened`, `why`, `cause` and `put_right`",
        ),
        (
            "2026-01",
            "fell_short",
            "the explanation of calls for 2026-01, owed since 2026-02-11, lacks `what_happened`, `why`, `cause` and "
            "`put_right`",
        ),
    ]
    assert {(problem.line, problem.column) for problem in owed} == {(6, 5)}


def test_a_month_that_can_not_be_read_is_not_called_a_silence(tmp_path: Path) -> None:
    found = problems(tmp_path, {MONTH: "month: 2026-01\n\tdelivered:\n"})
    assert [problem.rule for problem in found] == ["yaml-tab"]
    found = problems(tmp_path, {MONTH: month_file({**RECORDS, "calls": "due: x"})})
    assert [problem.rule for problem in found] == ["figure"]


def test_a_record_that_may_not_stand_is_neither_judged_nor_a_silence(tmp_path: Path) -> None:
    site = {**good_site(), MONTH: month_file({**RECORDS, "calls": "due: 1\nkept: 2\n"})}
    reading = read(write(tmp_path, site), date(2026, 3, 20))
    assert [problem.rule for problem in reading.problems] == ["kept-above-due"]
    assert reading.ledger is None
    assert reading.partial is not None
    assert {name for name, _ in reading.partial.entries} == {"plan", "wait"}


def test_problems_that_are_found_later_are_resolved_and_sorted_with_the_others(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {**good_site(), MONTH: month_file({**RECORDS, "calls": "due: x"})}), AS_OF)
    (month,), service = reading.month_files, reading.service_file
    assert service is not None
    later = [
        *service.accept([Problem(at_value("covers", "until"), "later", "m", "h")]),
        *month.accept([Problem(at_key("delivered", "plan", "on"), "later", "m", "h")]),
        *month.accept([Problem(at_value("delivered", "calls", "due"), "follows", "m", "h")]),
        *month.accept([warning(at_value("delivered", "calls", "due"), "true", "m", "h", "calls")]),
    ]
    more = reading.with_problems([*later, *later])
    assert [(one.rule, one.path.rpartition("/")[2], one.line, one.quote) for one in more.problems] == [
        ("figure", "2026-01.yml", 4, "    due: x"),
        ("true", "2026-01.yml", 4, "    due: x"),
        ("later", "2026-01.yml", 9, "    on: 2026-01-20"),
        ("later", "service.yml", 6, "  until: 2026-01"),
    ]
    assert [(one.promise, one.month, one.key) for one in more.problems[1:3]] == [
        ("calls", "2026-01", "due"),
        ("plan", "2026-01", "on"),
    ]


def test_a_service_that_can_not_be_read_hides_no_other_error(tmp_path: Path) -> None:
    changed = {"promises/service.yml": "name: [", MONTH: month_file({**RECORDS, "calls": "due: 1\nkept: 2\n"})}
    assert [problem.rule for problem in problems(tmp_path, {**changed})] == ["kept-above-due", "yaml-bracket"]


def test_a_promise_that_can_not_be_read_makes_no_record_unknown(tmp_path: Path) -> None:
    found = problems(tmp_path, {"promises/declared/calls.yml": "promise: ["})
    assert [problem.rule for problem in found] == ["yaml-bracket"]


def test_a_level_may_carry_the_sign_of_its_unit(tmp_path: Path) -> None:
    wait = good_site()["promises/declared/wait.yml"].replace("minutes\nterms", '"%"\nterms').replace("7 minutes", "7%")
    month = month_file({**RECORDS, "wait": "level: 6.5 %\n"})
    assert problems(tmp_path, {"promises/declared/wait.yml": wait, MONTH: month}) == ()


def test_later_corrections_out_of_order_are_told_at_their_own_line(tmp_path: Path) -> None:
    corrections = "".join(f"  - on: 2026-02-{day}\n    was: {{kept: 1}}\n    why: so\n" for day in (13, 14, 12))
    month = month_file({**RECORDS, "calls": f"due: 2\nkept: 2\ncorrected:\n{corrections}"})
    (found,) = [one for one in problems(tmp_path, {MONTH: month}) if one.severity == "error"]
    assert (found.rule, found.line, found.column) == ("correction-order", 13, 13)


def test_problems_come_in_the_order_of_their_places(tmp_path: Path) -> None:
    found = problems(tmp_path, {MONTH: "a: 1\nb: 2\n", "promises/declared/calls.yml": "z: 1\n", "promises/x": ""})
    assert list(found) == sorted(found, key=lambda problem: (problem.path, problem.line, problem.column))
    assert len({problem.path for problem in found}) == 3


def test_no_ledger_when_anything_is_an_error(tmp_path: Path) -> None:
    assert read(write(tmp_path, {**good_site(), "promises/x": ""}), AS_OF).ledger is None
    assert read(write(tmp_path, good_site()), date(2026, 1, 31)).ledger is None


def _sane(problem: Problem) -> bool:
    return problem.line >= 1 and problem.column >= 1 and bool(problem.message and problem.help)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_bytes_end_the_program(data: st.DataObject, tmp_path: Path) -> None:
    site: dict[str, str | bytes] = {**good_site()}
    path = data.draw(st.sampled_from(sorted(site)))
    text = str(site[path])
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 6)))
        piece = data.draw(
            st.one_of(
                st.sampled_from([*"\t\n:-[]{}'\"#&*!|>%@`~?,\x00\ufeff", "\n  ", ": ", "- "]), st.text(max_size=5)
            )
        )
        text = text[:start] + piece + text[end:]
    site[path] = text.encode("utf-8", "surrogatepass")
    assert all(_sane(problem) for problem in read(write(tmp_path, site), AS_OF).problems)
