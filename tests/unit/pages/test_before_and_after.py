"""What was delivered before and after a fix is drawn only where it compares."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind, Measure
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.before_and_after import BeforeAndAfter, before_and_after

from tests import made_up

DONE = date(2026, 3, 14)
MINUTES = Measure(kind=Kind.LEVEL, counts="Calls.", source="The log.", figure="Average wait", unit="minutes")


def _share(kept: int, due: int = 100) -> Delivery:
    return Delivery(due=Decimal(due), kept=Decimal(kept))


def _around(deliveries: dict[int, Delivery], *measures: Measure) -> tuple[BeforeAndAfter, ...]:
    """Around a fix done in March 2026; `measures` are those of the last terms, the second of which began in April."""
    plain = made_up.ledger()
    promise = plain.promises["mended"]
    terms = [*promise.terms[: len(promise.terms) - len(measures)]]
    terms += [replace(term, measure=of) for term, of in zip(promise.terms[len(terms) :], measures, strict=True)]
    promise = replace(promise, terms=tuple(terms))
    records = {("mended", Month(2026, month)): delivery for month, delivery in deliveries.items()}
    ledger = make_ledger(LedgerInput(plain.service, [promise], records), date(2026, 11, 5))
    context = Context(ledger, I18n("en-GB", plain.service.name, speaks_for_itself=True))
    return before_and_after(context, ["mended"], DONE)


def test_the_month_of_the_fix_and_months_without_a_figure_stand_on_neither_side() -> None:
    months = {1: _share(80), 2: Delivery(due=Decimal(0)), 3: _share(50), 4: Delivery(due=Decimal(0)), 5: _share(90)}
    (around,) = _around(months)
    assert [(view.month, bar and bar.filled) for view, bar in around.before] == [("2026-01", 80)]
    assert [(view.month, bar and bar.filled) for view, bar in around.after] == [("2026-05", 90)]
    assert around.is_drawn
    assert around.is_measured_alike


@pytest.mark.parametrize("months", [(1, 2, 3), (3, 4, 5), (3,)])
def test_nothing_is_shown_without_a_figure_on_each_side(months: tuple[int, ...]) -> None:
    assert _around({month: _share(80) for month in months}) == ()


def test_another_measure_is_not_drawn_beside_the_one_before() -> None:
    minutes = {month: Delivery(level=Decimal(3)) for month in (4, 5)}
    (around,) = _around({1: _share(80), 2: _share(90)} | minutes, MINUTES)
    assert (around.is_drawn, around.is_measured_alike) == (False, False)
    assert [bar for _, bar in around.before + around.after] == [None] * 4


def test_levels_are_drawn_on_one_scale() -> None:
    levels = {2: "45", 4: "90", 5: "180"}
    (around,) = _around({month: Delivery(level=Decimal(level)) for month, level in levels.items()}, MINUTES, MINUTES)
    # A fifth longer than the highest, with the targets of the terms as notches.
    assert [bar and tuple(bar) for _, bar in around.before + around.after] == [
        (20.83, 41.66),
        (41.66, 43.98),
        (83.33, 43.98),
    ]
