"""A fault in a template of the site's own is the site's: said with its place, and nothing is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

FAULTS: tuple[tuple[str, bytes, int, str], ...] = (
    ("pages/home.html", b"first\n{% if x %}", 2, "endif"),
    ("pages/home.html", b"first\n\n{{ page.nosuch.thing }}", 3, "'page' is undefined"),
    ("pages/home.html", b"{{ 1|nope }}", 1, "No filter named 'nope'"),
    ("pages/home.html", b"first\n{{ 1/0 }}", 2, "division by zero"),
    ("pages/home.html", b'{% include "nope.html" %}', 1, "'nope.html' not found"),
    ("pages/home.html", b'{% include "pages/home.html" %}', 1, "recursion"),
    ("partials/shapes.html", b"first\n\xe9", 2, "not UTF-8"),
    ("macros/verdict.html", b"{% macro badge( %}", 1, "macros/verdict.html"),
    ("macros/verdict.html", b"{% macro x() %}{% endmacro %}", 1, "does not export the requested name"),
    ("overrides/main.html", b"first\n\xff", 2, "not UTF-8"),
    ("assets/promises.css", b"\xff", 1, "not UTF-8"),
)
OVERRIDES: tuple[tuple[str, bytes, int, str], ...] = (
    ("overrides/main.html", b"{% if %}", 1, "Expected an expression"),
    ("overrides/main.html", b'{% extends "base.html" %}\n{% block content %}{{ 1/0 }}{% endblock %}', 2, "zero"),
)


def _with(site: Path, template: str, content: bytes) -> str:
    path = site / "templates" / template
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return f"templates/{template}"


@pytest.mark.parametrize(("template", "content", "line", "said"), FAULTS + OVERRIDES)
def test_a_build_names_the_template_and_leaves_the_published_site(
    small: Path, run: Run, template: str, content: bytes, line: int, said: str
) -> None:
    assert run("promises", "-C", small, "build").returncode == 0
    published = (small / "site" / "index.html").read_bytes()
    path = _with(small, template, content)
    done = run("promises", "-C", small, "build")
    assert done.returncode == 1
    assert f"{path}:{line}: " in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert (small / "site" / "index.html").read_bytes() == published


@pytest.mark.parametrize(("template", "content", "line", "said"), FAULTS)
def test_so_do_plain_files(small: Path, run: Run, template: str, content: bytes, line: int, said: str) -> None:
    path = _with(small, template, content)
    done = run("promises", "-C", small, "pages", "--into", small / "made", "--as-of", "2026-03-20")
    assert done.returncode == 1
    assert f"{path}:{line}: " in done.stderr
    assert said in done.stderr


def test_mkdocs_alone_says_it_too(small: Path, run: Run) -> None:
    path = _with(small, "pages/home.html", b"first\n{{ nope }}")
    done = run("mkdocs", "build", "-f", small / "mkdocs.yml")
    assert done.returncode == 1
    assert f"{path}:2: 'nope' is undefined" in done.stderr
    assert "Traceback" not in done.stderr
