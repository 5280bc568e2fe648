"""What an editor, a copy or an attacker can do to the bytes of a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from service_promises.problems.problem import Problem
from service_promises.source.yaml import parse as yaml_text

from tests.rules.site import CALLS, RECORDS, SERVICE, month_file, problems

MONTH = "promises/delivered/2026-01.yml"
GOOD = month_file(RECORDS)


def _one(root: Path, content: str | bytes) -> Problem:
    (found,) = problems(root, {MONTH: content})
    return found


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of which a tree was made, which is what deep and self-repeating ones blow up in."""
    texts: list[str] = []
    compose = yaml_text.compose

    def noting(text: str) -> object:
        texts.append(text)
        return compose(text)

    monkeypatch.setattr(yaml_text, "compose", noting)
    return texts


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.rule, problem.line, problem.column


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(),
        ("%YAML 1.2\n---\n" + GOOD + "...\n").encode(),
    ],
    ids=["byte order mark", "Windows line ends", "old Mac line ends", "mark and Windows", "directive"],
)
def test_harmless_bytes_are_fine(content: bytes, tmp_path: Path) -> None:
    assert problems(tmp_path, {MONTH: content}) == ()


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\x00\x06\xff", b"%PDF-1.7\n\xe2\xe3", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_document_under_another_name_is_told(content: bytes, tmp_path: Path) -> None:
    problem = _one(tmp_path, content)
    assert _place(problem) == ("encoding", 1, 1)
    assert "is not a text file" in problem.message


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_places_do_not_depend_on_line_ends(ends: str, mark: bytes, tmp_path: Path) -> None:
    content = mark + GOOD.replace("due: 200", "due: 2OO").replace("\n", ends).encode()
    problem = _one(tmp_path, content)
    assert (_place(problem), problem.quote) == (("figure", 4, 10), "    due: 2OO")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"month: 2026-01\nletter: caf\xe9\n", (2, 12)),
        (b"month: 2026-01\r\nletter: caf\xe9\r\n", (2, 12)),
        ("month: 2026-01\nletter: é ".encode() + b"\xff\n", (2, 11)),
        (b"\xef\xbb\xbf\xff", (1, 1)),
        (GOOD.encode("utf-16"), (1, 1)),
        (GOOD.encode("utf-16-be"), (1, 1)),
    ],
    ids=["Latin-1", "Latin-1 and Windows", "after another letter", "after a mark", "UTF-16", "UTF-16 without a mark"],
)
def test_not_utf_8_is_told_where_it_begins(content: bytes, place: tuple[int, int], tmp_path: Path) -> None:
    problem = _one(tmp_path, content)
    assert (problem.line, problem.column) == place
    assert problem.rule in ("encoding", "control-character")


@pytest.mark.parametrize(
    "char", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ufeff", "\uffff"]
)
def test_invisible_character_is_told_at_its_place(char: str, tmp_path: Path) -> None:
    problem = _one(tmp_path, GOOD.replace("kept: 200", f"kept: 2{char}0"))
    assert _place(problem) == ("control-character", 5, 12)


def test_file_of_nothing_but_white_space(tmp_path: Path) -> None:
    assert _place(_one(tmp_path, "\n \n")) == ("empty-file", 1, 1)
    assert _place(_one(tmp_path, b"")) == ("empty-file", 1, 1)


def test_more_than_5_mb(tmp_path: Path) -> None:
    assert _one(tmp_path, b"#" * 5_000_001).rule == "file-size"
    assert "this one has 5000001 bytes" in _one(tmp_path, b"#" * 5_000_001).message
    assert "this one has 7.5 MB" in _one(tmp_path, b"#" * 7_500_000).message
    assert _one(tmp_path, b"#" * 5_000_000).rule == "empty-file"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("letter: " + "[" * 60, (1, 58)),
        ("letter: " + "[" * 4_000_000, (1, 58)),
        ("letter: " + "{a: " * 1_000_000, (1, 205)),
        ("- " * 1_000_000 + "x", (1, 101)),
        ("? " * 1_000_000 + "x", (1, 101)),
        ("\n".join(f"{' ' * i}a:" for i in range(2_000)), (51, 51)),
        ("a:\n" + "\n".join(f"{' ' * i}- a:" for i in range(0, 200, 2)), (26, 51)),
        ("\n".join(f"{' ' * i}a:" for i in range(20)) + " " + "[" * 60, (20, 53)),
    ],
    ids=["brackets", "4 MB of brackets", "braces", "dashes", "question marks", "lines", "lists", "both"],
)
def test_too_deep_is_told_before_a_tree_of_it_grows(
    content: str, place: tuple[int, int], tmp_path: Path, grown: list[str]
) -> None:
    assert _place(_one(tmp_path, content)) == ("too-deep", *place)
    assert CALLS in grown
    assert content not in grown


def test_50_levels_are_not_too_deep(tmp_path: Path) -> None:
    found = problems(tmp_path, {MONTH: "month: 2026-01\nletter: " + "[" * 49 + "]" * 49 + "\n"})
    assert [problem.rule for problem in found if problem.severity == "error"] == ["shape"]


def test_alias_bomb_is_refused_before_it_goes_off(tmp_path: Path, grown: list[str]) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = problems(tmp_path, {MONTH: bomb})
    assert {problem.rule for problem in found} == {"yaml-anchor", "yaml-alias"}
    assert _place(found[0]) == ("yaml-anchor", 1, 4)
    assert bomb not in grown


@pytest.mark.parametrize(
    ("text", "rule", "column"),
    [
        ("owner: &a Customer service\n", "yaml-anchor", 8),
        ("&a owner: Customer service\n", "yaml-anchor", 1),
        ("owner: *a\n", "yaml-alias", 8),
        ("owner: !!str Customer service\n", "yaml-tag", 8),
        ("owner: !python/object:x y\n", "yaml-tag", 8),
        ("owner: !<tag:yaml.org,2002:str> x\n", "yaml-tag", 8),
        ("owner: !\n", "yaml-tag", 8),
        ("owner: [!!int 5]\n", "yaml-tag", 9),
    ],
)
def test_marks_of_yaml_are_refused_wherever_they_stand(text: str, rule: str, column: int, tmp_path: Path) -> None:
    content = text + CALLS.replace("owner: Customer service\n", "")
    found = problems(tmp_path, {"promises/declared/calls.yml": content})
    assert _place(found[0]) == (rule, 1, column)


@pytest.mark.parametrize("word", ["page.html", "help/", "../about/", "help/page.html#top", "v1.2/help", "/help"])
def test_pages_of_this_site_are_addresses(word: str, tmp_path: Path) -> None:
    service = SERVICE.replace("mailto:help@example.org", word)
    assert problems(tmp_path, {"promises/service.yml": service}) == ()


def test_marks_of_a_conflict_inside_a_text_are_text(tmp_path: Path) -> None:
    content = GOOD + "letter: |\n  Title\n  =======\n  <<<<<<< so they say\n"
    assert problems(tmp_path, {MONTH: content}) == ()
