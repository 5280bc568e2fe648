"""Files that staff could send, each with all that `promises check` says of it.

A file in bad/<kind>/ takes the place of the good site's own file of that kind; the text beside it is the whole
report. `python -m tests.rules.test_files` writes the texts anew, for you to read before you keep them.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from service_promises.problems.report import as_text
from service_promises.problems.rules import ExampleKind
from service_promises.source.yaml.faults import faults

from tests.rules.site import PLACES, problems

HERE = Path(__file__).parent
BAD = sorted(HERE.glob("bad/*/*.yml"))
GOOD = sorted(HERE.glob("good/*/*.yml"))


def _report(case: Path, root: Path) -> str:
    return as_text(problems(root, {PLACES[ExampleKind(case.parent.name)]: case.read_bytes()}))


def _named(cases: list[Path]) -> list[object]:
    return [pytest.param(case, id=f"{case.parent.name}/{case.stem}") for case in cases]


@pytest.mark.parametrize("case", _named(BAD))
def test_bad_file_gets_exactly_this_report(case: Path, tmp_path: Path) -> None:
    assert _report(case, tmp_path) == case.with_suffix(".txt").read_text()


@pytest.mark.parametrize("case", _named(BAD))
def test_bad_file_has_an_error_or_a_warning(case: Path) -> None:
    assert ": error[" in case.with_suffix(".txt").read_text() or ": warning[" in case.with_suffix(".txt").read_text()


@pytest.mark.parametrize("case", _named(GOOD))
def test_good_file_has_nothing_wrong(case: Path, tmp_path: Path) -> None:
    report = _report(case, tmp_path)
    hides_counts, areas = b"hide_counts_below:" in case.read_bytes(), case.read_bytes().count(b"{id: ")
    assert report.count("warning[counts-in-files]") == hides_counts
    assert report.count("warning[unused-area]") == areas  # the good site's promises are in none
    assert report.count(": warning[") + report.count(": error[") == hides_counts + areas


def test_every_report_has_its_file() -> None:
    assert {case.with_suffix(".txt") for case in BAD} == set(HERE.glob("bad/*/*.txt"))


@pytest.mark.parametrize("name", sorted(faults().keys() - {"file-size"}))  # of which test_bytes.py makes a file of 5 MB
def test_every_fault_of_yaml_is_told_of_some_file(name: str) -> None:
    parts = re.split(r"\{\w+\}", faults()[name].message)
    message = re.compile(r"error\[[\w-]+\] " + "[^\n]+".join(map(re.escape, parts)) + "\n")
    assert any(message.search(case.with_suffix(".txt").read_text()) for case in BAD)


if __name__ == "__main__":
    for bad in BAD:
        with tempfile.TemporaryDirectory() as folder:
            bad.with_suffix(".txt").write_text(_report(bad, Path(folder)))
