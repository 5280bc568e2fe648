"""What views say at their edges: on the last day, in the last month, for small counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Cause, Delivery, Explanation
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.promises.promise import Kind, Term
from service_promises.ledger.promises.target import EVERY_TIME
from service_promises.pages.parts.charts.strip import Strip, key_of, span_to, strip_of
from service_promises.pages.parts.feedback import feedback_view
from service_promises.pages.views.fell_short import CauseCount, fell_short_headline, fell_short_view
from service_promises.pages.views.home import home_view, next_report

from tests.context import context_of
from tests.made_up import ledger
from tests.strategies import OPEN, measure, promise_of

AS_OF = date(2026, 4, 30)


def test_what_customers_said_and_asked_tells_no_small_count() -> None:
    context = context_of(ledger())
    feedback = feedback_view(context.ledger.entries["mended", Month(2026, 4)], context.i18n)
    assert feedback is not None
    assert feedback.asked == "Asked: fewer than 3. Answered: fewer than 3."
    assert feedback.compared == (
        "We counted fewer than 3 let down; of fewer than 3 who answered, fewer than 3 said that we let them down."
    )
    assert feedback.questions == "Letters from customers: fewer than 3. We answered fewer than 3."


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        (date(2026, 7, 10), "The next report, for June 2026, is due by 10 July 2026."),
        (date(2026, 7, 11), "The next report, for July 2026, is due by 10 August 2026."),
    ],
    ids=["on the reporting day", "the day after"],
)
def test_a_report_is_the_next_one_to_the_end_of_its_reporting_day(as_of: date, due: str) -> None:
    assert next_report(context_of(ledger(as_of=as_of))).startswith(due)


def _strip(promise: str, last: Month) -> Strip:
    context = context_of(ledger())
    return strip_of(context, context.ledger.promises[promise], span_to(context, last))


@pytest.mark.parametrize(
    ("last", "text"),
    [(Month(2026, 6), ""), (Month(2026, 7), "figures end")],
    ids=["with the strip", "before the strip"],
)
def test_a_strip_says_where_figures_end_before_it_does(last: Month, text: str) -> None:
    assert _strip("counted", last).ended == text


def test_causes_are_counted_over_twelve_months_and_over_thirty_six() -> None:
    """Up to the latest month reported: the first month of each span is in it, the one before is not."""
    first = Month(2022, 1)
    term = Term(since=first, promise="We mend widgets.", measure=measure(Kind.EACH), target=EVERY_TIME)
    months = [Month(2022, 12), Month(2023, 1), Month(2024, 12), Month(2025, 1), Month(2025, 12)]
    fell = Delivery(due=Decimal(9), kept=Decimal(5), fell_short=Explanation(cause=Cause.CAPACITY))
    kept = make_ledger(
        LedgerInput(
            replace(OPEN, covers=Coverage(first)), [promise_of((term,))], {("widgets", month): fell for month in months}
        ),
        date(2026, 1, 20),
    )
    assert fell_short_view(context_of(kept)).causes == (CauseCount("capacity", year=2, three_years=4),)


@pytest.mark.parametrize(
    ("last", "months"),
    [
        (Month(2025, 12), ("Jan 2026",)),
        (Month(2026, 3), ("Jan 2026", "Feb 2026", "Mar 2026")),
        (Month(2028, 1), ("Feb 2026", *("",) * 22, "Jan 2028")),
    ],
    ids=["before the first month", "in the first year", "later"],
)
def test_a_strip_begins_with_the_figures_at_the_earliest(last: Month, months: tuple[str, ...]) -> None:
    strip = _strip("mended", last)
    assert strip.months == len(strip.initials) == len(months)
    assert sum(cell.months for cell in strip.cells) == sum(width for _, width in strip.years) == len(months)
    first, year = months[0].split()
    assert strip.initials[0] == first[0]
    assert strip.years[0] == (year if strip.years[0][1] > 1 else "", strip.years[0][1])


def test_a_strip_joins_what_one_record_speaks_for_and_what_has_no_figures() -> None:
    """A cell for a quarter is three months wide, cut where the strip begins; months without records are one run."""
    term = Term(since=Month(2025, 1), promise="We mend widgets.", measure=measure(Kind.EACH), target=EVERY_TIME)
    quarterly = replace(promise_of((term,)), due_in=frozenset({3, 6, 9, 12}))
    records = {("widgets", Month(2025, month)): Delivery(due=Decimal(9), kept=Decimal(9)) for month in (3, 6)}
    kept = make_ledger(
        LedgerInput(replace(OPEN, covers=Coverage(Month(2025, 1))), [quarterly], records), date(2025, 8, 1)
    )
    context = context_of(kept)
    strip = strip_of(context, quarterly, Month(2025, 2).until(Month(2025, 8)))
    assert [(cell.months, cell.month, cell.title) for cell in strip.cells] == [
        (2, "2025-03", "January to March 2025: 100.00%, Kept"),
        (3, "2025-06", "April to June 2025: 100.00%, Kept"),
        (1, "", "July 2025: no record due"),
        (1, "", "August 2025: not over"),
    ]
    assert key_of([strip], context.i18n) == (("kept", "\N{CHECK MARK}", "Kept for everyone"),)


@pytest.mark.parametrize(
    ("ends", "months"), [(None, [Month(2025, 12)]), (Month(2025, 12), [])], ids=["while it stands", "after its end"]
)
def test_a_report_that_fell_short_comes_first_until_the_next_one_is_due(
    ends: Month | None, months: list[Month]
) -> None:
    """Not only until another promise, which is reported each month, is kept in the month after."""
    first = Month(2025, 1)
    term = Term(since=first, promise="We mend widgets.", measure=measure(Kind.EACH), target=EVERY_TIME)
    yearly = replace(promise_of((term,)), id="yearly", due_in=frozenset({12}), ends=ends)
    monthly = replace(promise_of((replace(term, since=Month(2026, 1)),)), id="monthly")
    records = {
        ("yearly", Month(2025, 12)): Delivery(due=Decimal(9), kept=Decimal(5)),
        ("monthly", Month(2026, 1)): Delivery(due=Decimal(9), kept=Decimal(9)),
    }
    service = replace(OPEN, covers=Coverage(first))
    home = home_view(context_of(make_ledger(LedgerInput(service, [yearly, monthly], records), date(2026, 2, 5))))
    short = [row.newest.month for row in home.rows if row.newest and row.newest.key == "fell_short"]
    assert short == [str(month) for month in months]
    assert [row.promise for row in home.rows] == ["yearly", "monthly"][1 - len(months) :]
    assert [row.promise for row in home.ended] == ["yearly"][len(months) :]


def test_silence_is_never_told_as_if_nothing_fell_short() -> None:
    term = Term(since=Month(2026, 1), promise="We mend widgets.", measure=measure(Kind.EACH), target=EVERY_TIME)
    kept = Delivery(due=Decimal(9), kept=Decimal(9))

    def headline(*reported: int) -> str:
        records = {("widgets", Month(2026, month)): kept for month in reported}
        service = replace(OPEN, covers=Coverage(Month(2026, 1)))
        return fell_short_headline(context_of(make_ledger(LedgerInput(service, [promise_of((term,))], records), AS_OF)))

    missing = "reports are missing, so nobody can say what happened then."
    none = "In what is reported here no promise fell short, and nobody is known to have been let down."
    assert headline() == f"Nothing has been reported yet. 3 {missing}"
    assert headline(1) == f"{none} 2 {missing}"
    assert headline(1, 2, 3) == none
