"""Copies of version 1 of the ledger, compared with each other and with version 2 in what both hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.history.copies import save_copy, verify
from tests.history.published import CALLS, CALLS_YML, SERVICE, SERVICE_YML, month_file, month_yml

FIRST = Path(__file__).with_name("first_version.json")
"""What the program wrote of `FILES` when the ledger had version 1."""

FILES = {
    SERVICE_YML: f"hide_counts_below: 5\n{SERVICE}",
    CALLS_YML: CALLS.replace(
        "if_we",
        """\
  - {since: 2026-03, target: at least 95%, why: so}
was: [telephone]
corrected:
  - {on: 2026-05-01, was: {since: 2026-01, target: at least 85%}, why: A slip.}
if_we""",
    ),
    **month_file(
        "2026-01",
        calls={
            "due": 200,
            "kept": 190,
            "provisional": "true",
            "corrected": "[{on: 2026-03-01, was: {kept: 180}, why: Counted again.}]",
        },
    ),
    **month_file("2026-03", calls={"due": 200, "kept": 197, "reported": "2026-04-20"}),
}


def _second(folder: Path, files: Mapping[str, str]) -> Path:
    return save_copy(folder, files, date(2026, 6, 1), dated=False) / "data/ledger.json"


def _verify(old: Path, new: Path) -> tuple[str, list[str]]:
    answer = verify(old, new)
    assert answer.get("in_part", False) == (old != new)
    return answer["result"], [finding["what"] for finding in answer["findings"]]


def test_both_versions_of_the_same_files_have_the_same_past(tmp_path: Path) -> None:
    second = _second(tmp_path, FILES)
    assert _verify(FIRST, FIRST) == _verify(FIRST, second) == _verify(second, FIRST) == ("Same past", [])


@pytest.mark.parametrize(
    ("path", "old", "new", "what"),
    [
        (month_yml("2026-01"), "kept: 190", "kept: 191", "in the correction of 2026-03-01: kept was 190, is 191"),
        (month_yml("2026-01"), "kept: 180", "kept: 181", "as first published: kept was 180, is 181"),
        (month_yml("2026-01"), "Counted again.", "No.", "in the correction of 2026-03-01: why was Counted again., is No."),
        (month_yml("2026-03"), "    reported: 2026-04-20\n", "", "reported was 2026-04-20, is not there"),
        (CALLS_YML, "at least 95%", "at least 80%", "the term from 2026-03: as first published: target was at least 95%"),
        (CALLS_YML, "at least 85%", "at least 84%", "the term from 2026-01: as first published: target was at least 85%"),
        (CALLS_YML, "A slip.", "No slip.", "the promise: in the correction of 2026-05-01: why was A slip."),
        (CALLS_YML, "was: [telephone]\n", "", "the promise: was was telephone, is not there"),
        (SERVICE_YML, "{from: 2026-01}", "{from: 2026-01}\nreport_by: 9", "was due by 2026-02-10, is due by 2026-02-09"),
    ],
)  # fmt: skip
def test_what_changed_with_the_version_is_told(tmp_path: Path, path: str, old: str, new: str, what: str) -> None:
    assert FILES[path].count(old) == 1
    result, told = _verify(FIRST, _second(tmp_path, {**FILES, path: FILES[path].replace(old, new)}))
    assert result == "Past changed in silence"
    assert any(text.startswith(what) for text in told), told


def test_a_silence_of_the_first_version_is_filled(tmp_path: Path) -> None:
    filled = FILES | month_file("2026-02", calls={"due": 9, "kept": 9})
    result, told = _verify(FIRST, _second(tmp_path, filled))
    assert result == "Past changed in silence"
    assert told == ["was not reported by 2026-03-10, and is there now without saying that it came late"]


def test_what_comes_later_is_in_the_open(tmp_path: Path) -> None:
    late = FILES | month_file("2026-02", calls={"due": 9, "kept": 9, "reported": "2026-05-20"})
    late |= month_file("2026-04", calls={"due": 9, "kept": 9})
    assert _verify(FIRST, _second(tmp_path, late)) == (
        "Past changed in the open",
        ["reported on 2026-05-20, 71 days late"],
    )
