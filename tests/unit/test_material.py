"""Our repairs of Material's styles still fit the Material that is installed."""

from __future__ import annotations

import re
from pathlib import Path

import material
from service_promises.pages.rendering.templates import templates_dir

_DARK = re.compile(r"\[data-md-color-scheme=slate\]\{([^}]*)\}")
_LINKS = re.compile(r"\[data-md-color-scheme=slate\]\[data-md-color-primary=([a-z-]+)\][^{}]*\{([^}]*)\}")


def _material() -> str:
    folder = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    return next(folder.glob("palette.*.min.css")).read_text(encoding="utf-8")


def _ours() -> str:
    return (templates_dir() / "assets" / "material.css").read_text(encoding="utf-8")


def _declarations(block: str) -> set[str]:
    return {re.sub(r"\s+", "", declaration) for declaration in block.split(";") if declaration.strip()}


def test_the_dark_without_scripts_is_materials_dark() -> None:
    """A new Material with other colours fails here, and its block is copied again."""
    dark = _DARK.search(_material())
    ours = re.search(r"\.no-js body \{([^}]*)\}", _ours())
    assert dark
    assert ours
    assert _declarations(ours[1]) == _declarations(dark[1])


def test_links_in_the_dark_without_scripts_are_materials() -> None:
    """Each primary colour has its own."""
    links = _LINKS.findall(_material())
    assert links
    for primary, block in links:
        ours = re.search(rf"\.no-js \[data-md-color-primary={primary}\][^{{}}]*\{{([^}}]*)\}}", _ours())
        assert ours, primary
        assert _declarations(ours[1]) == _declarations(block)
