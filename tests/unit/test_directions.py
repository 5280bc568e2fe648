"""Imports point one way: files, source, ledger, pages, adapter."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import service_promises

PROGRAM = Path(service_promises.__file__).parent

OURS = {
    "ledger": {"ledger"},
    "problems": {"problems"},
    "source": {"ledger", "problems", "source"},
    "history": {"ledger", "problems", "source", "history", "pages"},
    "pages": {"ledger", "pages"},
    "outputs": {"ledger", "source", "pages", "outputs"},
    "staff": {"ledger", "problems", "source", "staff", "pages"},
    "mkdocs": {"ledger", "problems", "source", "pages", "outputs", "mkdocs"},
}
"""What each part may import of ours."""

ONLY_IN = {
    "yaml": (
        "source/",
        # Changes the characters of figures in a file: it must see where the values stand, which only nodes tell.
        "staff/fill.py",
    ),
    "mkdocs": ("mkdocs/",),
    "material": (),
}
"""Where alone a library may be imported; Material's code nowhere, only its theme is used."""


def _imported(folder: str) -> Iterator[tuple[str, list[str]]]:
    """Every name that is imported below a folder, in its parts, with the file."""
    for path in sorted((PROGRAM / folder).rglob("*.py")):
        file = path.relative_to(PROGRAM).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((file, name.name.split(".")) for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{file} imports by dots, which hide from where"
                yield from ((file, [*str(node.module).split("."), name.name]) for name in node.names)


@pytest.mark.parametrize("part", OURS)
def test_a_part_imports_only_those_before_it(part: str) -> None:
    found = [(file, name) for file, name in _imported(part) if name[0] == "service_promises" and len(name) > 2]
    assert found, "nothing is looked at"
    assert [(file, name) for file, name in found if name[1] not in OURS[part]] == []


def test_the_ledger_needs_nothing_but_python() -> None:
    known = {*sys.stdlib_module_names, "service_promises"}
    assert [(file, name) for file, name in _imported("ledger") if name[0] not in known] == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_known_only_where_it_is_needed(library: str) -> None:
    files = {file for file, name in _imported("") if name[0] == library}
    assert [file for file in sorted(files) if not file.startswith(ONLY_IN[library])] == []
    assert [place for place in ONLY_IN[library] if not any(file.startswith(place) for file in files)] == []
