"""The first day of a term, of an interim target and of a correction, and the day before each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.history.editions import Repository
from tests.history.published import CALLS_YML, checked, month_file, month_yml, past, publish

JANUARY = month_yml("2026-01")
TWO_TERMS = "at least 90%\n  - {since: 2026-04, target: at least 95%, why: More people.}\n"
LAST_OF_MARCH, FIRST_OF_APRIL = date(2026, 3, 31), date(2026, 4, 1)


def _published(folder: Path, *changes: tuple[str, str]) -> Repository:
    repository = publish(folder, month_file("2026-01", calls={"due": 200, "kept": 190}))
    for old, new in changes:
        repository.change(CALLS_YML, old, new)
    repository.commit()
    return repository


def _past(repository: Repository, as_of: date) -> list[tuple[str, str | None]]:
    return [(one["rule"], one.get("key")) for one in past(repository, as_of)]


@pytest.mark.parametrize("as_of", [LAST_OF_MARCH, FIRST_OF_APRIL])
def test_a_term_announced_does_not_change_before_it_begins(tmp_path: Path, as_of: date) -> None:
    repository = _published(tmp_path, ("at least 90%\n", TWO_TERMS))
    repository.change(CALLS_YML, "at least 95%", "at least 92%")
    assert _past(repository, as_of) == [("term-changed", "target")]


@pytest.mark.parametrize("as_of", [LAST_OF_MARCH, FIRST_OF_APRIL])
def test_a_term_announced_does_not_go_before_it_begins(tmp_path: Path, as_of: date) -> None:
    repository = _published(tmp_path, ("at least 90%\n", TWO_TERMS))
    repository.change(CALLS_YML, TWO_TERMS, "at least 90%\n")
    assert _past(repository, as_of) == [("term-changed", "terms")]


INTERIM = "at least 90%\n    interim: {target: at least 80%, since: 2026-04, until: 2026-06}\n"


@pytest.mark.parametrize("as_of", [LAST_OF_MARCH, FIRST_OF_APRIL])
def test_an_interim_target_announced_does_not_go_before_it_begins(tmp_path: Path, as_of: date) -> None:
    repository = _published(tmp_path, ("at least 90%\n", INTERIM))
    repository.change(CALLS_YML, INTERIM, "at least 90%\n")
    assert _past(repository, as_of) == [("term-changed", "interim")]


@pytest.mark.parametrize(("since", "expected"), [("2026-01", [("term-changed", "interim")]), ("2026-02", [])])
def test_a_new_interim_target_begins_after_what_is_published(
    tmp_path: Path, since: str, expected: list[tuple[str, str]]
) -> None:
    repository = _published(tmp_path)
    repository.change(
        CALLS_YML, "at least 90%\n", f"at least 90%\n    interim: [{{target: at least 80%, since: {since}}}]\n"
    )
    assert _past(repository, date(2026, 2, 20)) == expected


@pytest.mark.parametrize(("since", "expected"), [("2026-02", [("term-in-past", "since")]), ("2026-03", [])])
def test_a_new_term_begins_after_what_is_published(tmp_path: Path, since: str, expected: list[tuple[str, str]]) -> None:
    """February is published on 11 March, when its silence is."""
    repository = _published(tmp_path)
    repository.change(
        CALLS_YML, "at least 90%\n", f"at least 90%\n  - {{since: {since}, target: at least 80%, why: Fewer.}}\n"
    )
    assert _past(repository, date(2026, 3, 11)) == expected


@pytest.mark.parametrize(
    ("on", "term"), [(date(2025, 12, 31), "2026-01"), (LAST_OF_MARCH, "2026-01"), (FIRST_OF_APRIL, "2026-04")]
)
def test_a_correction_of_a_target_is_of_the_term_that_stood_on_its_day(tmp_path: Path, on: date, term: str) -> None:
    """The first day of a term is a day of that term, and not of the one before."""
    repository = _published(tmp_path, ("at least 90%\n", TWO_TERMS))
    targets = {"2026-01": "at least 90%", "2026-04": "at least 95%"}
    entry = f"corrected:\n  - {{on: {on}, was: {{target: {targets[term]}}}, why: A slip.}}\nif_we"
    repository.change(CALLS_YML, "if_we", entry)
    repository.change(CALLS_YML, targets[term], "at least 85%")
    assert _past(repository, date(2026, 4, 5)) == []
    [other] = targets.keys() - {term}
    repository.change(CALLS_YML, "at least 85%", targets[term])
    repository.change(CALLS_YML, targets[other], "at least 85%")
    assert _past(repository, date(2026, 4, 5)) == [("term-changed", "target")]


@pytest.mark.parametrize(("day", "refused"), [(20, False), (21, True)])
@pytest.mark.parametrize(
    ("path", "stood", "stands"),
    [
        (JANUARY, "    kept: 190\n", "    kept: 191\n"),
        (CALLS_YML, "made_to: Everybody who calls us\n", "made_to: Everybody\n"),
    ],
)
def test_a_correction_is_made_no_later_than_the_day_of_judging(
    tmp_path: Path, path: str, stood: str, stands: str, day: int, refused: bool
) -> None:
    repository = _published(tmp_path)
    margin, was = stood[: -len(stood.lstrip())], stood.strip()
    entry = f"{margin}corrected:\n{margin}  - {{on: 2026-02-{day}, was: {{{was}}}, why: A slip.}}\n"
    repository.change(path, stood, stands + entry)
    errors = [one for one in checked(repository, date(2026, 2, 20)) if one["severity"] == "error"]
    assert [one["path"] for one in errors] == ([path] if refused else [])
    assert all(f"2026-02-{day}" in one["message"] for one in errors)


def test_two_corrections_of_one_day_stand_in_their_order(tmp_path: Path) -> None:
    repository = _published(tmp_path)
    both = """kept: 192
    corrected:
      - {on: 2026-02-20, was: {kept: 190}, why: A slip.}
      - {on: 2026-02-20, was: {kept: 191}, why: And another.}
"""
    repository.change(JANUARY, "kept: 190\n", both)
    assert [one for one in checked(repository, date(2026, 2, 20)) if one["severity"] == "error"] == []
    repository.change(JANUARY, "on: 2026-02-20, was: {kept: 190}", "on: 2026-02-21, was: {kept: 190}")
    [problem] = [one for one in checked(repository, date(2026, 2, 22)) if one["severity"] == "error"]
    assert problem["rule"] == "correction-order"
