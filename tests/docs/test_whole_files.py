"""What CONTRIBUTING.md gives as a whole file to copy passes the check, all of them together in one site."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from service_promises.source.read_files import read

from tests.docs import ROOT
from tests.rules.site import write
from tests.sound import ledger_of

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
WHOLE = re.compile(
    r"`(promises/[a-z0-9/-]+\.(?:yml|csv))`, the whole\s+file\b[^`]*(?:`[^`\n]+`[^`]*)*?```(?:yaml|csv)\n(.*?)```",
    re.DOTALL,
)
FILES: dict[str, str] = dict(WHOLE.findall(GUIDE))


def test_every_whole_file_is_recognised() -> None:
    assert len(FILES) == len(re.findall(r"the whole\s+file\b", GUIDE)) == 10


def test_the_whole_files_make_a_site_with_nothing_wrong(tmp_path: Path) -> None:
    reading = read(write(tmp_path, FILES), date(2026, 3, 5))
    assert [f"{problem.path}: {problem.message}" for problem in reading.problems] == []
    assert reading.ledger is not None


def test_there_is_a_measure_of_each_kind_a_survey_and_a_letter_of_several_paragraphs(tmp_path: Path) -> None:
    ledger = ledger_of(write(tmp_path, FILES), date(2026, 3, 5))
    assert {promise.term_now.measure.kind.value for promise in ledger.promises.values()} == {"each", "level", "done"}
    [letter] = ledger.letters.values()
    assert letter.text.count("\n\n") >= 3
    assert any(entry.delivery and entry.delivery.customers_said for entry in ledger.entries.values())
    assert len({*ledger.parts.values()}) == 2
    [at_places] = [entry for entry in ledger.entries.values() if entry.place_entries and entry.delivery]
    assert [one.place.name for one in at_places.place_entries if one.place] == ["North Library", "South Library"]
