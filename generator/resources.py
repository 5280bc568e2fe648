"""Where the packaged templates are, and what becomes of style sheets."""

from __future__ import annotations

import re
from pathlib import Path


def templates_dir() -> Path:
    """The folder of the packaged templates: `generator/templates` in a wheel, `templates/` in the repository.

    Source: DESIGN.md section 7.
    """
    here = Path(__file__).resolve().parent
    packaged = here / "templates"
    return packaged if packaged.is_dir() else here.parent / "templates"


def stylesheet(path: Path) -> bytes:
    """A style sheet as it is published: without its comments and indents, which are for those who write it."""
    bare = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return ("\n".join(filter(None, map(str.strip, bare.splitlines()))) + "\n").encode()
