"""The made-up site in a folder of its own, and the program run on it."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import Result

from tests.invoke import invoke

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
AS_OF = "2026-11-22"


def site(into: Path) -> Path:
    shutil.copytree(EXAMPLES, into / "site")
    return into / "site"


def run(root: Path, *arguments: str, as_of: str | None = AS_OF) -> Result:
    day = ("--as-of", as_of) if as_of else ()
    return invoke("-C", root, *arguments, *day)
