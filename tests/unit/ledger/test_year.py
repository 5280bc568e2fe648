"""Years that begin in any month."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.year import Year

MONTHS = st.builds(Month, st.integers(1900, 2199), st.integers(1, 12))


@pytest.mark.parametrize(
    ("month", "starts", "name"),
    [
        (Month(2026, 3), 1, "2026"),
        (Month(2026, 3), 4, "2025-26"),
        (Month(2026, 4), 4, "2026-27"),
        (Month(2026, 12), 12, "2026-27"),
        (Month(2000, 3), 4, "1999-00"),
    ],
)
def test_a_year_is_named_by_the_years_that_it_lies_in(month: Month, starts: int, name: str) -> None:
    assert str(Year.of(month, starts)) == name


@given(MONTHS, st.integers(1, 12))
def test_a_month_lies_in_the_one_year_of_twelve_months_that_begins_when_years_do(month: Month, starts: int) -> None:
    year = Year.of(month, starts)
    assert month in year.months
    assert len(year.months) == 12
    assert year.first.number == starts
    assert {Year.of(one, starts) for one in year.months} == {year}
