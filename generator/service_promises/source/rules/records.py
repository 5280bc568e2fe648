"""What makes a record impossible to judge: an error, never a verdict."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Kind, Promise, Service
from service_promises.ledger.rounding import HUNDRED, plain
from service_promises.problems.problem import Keys, Problem, at_key, at_value
from service_promises.source.documents.delivered import Record

_ZERO = Decimal(0)

_NOT_FOR = {
    Kind.EACH: ("level", "done", "on"),
    Kind.LEVEL: ("due", "kept", "share", "done", "on"),
    Kind.DONE: ("due", "kept", "share", "level"),
}
"""The figures that a kind of measure does not have."""

_NEEDS = {
    Kind.EACH: "`due` and `kept`, or `share` where only a percentage is known",
    Kind.LEVEL: "`level`",
    Kind.DONE: "`done`, true or false",
}
"""The figures that a kind of measure has to have."""


def check_expected(promise: Promise, month: Month, service: Service, as_of: date) -> Iterator[Problem]:
    """Why there may be no record of a promise in a month, whatever the record says."""
    if as_of > month.last_day and service.expects(promise, month):
        return
    here = at_key("delivered", promise.id)
    if as_of <= month.last_day:
        yield Problem(
            at_value("month"),
            "month-not-over",
            f"{month} is not over on {as_of}, so nothing can be reported of it yet",
            f"report it from {month.plus(1).first_day} on; until then take the record out",
        )
    if not service.covers_promise(promise, month):
        yield Problem(
            here,
            "outside-covers",
            f"{month} is outside the months for which figures of {promise.id} are published",
            "change `covers` if the month should be published, or take the record out",
        )
    elif month.number not in promise.due_in:
        months = ", ".join(str(number) for number in sorted(promise.due_in))
        yield Problem(
            here,
            "not-due",
            f"no record of {promise.id} is due in {month}: it is due in the calendar months {months}",
            "move the figures to the month that they were due in, or take the record out",
        )
    elif promise.term_in(month) is None and not promise.also_measured:
        when = (
            f"it ended with {promise.ends}"
            if promise.ends is not None and month > promise.ends
            else f"its first term begins in {promise.terms[0].since}"
        )
        yield Problem(
            here,
            "not-promised-then",
            f"{promise.id} was not promised in {month}: {when}",
            "take the record out, or write `also_measured: true` in the promise to show it without a verdict",
        )


def check_figures(promise: Promise, month: Month, record: Record, delivery: Delivery, as_of: date) -> Iterator[Problem]:
    """What is wrong with the figures and the days of a record; `delivery` is what the ledger takes it for."""
    keys: Keys = ("delivered", promise.id)
    kind = promise.measured_as(month).kind
    for key in _NOT_FOR[kind]:
        if getattr(delivery, key) is not None:
            yield Problem(
                at_key(*keys, key),
                "figure-kind",
                f"{promise.id} is measured as `{kind}`, which has no `{key}`",
                f"take `{key}` out; a record of this promise has {_NEEDS[kind]}",
            )
    if kind is Kind.EACH:
        yield from _cases(keys, delivery)
    elif (delivery.level if kind is Kind.LEVEL else delivery.done) is None:
        yield _no_figures(keys, kind)
    elif kind is Kind.DONE and delivery.done is False and delivery.let_down == _ZERO:
        yield _contradiction(keys, "it was not done")
    if delivery.estimated is False:
        for key in ("due", "kept", "let_down"):
            figure = getattr(delivery, key)
            if figure is not None and figure % 1:
                yield _fraction(keys, key, figure)
    yield from _days(keys, promise, month, delivery, as_of)
    of_month = record.reported is None
    yield from _reported(("reported",) if of_month else (*keys, "reported"), month, delivery.reported, as_of)


def _cases(keys: Keys, delivery: Delivery) -> Iterator[Problem]:
    due, kept, share = delivery.due, delivery.kept, delivery.share
    if share is not None:
        if due is not None or kept is not None:
            yield Problem(
                at_key(*keys, "share"),
                "share-and-counts",
                "a record has either counts or a share, and this one has both",
                "keep `due` and `kept` and take `share` out: the share is computed from them",
            )
        elif share > HUNDRED:
            yield Problem(
                at_value(*keys, "share"),
                "share-range",
                f"a share lies between 0% and 100%, and this one says {plain(share)}%",
                "write the share of cases in which the promise was kept, for example: share: 94.2%",
            )
        elif share < HUNDRED and delivery.let_down == _ZERO:
            yield _contradiction(keys, f"the share is {plain(share)}%")
    elif due is None:
        if kept is None:
            yield _no_figures(keys, Kind.EACH)
        else:
            yield Problem(
                at_key(*keys, "kept"),
                "figure-missing",
                "`kept` is there, but `due` is not, so nobody can tell out of how many",
                "add how many times the promise fell due, for example: due: 1204",
            )
    elif kept is None:
        if due > _ZERO:
            yield Problem(
                at_key(*keys, "due"),
                "figure-missing",
                f"{plain(due)} fell due, but how many were kept is missing",
                "add how many times the promise was kept, for example: kept: 1187",
            )
    elif kept > due:
        yield Problem(
            at_value(*keys, "kept"),
            "kept-above-due",
            f"more was kept ({plain(kept)}) than fell due ({plain(due)})",
            "`due` is how often the promise fell due, `kept` how often of those it was kept; correct one",
        )
    elif kept < due and delivery.let_down == _ZERO:
        yield _contradiction(keys, f"{plain(kept)} of {plain(due)} were kept")


def _no_figures(keys: Keys, kind: Kind) -> Problem:
    return Problem(
        at_key(*keys),
        "figure-missing",
        "the record has no figures, and an empty record is not a report",
        f"add {_NEEDS[kind]}; or take the whole record out, and the month shows as not reported",
    )


def _contradiction(keys: Keys, because: str) -> Problem:
    """A `let_down` that types in a verdict which the figures do not bear out."""
    return Problem(
        at_value(*keys, "let_down"),
        "let-down-contradicts",
        f"`let_down: 0` says that nobody was let down, but {because}",
        "write how many were let down, or take `let_down` out; the verdict is computed from the figures",
    )


def _fraction(keys: Keys, key: str, figure: Decimal) -> Problem:
    way_out = 'write a whole number, or say why it is not: estimated: "how it was estimated"'
    if figure.as_tuple().exponent == -3:  # a point for thousands?
        way_out = f"if {figure * 1000:.0f} is meant, write it without the point; else {way_out}"
    return Problem(
        at_value(*keys, key),
        "fraction-of-a-case",
        f"`{key}` counts cases, and {plain(figure)} is not a whole number of them",
        way_out,
    )


def _days(keys: Keys, promise: Promise, month: Month, delivery: Delivery, as_of: date) -> Iterator[Problem]:
    if delivery.on is not None:
        since = promise.speaks_since(month).first_day
        if delivery.on < since or (delivery.done and delivery.on > month.last_day):
            yield Problem(
                at_value(*keys, "on"),
                "done-outside-month",
                f"`on` says {delivery.on}, and this record speaks for {since} to {month.last_day}",
                "write the day it was done; what came after the month is `done: false`, with its day",
            )
    before = None
    for index, correction in enumerate(delivery.corrected):
        late = correction.on > as_of
        if late or (before is not None and correction.on < before):
            yield Problem(
                at_value(*keys, "corrected", index, "on"),
                "correction-order",
                f"a correction says {correction.on}, which is "
                + (f"after {as_of}" if late else f"before the correction above it, of {before}"),
                "put corrections in the order in which they were made, each with the day it was published",
            )
        before = correction.on


def _reported(keys: Keys, month: Month, reported: date | None, as_of: date) -> Iterator[Problem]:
    if reported is not None and reported > as_of:
        yield Problem(
            at_value(*keys),
            "date-in-future",
            f"`reported` says {reported}, which is after {as_of}",
            "write the day on which the record was published",
        )
    elif reported is not None and reported <= month.last_day:
        yield Problem(
            at_value(*keys),
            "reported-before-end",
            f"`reported` says {reported}, and {month} was not over then",
            "write the day on which the record was published",
        )
