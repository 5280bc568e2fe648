"""What staff's editors say, asked of the real yaml-language-server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from service_promises.source.files import FileKind
from service_promises.source.schemas import schema_files
from service_promises.staff.new_files.comments import schema_comment

from tests.editor.language_server import REPOSITORY, Editor, command

RULES = REPOSITORY / "tests/rules"
GOOD = sorted(RULES.glob("good/*/*.yml"))
BAD = sorted(RULES.glob("bad/*/*.yml"))
KINDS = {
    "month": (FileKind.DELIVERED, "promises/delivered/2026-01{}.yml"),
    "promise": (FileKind.DECLARED, "promises/declared/calls{}.yml"),
    "service": (FileKind.SERVICE, "promises/service{}.yml"),
    "fix": (FileKind.FIX, "promises/fixes/lift{}.yml"),
    "pledge": (FileKind.PLEDGE, "promises/pledges/trees{}.yml"),
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
    "{2026-01:at",
    *("due: 2.000", "kept: 1.000"),
    "\n  remedy:\n",
    *("Feb 2026: at", "2026-03-01: at", "2026-13: at", "always: at"),
)
"""What YAML has turned into a plain number, what only a rule with words can tell, a key that is taken for the id of a
promise, below which all is marked, and the months of a schedule behind the first wrong one, which alone is marked."""


def test_the_copy_in_this_repository_is_the_present_one() -> None:
    for path, content in schema_files().items():
        assert (REPOSITORY / path).read_bytes() == content, "run: promises schema --into schemas"


def test_visual_studio_code_finds_every_kind() -> None:
    settings = json.loads((REPOSITORY / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert set(settings["yaml.schemas"]) == set(schema_files())


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """An editor in which every good and bad file is open: the server waits a little before it looks at each."""
    start = command()
    if start is None:
        pytest.skip(
            "node or the language server is missing; install node and npm (on Debian: apt-get install nodejs npm),"
            " then run make test, or: npm ci --prefix tests/editor"
        )
    session = Editor(start, REPOSITORY)
    try:
        for file in (*GOOD, *BAD):
            _open(session, file.parent.name, _name(file), _text(file))
        yield session
    finally:
        session.end()


def _text(file: Path) -> str:
    """Return what an editor shows of a file, some of which are not UTF-8."""
    return file.read_text(encoding="utf-8", errors="replace")


def _name(file: Path) -> str:
    return f"{file.parent.parent.name}-{file.stem}"


def _path(kind: str, name: str) -> str:
    return KINDS[kind][1].format(f"-{name}")


def _open(editor: Editor, kind: str, name: str, text: str) -> Path:
    path = _path(kind, name)
    editor.open(REPOSITORY / path, schema_comment(KINDS[kind][0], path) + text)
    return REPOSITORY / path


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_nothing_is_underlined_where_all_is_well(editor: Editor, file: Path) -> None:
    assert editor.underlined(REPOSITORY / _path(file.parent.name, _name(file))) == set()


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_what_is_refused_by_shape_is_underlined_on_its_line(editor: Editor, file: Path) -> None:
    lines = _text(file).splitlines()
    report = file.with_suffix(".txt").read_text(encoding="utf-8")
    expected = {
        int(line)
        for line, rule in re.findall(r":(\d+):\d+: error\[([a-z-]+)\]", report)
        if rule in OF_SHAPE and not any(odd in f"\n{lines[int(line) - 1]}\n" for odd in NOT_FOR_AN_EDITOR)
    }
    assert expected <= editor.underlined(REPOSITORY / _path(file.parent.name, _name(file)))


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
    path = _open(editor, kind, "hover", text)
    line = next(number for number, content in enumerate(text.splitlines(), 1) if f"{key}:" in content)
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
def test_an_editor_offers_what_may_be_written(editor: Editor, kind: str, text: str, offered: set[str]) -> None:
    path = _open(editor, kind, f"complete-{len(text)}", text)
    lines = text.split("\n")
    assert offered <= set(editor.complete(path, len(lines), len(lines[-1])))
