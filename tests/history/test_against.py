"""One published site, one thing changed: what `check --against` says of it, and where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from service_promises.history.git.past_version import past_version
from service_promises.history.git.repository import NoHistory
from service_promises.source.read_files import read

from tests.history import published as published_site
from tests.history.editions import PAST, Repository
from tests.invoke import invoke
from tests.rules.site import PLAN

AS_OF = date(2026, 4, 20)

SERVICE = f"{published_site.SERVICE}hide_counts_below: 5\n"
CALLS = published_site.CALLS
JANUARY = """\
month: 2026-01
letter: A letter.
delivered:
  calls:
    due: 200
    kept: 190
    provisional: The last week is missing.
    fell_short:
      what_happened: The line broke.
      revised: 2026-02-11
    corrected:
      - on: 2026-02-12
        was: {kept: 188}
        why: Two calls were found.
  plan:
    done: true
    on: 2026-01-20
"""
FEBRUARY = """\
month: 2026-02
delivered:
  calls:
    due: 180
    kept: 170
    reported: 2026-03-15
"""
FIX = """\
we_will: Have a second telephone line.
after: [{promise: calls, month: 2026-01}]
by: 2026-06-30
owner: Customer service
moved:
  - {on: 2026-03-01, from: 2026-05-31, to: 2026-06-30, why: The engineer was ill.}
