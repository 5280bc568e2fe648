"""Figures that are hardly true are warnings with a reason; figures that are true are none."""

from __future__ import annotations

import json
from pathlib import Path

from service_promises.problems.problem import Problem, Severity

from tests.history.editions import FIRST, Edition, Repository, counts, day_of, files
from tests.invoke import invoke

MONTHS = 10
TODAY = day_of(MONTHS)


def _unlikely(folder: Path, edition: Edition, published: Edition | None = None) -> list[Problem]:
    repository = Repository(folder)
    repository.write(files(edition if published is None else published))
    repository.commit()
    repository.write(files(edition))
    found = [problem for problem in repository.check(TODAY).problems if problem.rule.startswith("unlikely")]
    assert all(problem.severity is Severity.WARNING for problem in found)
    return found


def test_real_counts_are_likely(tmp_path: Path) -> None:
    assert _unlikely(tmp_path, counts(MONTHS)) == []


def test_a_slipped_point(tmp_path: Path) -> None:
    edition = counts(MONTHS)
    record = edition["hospital-2", FIRST.plus(6)]
    record.update({key: value + "00" for key, value in record.items()})
    found = _unlikely(tmp_path, edition)
    assert [(one.rule, one.promise, one.month, one.key) for one in found] == [
        ("unlikely-scale", "hospital-2", "2012-07", "due"),
        ("unlikely-scale", "hospital-2", "2012-07", "kept"),
    ]
    assert "about 100 times of the months beside it" in found[0].message


def test_a_share_written_as_a_fraction(tmp_path: Path) -> None:
    edition = {key: {"share": "0.942%" if key[0] == "hospital-1" else "94.2%"} for key in counts(MONTHS)}
    edition = {key: edition[key] | {"provisional": f"month {key[1]}"} for key in edition}
    found = [one for one in _unlikely(tmp_path, edition) if one.rule == "unlikely-scale"]
    assert {one.promise for one in found} == {"hospital-1"}
    assert "write a share in percent" in found[0].help


def test_a_month_copied(tmp_path: Path) -> None:
    edition = counts(MONTHS)
    for (name, month), record in edition.items():
        if month == FIRST.plus(8):
            record.update(edition[name, FIRST.plus(3)])
    assert [(one.rule, one.month) for one in _unlikely(tmp_path, edition)] == [("unlikely-same", "2012-09")]


def test_every_count_double_that_of_the_month_before(tmp_path: Path) -> None:
    edition = counts(MONTHS)
    for (name, month), record in edition.items():
        if month == FIRST.plus(9):
            before = edition[name, FIRST.plus(8)]
            record.update({key: str(2 * int(value)) for key, value in before.items()})
    assert [(one.rule, one.month) for one in _unlikely(tmp_path, edition)] == [("unlikely-double", "2012-10")]


def test_a_sudden_zero(tmp_path: Path) -> None:
    edition = counts(MONTHS)
    for (_, month), record in edition.items():
        if month == FIRST.plus(9):
            record.update(due="0", kept="0")
    assert [(one.rule, one.month) for one in _unlikely(tmp_path, edition)] == [("unlikely-zero", "2012-10")]


def test_every_count_double_what_was_published(tmp_path: Path) -> None:
    edition = counts(MONTHS)
    for record in edition.values():
        record.update({key: str(2 * int(value)) for key, value in record.items()})
    found = _unlikely(tmp_path, edition, counts(MONTHS))
    assert {one.rule for one in found} == {"unlikely-double"}
    assert len(found) == MONTHS


def test_a_set_going_back_to_older_values(tmp_path: Path) -> None:
    older, newer = counts(MONTHS), counts(MONTHS)
    for key in sorted(newer)[:47]:
        newer[key]["kept"] = str(int(newer[key]["kept"]) - 5)
    repository = Repository(tmp_path)
    for edition in (older, newer):
        repository.write(files(edition))
        repository.commit()
    repository.write(files(older))
    found = [one for one in repository.check(TODAY).problems if one.rule == "unlikely-roll-back"]
    assert {one.month for one in found} == {str(month) for _, month in sorted(newer)[:47]}
    assert "went back to an older value, which stood until" in found[0].message


def test_a_reason_once_given_is_taken(tmp_path: Path) -> None:
    edition = counts(MONTHS)
    record = edition["hospital-2", FIRST.plus(6)]
    record.update({key: value + "00" for key, value in record.items()})
    record["not_comparable"] = "Every visit in the region was recorded here."
    assert _unlikely(tmp_path, edition) == []


def test_check_without_a_ref_says_it_too(tmp_path: Path) -> None:
    edition = counts(MONTHS)
    edition["hospital-2", FIRST.plus(6)] = {"share": "0.97%"}
    Repository(tmp_path).write(files(edition))
    run = invoke("-C", tmp_path, "check", "--format", "json", "--as-of", TODAY)
    rules = [problem["rule"] for problem in json.loads(run.output)["problems"]]
    assert "unlikely-scale" in rules


def _small(months: int, figures: dict[str, str]) -> Edition:
    """One promise with the same few figures in every month."""
    return {("hospital-1", FIRST.plus(month)): dict(figures) for month in range(months)}


def test_a_few_figures_that_are_copied_month_after_month_are_told_once(tmp_path: Path) -> None:
    found = _unlikely(tmp_path, _small(6, {"due": "12", "kept": "11"}))
    assert [(one.rule, one.month) for one in found] == [("unlikely-same", str(FIRST.plus(5)))]
    assert "the 5 months before it are the same in every figure" in found[0].message


def test_two_months_of_the_same_few_figures_are_chance(tmp_path: Path) -> None:
    assert _unlikely(tmp_path, _small(2, {"due": "12", "kept": "11"})) == []
    assert _unlikely(tmp_path / "b", _small(6, {"due": "1", "kept": "1"})) == []
