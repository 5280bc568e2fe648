from datetime import date

import pytest
from service_promises.ledger.periods.month import Coverage, Month, ReportBy, month_spans


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-1", "0000-01", "2026-01-01", "202601", " 2026-01"])
def test_what_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Month.parse(text)


def test_months_count_on_over_the_year() -> None:
    assert Month(2025, 11).until(Month(2026, 2)) == [Month(2025, 11), Month(2025, 12), Month(2026, 1), Month(2026, 2)]
    assert Month(2026, 2).until(Month(2026, 1)) == []
    assert Month(2026, 1).plus(-1) == Month(2025, 12)


@pytest.mark.parametrize(
    ("report_by", "month", "expected"),
    [
        (ReportBy(10, 1), Month(2026, 12), date(2027, 1, 10)),
        (ReportBy(31, 1), Month(2026, 1), date(2026, 2, 28)),
        (ReportBy(31, 1), Month(2028, 1), date(2028, 2, 29)),
        (ReportBy(16, 2), Month(2026, 1), date(2026, 3, 16)),
    ],
)
def test_the_reporting_date_is_the_last_day_of_a_shorter_month(
    report_by: ReportBy, month: Month, expected: date
) -> None:
    assert report_by.date_for(month) == expected


def test_coverage_includes_both_ends() -> None:
    covers = Coverage(Month(2026, 1), Month(2026, 3))
    assert [month in covers for month in Month(2025, 12).until(Month(2026, 4))] == [False, True, True, True, False]
    assert Month(2999, 1) in Coverage(Month(2026, 1))


def test_months_in_a_row_are_one_span_over_the_year_too() -> None:
    months = [Month(2025, 11), Month(2025, 12), Month(2026, 1), Month(2026, 3), Month(2026, 5), Month(2026, 6)]
    assert month_spans(months) == ["2025-11 to 2026-01", "2026-03", "2026-05 to 2026-06"]
