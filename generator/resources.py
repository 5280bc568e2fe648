"""Where the packaged templates are."""

from __future__ import annotations

from pathlib import Path


def templates_dir() -> Path:
    """The folder of the packaged templates: `generator/templates` in a wheel, `templates/` in the repository.

    Source: DESIGN.md section 7.
    """
    here = Path(__file__).resolve().parent
    packaged = here / "templates"
    return packaged if packaged.is_dir() else here.parent / "templates"
