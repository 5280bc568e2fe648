from __future__ import annotations

from datetime import date

import pytest
from service_promises.ledger.shortfall import patient_until


@pytest.mark.parametrize(
    ("owed_since", "until"),
    [
        (date(2026, 2, 11), date(2026, 4, 11)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_a_cause_may_be_unknown_for_two_calendar_months(owed_since: date, until: date) -> None:
    assert patient_until(owed_since) == until
