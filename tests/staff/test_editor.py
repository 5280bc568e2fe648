"""What staff's editors say, asked of the real yaml-language-server (npm), where node and it are present."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from service_promises.source.documents.json_schemas import schema_files
from service_promises.source.files import FileKind
from service_promises.staff.comments import schema_comment

from tests.staff.editor import REPOSITORY, Editor, command

TESTS = REPOSITORY / "tests"
KINDS = {
    "month": (FileKind.DELIVERED, "promises/delivered/2026-01{}.yml"),
    "promise": (FileKind.DECLARED, "promises/declared/calls{}.yml"),
    "service": (FileKind.SERVICE, "promises/service{}.yml"),
    "fix": (FileKind.FIX, "promises/fixes/lift{}.yml"),
}
OF_SHAPE = {
    *("unknown-key", "blank", "shape", "not-on-list", "figure", "percentage", "flag", "date", "month", "id"),
    *("number-range", "language", "url", "empty-text"),
}
NOT_FOR_AN_EDITOR = (
    "1e3",
    "0x10",
    "007",
    "1_000",
    "help@example.org",
    "{promse}",
    "020 7946 0000",
    "level: 95%",
    "flase",
    "{due:200,",
)
"""What YAML has turned into a plain number, or what only a rule with words can tell."""


def test_the_copy_in_this_repository_is_the_present_one() -> None:
    for path, content in schema_files().items():
        assert (REPOSITORY / path).read_bytes() == content, "run: promises schema --into schemas"


def test_visual_studio_code_finds_every_kind() -> None:
    named = json.loads((REPOSITORY / ".vscode/settings.json").read_text())["yaml.schemas"]
    assert set(named) == set(schema_files())


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    start = command()
    if start is None:
        pytest.skip("node or yaml-language-server is not here: npm install --no-save yaml-language-server")
    session = Editor(start, REPOSITORY, {})
    yield session
    session.end()


def _open(editor: Editor, kind: str, name: str, text: str) -> tuple[Path, list[dict[str, object]]]:
    of, pattern = KINDS[kind]
    path = pattern.format(f"-{name}")
    return REPOSITORY / path, editor.open(REPOSITORY / path, schema_comment(of, path) + text)


@pytest.mark.parametrize("path", sorted(TESTS.glob("rules/good/*/*.yml")), ids=lambda path: path.stem)
def test_nothing_is_underlined_where_all_is_well(editor: Editor, path: Path) -> None:
    assert _open(editor, path.parent.name, f"good-{path.stem}", path.read_text())[1] == []


@pytest.mark.parametrize("path", sorted(TESTS.glob("rules/bad/*/*.yml")), ids=lambda path: path.stem)
def test_what_is_refused_by_shape_is_underlined_on_its_line(editor: Editor, path: Path) -> None:
    text = path.read_text()
    lines = text.splitlines()
    expected = {
        int(line)
        for line, rule in re.findall(r":(\d+):\d+: error\[([a-z-]+)\]", path.with_suffix(".txt").read_text())
        if rule in OF_SHAPE and not any(odd in lines[int(line) - 1] for odd in NOT_FOR_AN_EDITOR)
    }
    found = _open(editor, path.parent.name, f"bad-{path.stem}", text)[1]
    assert expected <= {one["range"]["start"]["line"] for one in found}  # type: ignore[index]


@pytest.mark.parametrize(
    ("kind", "text", "key", "means"),
    [
        (
            "month",
            "month: 2026-01\ndelivered:\n  calls:\n    kept: 1\n",
            "kept",
            "How many of those times it was kept.",
        ),
        ("promise", "made_to: Everybody\n", "made_to", "To whom it is made."),
        ("service", "reach_us:\n  - name: x\n    url: tel:1\n", "reach_us", "How customers reach us."),
        ("fix", "by: 2026-01-01\n", "by", "The date by which it will be done, as it stands now, YYYY-MM-DD."),
    ],
)
def test_a_key_explains_itself(editor: Editor, kind: str, text: str, key: str, means: str) -> None:
    path, _ = _open(editor, kind, "hover", text)
    line = next(number for number, said in enumerate(text.splitlines(), 1) if f"{key}:" in said)
    assert means in editor.hover(path, line, text.splitlines()[line - 1].index(key) + 1)


@pytest.mark.parametrize(
    ("kind", "text", "offered"),
    [
        (
            "month",
            "month: 2026-01\ndelivered:\n  calls:\n    fell_short:\n      cause: ",
            {"capacity", "not known yet"},
        ),
        ("month", "month: 2026-01\ndelivered:\n  calls:\n    ", {"due", "kept", "fell_short"}),
        ("promise", "concerns:\n  - ", {"on time", "when it breaks"}),
        ("promise", "measure:\n  kind: ", {"each", "level", "done"}),
        ("promise", "measure:\n  counted: ", {"in the month", "at month end"}),
        ("service", "", {"name", "about", "for", "covers", "reach_us"}),
        ("fix", "", {"we_will", "after", "by", "owner"}),
    ],
)
def test_an_editor_offers_what_may_be_written(
    editor: Editor, kind: str, text: str, offered: set[str]
) -> None:
    path, _ = _open(editor, kind, f"complete-{len(text)}", text)
    lines = text.split("\n")
    assert offered <= set(editor.complete(path, len(lines), len(lines[-1])))
