"""Until when a page tells the truth if nobody builds it again (GitHub stops daily runs after 60 quiet days)."""

from datetime import date, timedelta

from service_promises.ledger.commitments.commitment import CommitmentState
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month

LONGEST = 31
"""A site that goes on is built every day; after so many days without a build something is wrong."""


def trusted_until(ledger: Ledger) -> date | None:
    """The last day on which what was judged as of its day still holds; None where it holds for good.

    That is the next day by which a record, an explanation, a fix or a pledge is due: on the day after, its absence is a
    verdict that the page does not show. No later than 31 days after as of, except on a closed site.
    """
    as_of, service = ledger.as_of, ledger.service
    days = [entry.judgement.due_by for entry in ledger.entries.values() if entry.judgement]
    days += [
        one.first_by
        for one in (*ledger.fixes.values(), *ledger.pledges.values())
        if one.state(as_of) is CommitmentState.PROMISED
    ]
    month = Month.of(as_of)
    days += [
        service.reporting_date(promise, month)
        for promise in ledger.promises.values()
        if service.requires(promise, month)
    ]
    if service.covers.until is None or month <= service.covers.until:
        days.append(as_of + timedelta(LONGEST))
    return min((day for day in days if day >= as_of), default=None)
