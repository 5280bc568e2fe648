"""What a correction of a declaration says of each key: what it was, and what it is after that correction."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.outputs.files.corrections_csv import corrections_csv
from service_promises.outputs.files.deliveries_by_place_csv import place_rows
from service_promises.outputs.files.deliveries_csv import delivery_rows
from service_promises.outputs.files.promises_json import promises_json
from service_promises.pages.views.changes import changes_view
from service_promises.source.documents.declared import OldDeclaration
from service_promises.source.documents.keys import keys_of

from tests.context import context_of
from tests.rules.site import AS_OF, WAIT, good_site, write
from tests.sound import ledger_of

ROOT = Path(__file__).parents[2]
EVERYTHING = (ROOT / "tests/rules/good/promise/everything.yml").read_text().partition("corrected:")[0]

MEASURE = "kind: each; counts: All calls.; source: The new system.; leaves_out: Wrong numbers.;"
TERMS = (
    "since: 2025-01; target: every time; interim: target: at least 50%; until: 2025-12; why: We begin.,"
    " since: 2026-01; target: at least 95 %; why: We learned.; announced: 2025-12-01;"
    f" promise: We answer your call soon.; measure: {MEASURE} case: one: call; many: calls; counted: at month end;"
    " interim: target: at least 90%, target: at least 92%; since: 2026-02; until: 2026-06"
)
NOW = {
    "kind": ("level", "each"),
    "counts": ("Calls.", "All calls."),
    "source": ("The old system.", "The new system."),
    "leaves_out": ("null", "Wrong numbers."),
    "case": ("{one: ring, many: rings}", "one: call; many: calls"),
    "figure": ("wait", "average wait"),
    "unit": ("hours", "minutes"),
    "counted": ("in the month", "at month end"),
    "since": ("2026-03", "2026-01"),
    "target": ("at least 94%", "at least 95 %"),
    "why": ("Another reason.", "We learned."),
    "announced": ("2025-12-02", "2025-12-01"),
    "promise": ("We answer.", "We answer your call soon."),
    "measure": (
        "{kind: each, counts: so, source: y}",
        f"{MEASURE} case: one: call; many: calls; counted: at month end",
    ),
    "interim": (
        "[{target: at least 91%}]",
        "target: at least 90%, target: at least 92%; since: 2026-02; until: 2026-06",
    ),
    "made_to": ("Nobody", "Everybody who calls us"),
    "because": ("No reason.", "A caller who hangs up has not been helped."),
    "concerns": ("[as easy]", "on time"),
    "area": ("null", "Telephone"),
    "owner": ("Nobody", "Customer service"),
    "due_in": ("[3, 6]", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"),
    "report_by": ("20", "day: 31; months: 2"),
    "covers": ("{from: 2025-01}", "from: 2026-01; until: 2026-12"),
    "terms": ("[{since: 2025-01, target: at least 1%}]", TERMS),
    "ends": ("null", "2026-12"),
    "ends_why": ("null", "The telephone is closed."),
    "replaced_by": ("null", "wait"),
    "also_measured": ("null", "true"),
    "if_we_fall_short": ("Nothing.", "We call you back."),
    "short": ("Any call", "Calls in a minute"),
    "also_called": ("[ring]", "phone, hotline"),
    "at": ("null", "places: all"),
    "not_at": ("null", "places: north; from: 2026-02; until: 2026-03; why: It was shut."),
    "judged": ("null", "everywhere"),
    "needs_from_you": ("null", "Have your number at hand."),
    "staff_may": ("null", "Call back from their own telephone."),
}
"""By key, a value that it had, as it is written, and what it says now, on one line."""


NOT_AT = "at: all\nnot_at: [{places: [north], from: 2026-02, until: 2026-03, why: It was shut.}]\n"
JUDGED = "judged: everywhere\n    "

OF_SECOND_TERM = ("kind", "counts", "source", "leaves_out", "case", "counted", "promise", "measure")
"""Keys that the second term says for itself, so that a correction of them names it."""


def _ledger(root: Path, corrections: Sequence[tuple[str, str]], key: str = "") -> Ledger:
    """A site whose promise was corrected, each time on a day and with the old values of keys."""
    of_level, of_places = key in ("figure", "unit"), key in ("at", "not_at", "judged")
    corrected = "".join(f"  - {{on: {day}, was: {{{was}}}, why: A slip.}}\n" for day, was in corrections)
    declared = (
        WAIT if of_level else EVERYTHING.replace("also_measured: false", "also_measured: true")
    ) + f"corrected:\n{corrected}"
    path = f"promises/declared/{'wait' if of_level else 'calls'}.yml"
    places = {}
    if of_places:
        places["promises/places.yml"] = "places: {north: {name: North, since: 2026-02}}\n"
        declared = declared.replace("made_to:", f"{NOT_AT}made_to:").replace(
            "why: We learned.", f"{JUDGED}why: We learned."
        )
    return ledger_of(write(root, {**good_site(), **places, path: declared}), AS_OF)


def _rows(ledger: Ledger) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(corrections_csv(ledger))))


def _changes(ledger: Ledger) -> list[tuple[str, str, str]]:
    view = changes_view(context_of(ledger))
    return [
        (found[1], change.was, change.now)
        for _, year in view.years
        for change in year
        if (found := re.search(r"corrected \((.*)\)", change.what))
    ]


@pytest.mark.parametrize("key", keys_of(OldDeclaration))
def test_every_key_that_a_correction_may_name_says_what_it_says_now(tmp_path: Path, key: str) -> None:
    written, now = NOW[key]
    term = "since: 2026-01, " if key in OF_SECOND_TERM else ""
    ledger = _ledger(tmp_path, [("2026-02-10", f"{term}{key}: {written}")], key)
    [row] = _rows(ledger)
    assert (row["key"], row["is"]) == (key, now)
    [(named, was, is_)] = _changes(ledger)
    assert (named, was, is_) == (key, row["was"] or "not there", now)
    promises = json.loads(promises_json(ledger, delivery_rows(ledger), place_rows(ledger)))["promises"]
    [correction] = [one for promise in promises for one in promise.get("corrected", ())]
    assert (correction["was"][key] or "") == row["was"]
    assert bool(row["was"]) is (written != "null")


def test_a_key_that_was_corrected_again_says_what_the_first_correction_put_there(tmp_path: Path) -> None:
    first = [("2026-02-10", "owner: Nobody, target: at least 91%"), ("2026-02-11", "owner: Somebody")]
    rows = _rows(_ledger(tmp_path, [*first, ("2026-02-12", "target: at least 92%")]))
    assert [(row["on"], row["key"], row["was"], row["is"]) for row in rows] == [
        ("2026-02-10", "target", "at least 91%", "at least 92%"),
        ("2026-02-10", "owner", "Nobody", "Somebody"),
        ("2026-02-11", "owner", "Somebody", "Customer service"),
        ("2026-02-12", "target", "at least 92%", "at least 95 %"),
    ]


def test_what_belongs_to_another_term_is_not_what_a_key_became(tmp_path: Path) -> None:
    """Each term has a target, and `since` alone says of which term a correction speaks."""
    of_first, of_second = "since: 2025-01, target: at least 91%", "since: 2026-01, target: at least 92%"
    rows = _rows(_ledger(tmp_path, [("2026-02-10", of_first), ("2026-02-11", of_second)]))
    assert [(row["key"], row["was"], row["is"]) for row in rows] == [
        ("target", "at least 91%", "every time"),
        ("target", "at least 92%", "at least 95 %"),
    ]


def test_a_later_whole_list_of_terms_or_measure_says_what_was_within_it(tmp_path: Path) -> None:
    """What a correction put in place may be told by a later one that gives the whole of what it stands in."""
    terms = "terms: [{since: 2025-01, target: at least 80%}, {since: 2026-01, target: at least 85%}]"
    measure = "measure: {kind: each, counts: Few calls., source: A book.}"
    early = "target: at least 70%, counts: No calls."
    ledger = _ledger(tmp_path, [("2026-02-10", early), ("2026-02-11", terms), ("2026-02-12", measure)])
    assert _rows(ledger) == _rows(ledger), "what is undone must stay as it is in the ledger"
    rows = {(row["on"], row["key"]): row["is"] for row in _rows(ledger)}
    assert rows["2026-02-10", "target"] == "at least 85%"
    assert rows["2026-02-10", "counts"] == "Few calls."
    assert rows["2026-02-11", "terms"] == TERMS, "the second term has a measure of its own"
    assert {term.since: term.target.text for term in ledger.editions.of_promise(ledger.promises["calls"])[0].terms} == {
        Month(2025, 1): "at least 80%",
        Month(2026, 1): "at least 70%",
    }


def test_a_wrong_reason_for_a_term_is_published_with_the_right_one(tmp_path: Path) -> None:
    copytree(ROOT / "examples", tmp_path / "examples")
    path = tmp_path / "examples/promises/declared/home-in-ten.yml"
    corrected = (
        "corrected: [{on: 2026-03-02, was: {since: 2025-07, why: Another reason.}, why: We gave the wrong reason.}]"
    )
    path.write_text(f"{path.read_text().partition('corrected:')[0]}{corrected}\n")
    ledger = ledger_of(tmp_path / "examples", date(2026, 11, 22))
    why = ledger.promises["home-in-ten"].terms[1].why
    assert why
    now = " ".join(why.split())
    rows = [row for row in _rows(ledger) if row["promise"] == "home-in-ten" and not row["month"]]
    assert [(row["key"], row["was"], row["is"]) for row in rows] == [("why", "Another reason.", now)]
    assert ("why", "Another reason.", now) in _changes(ledger)
