"""Where and when a record of a place may stand."""

from collections.abc import Iterator

from service_promises.ledger.periods.month import Month
from service_promises.ledger.places import Places, exception_at
from service_promises.ledger.promises.promise import Promise
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Location, Problem
from service_promises.source.rules.places import NOT_LIKE_ANY, suggest_place


def check_by_place(promise: Promise, month: Month, location: Location) -> Iterator[Problem]:
    """A promise that is not published place by place in the month."""
    if promise.at is None:
        yield named_problem("made-at-no-places", location, id=promise.id)
    elif not promise.at.covers(month):
        at = promise.at
        months = f"from {at.since} on" if at.since and month < at.since else f"until {at.until}"
        yield named_problem("outside-at", location, id=promise.id, month=month, months=months)


def why_not_due(
    promise: Promise, name: str, month: Month, places: Places, location: Location, *, guess: bool, in_table: bool
) -> Problem:
    """Why a promise has no record at a place in a month."""
    place = places.places.get(name)
    if place is None:
        near = suggest_place(name, places.places, guess=guess)
        is_row = in_table and near == NOT_LIKE_ANY
        return named_problem("unknown-row" if is_row else "unknown-place", location, name=name, near=near)
    if promise.at is not None and not promise.at.includes(name):
        return named_problem("place-not-in-at", location, name=name, id=promise.id)
    if place.until is not None and month > place.until:
        return named_problem("place-ended", location, name=name, until=place.until)
    if place.since is not None and month < place.since:
        return named_problem("place-not-begun", location, name=name, since=place.since)
    exception = exception_at(promise, name, month)
    why = exception.why if exception else ""
    return named_problem("place-in-not-at", location, name=name, id=promise.id, month=month, why=why)
