"""An overdue fix is as visible as an overdue pledge, on every page that is about more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.commitments.commitment import Done
from service_promises.ledger.commitments.fix import Fix, Origin
from service_promises.ledger.commitments.pledge import Pledge
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.overdue import overdue_view
from service_promises.pages.views.home import home_headline, home_view

from tests.made_up import ledger

BY = date(2026, 3, 31)
AFTER = (Origin("mended", Month(2026, 1)),)


def _context(fixes: int, pledges: int, as_of: date) -> Context:
    of = ledger(as_of=date(2026, 7, 5))
    return Context(
        make_ledger(
            LedgerInput(
                of.service,
                of.promises.values(),
                {},
                fixes=[
                    Fix(id=f"fix-{n}", we_will=f"Mend it {n}.", by=BY, owner="us", after=AFTER) for n in range(fixes)
                ]
                + [Fix(id="mended", we_will="Mended.", by=BY, owner="us", after=AFTER, done=Done(BY))],
                pledges=[
                    Pledge(
                        id=f"pledge-{n}", we_will=f"Plant {n}.", by=BY, owner="us", because="Shade.", target=Decimal(9)
                    )
                    for n in range(pledges)
                ],
            ),
            as_of,
        ),
        I18n("en-GB", of.service.name, speaks_for_itself=True),
    )


@pytest.mark.parametrize(
    ("fixes", "pledges", "as_of", "sentences"),
    [
        (1, 0, date(2026, 4, 1), "1 fix is overdue."),
        (2, 1, date(2026, 4, 1), "2 fixes are overdue. 1 pledge is overdue."),
        (0, 2, date(2026, 4, 1), "2 pledges are overdue."),
        (2, 2, BY, ""),
    ],
)
def test_home_counts_what_is_overdue_in_its_headline(fixes: int, pledges: int, as_of: date, sentences: str) -> None:
    headline = home_headline(_context(fixes, pledges, as_of))
    assert headline.endswith(sentences)
    assert headline.count("overdue") == sentences.count("overdue")


def test_the_longest_overdue_are_listed_and_the_rest_counted() -> None:
    context = _context(5, 4, date(2026, 4, 1))
    overdue = overdue_view(context)
    assert [line.id for line in overdue.fixes.listed] == ["fix-0", "fix-1", "fix-2"]
    assert [line.id for line in overdue.pledges.listed] == ["pledge-0", "pledge-1", "pledge-2"]
    assert (overdue.fixes.others, overdue.pledges.others) == (2, 1)
    assert home_view(context).overdue == overdue
