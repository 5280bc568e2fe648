"""Slips of the hand in one line of a YAML file: how many of them `check` reports on the very line.

Every slip of `slips.py` is made in lines of several files of each site: of what is published here and in the
example, of a new repository, and of four sites in the style of other people. Counted are the slips after which
the check has an error where it had none. What it lets pass is harmless (an indented comment, an end of a line
inside a folded text) or says something else that is right as well (a promise with a quotation mark in it).

The first error of the whole check counts. It is on the very line if that is the line with the slip; the line above
or below one that was deleted, both lines of one that was doubled, and both parts of one that was broken in two. A
deleted line is also on the very line if the error names its key as missing.
"""

import re
import shutil
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from service_promises.problems.problem import Problem, Severity
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.outline import outline_of
from service_promises.source.read_files import read
from service_promises.source.source_file import parse_file
from service_promises.source.yaml.faults import Unreadable
from service_promises.source.yaml.parse import parse
from service_promises.staff.new_repository.code_hosts import CodeHost
from service_promises.staff.new_repository.new_repository import Repository, repository_files

from tests.rules.slips import Slipped, slips

ROOT = Path(__file__).parent.parent.parent
ON_THE_LINE, WITHIN_ONE = 0.93, 0.98
"""The least share of each site."""


class Site(NamedTuple):
    """Files with nothing wrong in them."""

    as_of: date
    files: tuple[str, ...] = ()
    """Those in which slips are made; all where none is named."""
    months: tuple[str, ...] = ()
    """Those that are kept; all where none is named."""
    line_end: str = "\n"
    home: str = ""
    by_place: bool = True
    """Whether its promises are read place by place: 239 would be silent in each month that is left out."""


NOVEMBER, MARCH = date(2026, 11, 26), date(2026, 3, 15)
SITES = {
    "promises": Site(
        NOVEMBER,
        ("service", "declared/rtt-52w", "delivered/2022-12", "delivered/2007-08", "fixes/virtual-wards"),
        ("2007-08", "2022-12"),
        home=".",
        by_place=False,
    ),
    "examples": Site(
        NOVEMBER,
        ("service", "declared/home-in-ten", "delivered/2025-03", "delivered/2026-05/counter", "fixes/second-kiln"),
        ("2025-01", "2025-03", "2026-05"),
        home="examples",
    ),
    "new repository": Site(NOVEMBER),
    "comments": Site(MARCH, home="tests/rules/styles/comments"),
    "flow": Site(MARCH, home="tests/rules/styles/flow"),
    "four spaces": Site(MARCH, home="tests/rules/styles/four"),
    "folded, Windows": Site(MARCH, home="tests/rules/styles/folded", line_end="\r\n"),
}


def _write(site: Site, root: Path) -> list[Path]:
    """Write the files of a site; those in which slips are made."""
    if site.home:
        shutil.copytree(ROOT / site.home / "promises", root / "promises")
    new = Repository("Us", "https://example.org/", "", "", CodeHost.GITHUB)
    for path, content in () if site.home else repository_files(new, site.as_of).items():
        if path.startswith("promises/"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
    for path in (root / "promises/delivered").iterdir() if site.months else ():
        if path.stem not in site.months:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if not site.by_place:
        for path in (root / "promises/delivered").glob("*/*.csv"):
            path.unlink()
        for path in (root / "promises/declared").iterdir():
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"^(at|not_at):\n( .*\n)+", "", text, flags=re.MULTILINE), encoding="utf-8")
    paths = sorted((root / "promises").rglob("*.yml"))
    for path in paths:
        path.write_bytes(path.read_bytes().replace(b"\n", site.line_end.encode()))
    return [root / f"promises/{name}.yml" for name in site.files] or paths


def _error(root: Path, as_of: date) -> Problem | None:
    """The first error of all; no warning is asked for."""
    problems = read(root, as_of, warn=False).problems
    return next((problem for problem in problems if problem.severity is Severity.ERROR), None)


def _lines_off(error: Problem, path: str, text: str, slipped: Slipped) -> int:
    """How many lines lie between an error and the slip; many where it is in another file."""
    if error.path != path:
        return len(slipped.lines)
    gone = set(text.split("\n")) - set(slipped.lines)
    named = error.rule == "missing-key" and any(line.lstrip(" -").startswith(f"{error.key}:") for line in gone)
    return 0 if named and len(slipped.numbers) > 1 else min(abs(error.line - number) for number in slipped.numbers)


@pytest.mark.parametrize("name", SITES)
def test_slips_are_reported_on_their_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = SITES[name]
    # The files without the slip are the same each time.
    monkeypatch.setattr("service_promises.source.read_files.parse_file", cache(parse_file))
    off: list[int] = []
    missed: list[str] = []
    for path in _write(site, tmp_path):
        text = path.read_text()
        assert _error(tmp_path, site.as_of) is None
        for slip, slipped in slips(text):
            path.write_bytes(site.line_end.join(slipped.lines).encode())
            error = _error(tmp_path, site.as_of)
            if error is not None:
                off.append(_lines_off(error, str(path.relative_to(tmp_path)), text, slipped))
                missed += [f"{path.stem} {slip} {sorted(slipped.numbers)}: {error}"] if off[-1] else []
        path.write_bytes(text.replace("\n", site.line_end).encode())
    on_the_line, within_one = off.count(0) / len(off), (off.count(0) + off.count(1)) / len(off)
    print(f"{name}: of {len(off)} slips {on_the_line:.1%} on the very line, {within_one:.1%} within one")
    assert len(off) > 200
    assert (on_the_line >= ON_THE_LINE, within_one >= WITHIN_ONE) == (True, True), "\n".join(missed)


@pytest.mark.parametrize(
    ("head", "line", "end"),
    [
        ("delivered:\n", "  a{0}:\n    due: 1\n", "   x\n"),
        ("letter: >-\n", "  And so on.\n", " x\n"),
        ('letter: "Dear\n', "  And so on.\n", ""),
        ("letter: [\n", "  'a', {{b: c}},\n", ""),
        ("letter: a\n", "  and so on\n", "  b: c\n"),
    ],
    ids=["records", "text below a mark", "open quotes", "open bracket", "text over several lines"],
)
def test_finding_a_slip_takes_work_in_proportion_to_the_file(head: str, line: str, end: str) -> None:
    assert 1.5 < _calls(head, line, end, 2000) / _calls(head, line, end, 1000) < 2.5


def _calls(head: str, line: str, end: str, count: int) -> int:
    """How many calls it takes to find out what is wrong with a text of so many lines."""
    raw = (head + "".join(line.format(number) for number in range(count)) + end).encode()
    calls = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        with pytest.raises(Unreadable):
            parse(raw, lambda: outline_of(MonthFile))
    finally:
        sys.setprofile(before)
    return calls
