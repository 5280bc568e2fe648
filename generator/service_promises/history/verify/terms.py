"""Terms that are new in a copy of the ledger: whether one begins in a month that was over when it became public."""

from collections.abc import Collection
from datetime import date

from service_promises.history.verify.copy_names import once_of
from service_promises.ledger.periods.month import Month
from service_promises.ledger.plain_data import JsonObject


def begins_in_past(since: str, term: JsonObject, recorded: Collection[str], then: date, on_its_way: date) -> bool:
    """Whether a new term begins in a month that was over on the day of the older copy, `then`, or has a record in it.

    `recorded` are the months with a record of the promise. A term that the older copy does not have may have been
    announced since the day `on_its_way`, before the end of its first month, and be published after it.
    """
    last = Month.parse(since).last_day
    if last >= then:
        return False
    if any(month >= since for month in recorded):
        return True
    announced = once_of(term).get("announced")
    return not (isinstance(announced, str) and str(on_its_way) <= announced <= str(last))
