"""What tests of several kinds share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
AS_OF = "2026-11-22"
_AT_NOON = "1795348800"
"""The same day, as SOURCE_DATE_EPOCH."""

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")
"""The same examples in every run, and a busy machine fails none of them."""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def run() -> Run:
    """Run a program of this environment, judged on AS_OF, and return what it printed and its exit code."""

    def run_program(*command: str | Path, **changed: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "SOURCE_DATE_EPOCH": _AT_NOON,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONWARNINGS": "",
            **changed,
        }
        program = Path(sys.executable).parent / command[0]
        return subprocess.run(
            [str(program), *map(str, command[1:])],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            check=False,
        )

    return run_program


@pytest.fixture(scope="session")
def built_site(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built by MkDocs alone and strictly."""
    site = tmp_path_factory.mktemp("built") / "site"
    done = run("mkdocs", "build", "--strict", "--quiet", "-f", ROOT / "mkdocs.yml", "--site-dir", site)
    assert done.returncode == 0, done.stderr
    return site
