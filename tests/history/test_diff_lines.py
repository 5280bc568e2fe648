"""Each kind of change that the public will see, by the line that `promises diff` prints of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.history.editions import Repository
from tests.history.published import CALLS, CALLS_YML, SERVICE_YML, month_file, month_yml, publish
from tests.invoke import invoke

AS_OF = date(2026, 4, 20)
JANUARY, FEBRUARY, MARCH = (month_yml(f"2026-0{number}") for number in (1, 2, 3))
FIX_YML = "promises/fixes/line.yml"
FIX = """\
we_will: Have a second telephone line.
after: [{promise: calls, month: 2026-01}]
by: 2026-06-30
owner: Customer service
moved:
  - {on: 2026-03-01, from: 2026-05-31, to: 2026-06-30, why: The engineer was ill.}
"""
FILES = {
    **month_file("2026-01", calls={"due": 200, "kept": 190, "fell_short": "{what_happened: The line broke.}"}),
    **month_file("2026-02", calls={"due": 180, "kept": 170}),
    FIX_YML: FIX,
}
CORRECTED = "kept: 191\n    corrected:\n      - {on: 2026-04-01, was: {kept: 190}, why: We counted again.}"


def _repository(folder: Path) -> Repository:
    repository = publish(folder, FILES)
    repository.change(JANUARY, "month: 2026-01", "month: 2026-01\nletter: Dear all.")
    repository.change(
        CALLS_YML, "at least 90%\n", "at least 90%\n  - {since: 2026-03, target: at least 95%, why: More of us.}\n"
    )
    repository.commit()
    return repository


def _lines(repository: Repository, against: str = "HEAD", as_of: date = AS_OF) -> list[str]:
    """Every line, its section before it; what is new today alone."""
    done = invoke("-C", repository.root, "diff", "--against", against, "--as-of", as_of)
    assert done.exit_code == 0, done.output
    section, lines = "", []
    for line in done.stdout.splitlines():
        if line.startswith("  "):
            lines.append(f"{section}: {line.strip()}")
        else:
            section = line.partition(":")[0]
    return lines


CHANGES: dict[str, tuple[list[tuple[str, str, str]], list[str]]] = {
    "a figure, corrected": (
        [(JANUARY, "kept: 190", CORRECTED)],
        [
            "Verdicts: calls, 2026-01: was Target met, 10 let down, is Target met, 9 let down (191 of 200 calls)",
            "Published figures: calls, 2026-01: kept was 190, is 191, corrected: We counted again.",
            "Published figures: calls, 2026-01: let_down was 10, is 9, corrected: We counted again.",
        ],
    ),
    "a figure, without a correction": (
        [(FEBRUARY, "kept: 170", "kept: 171")],
        [
            "Verdicts: calls, 2026-02: was Target met, 10 let down, is Target met, 9 let down (171 of 180 calls)",
            "Published figures: calls, 2026-02: kept was 170, is 171, without a correction",
            "Published figures: calls, 2026-02: let_down was 10, is 9, without a correction",
        ],
    ),
    "a flag": (
        [(FEBRUARY, "kept: 170", "kept: 170\n    estimated: A guess.")],
        ["Published figures: calls, 2026-02: estimated was not there, is A guess., without a correction"],
    ),
    "what customers said": (
        [(FEBRUARY, "kept: 170", "kept: 170\n    above_and_beyond: Tea.")],
        ["Other texts and counts: calls, 2026-02: above_and_beyond is new: Tea."],
    ),
    "a first account": (
        [(FEBRUARY, "kept: 170", "kept: 170\n    fell_short: {who: Ten callers.}")],
        ["Explanations: calls, 2026-02: new explanation, not complete yet: who: Ten callers."],
    ),
    "a complete account": (
        [(JANUARY, "{what_happened: The line broke.}", "{what_happened: The line broke., who: All., why: It was old., cause: capacity, put_right: Nothing., fixes: [line]}")],
        [
            "Explanations: calls, 2026-01: changed explanation, complete: who is new: All.; why is new: It was old.;"
            " cause is new: capacity; put_right is new: Nothing.; fixes is new: line",
        ],
    ),
    "an account gone": (
        [(JANUARY, "    fell_short: {what_happened: The line broke.}\n", "")],
        ["Explanations: calls, 2026-01: the explanation is gone"],
    ),
    "a letter": ([(JANUARY, "Dear all.", "Dear you.")], ["Letters: 2026-01: text was Dear all., is Dear you."]),
    "a letter gone": ([(JANUARY, "letter: Dear all.\n", "")], ["Letters: 2026-01: was Dear all., is gone"]),
    "a new letter": ([(FEBRUARY, "month: 2026-02", "month: 2026-02\nletter: Dear all.")], ["Letters: 2026-02: is new: Dear all."]),
    "a term to come": (
        [(CALLS_YML, "More of us.}\n", "More of us.}\n  - {since: 2026-05, target: at least 96%, promise: At once., why: Why not.}\n")],
        ["Promises and terms: calls: new term from 2026-05, stronger and reworded, target at least 96%: At once."],
    ),
    "a term that says something else": (
        [(CALLS_YML, "target: at least 95%, why: More of us.", "target: at least 94%, why: Some of us., promise: Soon.")],
        [
            "Promises and terms: calls: the term from 2026-03 says something else: promise was We answer your call"
            " within a minute., is Soon.; target was at least 95%, is at least 94%; why was More of us., is Some of us.",
        ],
    ),
    "a term gone": (
        [(CALLS_YML, "  - {since: 2026-03, target: at least 95%, why: More of us.}\n", "")],
        ["Promises and terms: calls: the term from 2026-03 is gone"],
    ),
    "an end": (
        [(CALLS_YML, "if_we", "ends: 2026-12\nends_why: No telephone.\nif_we")],
        ["Promises and terms: calls: ends with 2026-12: No telephone."],
    ),
    "a text of a promise, corrected": (
        [(CALLS_YML, "made_to: Everybody who calls us", "made_to: Everybody\ncorrected: [{on: 2026-04-01, was: {made_to: Everybody who calls us}, why: A slip.}]")],
        ["Other texts and counts: calls: made_to was Everybody who calls us, is Everybody; a correction of what was published"],
    ),
    "the service": (
        [(SERVICE_YML, "about: We answer the telephone.", "about: We answer.\nnotice: Closed on Monday.\nallow: [calls]")],
        ["Other texts and counts: service.yml: about was We answer the telephone., is We answer.; notice is new: Closed on Monday."],
    ),
    "a fix done": ([(FIX_YML, "owner:", "done: {on: 2026-04-18}\nowner:")], ["Fixes: line: was promised, is kept; done is new: on: 2026-04-18"]),
    "a fix moved": (
        [(FIX_YML, "by: 2026-06-30", "by: 2026-07-31"), (FIX_YML, "ill.}\n", "ill.}\n  - {on: 2026-04-20, from: 2026-06-30, to: 2026-07-31, why: Again.}\n")],
        ["Fixes: line: moved from 2026-06-30 to 2026-07-31: Again."],
    ),
    "a fix moved without a word": (
        [(FIX_YML, "by: 2026-06-30", "by: 2026-07-31"), (FIX_YML, "to: 2026-06-30", "to: 2026-07-31")],
        ["Fixes: line: moved from 2026-06-30 to 2026-07-31: The engineer was ill."],
    ),
    "another owner of a fix": ([(FIX_YML, "owner: Customer service", "owner: Somebody")], ["Fixes: line: owner was Customer service, is Somebody"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_what_is_there(tmp_path: Path, name: str) -> None:
    repository = _repository(tmp_path)
    changes, expected = CHANGES[name]
    for path, old, new in changes:
        repository.change(path, old, new)
    assert _lines(repository) == expected


def test_what_is_added(tmp_path: Path) -> None:
    repository = _repository(tmp_path)
    for path, text in {
        MARCH: month_file("2026-03", calls={"due": 9, "kept": 9, "reported": "2026-04-20"})[MARCH],
        "promises/declared/mails.yml": CALLS.replace("since: 2026-01", "since: 2026-04"),
        "promises/fixes/desk.yml": FIX.partition("moved:")[0],
    }.items():
        (repository.root / path).write_text(text)
    assert _lines(repository) == [
        "Verdicts: calls, 2026-03: was Not reported: due 10 April 2026, 10 days late on 20 April 2026, is Kept (9"
        " of 9 calls)",
        "Promises and terms: mails: new promise from 2026-04, target at least 90%: We answer your call within a"
        " minute.",
        "Fixes: desk: new, promised, by 2026-06-30: Have a second telephone line.",
        "Pages added: promises/mails/",
    ]


def test_what_is_gone(tmp_path: Path) -> None:
    repository = publish(tmp_path, {**FILES, "promises/declared/mails.yml": CALLS.replace("2026-01", "2026-04")})
    (repository.root / FIX_YML).unlink()
    (repository.root / FEBRUARY).unlink()
    (repository.root / "promises/declared/mails.yml").unlink()
    repository.change(CALLS_YML, "if_we", "ends: 2026-01\nends_why: No telephone.\nif_we")
    repository.change(JANUARY, "fell_short: {what_happened: The line broke.}", "above_and_beyond: Tea.")
    assert _lines(repository) == [
        "Verdicts: calls, 2026-03: was Not reported: due 10 April 2026, 10 days late on 20 April 2026, is not"
        " shown any more",
        "Verdicts: calls, 2026-02: was Target met, 10 let down, is not shown any more",
        "Promises and terms: calls: ends with 2026-01: No telephone.",
        "Promises and terms: mails: is gone",
        "Fixes: line: is gone",
        "Explanations: calls, 2026-01: the explanation is gone",
        "Other texts and counts: calls, 2026-01: above_and_beyond is new: Tea.",
        "Pages gone: months/2026-02/",
        "Pages gone: months/2026-03/",
        "Pages gone: promises/mails/",
    ]


def test_an_end_that_is_taken_back(tmp_path: Path) -> None:
    repository = _repository(tmp_path)
    repository.change(CALLS_YML, "if_we", "ends: 2026-12\nends_why: No telephone.\nif_we")
    repository.commit()
    repository.change(CALLS_YML, "ends: 2026-12\nends_why: No telephone.\n", "")
    assert _lines(repository) == ["Promises and terms: calls: does not end with 2026-12 any more"]


def test_a_renamed_promise_is_the_same_promise(tmp_path: Path) -> None:
    repository = _repository(tmp_path)
    repository.git("mv", f"site/{CALLS_YML}", "site/promises/declared/answers.yml")
    for path in (JANUARY, FEBRUARY):
        repository.change(path, "calls:", "answers:")
    repository.change(FIX_YML, "promise: calls", "promise: answers")
    repository.change("promises/declared/answers.yml", "if_we", "was: [calls]\nif_we")
    repository.change(FEBRUARY, "kept: 170", "kept: 180")
    assert _lines(repository) == [
        "Verdicts: answers, 2026-02: was Target met, 10 let down, is Kept (180 of 180 calls)",
        "Published figures: answers, 2026-02: kept was 170, is 180, without a correction",
        "Published figures: answers, 2026-02: let_down was 10, is 0, without a correction",
        "Promises and terms: answers: was called calls",
        "Fixes: line: after was promise: calls; month: 2026-01, is promise: answers; month: 2026-01",
        "Other texts and counts: answers: was is new: calls",
        "Pages added: promises/answers/",
        "Pages that lead on: promises/calls/ leads to promises/answers/",
    ]


def test_where_nothing_was_published_everything_is_new(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "site")
    repository.commit()
    other = publish(tmp_path / "other", month_file("2026-01", calls={"due": 200, "kept": 190}))
    repository.write({path.relative_to(other.root).as_posix(): path.read_text() for path in other.root.rglob("*.yml")})
    assert _lines(repository, as_of=date(2026, 2, 20)) == [
        "Verdicts: calls, 2026-01: Target met, 10 let down (190 of 200 calls)",
        "Promises and terms: calls: new promise from 2026-01, target at least 90%: We answer your call within a"
        " minute.",
        "Pages added: /",
        "Pages added: changes/",
        "Pages added: data/",
        "Pages added: fell-short/",
        "Pages added: fixes/",
        "Pages added: how-we-judge/",
        "Pages added: months/",
        "Pages added: months/2026-01/",
        "Pages added: not-promised/",
        "Pages added: promises/",
        "Pages added: promises/calls/",
        "Pages added: purpose/",
        "Pages added: put-right/",
        "Pages added: staff-may/",
        "Pages added: years/2026/",
    ]


def test_a_small_count_is_not_told_by_a_change_of_it(tmp_path: Path) -> None:
    repository = _repository(tmp_path)
    repository.change(SERVICE_YML, "reach_us", "hide_counts_below: 5\nreach_us")
    repository.commit()
    repository.change(FEBRUARY, "kept: 170", "kept: 178")
    verdict, *figures = _lines(repository)
    assert "is Target met, fewer than 5 let down" in verdict
    assert "178" not in verdict
    assert figures == [
        "Published figures: calls, 2026-02: kept was 170, is hidden, without a correction",
        "Published figures: calls, 2026-02: let_down was 10, is fewer than 5, without a correction",
    ]


def test_a_small_count_of_customers_is_not_told_either(tmp_path: Path) -> None:
    repository = _repository(tmp_path)
    repository.change(SERVICE_YML, "reach_us", "hide_counts_below: 5\nreach_us")
    repository.change(FEBRUARY, "kept: 170", "kept: 170\n    questions: {received: 9, answered: 3}")
    repository.commit()
    repository.change(FEBRUARY, "{received: 9, answered: 3}", "{received: 10, answered: 4}")
    assert _lines(repository) == ["Other texts and counts: calls, 2026-02: questions was received: 9, is received: 10"]


def test_a_small_count_of_those_put_right_is_not_told_either(tmp_path: Path) -> None:
    repository = _repository(tmp_path)
    repository.change(SERVICE_YML, "reach_us", "hide_counts_below: 5\nreach_us")
    repository.change(FEBRUARY, "kept: 170", "kept: 170\n    remedy: {given: 5, updated: 2026-04-01}")
    repository.commit()
    repository.change(FEBRUARY, "{given: 5, updated: 2026-04-01}", "{given: 9, paid: £9, updated: 2026-04-02}")
    assert _lines(repository) == [
        "Other texts and counts: calls, 2026-02: remedy was given: 5; updated: 2026-04-01, is updated: 2026-04-02"
    ]


def test_of_a_long_text_the_part_that_changed_is_told(tmp_path: Path) -> None:
    repository = _repository(tmp_path)
    around = " ".join(["word"] * 200)
    repository.change(JANUARY, "Dear all.", f"{around} black {around}")
    repository.commit()
    repository.change(JANUARY, "black", "white")
    [line] = _lines(repository)
    was, is_ = line.partition(": text ")[2].split(", is ")
    assert was.startswith("was …")
    assert was.endswith("…")
    assert " black " in was
    assert len(was) < 200
    assert is_ == was.removeprefix("was ").replace("black", "white")
