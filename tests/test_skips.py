"""With CI=true a skip is a failure, wherever in a run it comes from; a failure that is expected stays one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SKIPPED = """\
import pytest
@pytest.fixture
def missing():
    pytest.skip("no browser")
def test_of_what_is_missing(missing):
    pass
"""
SKIPPED_WHOLE = """\
import pytest
pytest.importorskip("no_such_module")
"""
SKIPPED_EXAMPLE = """\
def f():
    \'\'\'
    >>> f()  # doctest: +SKIP
    \'\'\'
"""
EXPECTED = """\
import pytest
@pytest.mark.xfail
def test_a_known_fault():
    assert False
"""


@pytest.mark.parametrize(
    ("content", "ci", "code"),
    [
        (SKIPPED, "true", pytest.ExitCode.TESTS_FAILED),
        (SKIPPED_WHOLE, "true", pytest.ExitCode.INTERRUPTED),
        (SKIPPED_EXAMPLE, "true", pytest.ExitCode.TESTS_FAILED),
        (EXPECTED, "true", pytest.ExitCode.OK),
        (SKIPPED, "", pytest.ExitCode.OK),
    ],
    ids=["fixture", "module", "docstring", "expected failure", "not in CI"],
)
def test_a_skip_fails_in_ci(tmp_path: Path, content: str, ci: str, code: int) -> None:
    (tmp_path / "test_it.py").write_text(content, encoding="utf-8")
    (tmp_path / "pytest.ini").touch()
    pytest_of_its_own = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "--doctest-modules", tmp_path]
    environment = {**os.environ, "CI": ci}
    done = subprocess.run(pytest_of_its_own, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == code, done.stdout
