"""Promises renamed, files and sites moved, figures rolled back: what git holds, followed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.history.editions import Repository
from tests.history.published import CALLS, CALLS_YML, SERVICE_YML, checked, month_file, month_yml, past, publish

AS_OF = date(2026, 3, 5)
JANUARY = month_yml("2026-01")
RECORD = {"due": 200, "kept": 190}
ANSWERS_YML, MAILS_YML = "promises/declared/answers.yml", "promises/declared/mails.yml"


def _past(repository: Repository, as_of: date = AS_OF) -> list[tuple[str, str | None]]:
    """Rule and promise of everything published that is not as it was."""
    return [(one["rule"], one.get("promise")) for one in past(repository, as_of)]


def _rename(repository: Repository, *paths: str) -> None:
    repository.git("mv", f"site/{CALLS_YML}", f"site/{ANSWERS_YML}")
    for path in paths:
        repository.change(path, "calls:", "answers:")


def test_a_promise_renamed_with_was_keeps_its_records_its_silences_and_its_target(tmp_path: Path) -> None:
    as_of = date(2026, 4, 20)
    repository = publish(tmp_path, month_file("2026-01", calls=RECORD))
    _rename(repository, JANUARY)
    repository.change(ANSWERS_YML, "if_we", "was: [calls]\nif_we")
    assert _past(repository, as_of) == []

    repository.change(JANUARY, "kept: 190", "kept: 191")
    assert _past(repository, as_of) == [("figure-changed", "answers")]
    repository.change(JANUARY, "kept: 191", "kept: 190")

    february = repository.root / month_yml("2026-02")
    february.write_text(month_file("2026-02", answers=RECORD)[month_yml("2026-02")])
    assert _past(repository, as_of) == [("late-unsaid", "answers")]
    february.unlink()

    repository.change(ANSWERS_YML, "at least 90%", "at least 80%")
    assert _past(repository, as_of) == [("term-changed", "answers")]
    repository.change(ANSWERS_YML, "at least 80%", "at least 90%")

    repository.change(ANSWERS_YML, "if_we", "report_by: 28\nif_we")
    assert _past(repository, as_of) == [("past-verdict", "answers")]


def test_a_record_of_a_renamed_promise_that_is_gone_is_told_by_its_old_name(tmp_path: Path) -> None:
    repository = publish(tmp_path, month_file("2026-01", calls=RECORD))
    _rename(repository)
    repository.change(ANSWERS_YML, "if_we", "was: [calls]\nif_we")
    (repository.root / JANUARY).write_text("month: 2026-01\ndelivered: {}\n")
    [problem] = past(repository, AS_OF)
    assert problem["rule"] == "record-gone"
    assert "the record of calls for 2026-01 was published, and is gone" in problem["message"]


def test_a_promise_renamed_without_was_is_gone(tmp_path: Path) -> None:
    repository = publish(tmp_path, month_file("2026-01", calls=RECORD))
    _rename(repository, JANUARY)
    gone = {one["rule"]: one for one in past(repository, AS_OF)}
    assert {rule: one["promise"] for rule, one in gone.items()} == {"promise-gone": "calls", "record-gone": "calls"}
    assert f"if it is called answers now, add `was: [calls]` in {ANSWERS_YML}" in gone["promise-gone"]["help"]


def test_a_promise_renamed_twice_names_both_earlier_ids(tmp_path: Path) -> None:
    repository = publish(tmp_path, month_file("2026-01", calls=RECORD))
    first = repository.git("rev-parse", "HEAD").strip()
    _rename(repository, JANUARY)
    repository.change(ANSWERS_YML, "if_we", "was: [calls]\nif_we")
    repository.commit()
    repository.git("mv", f"site/{ANSWERS_YML}", f"site/{MAILS_YML}")
    repository.change(JANUARY, "answers:", "mails:")
    repository.change(MAILS_YML, "was: [calls]", "was: [calls, answers]")
    for ref in ("HEAD", first):
        assert past(repository, AS_OF, ref) == []
    repository.change(JANUARY, "kept: 190", "kept: 191")
    for ref in ("HEAD", first):
        found = past(repository, AS_OF, ref)
        assert [(one["rule"], one["promise"]) for one in found] == [("figure-changed", "mails")]


def test_an_id_that_another_promise_was_once_called_is_still_its_own(tmp_path: Path) -> None:
    repository = publish(
        tmp_path, {MAILS_YML: CALLS, **month_file("2026-01", calls=RECORD, mails={"due": 20, "kept": 19})}
    )
    repository.change(MAILS_YML, "if_we", "was: [calls]\nif_we")
    assert _past(repository) == []
    repository.change(JANUARY, "kept: 190", "kept: 191")
    assert _past(repository) == [("figure-changed", "calls")]


def test_a_site_that_moves_to_another_folder_is_still_compared(tmp_path: Path) -> None:
    repository = publish(tmp_path, month_file("2026-01", calls=RECORD))
    (tmp_path / "deep").mkdir()
    repository.git("mv", "site", "deep/er")
    repository.root = tmp_path / "deep/er"
    repository.commit()
    repository.change(JANUARY, "kept: 190", "kept: 191")
    assert [one["rule"] for one in past(repository, AS_OF, "HEAD~1")] == ["figure-changed"]


def test_a_site_that_moves_to_the_top_is_still_compared(tmp_path: Path) -> None:
    repository = publish(tmp_path, month_file("2026-01", calls=RECORD))
    repository.git("mv", "site/promises", "promises")
    repository.root = tmp_path
    repository.change(JANUARY, "kept: 190", "kept: 191")
    assert _past(repository) == [("figure-changed", "calls")]


def test_a_site_that_moves_down_from_the_top_is_still_compared(tmp_path: Path) -> None:
    repository = publish(tmp_path, month_file("2026-01", calls=RECORD))
    repository.git("mv", "site/promises", "promises")
    repository.commit()
    (tmp_path / "site").mkdir(exist_ok=True)
    repository.git("mv", "promises", "site/promises")
    repository.change(JANUARY, "kept: 190", "kept: 191")
    assert _past(repository) == [("figure-changed", "calls")]


def test_a_second_site_beside_one_that_stands_has_no_past_yet(tmp_path: Path) -> None:
    repository = publish(tmp_path, month_file("2026-01", calls=RECORD))
    second = Repository(tmp_path, "second")
    second.write({path: (repository.root / path).read_text() for path in (SERVICE_YML, CALLS_YML, JANUARY)})
    second.change(JANUARY, "kept: 190", "kept: 191")
    assert _past(second) == []


# Figures that go back to what they were.


def _edition(kept: Mapping[str, int], month: str = "2026-01") -> dict[str, str]:
    return month_file(month, **{name: {"due": 200, "kept": number} for name, number in kept.items()})


def _rolled_back(folder: Path, *editions: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is asked about roll-backs, where all editions but the last were published one after the other."""
    repository = publish(folder, {MAILS_YML: CALLS, **editions[0]})
    for edition in editions[1:]:
        for path, text in edition.items():
            (repository.root / path).write_text(text)
        if edition is not editions[-1]:
            repository.commit()
    return [one for one in checked(repository, AS_OF) if one["rule"] == "unlikely-roll-back"]


