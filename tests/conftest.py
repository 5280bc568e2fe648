"""What tests of several kinds share."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings

from tests.program_server import LOADED, PROGRAMS, program_server

ROOT = Path(__file__).parent.parent
AS_OF = "2026-11-26"
_AT_NOON = "1795694400"
"""The same day, as SOURCE_DATE_EPOCH."""

settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")
"""The same examples in every run, and a busy machine fails none of them."""

_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)


class SkipsFail:
    """What is skipped fails: CI installs all that the tests need, so nothing goes untested without notice."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Report a skipped test as failed."""
        return self._failed((yield))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Report a skipped module as failed."""
        return self._failed((yield))

    def _failed(self, report: _Report) -> _Report:
        if report.skipped and not hasattr(report, "wasxfail"):
            report.outcome = "failed"
            report.longrepr = f"Nothing may be skipped in CI: {report.longrepr}"
        return report


def pytest_configure(config: pytest.Config) -> None:
    """For the examples in docstrings too, which are no tests of this folder."""
    if os.environ.get("CI") == "true":
        config.pluginmanager.register(SkipsFail())


def pytest_collection_finish() -> None:
    """Look less often for garbage: the many thousand tests, looked through each time, are none."""
    gc.freeze()
    gc.set_threshold(100_000)


Run = Callable[..., "subprocess.CompletedProcess[str]"]


def _environment(**changed: str) -> dict[str, str]:
    """Programs judge on AS_OF."""
    judged = {"SOURCE_DATE_EPOCH": _AT_NOON, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": ""}
    return {**os.environ, **judged, **changed}


@pytest.fixture(scope="session")
def programs() -> Iterator[Path]:
    """The folder of `promises` and `mkdocs`, which are loaded once for all their runs."""
    with program_server(_environment()) as folder:
        yield folder


@pytest.fixture(scope="session")
def run(programs: Path) -> Run:
    """Run a program of this environment, judged on AS_OF, and return what it printed and its exit code."""

    def run_program(*command: str | Path, **changed: str) -> subprocess.CompletedProcess[str]:
        is_loaded = command[0] in LOADED and "PYTHONOPTIMIZE" not in changed
        program = (programs if is_loaded else PROGRAMS) / command[0]
        return subprocess.run(
            [str(program), *map(str, command[1:])],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=_environment(**changed),
            check=False,
        )

    return run_program


@pytest.fixture(scope="session")
def node() -> str:
    """The node that is installed here."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is missing; install it, on Debian with: apt-get install nodejs npm")
    return program


@pytest.fixture(scope="session")
def built_site(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built by MkDocs alone and strictly."""
    site = tmp_path_factory.mktemp("built") / "site"
    done = run("mkdocs", "build", "--strict", "--quiet", "-f", ROOT / "mkdocs.yml", "--site-dir", site)
    assert done.returncode == 0, done.stderr
    return site
