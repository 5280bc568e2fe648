"""Verdicts and silences that were published and would vanish through a key of the promise or of the service."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.history.editions import Repository
from tests.history.published import CALLS_YML, SERVICE_YML, month_file, month_yml, past, publish

AS_OF = date(2026, 4, 20)
FILES = month_file("2026-01", calls={"due": 200, "kept": 190}) | month_file("2026-02", calls={"due": 180, "kept": 170})
"""March is not reported."""
MARCH = "this would change or take away the silence published on calls in 2026-03"


def _published(folder: Path, *keys: str) -> Repository:
    repository = publish(folder, FILES)
    if keys:
        _write(repository, *keys)
        repository.commit()
    return repository


def _write(repository: Repository, *keys: str) -> None:
    """Write keys into the promise, in the place of those that it has beside its own."""
    path = repository.root / CALLS_YML
    text, _, rest = path.read_text().partition("if_we_fall_short")
    own, _, _ = text.partition("# more\n")
    path.write_text("\n".join([f"{own}# more", *keys, f"if_we_fall_short{rest}"]))


@pytest.mark.parametrize(
    ("old", "new", "was"),
    [
        ((), ("ends: 2026-02", "ends_why: Enough."), "ends: null"),
        (("ends: 2026-12", "ends_why: Enough."), ("ends: 2026-02", "ends_why: Enough."), "ends: 2026-12"),
        ((), ("due_in: [1, 2]",), "due_in: null"),
        (("due_in: [1, 2, 3]",), ("due_in: [1, 2]",), "due_in: [1, 2, 3]"),
        ((), ("covers: {from: 2026-01, until: 2026-02}",), "covers: null"),
        (("covers: {from: 2026-01}",), ("covers: {from: 2026-01, until: 2026-02}",), "covers: {from: 2026-01}"),
        ((), ("report_by: 21",), "report_by: null"),
        (("report_by: 1",), ("report_by: 2",), "report_by: {day: 1}"),
    ],
)
def test_a_silence_that_a_key_of_the_promise_would_take_away(
    tmp_path: Path, old: tuple[str, ...], new: tuple[str, ...], was: str
) -> None:
    repository = _published(tmp_path, *old)
    assert past(repository, AS_OF) == []
    _write(repository, *new)
    [problem] = [one for one in past(repository, AS_OF) if one["rule"] == "past-verdict"]
    key = was.partition(":")[0]
    assert (problem["path"], problem["key"], problem["message"]) == (CALLS_YML, key, MARCH)
    assert problem["help"].endswith(
        f"; where what was published was wrong, add `corrected:` with `- on: 2026-04-20`, `was: {{{was}}}` and `why:`"
    )
    if "..." not in was:
        _write(repository, *new, f"corrected: [{{on: 2026-04-20, was: {{{was}}}, why: A slip.}}]")
        assert [one for one in past(repository, AS_OF) if one["rule"] == "past-verdict"] == []


def test_a_correction_that_was_published_before_explains_no_new_change(tmp_path: Path) -> None:
    corrected = "corrected: [{on: 2026-04-01, was: {ends: 2026-09}, why: A slip.}]"
    repository = _published(tmp_path, "ends: 2026-12", "ends_why: Enough.", corrected)
    _write(repository, "ends: 2026-02", "ends_why: Enough.", corrected)
    assert MARCH in [one["message"] for one in past(repository, AS_OF)]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (("ends: 2026-02",), MARCH),
        (
            ("ends: 2026-01", "also_measured: true"),
            "this would change or take away verdicts published on calls in 2 months from 2026-02 to 2026-03",
        ),
        (("ends: 2026-01",), MARCH),
    ],
)
def test_which_verdicts_would_vanish_is_said(tmp_path: Path, keys: tuple[str, ...], message: str) -> None:
    repository = _published(tmp_path)
    _write(repository, *keys, "ends_why: Enough.")
    [problem] = [one for one in past(repository, AS_OF) if one["rule"] == "past-verdict"]
    assert problem["message"] == message


def test_one_verdict_alone(tmp_path: Path) -> None:
    repository = _published(tmp_path, "covers: {from: 2026-01, until: 2026-02}")
    _write(
        repository, "covers: {from: 2026-01, until: 2026-02}", "ends: 2026-01", "ends_why: so", "also_measured: true"
    )
    [problem] = [one for one in past(repository, AS_OF) if one["rule"] == "past-verdict"]
    assert problem["message"] == "this would change or take away the verdict published on calls in 2026-02"


@pytest.mark.parametrize(
    ("new", "key", "was"),
    [
        ("covers: {from: 2026-01, until: 2026-02}", "covers", "covers: {from: 2026-01}"),
        ("covers: {from: 2026-01}\nreport_by: 20", "report_by", "report_by: {day: 10, months: 1}"),
    ],
)
def test_a_silence_that_a_key_of_the_service_would_take_away(tmp_path: Path, new: str, key: str, was: str) -> None:
    repository = _published(tmp_path)
    repository.change(SERVICE_YML, "covers: {from: 2026-01}", new)
    [problem] = [one for one in past(repository, AS_OF) if one["rule"] == "past-verdict"]
    assert (problem["path"], problem["key"], problem["message"]) == (SERVICE_YML, key, MARCH)
    assert problem["help"] == (
        "put it back as it was, or let the change begin with a month that is not published yet; where what was published"
        f" was wrong, add `corrected:` with `- on: {AS_OF}`, `was: {{{was}}}` and `why:`"
    )
    repository.change(SERVICE_YML, new, f"{new}\ncorrected: [{{on: {AS_OF}, was: {{{was}}}, why: A slip.}}]")
    assert past(repository, AS_OF) == []


def test_a_silence_that_promise_and_service_would_take_away_is_told_of_both(tmp_path: Path) -> None:
    repository = _published(tmp_path)
    _write(repository, "ends: 2026-02", "ends_why: Enough.")
    repository.change(SERVICE_YML, "covers: {from: 2026-01}", "covers: {from: 2026-01, until: 2026-02}")
    assert [one["path"] for one in past(repository, AS_OF) if one["rule"] == "past-verdict"] == [CALLS_YML, SERVICE_YML]


def test_a_first_term_that_moves_is_told_as_that(tmp_path: Path) -> None:
    repository = publish(tmp_path, {})
    repository.change(CALLS_YML, "since: 2026-01", "since: 2026-03")
    assert {(one["rule"], one["key"]) for one in past(repository, AS_OF)} == {("term-changed", "since")}


@pytest.mark.parametrize("text", ["month: [2026-02\n", "month: 2026-02\ndelivered: 5\n"])
def test_a_month_that_cannot_be_read_now_is_a_mistake_and_no_change_of_a_verdict(tmp_path: Path, text: str) -> None:
    repository = _published(tmp_path)
    (repository.root / month_yml("2026-02")).write_text(text)
    assert past(repository, AS_OF) == []
    _write(repository, "also_measured: true")
    assert [one["rule"] for one in past(repository, AS_OF)] == ["term-changed"]


def test_a_record_without_a_verdict_has_none_to_lose(tmp_path: Path) -> None:
    repository = publish(tmp_path, FILES)
    repository.change(CALLS_YML, "since: 2026-01", "since: 2026-02")
    _write(repository, "also_measured: true", "due_in: [1, 2]")
    repository.commit()
    _write(repository, "also_measured: true", "due_in: [2, 1]")
    assert past(repository, AS_OF) == []


def test_later_months_may_be_due_otherwise(tmp_path: Path) -> None:
    repository = _published(tmp_path)
    term = "  - {since: 2026-04, target: at least 90%, why: Each quarter., announced: 2026-04-10, due_in: [6, 9]}"
    _write(repository, term, "ends: 2026-09", "ends_why: Enough.")
    assert past(repository, AS_OF) == []


def test_months_outside_the_terms_speak_of_the_whole_past(tmp_path: Path) -> None:
    """Also where no verdict changes: the record of June would speak for April and May too."""
    repository = _published(tmp_path)
    _write(repository, "due_in: [1, 2, 3, 6, 9, 12]")
    [problem] = past(repository, AS_OF)
    assert (problem["rule"], problem["key"]) == ("past-verdict", "due_in")
    assert "`was: {due_in: null}`" in problem["help"]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (5, 4, "hiding-lowered"),
        (5, 0, "hiding-lowered"),
        (5, 5, None),
        (5, 6, "service-changed"),
        (0, 5, "service-changed"),
    ],
)
def test_counts_that_were_hidden_stay_hidden(tmp_path: Path, old: int, new: int, rule: str | None) -> None:
    repository = _published(tmp_path)
    repository.change(SERVICE_YML, "reach_us", f"hide_counts_below: {old}\nreach_us")
    repository.commit()
    repository.change(SERVICE_YML, f"below: {old}", f"below: {new}")
    found = [(one["rule"], one["key"], one["help"]) for one in past(repository, AS_OF)]
    assert [(one, key) for one, key, _ in found] == ([(rule, "hide_counts_below")] if rule else [])
    assert all(f"hide_counts_below: {old}" in said for _, _, said in found)


def test_where_nothing_was_recorded_nothing_was_hidden(tmp_path: Path) -> None:
    repository = publish(tmp_path, {})
    repository.change(SERVICE_YML, "reach_us", "hide_counts_below: 5\nreach_us")
    repository.commit()
    repository.change(SERVICE_YML, "below: 5", "below: 4")
    assert [one for one in past(repository, AS_OF) if one["rule"] == "hiding-lowered"] == []
