"""The straight answer is a sentence, whatever is hidden in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Correction, Delivery
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month

from tests import made_up
from tests.context import context_of

MONTH = Month(2026, 1)


def _summary(delivery: Delivery) -> str:
    plain = made_up.ledger()
    service = replace(plain.service, hide_counts_below=5)
    promise = plain.promises["mended"]
    ledger = make_ledger(LedgerInput(service, [promise], {("mended", MONTH): delivery}), date(2026, 2, 5))
    context = context_of(ledger)
    return context.summary(ledger.entries["mended", MONTH])


@pytest.mark.parametrize(
    ("delivery", "text"),
    [
        (Delivery(due=Decimal(200), kept=Decimal(190)), "190 of 200"),
        (Delivery(due=Decimal(200), kept=Decimal(198)), "Let down: fewer than 5"),
        (
            Delivery(
                share=Decimal(97),
                corrected=(
                    Correction(date(2026, 2, 5), {"due": Decimal(100), "kept": Decimal(97), "share": None}, "x"),
                ),
            ),
            "January 2026: the figures are not shown, to protect people.",
        ),
    ],
)
def test_what_is_hidden_is_said_in_a_sentence(delivery: Delivery, text: str) -> None:
    summary = _summary(delivery)
    assert text in summary.replace("\N{NO-BREAK SPACE}", " ")
    assert "\N{EM DASH}" not in summary
    assert "not shown of" not in summary
