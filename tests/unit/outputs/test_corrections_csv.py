"""`data/corrections.csv`: what each corrected figure and text was and is, in which order."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from service_promises.outputs.files.corrections_csv import corrections_csv

from tests.history.published import CALLS, CALLS_YML, SERVICE, SERVICE_YML, month_file
from tests.rules.site import write
from tests.sound import ledger_of

AS_OF = date(2026, 6, 1)
MAILS_YML = "promises/declared/mails.yml"


def _rows(folder: Path, files: dict[str, str]) -> list[dict[str, str]]:
    ledger = ledger_of(write(folder, {SERVICE_YML: SERVICE, CALLS_YML: CALLS, **files}), AS_OF)
    return list(csv.DictReader(io.StringIO(corrections_csv(ledger).removeprefix("\ufeff"))))


def _record(kept: int, *corrections: tuple[str, str], **more: object) -> dict[str, object]:
    """A record; each correction as its day and what was, as it is typed."""
    entries = "".join(f"\n      - {{on: {day}, was: {{{was}}}, why: A slip.}}" for day, was in corrections)
    return {"due": 200, "kept": kept, **more, **({"corrected": entries} if entries else {})}


def _declared(text: str, *corrections: tuple[str, str]) -> str:
    entries = "".join(f"  - {{on: {day}, was: {{{was}}}, why: A slip.}}\n" for day, was in corrections)
    return f"{text}corrected:\n{entries}"


def test_each_correction_of_a_record_says_what_it_put_in_place(tmp_path: Path) -> None:
    record = _record(190, ("2026-03-01", "kept: 188"), ("2026-03-02", "kept: 189, let_down: 12"))
    rows = _rows(tmp_path, month_file("2026-01", calls=record))
    assert [(row["on"], row["key"], row["was"], row["is"]) for row in rows] == [
        ("2026-03-01", "kept", "188", "189"),
        ("2026-03-02", "kept", "189", "190"),
        ("2026-03-02", "let_down", "12", "10"),
    ]


def test_what_was_taken_out_is_empty_now(tmp_path: Path) -> None:
    rows = _rows(
        tmp_path,
        {
            CALLS_YML: _declared(CALLS, ("2026-03-01", "staff_may: Call back.")),
            **month_file("2026-01", calls=_record(190, ("2026-03-02", "estimated: A guess."))),
        },
    )
    assert [(row["month"], row["key"], row["was"], row["is"]) for row in rows] == [
        ("", "staff_may", "Call back.", ""),
        ("2026-01", "estimated", "A guess.", ""),
    ]


def test_a_share_that_a_small_count_could_be_worked_out_from_is_hidden_in_both(tmp_path: Path) -> None:
    service = {SERVICE_YML: f"hide_counts_below: 5\n{SERVICE}"}
    record = {
        "share": "98.5%",
        "corrected": "\n      - {on: 2026-03-01, was: {due: 200, kept: 197, share: null}, why: A slip.}",
    }
    rows = _rows(tmp_path, {**service, **month_file("2026-01", calls=record)})
    assert {row["key"]: (row["was"], row["is"]) for row in rows} == {
        "due": ("200", ""),
        "kept": ("hidden", ""),
        "share": ("", "hidden"),
    }


def test_the_oldest_comes_first_then_by_promise_and_month(tmp_path: Path) -> None:
    days = ("2026-03-01", "2026-03-02")
    files = {
        CALLS_YML: _declared(CALLS, (days[1], "owner: Us"), (days[1], "owner: Others")),
        MAILS_YML: _declared(CALLS, (days[0], "owner: Us")),
    }
    for month in ("2026-02", "2026-01"):
        files |= month_file(month, mails=_record(190, (days[1], "kept: 1")), calls=_record(190, (days[1], "kept: 2")))
    rows = _rows(tmp_path, files)
    assert [(row["on"], row["promise"], row["month"], row["was"]) for row in rows] == [
        (days[0], "mails", "", "Us"),
        (days[1], "calls", "", "Us"),
        (days[1], "calls", "", "Others"),
        (days[1], "calls", "2026-01", "2"),
        (days[1], "calls", "2026-02", "2"),
        (days[1], "mails", "2026-01", "1"),
        (days[1], "mails", "2026-02", "1"),
    ]


@pytest.mark.parametrize(
    ("listed", "target"),
    [
        ("{since: 2026-01, target: at least 80%}", "at least 80%"),
        ("{since: 2026-01, target: at least 80%}, {since: 2026-02, target: at least 85%}", "at least 80%"),
    ],
)
def test_a_whole_list_of_terms_that_was_tells_what_a_correction_before_it_put_in_place(
    tmp_path: Path, listed: str, target: str
) -> None:
    """Also where a term of the list is none any more."""
    early = ("2026-02-10", "since: 2026-01, target: at least 70%")
    rows = _rows(tmp_path, {CALLS_YML: _declared(CALLS, early, ("2026-02-11", f"terms: [{listed}]"))})
    assert [(row["on"], row["key"], row["is"]) for row in rows] == [
        ("2026-02-10", "target", target),
        ("2026-02-11", "terms", "since: 2026-01; target: at least 90%"),
    ]


@pytest.mark.parametrize(
    ("older", "newer", "key", "now"),
    [
        (
            "counts: none",
            "measure: {kind: each, source: so, case: {one: call, many: calls}, counts: many}",
            "counts",
            "many",
        ),
        ("concerns: [as easy]", "concerns: [at the price, on time]", "concerns", "at the price, on time"),
        ("also_measured: null", "also_measured: true", "also_measured", "true"),
        ("due_in: [12]", "due_in: [3, 6]", "due_in", "3, 6"),
        ("covers: null", "covers: {from: 2026-02}", "covers", "from: 2026-02"),
    ],
)
def test_what_a_later_correction_says_a_key_was_is_what_the_one_before_put_in_place(
    tmp_path: Path, older: str, newer: str, key: str, now: str
) -> None:
    """Whatever shape it has."""
    calls = _declared(CALLS, ("2026-02-10", older), ("2026-02-11", newer))
    first, _ = _rows(tmp_path, {CALLS_YML: calls})
    assert (first["on"], first["key"], first["is"]) == ("2026-02-10", key, now)


def test_what_a_term_takes_from_the_one_before_is_not_said_of_it_again(tmp_path: Path) -> None:
    terms = "at least 90%\n  - {since: 2026-03, target: at least 91%, why: so}\n  - {since: 2026-04, target: at least 92%, why: y, promise: Soon.}\n"
    calls = _declared(
        CALLS.replace("at least 90%\n", terms), ("2026-05-10", "terms: [{since: 2026-01, target: at least 80%}]")
    )
    [row] = _rows(tmp_path, {CALLS_YML: calls})
    assert row["is"] == (
        "since: 2026-01; target: at least 90%, since: 2026-03; target: at least 91%; why: so,"
        " since: 2026-04; target: at least 92%; why: y; promise: Soon."
    )
