"""A command does not load what it does not need: that is most of the time of a short one."""

from __future__ import annotations

import pytest

from tests.conftest import Run

_LOADED = """\
import sys
from importlib import import_module
import_module(sys.argv[1])
print(*sorted({"babel", "jinja2", "mkdocs", "openpyxl", "pydantic", "yaml"} & sys.modules.keys()))
"""


@pytest.mark.parametrize(
    ("module", "libraries"),
    [
        ("service_promises.cli", ""),
        ("service_promises.cli.build", ""),
        ("service_promises.cli.verify", "pydantic"),
        ("service_promises.cli.check", "babel pydantic yaml"),
        ("service_promises.cli.import_", "babel pydantic yaml"),
        ("service_promises.cli.pages", "babel jinja2 pydantic yaml"),
    ],
)
def test_a_command_loads_no_library_that_it_can_do_without(run: Run, module: str, libraries: str) -> None:
    assert run("python", "-c", _LOADED, module).stdout.strip() == libraries
