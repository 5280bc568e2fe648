"""The areas of promises: ids of service.yml where it declares areas, free text where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from service_promises.problems.problem import Severity

from tests.rules.site import CALLS, PLAN, SERVICE, WAIT, problems

AREAS = """\
areas:
  - {id: telephone, name: By telephone}
  - {id: front-desk, name: The front desk}
"""


def _problems(root: Path, service: str, calls: str, wait: str = "", plan: str = "") -> list[tuple[str, str, str]]:
    areas = {"calls": CALLS + calls, "wait": WAIT + wait, "plan": PLAN + plan}
    files = {f"promises/declared/{name}.yml": text for name, text in areas.items()}
    found = problems(root, {"promises/service.yml": SERVICE + service, **files})
    return [(problem.rule, problem.path.rpartition("/")[2], problem.help) for problem in found]


def test_an_area_is_free_text_where_none_is_declared(tmp_path: Path) -> None:
    assert _problems(tmp_path, "", "area: Ringing us up\n") == []


def test_an_area_is_an_id_where_areas_are_declared_and_may_be_left_out(tmp_path: Path) -> None:
    assert _problems(tmp_path, AREAS, "area: telephone\n", "area: front-desk\n") == []


@pytest.mark.parametrize(
    ("area", "way_out"),
    [
        ("telefone", "did you mean `telephone`?"),
        ("By telephone", "did you mean `telephone`?"),
        ("Front Desk", "did you mean `front-desk`?"),
        ("money", "write one of `telephone`, `front-desk`, or add it below `areas:` in promises/service.yml"),
    ],
)
def test_an_area_that_is_not_declared_is_an_error(area: str, way_out: str, tmp_path: Path) -> None:
    found = _problems(tmp_path, AREAS, "area: telephone\n", "area: front-desk\n", f"area: {area}\n")
    assert found == [("unknown-area", "plan.yml", way_out)]


def test_an_area_without_a_promise_is_a_warning(tmp_path: Path) -> None:
    found = problems(
        tmp_path, {"promises/service.yml": SERVICE + AREAS, "promises/declared/calls.yml": CALLS + "area: telephone\n"}
    )
    assert [(one.rule, one.severity, one.location.line) for one in found] == [("unused-area", Severity.WARNING, 12)]
