"""The command `promises`, run in the process of the tests."""

from __future__ import annotations

from click.testing import CliRunner, Result
from service_promises.cli import promises


def invoke(*arguments: object, typed: str | None = None) -> Result:
    """What `promises` does with these arguments; `typed` is what somebody types where it asks. A bug is raised."""
    return CliRunner().invoke(promises, [str(one) for one in arguments], input=typed, catch_exceptions=False)
