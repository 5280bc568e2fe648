from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.plain_data import line_of
from service_promises.ledger.promises.promise import Counted
from service_promises.ledger.promises.target import EVERY_TIME

from tests.rules.site import AS_OF, CALLS, RECORDS, good_site, month_file, with_keys, write
from tests.sound import ledger_of

HERE = Path(__file__).parents[2] / "rules" / "good"


def _ledger(root: Path, changed: dict[str, str]) -> Ledger:
    return ledger_of(write(root, {**good_site(), **changed}), AS_OF)


def test_term_says_what_the_one_before_said(tmp_path: Path) -> None:
    terms = "terms:\n  - {since: 2025-01, target: every time}\n" + (
        "  - {since: 2025-06, target: at least 90%, why: so, promise: New words.,\n"
        "     measure: {kind: each, counts: New., source: s, case: {one: a, many: b}, counted: at month end}}\n"
        "  - {since: 2026-01, target: at least 95 %, why: y}\n"
    )
    first, second, third = (
        _ledger(tmp_path, {"promises/declared/calls.yml": with_keys(CALLS, terms)}).promises["calls"].terms
    )
    assert (first.promise, first.target, first.measure.counts) == (
        "We answer your call within a minute.",
        EVERY_TIME,
        "Calls to our number.",
    )
    assert (third.promise, third.measure) == (second.promise, second.measure) == ("New words.", second.measure)
    assert second.measure.counted is Counted.AT_MONTH_END
    assert (third.target.text, third.target.figure) == ("at least 95 %", Decimal(95))


def test_interim_without_since_begins_with_its_term(tmp_path: Path) -> None:
    text = (HERE / "promise/everything.yml").read_text()
    promise = _ledger(tmp_path, {"promises/declared/calls.yml": text}).promises["calls"]
    assert [str(interim.since) for term in promise.terms for interim in term.interim] == [
        "2025-01",
        "2026-01",
        "2026-02",
    ]


def test_old_values_of_a_promise_stand_as_they_are_written(tmp_path: Path) -> None:
    text = (HERE / "promise/everything.yml").read_text()
    promise = _ledger(tmp_path, {"promises/declared/calls.yml": text}).promises["calls"]
    assert {key: line_of(old) for key, old in promise.corrected[0].was.items()} == {
        "measure": "kind: each; counts: so; source: y; case: one: call; many: calls",
        "target": "at least 90%",
        "made_to": "Nobody",
        "concerns": "as easy",
        "area": None,
    }


def test_reported_of_the_month_is_that_of_its_records(tmp_path: Path) -> None:
    records = {**RECORDS, "calls": RECORDS["calls"] + "reported: 2026-02-14\n"}
    text = month_file(records).replace("delivered:", "reported: 2026-02-12\ndelivered:")
    entries = _ledger(tmp_path, {"promises/delivered/2026-01.yml": text}).entries
    reported = {name: entry.delivery.reported for (name, _), entry in entries.items() if entry.delivery}
    assert reported == {"calls": date(2026, 2, 14), "plan": date(2026, 2, 12), "wait": date(2026, 2, 12)}


def test_correction_leads_back_to_what_was(tmp_path: Path) -> None:
    text = (HERE / "month/correction.yml").read_text()
    entry = _ledger(tmp_path, {"promises/delivered/2026-01.yml": text}).entries["calls", Month(2026, 1)]
    assert entry.delivery is not None
    first, last = entry.delivery.editions()
    assert (first.due, first.kept, first.share, first.provisional) == (Decimal(10), Decimal(9), None, True)
    assert (last.due, last.share, last.provisional) == (None, Decimal(100), False)


def test_everything_of_a_service_and_a_fix(tmp_path: Path) -> None:
    ledger = _ledger(
        tmp_path,
        {
            "promises/service.yml": (HERE / "service/everything.yml").read_text(),
            "promises/fixes/lift.yml": (HERE / "fix/everything.yml").read_text(),
        },
    )
    service, fix = ledger.service, ledger.fixes["lift"]
    assert (service.language, service.hide_counts_below, service.allow) == ("en-AU", 5, ("Mary Smith",))
    assert (service.report_by.day, service.report_by.months) == (16, 2)
    assert service.licence is not None
    assert service.published_by is not None
    assert [item.what for item in service.not_promised] == ["A visit.", "A letter."]
    assert (fix.first_by, fix.by, fix.done and fix.done.on) == (date(2026, 3, 31), date(2026, 6, 30), date(2026, 2, 19))
