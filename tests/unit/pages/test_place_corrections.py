"""Corrections at places stand on /changes/, and many of one day are one change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Correction, Delivery
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.places import Place, Places
from service_promises.ledger.promises.made_at import At
from service_promises.ledger.promises.promise import Kind, Term
from service_promises.ledger.promises.target import EVERY_TIME
from service_promises.pages.views.changes import changes_view

from tests.context import context_of
from tests.strategies import OPEN, measure, promise_of

MONTH = Month(2026, 1)
DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        (2, [("A figure was corrected at Branch 0", "places/b0"), ("A figure was corrected at Branch 1", "places/b1")]),
        (6, [("Figures were corrected at 6 places", "promises/widgets/places")]),
    ],
)
def test_corrections_at_places_are_changes(number: int, changes: list[tuple[str, str]]) -> None:
    term = Term(since=MONTH, promise="We mend widgets.", measure=measure(Kind.EACH), target=EVERY_TIME)
    promise = replace(promise_of((term,)), at=At("all"))
    record = Delivery(
        due=Decimal(9), kept=Decimal(8), corrected=(Correction(DAY, {"kept": Decimal(9)}, "A slip of the pen."),)
    )
    places = Places(places={f"b{index}": Place(f"b{index}", f"Branch {index}") for index in range(number)})
    at_places = {("widgets", MONTH): dict.fromkeys(places.places, record)}
    service = replace(OPEN, covers=Coverage(MONTH))
    ledger = make_ledger(LedgerInput(service, [promise], places=places, place_deliveries=at_places), date(2026, 3, 9))
    context = context_of(ledger)
    [(_, of_year)] = changes_view(context).years
    corrected = [change for change in of_year if change.day == DAY]
    assert [(change.what, change.address) for change in corrected] == changes
    assert {change.why for change in corrected} == {"A slip of the pen."}
    if number > 2:
        assert corrected[0].now.startswith("Branch 0, Branch 1,")
    else:
        assert (corrected[0].was, corrected[0].now) == ("100.00% (9 of 9 customers)", "88.88% (8 of 9 customers)")
