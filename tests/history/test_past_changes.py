"""What `check --against` says of each changed key: of fixes, of explanations, of corrections and moves."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.history.editions import PAST, Repository
from tests.history.published import CALLS, CALLS_YML, checked, month_file, month_yml, past, publish

AS_OF = date(2026, 4, 20)
JANUARY = month_yml("2026-01")
FIX_YML = "promises/fixes/line.yml"
FIX = """\
we_will: Have a second telephone line.
after: [{promise: calls, month: 2026-01}]
by: 2026-06-30
owner: Customer service
"""
MOVED = """\
moved:
  - {on: 2026-03-01, from: 2026-04-30, to: 2026-05-31, why: The engineer was ill.}
  - {on: 2026-03-02, from: 2026-05-31, to: 2026-06-30, why: Snow.}
"""
DONE = "done: {on: 2026-04-01, note: We have it.}\n"
DROPPED = "dropped: {on: 2026-04-01, why: Nobody calls.}\n"

Said = tuple[str, str | None, str]
"""The rule and the key of a problem, and how its help begins."""


def _fix(*parts: str, by: str = "2026-06-30") -> str:
    return FIX.replace("2026-06-30", by) + "".join(parts)


def _past(repository: Repository, as_of: date = AS_OF) -> list[Said]:
    problems = past(repository, as_of)
    assert all(one["line"] > 0 for one in problems)
    return [(one["rule"], one.get("key"), one["help"]) for one in problems]


def _alike(said: list[Said], expected: list[Said]) -> bool:
    return [one[:2] for one in said] == [one[:2] for one in expected] and all(
        found[2].startswith(wanted[2]) for found, wanted in zip(said, expected, strict=True)
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (_fix(), _fix(), []),
        (_fix(), _fix().replace("owner: Customer service", "owner: Us\ninvested: A month"), []),
        (_fix(), _fix(DONE), []),
        (_fix(), _fix(DROPPED), []),
        (_fix(DONE), _fix(DONE.replace("We have it", "Here it is")), []),
        (_fix(DONE), _fix(DONE.replace("04-01", "04-02")), [("fix-changed", "on", "put it back")]),
        (_fix(DONE), _fix(), [("fix-changed", "done", "put it back")]),
        (_fix(DROPPED), _fix(DROPPED.replace("04-01", "04-02")), [("fix-changed", "on", "put it back")]),
        (_fix(DROPPED), _fix(), [("fix-changed", "dropped", "put it back")]),
        (_fix(DONE), _fix(DROPPED), [("fix-changed", "done", "put it back")]),
        (
            _fix(),
            _fix(by="2026-07-31"),
            [("fix-changed", "by", "add to `moved:` an item with `on: 2026-04-20`, `from: 2026-06-30`, `to: 2026-07-31` and `why:`")],
        ),
        (_fix(), _fix("moved: [{on: 2026-04-20, from: 2026-06-30, to: 2026-07-31, why: Snow.}]\n", by="2026-07-31"), []),
        (
            _fix(),
            _fix("moved: [{on: 2026-04-20, from: 2026-05-31, to: 2026-07-31, why: Snow.}]\n", by="2026-07-31"),
            [("fix-changed", "from", "write: 2026-06-30")],
        ),
        (
            _fix(MOVED),
            _fix(MOVED + "  - {on: 2026-04-20, from: 2026-06-29, to: 2026-07-31, why: Ice.}\n", by="2026-07-31"),
            [("fix-changed", "from", "write: 2026-06-30")],
        ),
        (_fix(MOVED), _fix(MOVED + "  - {on: 2026-04-20, from: 2026-06-30, to: 2026-07-31, why: Ice.}\n", by="2026-07-31"), []),
        (_fix(MOVED), _fix(MOVED.replace("Snow", "Ice")), [("published-correction", "moved", "put it back as it was")]),
        (_fix(MOVED), _fix(MOVED.replace("Snow", "Ice").replace("ill", "tired")), [("published-correction", "moved", "put it back as it was")]),
        (_fix(MOVED), _fix(), [("published-correction", "moved", "put it back as it was")]),
        (_fix(MOVED), _fix(MOVED.splitlines(keepends=True)[0] + MOVED.splitlines(keepends=True)[2]), [("published-correction", "moved", "put it back as it was")]),
        (
            _fix(),
            _fix().replace("a second", "half a"),
            [("fix-changed", "we_will", "put it back; what is promised instead is a fix of its own")],
        ),
        (
            _fix(),
            _fix(by="2026-07-31").replace("a second", "half a"),
            [("fix-changed", "by", "add to `moved:`"), ("fix-changed", "we_will", "put it back")],
        ),
    ],
)  # fmt: skip
def test_a_fix_that_was_published(tmp_path: Path, old: str, new: str, expected: list[Said]) -> None:
    repository = publish(tmp_path, {**month_file("2026-01", calls={"due": 9, "kept": 8}), FIX_YML: old})
    (repository.root / FIX_YML).write_text(new)
    said = _past(repository)
    assert _alike(sorted(said, key=str), sorted(expected, key=str)), said


def _explained(*lines: str) -> dict[str, str]:
    text = "".join(f"\n      {line}" for line in lines)
    return month_file("2026-01", calls={"due": 200, "kept": 190, **({"fell_short": text} if text else {})})


WHAT, BETTER = "what_happened: The line broke.", "what_happened: We broke the line."
REVISED = [("account-revised", "revised", "write: revised: 2026-04-20")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [WHAT], []),
        ([WHAT], [WHAT], []),
        ([WHAT], [], [("account-revised", "fell_short", "put it back, or write a better one with `revised: 2026-04-20`")]),
        ([WHAT], [BETTER], REVISED),
        ([WHAT], [WHAT, "who: All."], REVISED),
        ([WHAT], [BETTER, "revised: 2026-04-01"], []),
        ([WHAT], [WHAT, "revised: 2026-04-01"], []),
        ([WHAT, "revised: 2026-04-01"], [BETTER, "revised: 2026-04-01"], REVISED),
        ([WHAT, "revised: 2026-04-01"], [BETTER, "revised: 2026-04-02"], []),
        ([WHAT, "revised: 2026-04-02"], [BETTER, "revised: 2026-04-01"], REVISED),
        ([WHAT, "revised: 2026-04-20"], [BETTER, "revised: 2026-04-20"], []),
        ([WHAT, "revised: 2026-04-01"], [WHAT], [("account-revised", "revised", "write: revised: 2026-04-01")]),
        ([WHAT, "revised: 2026-04-02"], [WHAT, "revised: 2026-04-01"], [("account-revised", "revised", "write: revised: 2026-04-02")]),
        ([WHAT, "revised: 2026-04-01"], [BETTER], REVISED),
    ],
)  # fmt: skip
def test_an_explanation_that_was_published(
    tmp_path: Path, old: list[str], new: list[str], expected: list[Said]
) -> None:
    repository = publish(tmp_path, _explained(*old))
    (repository.root / JANUARY).write_text(_explained(*new)[JANUARY])
    said = _past(repository)
    assert _alike(said, expected), said


def test_an_explanation_that_said_nothing_yet_may_be_filled_in(tmp_path: Path) -> None:
    repository = publish(tmp_path, _explained("what_happened:"))
    (repository.root / JANUARY).write_text(_explained(WHAT)[JANUARY])
    assert _past(repository) == []


@pytest.mark.parametrize(
    ("old", "new", "was"),
    [
        ({"due": 200, "kept": 190}, {"due": 201, "kept": 191}, "due: 200, kept: 190"),
        ({"share": "95.50%"}, {"share": "96%"}, "share: 95.5%"),
        ({"due": 200, "kept": 190, "provisional": "true"}, {"due": 200, "kept": 190}, "provisional: true"),
        ({"due": 200, "kept": 190}, {"due": 200, "kept": 190, "estimated": "A guess."}, "estimated: null"),
        ({"due": 200, "kept": 190, "estimated": "A guess."}, {"due": 200, "kept": 190}, 'estimated: "A guess."'),
        ({"due": 200, "kept": 190, "not_comparable": "true"}, {"due": 200, "kept": 190, "not_comparable": "A storm."}, "not_comparable: true"),
        ({"due": 200, "kept": 190}, {"due": 200, "kept": 190, "let_down": 12}, "let_down: null"),
        ({"due": 0}, {"due": 0, "kept": 0}, "kept: null"),
    ],
)  # fmt: skip
def test_the_correction_to_write_has_every_old_value_as_it_is_typed(
    tmp_path: Path, old: dict[str, object], new: dict[str, object], was: str
) -> None:
    """What the help says is typed in, and is right."""
    repository = publish(tmp_path, month_file("2026-01", calls=old))
    (repository.root / JANUARY).write_text(month_file("2026-01", calls=new)[JANUARY])
    said = _past(repository)
    assert {rule for rule, *_ in said} == {"figure-changed"}
    entry = f"- on: 2026-04-20`, `was: {{{was}}}` and `why:`; or put "
    assert {text.startswith(f"add `corrected:` with `{entry}") for *_, text in said} == {True}
    typed = f"\n      - on: 2026-04-20\n        was: {{{was}}}\n        why: A slip."
    corrected = month_file("2026-01", calls={**new, "corrected": typed})
    (repository.root / JANUARY).write_text(corrected[JANUARY])
    assert _past(repository) == []


def _corrections(*entries: str) -> str:
    return "".join(f"\n      - {{on: 2026-04-{entry}, why: A slip.}}" for entry in entries)


FIRST, SECOND = "01, was: {kept: 188}", "02, was: {due: 201}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((FIRST,), (FIRST,), []),
        ((FIRST,), (FIRST, SECOND), [("correction-was", "due", "write: due: 200")]),
        ((FIRST, SECOND), (FIRST,), [("published-correction", "corrected", "put it back as it was; what is wrong in it")]),
        ((FIRST, SECOND), (SECOND,), [("published-correction", "corrected", "put it back as it was; what is wrong in it")]),
        ((FIRST, SECOND), (FIRST, "02, was: {due: 202}"), [("published-correction", "corrected", "put it back as it was; what is wrong in it")]),
        ((FIRST,), (), [("published-correction", "corrected", "put it back as it was; what is wrong in it")]),
    ],
)  # fmt: skip
def test_corrections_that_were_published(
    tmp_path: Path, old: tuple[str, ...], new: tuple[str, ...], expected: list[Said]
) -> None:
    def record(entries: tuple[str, ...]) -> dict[str, str]:
        more = {"corrected": _corrections(*entries)} if entries else {}
        return month_file("2026-01", calls={"due": 200, "kept": 190, **more})

    repository = publish(tmp_path, record(old))
    (repository.root / JANUARY).write_text(record(new)[JANUARY])
    said = _past(repository)
    assert _alike(said, expected), said


def test_why_a_promise_will_end_changes_with_its_end_alone(tmp_path: Path) -> None:
    repository = publish(tmp_path, {CALLS_YML: f"{CALLS}ends: 2027-10\nends_why: Enough.\n"})
    repository.change(CALLS_YML, "Enough.", "Too dear.")
    assert [(problem.rule, problem.location.keys) for problem in repository.past(AS_OF)] == [
        ("term-changed", ("ends_why",))
    ]
    repository.change(CALLS_YML, "2027-10", "2027-09")
    assert repository.past(AS_OF) == []


def test_a_published_correction_names_the_keys_that_it_named(tmp_path: Path) -> None:
    """That a key was not there is no less of a past than what another one said."""
    corrected = "corrected: [{on: 2026-04-01, was: {%s}, why: A slip.}]\n"
    for before, now in ((", needs_from_you: null", ""), ("", ", needs_from_you: null")):
        published = CALLS + corrected % f"made_to: Nobody{before}"
        repository = publish(tmp_path / f"now{len(now)}", {CALLS_YML: published})
        repository.change(CALLS_YML, corrected % f"made_to: Nobody{before}", corrected % f"made_to: Nobody{now}")
        assert [problem.rule for problem in repository.past(date(2026, 4, 20))] == ["published-correction"]


def test_figures_corrected_one_after_the_other(tmp_path: Path) -> None:
    """The oldest new correction says what was published, the next one what that put in place."""
    repository = publish(tmp_path, month_file("2026-01", calls={"due": 200, "kept": 190}))
    both = _corrections("01, was: {kept: 190}", "02, was: {kept: 191}")
    now = month_file("2026-01", calls={"due": 200, "kept": 192, "corrected": both})
    (repository.root / JANUARY).write_text(now[JANUARY])
    assert _past(repository) == []
    repository.change(JANUARY, "was: {kept: 190}", "was: {kept: 189}")
    assert _past(repository) == [("correction-was", "kept", "write: kept: 190")]


def test_what_could_not_be_read_of_a_record_is_not_called_changed(tmp_path: Path) -> None:
    repository = publish(tmp_path, month_file("2026-01", calls={"due": 200, "kept": "lots"}))
    repository.change(JANUARY, "lots", "190")
    assert [rule for rule, *_ in _past(repository) if rule != "unread-before"] == []
    repository.change(JANUARY, "due: 200", "due: 201")
    assert [(rule, key) for rule, key, _ in _past(repository) if rule != "unread-before"] == [("figure-changed", "due")]


def test_the_help_for_a_second_correction_adds_to_the_list(tmp_path: Path) -> None:
    record = {"due": 200, "kept": 190, "corrected": _corrections(FIRST)}
    repository = publish(tmp_path, month_file("2026-01", calls=record))
    repository.change(JANUARY, "kept: 190", "kept: 191")
    [(rule, key, said)] = _past(repository)
    assert (rule, key) == ("figure-changed", "kept")
    assert said.startswith("add to `corrected:` `- on: 2026-04-20`, `was: {kept: 190}` and `why:`")


@pytest.mark.parametrize(
    ("key", "old", "new", "was"),
    [
        ("made_to", "made_to: Everybody who calls us", "made_to: Some", "made_to: Everybody who calls us"),
        ("if_we_fall_short", "if_we_fall_short: We call you back.", "if_we_fall_short: Nothing.", "if_we_fall_short: We call you back."),
        ("promise", "promise: We answer your call within a minute.", "promise: We answer.", "promise: We answer your call within a minute."),
        ("counts", "counts: Calls to our number.", "counts: Calls.", "counts: Calls to our number."),
        ("source", "source: The telephone system.", "source: A book.", "source: The telephone system."),
        ("leaves_out", "  source:", "  leaves_out: Wrong numbers.\n  source:", "leaves_out: null"),
        ("counted", "  source:", "  counted: at month end\n  source:", "counted: in the month"),
        ("target", "target: at least 90%", "target: at least 80%", "target: at least 90%"),
        ("since", "since: 2026-01", "since: 2026-02", 'terms: [{since: 2026-01, target: at least 90%}]'),
    ],
)  # fmt: skip
def test_a_key_of_a_promise_that_was_published(tmp_path: Path, key: str, old: str, new: str, was: str) -> None:
    """Silent it is told; with the correction that the help says, it is not."""
    repository = publish(tmp_path, month_file("2026-01", calls={"due": 200, "kept": 190}))
    repository.change(CALLS_YML, old, new)
    problems = past(repository, AS_OF)
    [problem] = [one for one in problems if one["rule"] == "term-changed"]
    assert problem["key"] in (key, "measure")
    assert f"add `corrected:` with `- on: 2026-04-20`, `was: {{{was}}}` and `why:`" in problem["help"]
    repository.change(
        CALLS_YML, "if_we_fall", f"corrected: [{{on: 2026-04-20, was: {{{was}}}, why: A slip.}}]\nif_we_fall"
    )
    assert [one for one in checked(repository, AS_OF) if one["rule"] == "term-changed"] == []
    wrong = was.partition(":")[0] + ": Something else"
    if key not in ("since", "target", "counted"):
        repository.change(CALLS_YML, f"was: {{{was}}}", f"was: {{{wrong}}}")
        [problem] = past(repository, AS_OF)
        assert (problem["rule"], problem["help"]) == ("correction-was", f"write: {was}")


TERMS = """\
terms:
  - since: 2026-01
    target: at least 90%
  - since: 2026-02
    target: at least 91%
    why: More of us.
    promise: We answer soon.
    measure: {kind: each, counts: All calls., source: A book., case: {one: call, many: calls}}
  - since: 2026-03
    target: at least 92%
    why: Even more.
