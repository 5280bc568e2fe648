"""A record that speaks for a quarter, a half-year or a year is never told as one month's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.commitments.fix import Fix, Origin
from service_promises.ledger.delivery import Correction, CustomersSaid, Delivery, Explanation
from service_promises.ledger.ledger import Ledger, LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.promises.promise import Kind, Promise, Term
from service_promises.ledger.promises.target import EVERY_TIME, Direction, Target
from service_promises.outputs.files.deliveries_csv import deliveries_csv, delivery_rows
from service_promises.outputs.site import make_site
from service_promises.pages.rendering.templates import template_folders
from service_promises.pages.views.month import month_title
from service_promises.pages.views.promise import promise_view

from tests.context import context_of
from tests.golden import EXAMPLE, aloud
from tests.strategies import OPEN, measure, promise_of

D = Decimal
AS_OF = date(2027, 1, 5)
QUARTERS = (3, 6, 9, 12)
AT_LEAST_90 = Target("at least 90%", Direction.AT_LEAST, D(90))
AT_LEAST_95 = Target("at least 95%", Direction.AT_LEAST, D(95))


def _promise(name: str, due_in: tuple[int, ...], kind: Kind = Kind.EACH, *later: Term, since: int = 1) -> Promise:
    target = Target("at most 7", Direction.AT_MOST, D(7)) if kind is Kind.LEVEL else AT_LEAST_90
    first = Term(
        since=Month(2026, since),
        promise=f"A day ({name}).",
        measure=measure(kind),
        target=EVERY_TIME if kind is Kind.DONE else target,
    )
    return replace(promise_of((first, *later)), id=name, due_in=frozenset(due_in))


def _ledger(
    records: Mapping[tuple[str, int], Delivery], *promises: Promise, as_of: date = AS_OF, fixes: tuple[Fix, ...] = ()
) -> Ledger:
    service = replace(OPEN, covers=Coverage(Month(2026, 1)))
    deliveries = {(name, Month(2026, month)): delivery for (name, month), delivery in records.items()}
    return make_ledger(LedgerInput(service, promises, deliveries, fixes=fixes), as_of)


def test_no_page_tells_a_quarter_as_its_last_month() -> None:
    short = Delivery(
        due=D(310),
        kept=D(200),
        fell_short=Explanation(what_happened="Rain."),
        customers_said=CustomersSaid("Happy?", D(9), D(8), D(1)),
        above_and_beyond="Tea.",
        corrected=(Correction(date(2026, 9, 2), {"kept": D(199)}, "A slip."),),
    )
    records = {
        ("each", 3): Delivery(due=D(310), kept=D(310)),
        ("each", 6): short,
        ("each", 9): Delivery(due=D(0)),
        ("level", 3): Delivery(level=D(6)),
        ("level", 6): Delivery(level=D(8), fell_short=Explanation()),
        ("done", 3): Delivery(done=True, on=date(2026, 2, 3)),
        ("done", 6): Delivery(done=False),
    }
    fix = Fix(
        id="roof", we_will="Mend it.", after=(Origin("each", Month(2026, 6)),), by=date(2026, 9, 30), owner="the bench"
    )
    promises = [_promise(kind, QUARTERS, kind) for kind in Kind]
    site = make_site(_ledger(records, *promises, fixes=(fix,)), template_folders(EXAMPLE), None)
    alone = re.compile(r"(?<!to )(?<!\d )\b(March|June|September|December|(?:Mar|Jun|Sept|Dec)(?= \d{4}:(?! not)))\b")
    for address, page in site.pages.items():
        text = aloud(page.html())
        assert not alone.search(text), (address, alone.findall(text))
    assert "April to June 2026" in site.pages["months/2026-06"].title


@pytest.mark.parametrize(
    ("due_in", "since", "months", "text"),
    [
        (range(1, 13), 1, (1, 2), "2 months since January 2026: 2 kept."),
        (QUARTERS, 1, (3, 6), "2 quarters since January 2026: 2 kept."),
        (QUARTERS, 3, (3, 6), "2 reports since March 2026: 2 kept."),
        (QUARTERS, 3, (6,), "2 reports since March 2026: 1 not reported and 1 kept."),
        ((6, 12), 1, (6,), "1 half-year since January 2026: 1 kept."),
        ((12,), 1, (12,), "1 year since January 2026: 1 kept."),
        ((2, 5, 8, 11), 1, (2, 5), "2 reports since January 2026: 2 kept."),
    ],
)
def test_records_are_counted_by_what_they_speak_for(
    due_in: tuple[int, ...], since: int, months: tuple[int, ...], text: str
) -> None:
    promise = _promise("each", due_in, since=since)
    as_of = Month(2026, months[-1]).plus(1).first_day
    records = {("each", month): Delivery(due=D(5), kept=D(5)) for month in months}
    ledger = _ledger(records, promise, as_of=as_of.replace(day=5))
    assert promise_view(context_of(ledger), promise).record == text


@pytest.mark.parametrize(
    ("records", "text"),
    [
        ({}, ""),
        ({1: Delivery(due=D(0)), 2: Delivery(due=D(0))}, ""),
        ({1: Delivery(due=D(5), kept=D(5)), 2: Delivery(due=D(0))}, ""),
        ({1: Delivery(due=D(5), kept=D(5))}, ""),
        ({1: Delivery(due=D(5), kept=D(1)), 2: Delivery(due=D(0))}, "The target has not been met in any report here."),
        (
            {1: Delivery(due=D(5), kept=D(5)), 2: Delivery(due=D(5), kept=D(1)), 3: Delivery(due=D(0))},
            "The target was last met in January 2026.",
        ),
    ],
    ids=["nothing reported", "nothing due", "then nothing due", "then silence", "never met", "met before a miss"],
)
def test_a_target_is_last_met_among_records_that_met_or_missed_it(records: dict[int, Delivery], text: str) -> None:
    promise = _promise("each", tuple(range(1, 13)))
    ledger = _ledger({("each", month): delivery for month, delivery in records.items()}, promise)
    assert promise_view(context_of(ledger), promise).last_met == text


def test_a_quarter_in_which_the_target_changed_says_so() -> None:
    second = Term(since=Month(2026, 5), promise="A day.", measure=measure(Kind.EACH), target=AT_LEAST_95)
    context = context_of(
        _ledger({("each", 6): Delivery(due=D(5), kept=D(5))}, _promise("each", QUARTERS, Kind.EACH, second))
    )
    notes = {entry.month: context.view(entry).notes for entry in context.ledger.by_promise["each"]}
    [note] = notes[Month(2026, 6)]
    assert note.reason == (
        "In May 2026 the target changed from at least 90% to at least 95%."
        " All of April to June 2026 is judged by the target of June 2026."
    )
    assert not notes[Month(2026, 9)]


def test_a_month_names_every_period_that_ends_with_it() -> None:
    promises = [_promise("monthly", tuple(range(1, 13))), _promise("quarterly", QUARTERS), _promise("yearly", (12,))]
    context = context_of(_ledger({}, *promises))
    assert month_title(context, Month(2026, 5)) == "What was delivered in May 2026"
    assert month_title(context, Month(2026, 12)) == (
        "What was delivered in December 2026, and for some promises from"
        " October to December 2026 and January to December 2026"
    )
    assert month_title(context, Month(2026, 6)) == (
        "What was delivered in June 2026, and for one promise from April to June 2026"
    )
    without_months = context_of(_ledger({}, *promises[1:]))
    assert month_title(without_months, Month(2026, 6)) == "What was delivered from April to June 2026"
    assert month_title(without_months, Month(2026, 12)) == (
        "What was delivered from October to December 2026, and for one promise from January to December 2026"
    )


def test_the_data_say_from_which_month_a_record_speaks() -> None:
    records = {("each", 3): Delivery(due=D(5), kept=D(5)), ("each", 6): Delivery(due=D(5), kept=D(5))}
    ledger = _ledger(records, _promise("each", QUARTERS, since=2), as_of=date(2026, 7, 1))
    rows = deliveries_csv(delivery_rows(ledger)).lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").splitlines()
    assert [row.split(",")[1:3] for row in rows] == [
        ["month", "period_from"],
        ["2026-03", "2026-02"],
        ["2026-06", "2026-04"],
    ]
