"""A first month that was wrong is corrected with the whole list of terms as it stood."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.history.published import CALLS_YML, checked, month_file, publish

AS_OF = date(2026, 4, 20)
CORRECTED = """\
also_measured: true
corrected:
  - {on: 2026-04-19, was: {also_measured: null, %s}, why: It was to be met from March.}
if_we"""


@pytest.mark.parametrize(
    ("was", "errors"),
    [("terms: [{since: 2026-01, target: at least 90%}]", []), ("made_to: Everybody who calls us", ["term-changed"])],
    ids=["told", "not told"],
)
def test_a_wrong_first_month_is_told_with_the_old_list(tmp_path: Path, was: str, errors: list[str]) -> None:
    repository = publish(tmp_path, month_file("2026-01", calls={"due": 200, "kept": 190}))
    repository.change(CALLS_YML, "since: 2026-01", "since: 2026-03")
    repository.change(CALLS_YML, "if_we", CORRECTED % was)
    problems = checked(repository, AS_OF)
    assert [problem["rule"] for problem in problems if problem["rule"].startswith("term-")] == errors
