from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.keys import keys_within
from service_promises.source.documents.pledge import PledgeFile
from service_promises.staff.new_files.blank_files import LATER_KEYS

from tests.staff.folder import run, site

OCTOBER = "promises/delivered/2026-10.yml"


def _errors(root: Path, path: str) -> list[dict[str, object]]:
    problems = json.loads(run(root, "check", "--format", "json").output)["problems"]
    return [one for one in problems if one["severity"] == "error" and one["path"] == path]


def _blanks(text: str) -> set[int]:
    return {
        number
        for number, line in enumerate(text.splitlines(), 1)
        if re.fullmatch(r" *(- )?[a-z_]+:|  -", line)
        and not re.match(r" *(delivered|fell_short|remedy|measure|concerns|terms|after|[a-z-]*-[a-z-]*):", line)
    }


def test_a_month_lists_exactly_what_is_due_and_each_blank_is_a_problem_at_its_line(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / OCTOBER).unlink()
    result = run(root, "new", "month")
    assert result.exit_code == 0, result.output
    text = (root / OCTOBER).read_text()
    assert re.findall(r"^  ([a-z-]+):$", text, re.MULTILINE) == [
        "a-person-answers",
        "counter-wait",
        "home-in-ten",
        "loan-teapot",
        "price-on-the-ticket",
        "word-when-ready",
    ]
    assert "Target: at least 95%. Last reported, September 2026: due 170, kept 162." in text
    found = _errors(root, OCTOBER)
    assert {one["rule"] for one in found} == {"blank"}
    assert {one["line"] for one in found} == _blanks(text)


def test_the_account_is_ready_to_uncomment(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / OCTOBER).unlink()
    run(root, "new", "month", "2026-10")
    text = re.sub(r"(?m)^    # ( *[a-z_]+:)$", r"    \1", (root / OCTOBER).read_text())
    (root / OCTOBER).write_text(text)
    found = _errors(root, OCTOBER)
    assert {one["rule"] for one in found} == {"blank"}
    assert {one["line"] for one in found} == _blanks(text)
    assert {one["key"] for one in found} >= {"what_happened", "who", "why", "cause", "put_right", "fixes"}


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = (root / OCTOBER).read_text()
    result = run(root, "new", "month", "2026-10")
    assert (result.exit_code, (root / OCTOBER).read_text()) == (1, before)
    assert run(root, "new", "month", "2026-05").exit_code == 1  # a month in several files
    assert run(root, "new", "fix", "second-kiln", as_of=None).exit_code == 1
    assert run(root, "new", "promise", "home-in-ten", as_of=None).exit_code == 1


@pytest.mark.parametrize(
    ("month", "said"),
    [("2026-11", "not over until 30 November 2026"), ("2020-01", "No promise is due"), ("Oct 2026", "write: 2026-10")],
)
def test_a_month_that_can_not_be_written_says_why(tmp_path: Path, month: str, said: str) -> None:
    result = run(site(tmp_path), "new", "month", month)
    assert result.exit_code in (1, 2)
    assert said in result.output


def test_a_first_month_is_not_blocked_by_a_promise_that_is_half_written(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / OCTOBER).unlink()
    run(root, "new", "promise", "next-one", as_of=None)
    result = run(root, "new", "month")
    assert result.exit_code == 0
    assert "Left out, because `promises check` finds mistakes in it: next-one." in result.output


@pytest.mark.parametrize(
    ("kind", "path"), [("promise", "promises/declared/x-1.yml"), ("fix", "promises/fixes/x-1.yml")]
)
def test_a_promise_and_a_fix_pass_but_for_the_blanks(tmp_path: Path, kind: str, path: str) -> None:
    root = site(tmp_path)
    assert run(root, "new", kind, "x-1", as_of=None).exit_code == 0
    text = (root / path).read_text()
    found = _errors(root, path)
    assert {one["rule"] for one in found} == {"blank"}
    assert {one["line"] for one in found} == _blanks(text)
    schema = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert schema
    assert ((root / path).parent / schema[1]).resolve().is_file()


def test_every_note_of_a_key_is_a_key(tmp_path: Path) -> None:
    root = site(tmp_path)
    for kind, path in (("promise", "promises/declared/x-1.yml"), ("fix", "promises/fixes/x-1.yml")):
        run(root, "new", kind, "x-1", as_of=None)
        text = re.sub(r"(?m)^( *)# ( *(?:- )?[a-z_]+:(?: .*)?)$", r"\1\2", (root / path).read_text())
        (root / path).write_text(text)
        assert {one["rule"] for one in _errors(root, path)} <= {"blank"}, run(root, "check").output


@pytest.mark.parametrize(
    ("kind", "path", "document"),
    [("promise", "declared", PromiseFile), ("fix", "fixes", FixFile), ("pledge", "pledges", PledgeFile)],
)
def test_every_key_is_offered_but_those_for_later(tmp_path: Path, kind: str, path: str, document: type[Any]) -> None:
    root = site(tmp_path)
    run(root, "new", kind, "x-1", as_of=None)
    text = (root / f"promises/{path}/x-1.yml").read_text()
    offered = set(re.findall(r"^[ #-]*([a-z_]+):$", text, re.MULTILINE))
    paths = [".".join(key.name for key in keys) for keys in keys_within(document)]
    for_now = {one for one in paths if not any(f"{one}.".startswith(f"{later}.") for later in LATER_KEYS)}
    assert {one.rpartition(".")[2] for one in for_now} == offered
    assert kind != "promise" or set(paths) >= LATER_KEYS