OLD, NEW = _edition({"calls": 180, "mails": 150}), _edition({"calls": 181, "mails": 151})


def test_two_records_that_go_back_together_are_asked_about(tmp_path: Path) -> None:
    [problem] = _rolled_back(tmp_path, OLD, NEW, OLD)
    assert (problem["path"], problem["month"]) == (JANUARY, "2026-01")
    assert problem["message"].startswith("every figure changed in 2026-01 went back to an older value")


def test_one_record_that_goes_back_is_a_correction_like_any_other(tmp_path: Path) -> None:
    assert _rolled_back(tmp_path, OLD, NEW, _edition({"calls": 180, "mails": 151})) == []


def test_one_that_goes_back_beside_one_that_is_new_is_none_either(tmp_path: Path) -> None:
    assert _rolled_back(tmp_path, OLD, NEW, _edition({"calls": 180, "mails": 152})) == []


def test_how_many_of_the_changed_records_went_back_is_said(tmp_path: Path) -> None:
    files = {"promises/declared/chats.yml": CALLS}
    old = {**files, **_edition({"calls": 180, "mails": 150, "chats": 120})}
    new = {**files, **_edition({"calls": 181, "mails": 151, "chats": 121})}
    now = {**files, **_edition({"calls": 180, "mails": 150, "chats": 122})}
    [problem] = _rolled_back(tmp_path, old, new, now)
    assert problem["message"].startswith("2 of 3 records changed in 2026-01 went back to an older value")


def test_two_months_with_one_record_each_go_back_together(tmp_path: Path) -> None:
    old = _edition({"calls": 180}) | _edition({"calls": 150}, "2026-02")
    new = _edition({"calls": 181}) | _edition({"calls": 151}, "2026-02")
    assert [one["month"] for one in _rolled_back(tmp_path, old, new, old)] == ["2026-01", "2026-02"]


@pytest.mark.parametrize(("between", "asked"), [(0, True), (2, True), (3, False)])
def test_three_older_versions_of_a_file_are_looked_at(tmp_path: Path, between: int, asked: bool) -> None:
    others = [_edition({"calls": 100 + step, "mails": 110 + step}) for step in range(between)]
    assert bool(_rolled_back(tmp_path, OLD, *others, NEW, OLD)) == asked


def test_it_says_until_when_the_older_value_stood(tmp_path: Path) -> None:
    repository = publish(tmp_path, {MAILS_YML: CALLS, **OLD})
    (repository.root / JANUARY).write_text(NEW[JANUARY])
    repository.commit()
    replaced = repository.git("show", "--no-patch", "--date=short", "--format=%h of %cd", "--abbrev=10").strip()
    (repository.root / JANUARY).write_text(OLD[JANUARY])
    [problem] = [one for one in checked(repository, AS_OF) if one["rule"] == "unlikely-roll-back"]
    assert f"which stood until {replaced}" in problem["message"]


def test_a_roll_back_is_seen_through_a_rename(tmp_path: Path) -> None:
    repository = publish(tmp_path, {MAILS_YML: CALLS, **OLD})
    (repository.root / JANUARY).write_text(NEW[JANUARY])
    repository.commit()
    (repository.root / JANUARY).write_text(OLD[JANUARY])
    _rename(repository, JANUARY)
    repository.change(ANSWERS_YML, "if_we", "was: [calls]\nif_we")
    [problem] = [one for one in checked(repository, AS_OF) if one["rule"] == "unlikely-roll-back"]
    assert problem["month"] == "2026-01"
