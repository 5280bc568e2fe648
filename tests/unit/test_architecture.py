"""ARCHITECTURE.md is true: which room imports what, where things are, and what is never done."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import service_promises

ROOT = Path(__file__).parents[2]
PACKAGE = Path(service_promises.__file__).parent
MAP = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
WRITTEN = {PACKAGE / "staff/new_repository" / folder for folder in ("hosts", "scaffold", "witness")}
"""What new repositories get: it is no part of the program."""
MODULES = {
    path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
    for path in PACKAGE.rglob("*.py")
    if WRITTEN.isdisjoint(path.parents)
}
TREES = {name: ast.parse(text) for name, text in MODULES.items()}

ROOMS = {
    room: (set(re.findall(r"`([a-z]+)`", imports)), set(re.findall(r"`([a-z_0-9]+)`", libraries)))
    for room, imports, libraries in re.findall(r"^\| `([a-z]+)/` \| .+ \|(.*)\|(.*)\|$", MAP, re.MULTILINE)
}
"""The other rooms and the libraries that each room imports."""

ONLY_IN = {
    # Changes the characters of figures in a file: it must see where the values stand, which only nodes tell.
    # And mkdocs.yml has tags and anchors, which our files may not have.
    "yaml": ("source/yaml/", "staff/figure_import/fill.py", "staff/new_files/new_place.py", "mkdocs/settings_"),
    "mkdocs": ("mkdocs/",),
}
"""Where within the rooms a library may be imported."""

INNER_ROOMS = dict(re.findall(r"^\| `([a-z_]+/[a-z_/]+)/` \| ([^|]+) \|$", MAP, re.MULTILINE))
"""What is in the rooms within rooms."""

BOTH_WAYS = {"pages/context.py", "outputs/registry.py"}
"""A context is made of the parts, or the files, to which it is handed."""

MOST_LINES = 300
MOST_MODULES = 20


def _imports(module: str) -> Iterator[list[str]]:
    """Every name that a module imports, in its parts."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".") for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports by dots, which hide from where"
            yield [*str(node.module).split("."), node.names[0].name]


def _room(module: str) -> str:
    return module.split("/", maxsplit=1)[0] if "/" in module else ""


def _module(name: list[str]) -> str:
    """The module that an imported name is, or is in."""
    paths = ["/".join(name[1:end]) for end in (len(name), len(name) - 1)]
    return next(path for top in paths for path in (f"{top}.py", f"{top}/__init__.py") if path in MODULES)


def _inner_room(module: str) -> str:
    """The room within its room that a module stands in; the module itself where it stands beside them."""
    return "/".join(module.split("/")[:2])


def test_every_folder_is_a_room_and_nothing_lies_beside_them() -> None:
    assert {_room(module) for module in MODULES} == {"", *ROOMS}
    assert [module for module in MODULES if _room(module) == ""] == ["__init__.py"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_what_the_map_says(room: str) -> None:
    names = [name for module in MODULES if _room(module) == room for name in _imports(module)]
    rooms = {name[1] for name in names if name[0] == "service_promises" and name[1:2] and name[1] in ROOMS} - {room}
    libraries = {name[0] for name in names} - {"service_promises", *sys.stdlib_module_names}
    every_other = {*ROOMS} - {room} if room == "cli" else ROOMS[room][0]
    assert (rooms, libraries) == (every_other, ROOMS[room][1])


def test_every_room_within_a_room_is_on_the_map_in_its_own_words() -> None:
    docstrings = {
        module.removesuffix("/__init__.py"): str(ast.get_docstring(TREES[module])).partition("\n")[0]
        for module in MODULES
        if module.count("/") > 1 and module.endswith("/__init__.py")
    }
    assert docstrings == INNER_ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_imports_within_a_room_run_one_way(room: str) -> None:
    imports: dict[str, set[str]] = {}
    for module in MODULES:
        if _room(module) == room:
            inner = _inner_room(module)
            imported = {
                _inner_room(_module(name)) for name in _imports(module) if name[:2] == ["service_promises", room]
            }
            imports.setdefault(inner, set()).update(imported - {inner} - BOTH_WAYS)
    tuple(TopologicalSorter(imports).static_order())  # raises an error that names the circle


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_only_where_it_is_needed(library: str) -> None:
    importing = [module for module in MODULES if any(name[0] == library for name in _imports(module))]
    assert [module for module in importing if not module.startswith(ONLY_IN[library])] == []
    assert [place for place in ONLY_IN[library] if not any(one.startswith(place) for one in importing)] == []


def test_the_program_opens_no_connection() -> None:
    network = {"socket", "ssl", "http", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "urllib3"}
    imported = {(module, name[0]) for module in MODULES for name in _imports(module)}
    assert [(module, name) for module, name in imported if name in network] == []
    assert [module for module, text in MODULES.items() if "urllib.request" in text] == []


def test_no_module_is_long() -> None:
    assert {name: lines for name, text in MODULES.items() if (lines := text.count("\n")) > MOST_LINES} == {}


def test_no_folder_has_many_modules() -> None:
    folders = Counter(module.rpartition("/")[0] for module in MODULES if not module.endswith("__init__.py"))
    assert {folder: number for folder, number in folders.items() if number > MOST_MODULES} == {}


def _names_of_types(tree: ast.Module) -> Iterator[str]:
    """The names of classes, and of types that are put together of others."""
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assigned = [node.targets[0] for node in tree.body if isinstance(node, ast.Assign)]
    names = (target.id for target in assigned if isinstance(target, ast.Name))
    yield from (name for name in names if re.fullmatch("_?[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*", name))


def test_no_name_of_a_type_means_two_things() -> None:
    names = Counter(name.lstrip("_") for tree in TREES.values() for name in _names_of_types(tree))
    assert [name for name, times in names.items() if times > 1] == []


def test_every_path_on_the_map_is_there() -> None:
    paths = {path for path in re.findall(r"`([\w./-]+)`", MAP) if "/" in path}
    ours = {path for path in paths if not path.startswith(("promises/", "data/", "/"))}
    assert len(ours) > 30
    assert [path for path in sorted(ours) if not any((top / path).exists() for top in (PACKAGE, ROOT))] == []


def test_what_is_cited_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    headings = set(re.findall(r"^#+ (.+)$", MAP, re.MULTILINE))
    cited = []
    for path in listed:
        if Path(path).suffix in {".py", ".html", ".css", ".toml", ".yml", ".md", ""} and (ROOT / path).is_file():
            text = (ROOT / path).read_text(encoding="utf-8", errors="replace")
            cited += re.findall(r"\(?ARCHITECTURE\.md, ([^)\".]+)", text)
            assert Path(__file__) == ROOT / path or "DESIGN" not in text, path
    assert set(cited) - headings == set()
