"""What the page of a year says of who was let down, and of new terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month, ReportBy
from service_promises.ledger.periods.year import Year
from service_promises.ledger.promises.promise import Interim, Kind, Term
from service_promises.ledger.promises.target import Direction, Target
from service_promises.pages.views.year import YearLine, year_view

from tests.context import context_of
from tests.strategies import OPEN, measure, promise_of

D = Decimal
AT_LEAST_90 = Target("at least 90%", Direction.AT_LEAST, D(90))
FIRST = Term(since=Month(2026, 1), promise="A day.", measure=measure(Kind.EACH), target=AT_LEAST_90)


def _line(records: dict[int, Delivery], *later: Term) -> YearLine:
    service = replace(OPEN, covers=Coverage(Month(2026, 1)), hide_counts_below=5)
    promise = promise_of((FIRST, *later))
    deliveries = {(promise.id, Month(2026, month)): delivery for month, delivery in records.items()}
    ledger = make_ledger(LedgerInput(service, [promise], deliveries), date(2026, 3, 5))
    [line] = year_view(context_of(ledger), Year(Month(2026, 1))).lines
    return line


NOBODY, FEW, SHARE, SIX = (
    Delivery(due=D(300), kept=D(300)),
    Delivery(due=D(300), kept=D(298)),
    Delivery(share=D(91)),
    Delivery(due=D(300), kept=D(294)),
)


@pytest.mark.parametrize(
    ("records", "sentence"),
    [
        ({1: NOBODY, 2: NOBODY}, "Let down: 0 customers."),
        ({1: SIX, 2: FEW}, "Let down: at least 6 customers; for 1 month it is not known or not shown."),
        (
            {1: NOBODY, 2: FEW},
            "Nobody was let down in 1 month; for 1 month it is not known or not shown how many were.",
        ),
        (
            {1: NOBODY, 2: SHARE},
            "Nobody was let down in 1 month; for 1 month it is not known or not shown how many were.",
        ),
        ({1: FEW, 2: FEW}, "How many were let down is not known or not shown."),
        ({1: SHARE, 2: SHARE}, ""),  # the record of the year says that nobody counted
    ],
)
def test_a_year_denies_nobody_who_was_let_down(records: dict[int, Delivery], sentence: str) -> None:
    assert _line(records).let_down.replace("\N{NO-BREAK SPACE}", " ") == sentence


@pytest.mark.parametrize(
    ("term", "changes"),
    [
        (replace(FIRST, due_in=frozenset({3, 6, 9, 12})), "reported for other months"),
        (replace(FIRST, report_by=ReportBy(20)), "reported by another day"),
        (
            replace(FIRST, interim=(Interim(Target("at least 80%", Direction.AT_LEAST, D(80)), Month(2026, 2)),)),
            "with new interim targets",
        ),
        (FIRST, "unchanged"),
    ],
)
def test_a_term_that_changed_is_not_called_unchanged(term: Term, changes: str) -> None:
    [_, began] = _line({1: NOBODY}, replace(term, since=Month(2026, 2))).changes
    assert began == f"New term from February 2026: {changes}."
