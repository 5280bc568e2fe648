"""Corrections after which a hidden count could be worked out are refused, where they stand."""

from pathlib import Path

import pytest
from service_promises.problems.problem import Severity

from tests.rules.site import CALLS, SERVICE, problems

HIDING = SERVICE.replace("covers:", "hide_counts_below: 5\ncovers:")
SHOWN_IN = "promises/declared/calls.yml"
COUNTED_AGAIN = "\n    corrected:\n      - {on: 2026-02-12, was: {kept: 30}, why: Counted again.}"


def _month(counts: str) -> str:
    return f"month: 2026-01\ndelivered:\n  calls:\n    {counts}\n"


def _target(now: str, was: str) -> str:
    corrected = f"corrected:\n  - {{on: 2026-02-12, was: {{target: {was}}}, why: A slip.}}\n"
    return CALLS.replace("at least 95%", now) + corrected


def _targets(now: str, *before: str) -> str:
    corrections = (
        f"  - {{on: 2026-02-{12 + place}, was: {{target: {was}}}, why: A slip.}}\n" for place, was in enumerate(before)
    )
    return CALLS.replace("at least 95%", now) + "corrected:\n" + "".join(corrections)


def _measured_before(now: str) -> str:
    """Its figures for January 2026 were published without a verdict, which a correction brought."""
    terms = f"terms:\n  - since: 2026-01\n    target: {now}\n"
    old = "terms: [{since: 2026-02, target: at least 90%}]"
    corrected = f"also_measured: true\ncorrected:\n  - {{on: 2026-02-12, was: {{{old}}}, why: A slip.}}\n"
    return CALLS.replace("terms:\n  - since: 2026-01\n    target: at least 95%\n", terms) + corrected


@pytest.mark.parametrize(
    ("service", "promise", "counts", "path"),
    [
        (HIDING, CALLS, f"due: 30\n    kept: 29{COUNTED_AGAIN}", "promises/delivered/2026-01.yml"),
        (SERVICE, CALLS, f"due: 30\n    kept: 29{COUNTED_AGAIN}", None),
        (HIDING, CALLS, f"due: 300\n    kept: 299{COUNTED_AGAIN.replace('30', '300')}", None),
        (HIDING, _target("at least 95%", "at least 75%"), "due: 20\n    kept: 19", "promises/declared/calls.yml"),
        (HIDING, _target("at least 95%", "at least 75%"), "due: 20\n    kept: 18", None),
        (HIDING, CALLS, "due: 20\n    kept: 19", None),
        (HIDING, _targets("at least 90%", "at least 95%", "at least 75%"), "due: 20\n    kept: 18", SHOWN_IN),
        (HIDING, _targets("at least 90%", "at least 95%"), "due: 20\n    kept: 18", None),
        (HIDING, _measured_before("at least 90%"), "due: 12\n    kept: 11", SHOWN_IN),
        (HIDING, _measured_before("at least 90%"), "due: 120\n    kept: 119", None),
    ],
)
def test_a_correction_that_tells_a_small_count_is_refused(
    tmp_path: Path, service: str, promise: str, counts: str, path: str | None
) -> None:
    files = {"service.yml": service, "declared/calls.yml": promise, "delivered/2026-01.yml": _month(counts)}
    told = [
        problem
        for problem in problems(tmp_path, {f"promises/{name}": text.encode() for name, text in files.items()})
        if problem.rule == "small-count"
    ]
    assert [str(problem.path) for problem in told] == ([path] if path else [])


def test_without_a_correction_none_is_refused_where_a_place_let_few_down(tmp_path: Path) -> None:
    measure = "  kind: done\n  counts: Opening.\n  source: The book.\n"
    start, end = CALLS.index("  kind:"), CALLS.index("terms:")
    promise = f"{CALLS[:start]}{measure}at: all\n{CALLS[end:]}".replace("at least 95%", "every time")
    table = "place,done,let_down\nnorth,true,\nsouth,false,4\n"
    files = {
        "service.yml": HIDING,
        "places.yml": "places: {north: {name: North}, south: {name: South}}\n",
        "declared/calls.yml": promise,
        "delivered/2026-01.yml": "month: 2026-01\nletter: Good day.\n",
        "delivered/2026-01/calls.csv": table,
    }
    every = problems(tmp_path, {f"promises/{name}": text.encode() for name, text in files.items()})
    assert [(problem.path, problem.message) for problem in every if problem.severity is Severity.ERROR] == []
