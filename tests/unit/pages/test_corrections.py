from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Correction, Delivery
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.pages.parts.changes.corrections import corrections_of

from tests import made_up
from tests.context import context_of

MONTH = Month(2026, 1)


@pytest.mark.parametrize(
    ("was", "now", "texts"),
    [
        ({"share": "94"}, {"share": "95"}, ("94.00%", "95.00%")),
        ({"share": "73.8495"}, {"share": "73.8418"}, ("73.849%", "73.841%")),
        (
            {"due": "2327015", "kept": "1718488", "share": None},
            {"share": "73.8418"},
            ("73.849% (1,718,488 of 2,327,015 widgets)", "73.841%"),
        ),
        (
            {"due": "100", "kept": "90"},
            {"due": "200", "kept": "180"},
            ("90.00% (90 of 100 widgets)", "90.00% (180 of 200 widgets)"),
        ),
    ],
)
def test_a_correction_shows_as_many_decimals_as_it_takes_for_the_figure_to_differ(
    was: dict[str, str | None], now: dict[str, str], texts: tuple[str, str]
) -> None:
    plain = made_up.ledger()
    before = {key: None if value is None else Decimal(value) for key, value in was.items()}
    # A key that was not there was null.
    before |= {key: None for key in now if key not in was}
    delivery = Delivery(
        **{key: Decimal(value) for key, value in now.items()},
        corrected=(Correction(date(2026, 2, 5), before, "Counted again."),),
    )
    service = replace(plain.service, hide_counts_below=0)
    ledger = make_ledger(
        LedgerInput(service, [plain.promises["mended"]], {("mended", MONTH): delivery}), date(2026, 2, 5)
    )
    context = context_of(ledger)
    [view] = corrections_of(context, ledger.entries["mended", MONTH])
    assert (view.was.replace("\N{NO-BREAK SPACE}", " "), view.now.replace("\N{NO-BREAK SPACE}", " ")) == texts
