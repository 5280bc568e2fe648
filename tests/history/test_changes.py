"""`/changes/` and `data/corrections.csv`: everything that changed in the open."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from service_promises.ledger.delivery import Correction
from service_promises.ledger.ledger import Ledger
from service_promises.outputs.files.corrections_csv import corrections_csv
from service_promises.pages.views.changes import changes_view

from tests import made_up
from tests.context import context_of
from tests.sound import ledger_of

EXAMPLE = Path(__file__).parents[2] / "examples"


def _example() -> Ledger:
    return ledger_of(EXAMPLE, date(2026, 11, 22))


def _rows(ledger: Ledger) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(corrections_csv(ledger))))


def test_every_corrected_key_has_a_row() -> None:
    rows = _rows(_example())
    assert list(rows[0]) == ["document", "promise", "place", "month", "on", "told", "key", "was", "is", "why"]
    told = {(row["promise"], row["month"], row["key"]): (row["was"], row["is"]) for row in rows}
    assert told["home-in-ten", "2025-02", "kept"] == ("93", "91")
    assert told["word-when-ready", "2025-10", "share"] == ("97.1", "")
    assert told["word-when-ready", "2025-10", "due"] == ("", "136")
    was, now = told["a-person-answers", "", "source"]
    assert was == "The telephone company's monthly bill."
    assert now.startswith("The log of our telephone exchange")
    assert [row["on"] for row in rows] == sorted(row["on"] for row in rows)


def _declared(*corrected: Correction) -> Ledger:
    ledger = made_up.ledger()
    promise = replace(ledger.promises["mended"], corrected=corrected)
    return replace(ledger, promises={**ledger.promises, "mended": promise})


def test_what_was_corrected_twice_says_what_came_of_it_each_time() -> None:
    ledger = _declared(
        Correction(date(2026, 6, 1), {"owner": "the office"}, "A slip.", now={"owner": "the shop"}),
        Correction(date(2026, 6, 2), {"owner": "the shop"}, "Another.", now={"owner": "the workshop"}),
    )
    rows = [row for row in _rows(ledger) if row["key"] == "owner"]
    assert [(row["was"], row["is"]) for row in rows] == [("the office", "the shop"), ("the shop", "the workshop")]


def test_no_cell_is_a_formula() -> None:
    ledger = _declared(Correction(date(2026, 6, 1), {"owner": "=1+1"}, "@SUM(A1)", now={"owner": "the workshop"}))
    row = next(row for row in _rows(ledger) if row["key"] == "owner")
    assert (row["was"], row["why"]) == ("'=1+1", "'@SUM(A1)")


def test_every_term_and_correction_newest_first() -> None:
    ledger = _example()
    view = changes_view(context_of(ledger))
    changes = [change for _, year in view.years for change in year]
    assert [change.day for change in changes] == sorted((one.day for one in changes), reverse=True)
    terms = sum(len(promise.terms) + (promise.ends is not None) for promise in ledger.promises.values())
    assert view.headline.startswith(f"{terms} terms began or ended. 3 corrections to figures.")
    weaker = next(one for one in changes if "weaker" in one.what)
    assert weaker.address == "promises/a-person-answers"
    assert "at most 3" in weaker.was
    assert "at most 4" in weaker.now
    assert weaker.why.startswith("We missed three minutes")