"""
SITE = {
    "promises/service.yml": SERVICE,
    "promises/declared/calls.yml": CALLS,
    "promises/declared/plan.yml": PLAN,
    "promises/delivered/2026-01.yml": JANUARY,
    "promises/delivered/2026-02.yml": FEBRUARY,
    "promises/fixes/second-line.yml": FIX,
}
"""The plan is not reported for February and for March, the calls for March."""

CALLS_YML, JAN, FEB = (
    "promises/declared/calls.yml",
    "promises/delivered/2026-01.yml",
    "promises/delivered/2026-02.yml",
)
CORRECTED = "corrected:\n  - on: 2026-04-20\n    was: {%s}\n    why: It was wrong.\n"

Change = tuple[str, str, str]
"""A file, a text in it, and what takes its place."""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    found = Repository(tmp_path / "top", "site")
    found.write(SITE)
    found.commit()
    return found


def _corrected(was: str) -> Change:
    """A second correction of the January record."""
    entry = f"        why: Two calls were found.\n      - on: 2026-04-20\n        was: {{{was}}}\n        why: We counted again.\n"
    return JAN, "        why: Two calls were found.\n", entry


def _declared(was: str) -> Change:
    return CALLS_YML, "if_we_fall_short:", CORRECTED % was + "if_we_fall_short:"


SILENT: dict[str, tuple[list[Change], list[tuple[str, str, str | None]]]] = {
    "a count": ([(JAN, "kept: 190", "kept: 191")], [("figure-changed", JAN, "kept")]),
    "a count gone": ([(JAN, "    kept: 190\n", "")], [("figure-changed", JAN, "kept")]),
    "a figure that was not there": (
        [(JAN, "    kept: 190\n", "    kept: 190\n    let_down: 12\n")],
        [("figure-changed", JAN, "let_down")],
    ),
    "counts become a share": (
        [(JAN, "    due: 200\n    kept: 190\n", "    share: 95%\n")],
        [("figure-changed", JAN, "due"), ("figure-changed", JAN, "kept"), ("figure-changed", JAN, "share")],
    ),
    "done": ([(JAN, "done: true", "done: false")], [("figure-changed", JAN, "done")]),
    "the day it was done": ([(JAN, "on: 2026-01-20", "on: 2026-01-21")], [("figure-changed", JAN, "on")]),
    "a flag": (
        [(JAN, "    provisional: The last week is missing.\n", "")],
        [("figure-changed", JAN, "provisional")],
    ),
    "a correction with another old value": (
        [(JAN, "kept: 190", "kept: 191"), _corrected("kept: 189")],
        [("correction-was", JAN, "kept")],
    ),
    "a correction of something else": (
        [(JAN, "kept: 190", "kept: 191"), _corrected("let_down: null")],
        [("figure-changed", JAN, "kept")],
    ),
    "a correction changed": (
        [(JAN, "Two calls were found", "Three calls were found")],
        [("published-correction", JAN, "corrected")],
    ),
    "a correction gone": (
        [(JAN, "    corrected:\n      - on: 2026-02-12\n        was: {kept: 188}\n        why: Two calls were found.\n", "")],
        [("published-correction", JAN, "corrected")],
    ),
    "a record gone": (
        [(JAN, "  plan:\n    done: true\n    on: 2026-01-20\n", "")],
        [("record-gone", JAN, None)],
    ),
    "a late day gone": ([(FEB, "    reported: 2026-03-15\n", "")], [("reported-changed", FEB, "reported")]),
    "a late day earlier": (
        [(FEB, "2026-03-15", "2026-03-11")],
        [("reported-changed", FEB, "reported")],
    ),
    "a silence that ends unsaid": (
        [(FEB, "delivered:\n", "delivered:\n  plan:\n    done: false\n")],
        [("late-unsaid", FEB, "reported")],
    ),
    "an account without its day": (
        [(JAN, "The line broke.", "We broke the line.")],
        [("account-revised", JAN, "revised")],
    ),
    "a letter": ([(JAN, "letter: A letter.", "letter: A better letter.")], [("letter-changed", JAN, "revised")]),
    "the lines of a letter": (
        [(JAN, "letter: A letter.", "letter: |\n  A\n  letter.")],
        [("letter-changed", JAN, "revised")],
    ),
    "a target": (
        [(CALLS_YML, "at least 90%", "at least 80%")],
        [("term-changed", CALLS_YML, "target")],
    ),
    "a target with a wrong correction": (
        [(CALLS_YML, "at least 90%", "at least 80%"), _declared("target: at least 85%")],
        [("correction-was", CALLS_YML, "target")],
    ),
    "a wording": ([(CALLS_YML, "a minute.", "an hour.")], [("term-changed", CALLS_YML, "promise")]),
    "a first month": (
        [(CALLS_YML, "  - since: 2026-01", "  - since: 2026-02")],
        [("term-changed", CALLS_YML, "since")],
    ),
    "an interim target": (
        [(CALLS_YML, "at least 90%\n", "at least 90%\n    interim: {target: at least 50%}\n")],
        [("term-changed", CALLS_YML, "interim")],
    ),
    "a backdated term": (
        [(CALLS_YML, "at least 90%\n", "at least 90%\n  - {since: 2026-03, target: at least 80%, why: Less.}\n")],
        [("term-in-past", CALLS_YML, "since")],
    ),
    "what is counted": ([(CALLS_YML, "Calls to our number.", "Some calls.")], [("term-changed", CALLS_YML, "counts")]),
    "to whom": ([(CALLS_YML, "Everybody who calls us", "Some")], [("term-changed", CALLS_YML, "made_to")]),
    "the remedy": ([(CALLS_YML, "We call you back.", "Nothing.")], [("term-changed", CALLS_YML, "if_we_fall_short")]),
    "an end before a silence": (
        [("promises/declared/plan.yml", "if_we", "ends: 2026-01\nends_why: Enough.\nif_we")],
        [("past-verdict", "promises/declared/plan.yml", "ends")],
    ),
    "months in which it is due": (
        [("promises/declared/plan.yml", "if_we", "due_in: [1, 4]\nif_we")],
        [("past-verdict", "promises/declared/plan.yml", "due_in")],
    ),
    "a later day": (
        [("promises/declared/plan.yml", "if_we", "report_by: 28\nif_we")],
        [("past-verdict", "promises/declared/plan.yml", "report_by")],
    ),
    "a narrower cover": (
        [("promises/declared/plan.yml", "if_we", "covers: {from: 2026-01, until: 2026-01}\nif_we")],
        [("past-verdict", "promises/declared/plan.yml", "covers")],
    ),
    "a later day of the service": (
        [("promises/service.yml", "reach_us", "report_by: {day: 10, months: 3}\nreach_us")],
        [("past-verdict", "promises/service.yml", "report_by")] * 2,
    ),
    "fewer counts hidden": (
        [("promises/service.yml", "below: 5", "below: 4")],
        [("hiding-lowered", "promises/service.yml", "hide_counts_below")],
    ),
    "a date of a fix": (
        [("promises/fixes/second-line.yml", "by: 2026-06-30", "by: 2026-07-31"), ("promises/fixes/second-line.yml", "to: 2026-06-30", "to: 2026-07-31")],
        [("published-correction", "promises/fixes/second-line.yml", "moved")],
    ),
    "what a fix says": (
        [("promises/fixes/second-line.yml", "a second", "half a")],
        [("fix-changed", "promises/fixes/second-line.yml", "we_will")],
    ),
}  # fmt: skip

OPEN: dict[str, list[Change]] = {
    "a corrected count": [(JAN, "kept: 190", "kept: 191"), _corrected("kept: 190")],
    "a corrected share": [
        (JAN, "    due: 200\n    kept: 190\n", "    share: 95%\n"),
        _corrected("due: 200, kept: 190, share: null"),
    ],
    "a flag taken off": [
        (JAN, "    provisional: The last week is missing.\n", ""),
        _corrected("provisional: The last week is missing."),
    ],
    "a better account": [(JAN, "The line broke.\n      revised: 2026-02-11", "We broke it.\n      revised: 2026-04-20")],
    "a better letter": [(JAN, "letter: A letter.", "letter: A better letter.\nrevised: 2026-04-20")],
    "a letter taken out": [(JAN, "letter: A letter.", "corrected: [{on: 2026-04-20, was: {letter: not repeated}, why: It named a customer.}]")],
    "a corrected target": [(CALLS_YML, "at least 90%", "at least 80%"), _declared("target: at least 90%")],
    "a corrected text": [(CALLS_YML, "Calls to our number.", "All calls."), _declared("counts: Calls to our number.")],
    "a new term": [
        (CALLS_YML, "at least 90%\n", "at least 90%\n  - {since: 2026-05, target: at least 80%, why: Fewer people., announced: 2026-04-20}\n")
    ],
    "an end to come": [(CALLS_YML, "if_we", "ends: 2026-05\nends_why: Enough.\nif_we")],
    "a silence that ends, late": [
        (FEB, "delivered:\n", "delivered:\n  plan:\n    done: false\n    reported: 2026-04-20\n")
    ],
    "a moved date": [
        ("promises/fixes/second-line.yml", "by: 2026-06-30", "by: 2026-07-31"),
        ("promises/fixes/second-line.yml", "moved:\n", "moved:\n"),
        (
            "promises/fixes/second-line.yml",
            "ill.}\n",
            "ill.}\n  - {on: 2026-04-20, from: 2026-06-30, to: 2026-07-31, why: Again.}\n",
        ),
    ],
    "other words": [(CALLS_YML, "owner: Customer service", "owner: The front desk\nstaff_may: Call back.")],
    "the same words on other lines": [(CALLS_YML, "counts: Calls to our number.", "counts: >-\n    Calls to\n    our number.")],
}  # fmt: skip


def _make(repository: Repository, changes: list[Change]) -> None:
    for path, old, new in changes:
        repository.change(path, old, new)


def test_nothing_changed_is_nothing_said(repository: Repository) -> None:
    assert repository.past(AS_OF) == []


@pytest.mark.parametrize("name", SILENT)
def test_a_change_in_silence_is_found_with_its_place(repository: Repository, name: str) -> None:
    changes, expected = SILENT[name]
    _make(repository, changes)
    found = repository.past(AS_OF)
    assert sorted((one.rule, one.path, one.key or "") for one in found) == sorted(
        (rule, path, key or one_key(found)) for rule, path, key in expected
    )
    assert all(one.quote for one in found)


def one_key(found: list[object]) -> str:
    """The key of the only finding, where a case does not say which."""
    return getattr(found[0], "key", None) or "" if found else ""


@pytest.mark.parametrize("name", OPEN)
def test_a_change_in_the_open_is_nothing_said(repository: Repository, name: str) -> None:
    _make(repository, OPEN[name])
    reading = repository.check(AS_OF)
    assert [problem for problem in reading.problems if problem.rule in PAST] == []
    assert reading.ledger is not None


def test_the_help_can_be_typed_in_as_it_stands(repository: Repository) -> None:
    repository.change(JAN, "kept: 190", "kept: 191")
    found = repository.past(AS_OF)[0]
    assert found.message == "`kept` was 190 when this was published, and says 191 now"
    assert found.help == (
        "add to `corrected:` `- on: 2026-04-20`, `was: {kept: 190}` and `why:`; or put the old figure back"
    )


def _remove(name: str) -> Callable[[Repository], None]:
    def remove(repository: Repository) -> None:
        (repository.root / name).unlink()

    return remove


@pytest.mark.parametrize(
    ("path", "rules"),
    [
        (JAN, ["month-gone", "record-gone", "record-gone"]),
        ("promises/fixes/second-line.yml", ["fix-gone"]),
        ("promises/declared/plan.yml", ["promise-gone"]),
    ],
)
def test_what_is_gone_is_told_by_its_path(repository: Repository, path: str, rules: list[str]) -> None:
    _remove(path)(repository)
    found = repository.past(AS_OF)
    assert [problem.rule for problem in found] == rules
    assert {problem.path for problem in found} == {path}


def test_a_renamed_promise_keeps_its_past(repository: Repository) -> None:
    repository.git("mv", "site/promises/declared/calls.yml", "site/promises/declared/answers.yml")
    for path in (JAN, FEB):
        repository.change(path, "  calls:", "  answers:")
    repository.change("promises/fixes/second-line.yml", "promise: calls", "promise: answers")
    found = repository.past(AS_OF)
    assert [problem.rule for problem in found if problem.path == CALLS_YML] == ["promise-gone"]
    assert "add `was: [calls]` in promises/declared/answers.yml" in found[0].help
    repository.change("promises/declared/answers.yml", "if_we", "was: [calls]\nif_we")
    assert repository.past(AS_OF) == []
    repository.change(JAN, "kept: 190", "kept: 191")
    assert [problem.promise for problem in repository.past(AS_OF)] == ["answers"]


def test_a_month_split_into_a_folder_is_the_same_month(repository: Repository) -> None:
    head, _, plan = JANUARY.partition("  plan:\n")
    repository.write(
        {
            **{path: text for path, text in SITE.items() if path != JAN},
            "promises/delivered/2026-01/telephone.yml": head,
            "promises/delivered/2026-01/office.yml": f"month: 2026-01\ndelivered:\n  plan:\n{plan}",
        }
    )
    assert repository.past(AS_OF) == []


def test_a_record_that_was_invalid_still_stood(repository: Repository) -> None:
    repository.change(FEB, "    kept: 170\n", "")
    repository.commit()
    repository.change(FEB, "    due: 180\n", "    due: 180\n    kept: 171\n")
    found = repository.past(AS_OF)
    assert [(problem.rule, problem.key) for problem in found] == [("figure-changed", "kept")]
    assert "was: {kept: null}" in found[0].help


def test_a_file_that_was_not_yaml_is_a_warning_and_no_crash(repository: Repository) -> None:
    repository.change(JAN, "month: 2026-01", "month: [2026-01")
    repository.commit()
    repository.write(SITE)
    assert [(problem.rule, problem.path) for problem in repository.past(AS_OF)] == [("unread-before", JAN)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("promises/service.yml", "{{{"),
        (CALLS_YML, CALLS.replace("at least 90%", "90")),
        (JAN, "month: 2026-01\ndelivered: 5\n"),
        ("promises/fixes/second-line.yml", "nothing"),
    ],
)
def test_what_could_not_be_read_before_is_said_and_not_guessed(repository: Repository, path: str, text: str) -> None:
    repository.write({**SITE, path: text})
    repository.commit()
    repository.write(SITE)
    assert [(problem.rule, problem.path) for problem in repository.past(AS_OF)] == [("unread-before", path)]


def test_a_promise_with_a_mistake_before_is_compared_in_all_that_could_be_read(repository: Repository) -> None:
    repository.write({**SITE, CALLS_YML: CALLS.replace("made_to: Everybody who calls us\n", "")})
    repository.commit()
    repository.write({**SITE, CALLS_YML: CALLS.replace("a minute", "an hour")})
    assert [(problem.rule, problem.key) for problem in repository.past(AS_OF)] == [
        ("unread-before", None),
        ("term-changed", "promise"),
    ]


def test_a_file_that_did_not_change_is_read_once(repository: Repository) -> None:
    repository.change(FEB, "kept: 170", "kept: 171")
    now = read(repository.root, AS_OF)
    before = {file.path: file for file in past_version(repository.root, "HEAD", now).comparison.old.files}
    assert [file.path for file in now.files if before[file.path] is not file] == [FEB]


def test_only_what_changed_since_the_branch_parted_counts(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "work")
    repository.change(FEB, "delivered:", "letter: Hello.\ndelivered:")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.change(JAN, "kept: 190", "kept: 191")
    repository.commit()
    repository.git("checkout", "--quiet", "work")
    assert repository.past(AS_OF, "main") == []


def test_a_site_that_moved_in_its_repository_keeps_its_past(repository: Repository) -> None:
    repository.git("mv", "site", "elsewhere")
    repository.root = repository.top / "elsewhere"
    repository.change(JAN, "kept: 190", "kept: 191")
    assert [problem.rule for problem in repository.past(AS_OF)] == ["figure-changed"]


def test_a_missing_ref_says_what_to_fetch(repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(NoHistory, match="There is no nowhere in this repository"):
        repository.past(AS_OF, "nowhere")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", repository.top.as_uri(), str(clone))
    with pytest.raises(NoHistory, match=r"git fetch origin topic:refs/remotes/origin/topic.*--unshallow"):
        Repository(clone, "site").past(AS_OF, "origin/topic")


def test_a_shallow_clone_says_what_to_fetch(repository: Repository, tmp_path: Path) -> None:
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "work")
    repository.commit()
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", "--no-single-branch", repository.top.as_uri(), str(clone))
    with pytest.raises(NoHistory, match="git fetch --unshallow; in GitHub Actions"):
        Repository(clone, "site").past(AS_OF, "origin/main")


def test_outside_a_repository(tmp_path: Path) -> None:
    run = invoke("-C", tmp_path, "check", "--against", "main")
    assert run.exit_code == 2
    assert "is not in a git repository" in run.output


def test_nothing_published_yet_is_nothing_to_compare(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit()
    repository.write(SITE)
    assert repository.past(AS_OF) == []
