from __future__ import annotations

import json
from typing import Any

from service_promises.problems.problem import Location, Problem, Severity
from service_promises.problems.report import as_github, as_gitlab, as_json, as_text, count, visible

PROBLEM = Problem(
    Location(12, 13, 13, "    target: at least 950%", "promises/declared/buses.yml"),
    "target-range",
    "a target is from 0% to 100%",
    "write the share that you aim for, for example: at least 95%",
    promise="buses",
    key="target",
    label="says 950%",
)
WARNING = PROBLEM._replace(severity=Severity.WARNING)


def _at(**changed: Any) -> Problem:
    """The problem at another location, without its label."""
    return PROBLEM._replace(location=PROBLEM.location._replace(**changed), label="")


def test_text_has_the_shape_of_the_design() -> None:
    assert as_text([PROBLEM]) == (
        "promises/declared/buses.yml:12:13: error[target-range] a target is from 0% to 100%\n"
        "   12 |     target: at least 950%\n"
        "      |             ^^^^^^^^^^^^^ says 950%\n"
        "   help: write the share that you aim for, for example: at least 95%\n"
        "1 error\n"
    )


def test_text_without_a_line_to_quote() -> None:
    assert as_text([_at(quote=None)]).count("\n") == 3
    assert as_text([_at(quote="   ")]).count("\n") == 3


def test_nothing_wrong_says_what_was_looked_at() -> None:
    assert as_text([], "All well: 1 promise.") == "All well: 1 promise.\n"
    assert as_text([]) == ""


def test_count_in_words() -> None:
    assert count([PROBLEM, PROBLEM, PROBLEM, WARNING, WARNING]) == "3 errors, 2 warnings"
    assert count([WARNING]) == "1 warning"
    assert count([]) == ""


def _marked(problem: Problem) -> str:
    """What stands above the marks."""
    _, line, marks, *_ = as_text([problem]).split("\n")
    start = marks.index("^")
    return line[start : start + marks.count("^")]


def test_a_tab_before_the_fault_keeps_the_marks_in_place() -> None:
    assert _marked(_at(quote="\tdue:\t12x", column=7, width=3)) == "12x"


def test_combining_letters_take_no_column() -> None:
    assert as_text([_at(quote="e\u0301e\u0301 12x", column=6, width=3)]).split("\n")[2] == ("      |    ^^^")


def test_a_long_line_is_cut_around_its_fault() -> None:
    line = "x" * 300 + "FAULT" + "y" * 300
    problem = _at(quote=line, column=301, width=5)
    shown = as_text([problem]).split("\n")[1]
    assert _marked(problem) == "FAULT"
    assert len(shown) < 120
    assert shown.endswith("y…")


def test_a_fault_that_goes_on_for_ever_is_marked_as_far_as_it_is_shown() -> None:
    marks = as_text([_at(quote="x" * 5000, column=1, width=5000)]).split("\n")[2]
    assert marks == f"      | {'^' * 100}"


def test_nothing_in_a_file_steers_a_terminal() -> None:
    nasty = "\x1b[31mred\x07 \x9b1m \u202eflip\x00"
    text = as_text([_at(path=nasty, quote=nasty)._replace(message=nasty, help=nasty, label=nasty)])
    assert not [char for char in text if char != "\n" and not char.isprintable()]
    assert visible("\x1b") == "␛"


def test_github_wants_one_escaped_line_for_each() -> None:
    nasty = _at(path="promises/a,b:c.yml")._replace(message="100%\r\n::error::injected", help="x: y, z\n::set-output")
    (line, last) = as_github([nasty]).splitlines()
    assert line == (
        "::error file=promises/a%2Cb%3Ac.yml,line=12,col=13,title=target-range"
        "::100%25␍%0A::error::injected%0Ahelp: x: y, z%0A::set-output"
    )
    assert last == "1 error"


def test_github_paths_begin_at_the_top_of_the_repository() -> None:
    assert as_github([WARNING], prefix="sites/buses").startswith(
        "::warning file=sites/buses/promises/declared/buses.yml,line=12,"
    )


def test_json_is_one_object_with_what_applies() -> None:
    told = json.loads(as_json([PROBLEM]))
    assert told == {
        "problems": [
            {
                "path": "promises/declared/buses.yml",
                "line": 12,
                "column": 13,
                "severity": "error",
                "rule": "target-range",
                "message": "a target is from 0% to 100%",
                "help": "write the share that you aim for, for example: at least 95%",
                "promise": "buses",
                "key": "target",
            }
        ]
    }
    assert json.loads(as_json([])) == {"problems": []}


def test_gitlab_gets_each_problem_at_its_line_under_a_print_of_its_own() -> None:
    further_down = _at(line=40)
    first, second, warning = json.loads(as_gitlab([PROBLEM, further_down, WARNING], prefix="sites/buses"))
    assert first == {
        "description": f"{PROBLEM.message} ({PROBLEM.help})",
        "check_name": "target-range",
        "fingerprint": first["fingerprint"],
        "severity": "major",
        "location": {"path": "sites/buses/promises/declared/buses.yml", "lines": {"begin": 12}},
    }
    assert (second["location"]["lines"]["begin"], warning["severity"]) == (40, "minor")
    assert len({entry["fingerprint"] for entry in (first, second, warning)}) == 3
    (moved,) = json.loads(as_gitlab([further_down], prefix="sites/buses"))
    assert moved["fingerprint"] == first["fingerprint"], "the same one, on another line"
    assert as_gitlab([]) == "[]\n"