"""


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        ("We answer your call within a minute.", "We answer.", "promise: We answer."),
        ("We answer soon.", "We answer late.", "    promise: We answer late."),
        ("counts: Calls to our number.", "counts: Some.", "  counts: Some."),
        ("counts: All calls.", "counts: Some.", "    measure: {kind: each, counts: Some., source"),
        ("at least 92%", "at least 93%", "    target: at least 93%"),
    ],
)
def test_what_is_changed_in_a_term_is_quoted_where_it_is_said(tmp_path: Path, old: str, new: str, quote: str) -> None:
    """What a term takes from the one before is told once, where it is written."""
    repository = publish(tmp_path, month_file("2026-01", calls={"due": 200, "kept": 190}))
    path = repository.root / CALLS_YML
    text = path.read_text()
    path.write_text(text[: text.index("terms:")] + TERMS + text[text.index("if_we_fall_short") :])
    repository.commit()
    repository.change(CALLS_YML, old, new)
    [problem] = past(repository, AS_OF)
    assert problem["rule"] == "term-changed"
    line = path.read_text().splitlines()[problem["line"] - 1]
    assert line.startswith(quote)


MONTHS = month_file("2026-01", calls={"due": 200, "kept": 190}) | month_file("2026-02", calls={"due": 9, "kept": 9})


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        (JANUARY, None, "record-gone"),
        (JANUARY, None, "month-gone"),
        (JANUARY, "month: 2026-01\ndelivered: {}\n", "record-gone"),
        (CALLS_YML, None, "promise-gone"),
        (FIX_YML, None, "fix-gone"),
    ],
)
def test_the_command_in_the_help_prints_what_was_published(
    tmp_path: Path, path: str, text: str | None, rule: str
) -> None:
    repository = publish(tmp_path, {**MONTHS, FIX_YML: FIX})
    published = (repository.root / path).read_text()
    if text is None:
        (repository.root / path).unlink()
    else:
        (repository.root / path).write_text(text)
    [problem] = [one for one in checked(repository, AS_OF) if one["rule"] == rule and "2026-02" not in one["message"]]
    command = re.search(r"git show ([0-9a-f]{10}:\./\S+\.yml)", problem["help"])
    assert command, problem["help"]
    shown = subprocess.run(["git", "show", command[1]], cwd=repository.root, capture_output=True, text=True, check=True)
    assert shown.stdout == published


def test_the_command_for_a_file_that_could_not_be_read_prints_it(tmp_path: Path) -> None:
    repository = publish(tmp_path, MONTHS | {JANUARY: "month: [2026-01\n"})
    (repository.root / JANUARY).write_text(MONTHS[JANUARY])
    [problem] = [one for one in checked(repository, AS_OF) if one["rule"] == "unread-before"]
    assert re.search(r"at [0-9a-f]{10} this file could not be read as a whole", problem["message"])
    command = re.search(r"git show ([0-9a-f]{10}:\./\S+\.yml)", problem["help"])
    assert command
    assert repository.git("-C", "site", "show", command[1]) == "month: [2026-01\n"


@pytest.mark.parametrize("path", [CALLS_YML, FIX_YML, JANUARY])
def test_a_file_that_cannot_be_read_now_is_there_all_the_same(tmp_path: Path, path: str) -> None:
    repository = publish(tmp_path, {**MONTHS, FIX_YML: FIX})
    (repository.root / path).write_text("a: [\n")
    problems = checked(repository, AS_OF)
    assert path in {one["path"] for one in problems if one["severity"] == "error"}
    assert [one["rule"] for one in problems if one["rule"] in PAST] == []


def test_a_correction_that_stands_is_not_told_as_changed_with_its_key(tmp_path: Path) -> None:
    entry = "corrected: [{on: 2026-03-02, was: {if_we_fall_short: Nothing.}, why: A slip.}]\n"
    repository = publish(tmp_path, {CALLS_YML: CALLS + entry}, AS_OF)
    repository.change(CALLS_YML, "We call you back.", "We do not call.")
    rules = {problem["rule"] for problem in checked(repository, AS_OF)}
    assert "term-changed" in rules
    assert "published-correction" not in rules
