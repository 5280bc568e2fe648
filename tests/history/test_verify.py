"""`promises verify`: what happened between two copies of the ledger, each a small site as it was published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.history.copies import save_copy, verify
from tests.history.published import CALLS, CALLS_YML, SERVICE, SERVICE_YML, month_file
from tests.invoke import invoke

Finding = tuple[str, str, str | None, str]
"""Kind, promise, month and what happened."""
JANUARY = month_file("2026-01", calls={"due": 200, "kept": 190})
SILENT, CORRECTED, LATE = "changed in silence", "corrected in the open", "changed in the open"
AS_OF = date(2026, 3, 25)
ENDED = CALLS.replace("if_we", "ends: 2026-02\nends_why: We have no telephone any more.\nif_we")
"""Due in January and February, and then no more."""


def _copy(folder: Path, files: Mapping[str, str], as_of: date = AS_OF, *, dated: bool = True) -> Path:
    site = {SERVICE_YML: SERVICE, CALLS_YML: ENDED, **files}
    return save_copy(folder, {path: text for path, text in site.items() if text}, as_of, dated=dated)


def _findings(old: Path, new: Path) -> list[Finding]:
    answer = verify(old, new)
    findings = [(one["kind"], one["promise"], one.get("month"), one["what"]) for one in answer["findings"]]
    assert (answer["result"] == "Past changed in silence") is any(kind == SILENT for kind, *_ in findings)
    return findings


def _record(**keys: object) -> dict[str, str]:
    return month_file("2026-01", calls={"due": 200, "kept": 190, **keys})


def _correction(day: int, why: str = "We counted again.", **was: object) -> str:
    return f"\n      - {{on: 2026-03-{day:02}, was: {json.dumps(was)}, why: {why}}}".replace('"', "")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (_record(), _record(), []),
        (
            _record(),
            _record(kept=191),
            [(SILENT, "as first published: kept was 190, is 191, let_down was 10, is 9")],
        ),
        (
            _record(),
            _record(kept=191, corrected=_correction(1, kept=190)),
            [(CORRECTED, "on 2026-03-01: kept was 190, is 191, let_down was 10, is 9; We counted again.")],
        ),
        (
            _record(kept=191, corrected=_correction(1, kept=190)),
            _record(kept=192, corrected=_correction(1, kept=190) + _correction(2, kept=191)),
            [(CORRECTED, "on 2026-03-02: kept was 191, is 192, let_down was 9, is 8; We counted again.")],
        ),
        (
            _record(kept=191, corrected=_correction(1, kept=190)),
            _record(kept=190),
            [(SILENT, "a correction is gone")],
        ),
        (
            _record(kept=191, corrected=_correction(1, kept=190)),
            _record(kept=191),
            [
                (SILENT, "a correction is gone"),
                (SILENT, "as first published: kept was 190, is 191, let_down was 10, is 9"),
            ],
        ),
        (
            _record(kept=191, corrected=_correction(1, kept=190)),
            _record(kept=191, corrected=_correction(2, "Why not", kept=190)),
            [
                (SILENT, "in the correction of 2026-03-01: on was 2026-03-01, is 2026-03-02"),
                (SILENT, "in the correction of 2026-03-01: why was We counted again., is Why not"),
            ],
        ),
        (
            _record(kept=191, corrected=_correction(1, kept=190)),
            _record(kept=192, corrected=_correction(1, kept=190)),
            [(SILENT, "in the correction of 2026-03-01: kept was 191, is 192, let_down was 9, is 8")],
        ),
        (
            _record(estimated="A guess."),
            _record(),
            [(SILENT, "as first published: estimated was A guess., is not there")],
        ),
        (_record(), _record(reported="2026-02-11"), [(LATE, "says now that it was reported on 2026-02-11")]),
        (
            _record(reported="2026-02-11"),
            _record(),
            [(SILENT, "reported was 2026-02-11, is not there")],
        ),
        (
            _record(reported="2026-02-12"),
            _record(reported="2026-02-11"),
            [(SILENT, "reported was 2026-02-12, is 2026-02-11")],
        ),
    ],
)  # fmt: skip
def test_what_happened_to_a_record(
    tmp_path: Path, old: dict[str, str], new: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    found = _findings(_copy(tmp_path / "old", old), _copy(tmp_path / "new", new))
    assert found == [(kind, "calls", "2026-01", what) for kind, what in expected]


@pytest.mark.parametrize(
    ("as_of", "reported", "expected"),
    [
        (date(2026, 2, 10), None, []),
        (date(2026, 2, 11), None, [(SILENT, "was not reported by 2026-02-10, and is there now without saying that it came late")]),
        (date(2026, 2, 11), "2026-02-10", [(SILENT, "was not reported by 2026-02-10, and is there now without saying that it came late")]),
        (date(2026, 2, 11), "2026-02-11", [(LATE, "reported on 2026-02-11, 1 day late")]),
        (date(2026, 2, 11), "2026-02-12", [(LATE, "reported on 2026-02-12, 2 days late")]),
        (date(2026, 2, 1), "2026-02-11", [(LATE, "reported on 2026-02-11, 1 day late")]),
    ],
)  # fmt: skip
def test_a_record_in_the_place_of_a_silence(
    tmp_path: Path, as_of: date, reported: str | None, expected: list[tuple[str, str]]
) -> None:
    old = _copy(tmp_path / "old", {}, as_of)
    new = _copy(tmp_path / "new", _record(**({"reported": reported} if reported else {})))
    assert _findings(old, new) == [(kind, "calls", "2026-01", what) for kind, what in expected]


def _with(*changes: tuple[str, str]) -> dict[str, str]:
    text = ENDED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return {CALLS_YML: text}


@pytest.mark.parametrize(
    ("then", "month"),
    [
        (("since: 2026-01", "since: 2026-02"), "2026-01"),
        (("ends: 2026-02", "ends: 2026-01"), "2026-02"),
        (("if_we", "due_in: [2]\nif_we"), "2026-01"),
        (("if_we", "covers: {from: 2026-02}\nif_we"), "2026-01"),
        (("if_we", "covers: {from: 2026-01, until: 2026-01}\nif_we"), "2026-02"),
    ],
)
def test_a_record_that_was_not_due_then_was_no_silence(tmp_path: Path, then: tuple[str, str], month: str) -> None:
    added = month_file(month, calls={"due": 200, "kept": 190})
    [other] = {"2026-01", "2026-02"} - {month}
    there = month_file(other, calls={"due": 100, "kept": 95})
    old = _copy(tmp_path / "old", {**_with(then), **there})
    answer = verify(old, _copy(tmp_path / "new", {**there, **added}))
    assert (answer["compared"], answer["added"]) == (1, 1)
    assert [finding for finding in answer["findings"] if finding.get("month") == month] == []
    only_covers_more = then[1].startswith("covers: {from: 2026-02}")
    assert {finding["kind"] for finding in answer["findings"]} == {LATE if only_covers_more else SILENT}


def test_a_record_of_a_new_promise_was_no_silence(tmp_path: Path) -> None:
    old = _copy(tmp_path / "old", JANUARY)
    more = month_file("2026-02", mails={"due": 9, "kept": 9})
    assert _findings(old, _copy(tmp_path / "new", {"promises/declared/mails.yml": ENDED, **JANUARY, **more})) == []


ANSWERS = {CALLS_YML: "", "promises/declared/answers.yml": ENDED.replace("if_we", "was: [calls]\nif_we")}
"""The promise under another name."""


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (month_file("2026-01", answers={"due": 200, "kept": 190}), []),
        (
            month_file("2026-01", answers={"due": 200, "kept": 191}),
            [("2026-01", "as first published: kept was 190, is 191, let_down was 10, is 9")],
        ),
        ({}, [("2026-01", "the record is gone")]),
        (
            month_file("2026-01", answers={"due": 200, "kept": 190})
            | month_file("2026-02", answers={"due": 200, "kept": 190}),
            [("2026-02", "was not reported by 2026-03-10, and is there now without saying that it came late")],
        ),
    ],
)
def test_a_promise_that_was_renamed_keeps_its_records_and_silences(
    tmp_path: Path, records: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    old, new = _copy(tmp_path / "old", JANUARY), _copy(tmp_path / "new", ANSWERS | records)
    assert _findings(old, new) == [(SILENT, "answers", month, what) for month, what in expected]


def test_a_promise_without_its_file_is_gone(tmp_path: Path) -> None:
    other = {CALLS_YML: "", "promises/declared/answers.yml": ENDED}
    assert _findings(_copy(tmp_path / "old", JANUARY), _copy(tmp_path / "new", other)) == [
        (SILENT, "calls", None, "the promise is gone"),
        (SILENT, "calls", "2026-01", "the record is gone"),
    ]


OWNER = "corrected:\n  - {on: 2026-03-01, was: {owner: The office}, why: A slip.}\nif_we"
TWICE = OWNER.replace("\nif_we", "\n  - {on: 2026-03-02, was: {owner: Us}, why: Another.}\nif_we")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("if_we", OWNER, [(CORRECTED, "the promise: on 2026-03-01: owner; A slip.")]),
        (OWNER, OWNER, []),
        (OWNER, "if_we", [(SILENT, "the promise: a correction is gone")]),
        (
            OWNER,
            OWNER.replace("A slip", "No slip"),
            [(SILENT, "the promise: in the correction of 2026-03-01: why was A slip., is No slip.")],
        ),
        (OWNER, TWICE, [(CORRECTED, "the promise: on 2026-03-02: owner; Another.")]),
    ],
)
def test_what_happened_to_the_corrections_of_a_promise(
    tmp_path: Path, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    copies = [_copy(tmp_path / name, JANUARY | _with(("if_we", text))) for name, text in (("old", old), ("new", new))]
    assert _findings(*copies) == [(kind, "calls", None, what) for kind, what in expected]


@pytest.mark.parametrize(
    ("before", "now", "record", "expected"),
    [
        (3, 5, {"due": 200, "kept": 196}, [(CORRECTED, "small counts are hidden that were not")]),
        (5, 3, {"due": 200, "kept": 196}, [(SILENT, "as first published: kept was hidden, is 196, let_down was fewer than 5, is 4")]),
        (0, 5, {"due": 200, "kept": 190}, []),
        (
            3,
            5,
            {"due": 200, "kept": 197, "corrected": _correction(1, kept=196)},
            [(CORRECTED, "small counts are hidden that were not")],
        ),
    ],
)  # fmt: skip
def test_counts_that_are_hidden_now_changed_in_the_open(
    tmp_path: Path, before: int, now: int, record: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    copies = [
        _copy(tmp_path / name, {SERVICE_YML: f"hide_counts_below: {below}\n{SERVICE}", **month_file("2026-01", calls=record)})
        for name, below in (("old", before), ("new", now))
    ]  # fmt: skip
    found = [finding for finding in _findings(*copies) if finding[1]]
    assert found == [(kind, "calls", "2026-01", what) for kind, what in expected]


def test_a_figure_that_changes_as_others_are_hidden_changed_in_silence(tmp_path: Path) -> None:
    old = _copy(tmp_path / "old", {SERVICE_YML: f"hide_counts_below: 3\n{SERVICE}", **_record(kept=196)})
    new = _copy(tmp_path / "new", {SERVICE_YML: f"hide_counts_below: 5\n{SERVICE}", **_record(due=201, kept=197)})
    [(kind, *_)] = [finding for finding in _findings(old, new) if finding[2]]
    assert kind == SILENT


def test_a_target_of_its_own_month_that_changed_is_told(tmp_path: Path) -> None:
    new = _copy(tmp_path / "new", JANUARY | _with(("at least 90%", "at least 80%")))
    assert _findings(_copy(tmp_path / "old", JANUARY), new) == [
        (SILENT, "calls", None, "the term from 2026-01: as first published: target was at least 90%, is at least 80%")
    ]


def test_the_worst_comes_first_then_by_month_and_promise(tmp_path: Path) -> None:
    mails = "promises/declared/mails.yml"

    def months(kept: int, corrected: str = "", **more: object) -> dict[str, str]:
        record = {"due": 200, "kept": kept, **({"corrected": corrected} if corrected else {})}
        return month_file("2026-01", calls=record, mails={"due": 50, "kept": 40 + kept % 190}) | month_file(
            "2026-02", calls={"due": 9, "kept": 8, **more}, mails={"due": 9, "kept": 7 + kept % 190}
        )

    old = _copy(tmp_path / "old", {mails: ENDED, **months(190)})
    new = _copy(tmp_path / "new", {mails: ENDED, **months(191, _correction(1, kept=190), reported="2026-03-11")})
    assert [(kind, promise, month) for kind, promise, month, _ in _findings(old, new)] == [
        (SILENT, "mails", "2026-01"),
        (SILENT, "mails", "2026-02"),
        (CORRECTED, "calls", "2026-01"),
        (LATE, "calls", "2026-02"),
    ]


@pytest.mark.parametrize(
    ("there", "silent"),
    [
        (month_file("2026-01", calls={"due": 9, "kept": 9}), False),
        (month_file("2026-01", calls={"due": 9, "kept": 9, "reported": "2026-03-11"}), True),
        (month_file("2026-01", calls={"due": 9, "kept": 9, "reported": "2026-03-10"}), False),
        (month_file("2026-01", calls={"due": 9, "kept": 9, "corrected": _correction(11, kept=8)}), True),
        (month_file("2026-01", calls={"due": 9, "kept": 9, "corrected": _correction(10, kept=8)}), False),
        ({}, False),
    ],
)
def test_a_copy_without_its_day_is_as_old_as_its_newest_date(
    tmp_path: Path, there: dict[str, str], silent: bool
) -> None:
    """February was due by 10 March; a copy that can be from before that has no silence yet."""
    old = _copy(tmp_path / "old", there, dated=False)
    new = _copy(tmp_path / "new", there | month_file("2026-02", calls={"due": 9, "kept": 9}))
    assert [kind for kind, *_ in _findings(old, new)] == ([SILENT] if silent else [])


def test_a_copy_is_a_file_or_the_folder_of_a_site_or_of_its_data(tmp_path: Path) -> None:
    site = _copy(tmp_path / "site", JANUARY)
    for copy in (site / "data", site / "data/ledger.json"):
        assert verify(site, copy) == {"result": "Same past", "compared": 1, "added": 0, "findings": []}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "can't be read: no such file or directory."),
        (b"\xff", "is not JSON."),
        (b"[" * 100_000, "is not JSON."),
        (b"[]", "is not a copy of data/ledger.json: it has no version."),
        (b"{}", "is not a copy of data/ledger.json: it has no version."),
        (b'{"version": 9}', "has version 9, and this program knows version"),
        (
            b'{"version": 1, "months": [], "site": "x"}',
            "is not a whole copy of data/ledger.json: what stands at site is not what belongs there.",
        ),
    ],
)
def test_what_is_no_copy_is_refused_in_a_sentence(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "ledger.json").write_bytes(content)
    done = invoke("verify", tmp_path, tmp_path)
    assert done.exit_code == 1
    assert said in done.stderr


@pytest.mark.parametrize("key", ["hash", "site"])
def test_a_hash_over_others_that_does_not_hold_is_refused(tmp_path: Path, key: str) -> None:
    copy = _copy(tmp_path, JANUARY) / "data/ledger.json"
    ledger = json.loads(copy.read_text())
    (ledger if key == "site" else ledger["months"]["2026-01"])[key] = "0" * 64
    copy.write_text(json.dumps(ledger))
    done = invoke("verify", copy, copy)
    assert done.exit_code == 1
    assert f"the hash of {'the whole site' if key == 'site' else '2026-01'} does not belong" in done.stderr
