"""What makes a record impossible to judge: errors, never a verdict (DESIGN.md section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Kind, Promise, Service
from service_promises.ledger.rounding import HUNDRED, plain

_NONE = Decimal(0)

_NOT_FOR = {
    Kind.EACH: ("level", "done", "on"),
    Kind.LEVEL: ("due", "kept", "share", "done", "on"),
    Kind.DONE: ("due", "kept", "share", "level"),
}
"""The figures that a kind of measure has not."""


class Fault(NamedTuple):
    """Something wrong with a record, in words for those who wrote it."""

    rule: str
    """A name in the rules that `promises check --rules` prints."""
    message: str
    help: str
    key: str | None = None
    """The key of the record that is at fault; None for the record as a whole."""
    step: int | None = None
    """Which item, from 0, where the key is a list."""


def faults_of(
    promise: Promise, month: Month, delivery: Delivery, service: Service, as_of: date
) -> tuple[Fault, ...]:
    """Every reason why the record may not stand; empty for one that can be judged."""
    in_place = as_of > month.last_day and service.expects(promise, month)
    return (
        *(() if in_place else _of_place(promise, month, service, as_of)),
        *_of_figures(promise, month, delivery),
        *_of_dates(promise, month, delivery, as_of),
    )


def _of_place(promise: Promise, month: Month, service: Service, as_of: date) -> Iterator[Fault]:
    if as_of <= month.last_day:
        yield Fault(
            "month-not-over",
            f"{month} is not over on {as_of}, so nothing can be reported of it yet",
            f"report it from {month.plus(1).first_day} on; until then take the record out",
        )
    if not service.covers_promise(promise, month):
        yield Fault(
            "outside-covers",
            f"{month} is outside the months for which figures of {promise.id} are published",
            "change `covers` if the month should be published, or take the record out",
        )
    elif month.number not in promise.due_in:
        months = ", ".join(str(number) for number in sorted(promise.due_in))
        yield Fault(
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
        yield Fault(
            "not-promised-then",
            f"{promise.id} was not promised in {month}: {when}",
            "take the record out, or write `also_measured: true` in the promise to show it without a verdict",
        )


def _of_figures(promise: Promise, month: Month, delivery: Delivery) -> Iterator[Fault]:
    kind = promise.measured_as(month).kind
    for key in _NOT_FOR[kind]:
        if getattr(delivery, key) is not None:
            yield Fault(
                "figure-kind",
                f"{promise.id} is measured as `{kind}`, which has no `{key}`",
                f"take `{key}` out; a record of this promise has {_needs(kind)}",
                key,
            )
    if kind is Kind.EACH:
        yield from _of_each(delivery)
    elif kind is Kind.LEVEL:
        if delivery.level is None:
            yield _missing(kind)
    elif delivery.done is None:
        yield _missing(kind)
    elif delivery.done is False and delivery.let_down == _NONE:
        yield _typed_verdict("it was not done")
    if delivery.estimated is False:
        for key in ("due", "kept", "let_down"):
            figure = getattr(delivery, key)
            if figure is not None and figure % 1:
                yield Fault(
                    "fraction-of-a-case",
                    f"`{key}` counts cases, and {plain(figure)} is not a whole number of them",
                    'write a whole number, or say why it is not: estimated: "how it was estimated"',
                    key,
                )


def _of_each(delivery: Delivery) -> Iterator[Fault]:
    due, kept, share = delivery.due, delivery.kept, delivery.share
    if share is not None:
        if due is not None or kept is not None:
            yield Fault(
                "share-and-counts",
                "a record has either counts or a share, and this one has both",
                "keep `due` and `kept` and take `share` out: the share is computed from them",
                "share",
            )
        elif share > HUNDRED:
            yield Fault(
                "share-range",
                f"a share lies between 0% and 100%, and this one says {plain(share)}%",
                "write the share of cases in which the promise was kept, for example: share: 94.2%",
                "share",
            )
        elif share < HUNDRED and delivery.let_down == _NONE:
            yield _typed_verdict(f"the share is {plain(share)}%")
    elif due is None:
        if kept is None:
            yield _missing(Kind.EACH)
        else:
            yield Fault(
                "figure-missing",
                "`kept` is there, but `due` is not, so nobody can tell out of how many",
                "add how many times the promise fell due, for example: due: 1204",
                "kept",
            )
    elif kept is None:
        if due > _NONE:
            yield Fault(
                "figure-missing",
                f"{plain(due)} fell due, but how many were kept is missing",
                "add how many times the promise was kept, for example: kept: 1187",
                "due",
            )
    elif kept > due:
        yield Fault(
            "kept-above-due",
            f"more was kept ({plain(kept)}) than fell due ({plain(due)})",
            "`due` is how often the promise fell due, `kept` how often of those it was kept; correct one",
            "kept",
        )
    elif kept < due and delivery.let_down == _NONE:
        yield _typed_verdict(f"{plain(kept)} of {plain(due)} were kept")


def _of_dates(promise: Promise, month: Month, delivery: Delivery, as_of: date) -> Iterator[Fault]:
    if delivery.on is not None:
        since = promise.speaks_since(month).first_day
        if delivery.on < since or (delivery.done and delivery.on > month.last_day):
            yield Fault(
                "done-outside-month",
                f"`on` says {delivery.on}, and this record speaks for {since} to {month.last_day}",
                "write the day it was done; what came after the month is `done: false`, with its day",
                "on",
            )
    before = None
    for step, correction in enumerate(delivery.corrected):
        if correction.on > as_of or (before is not None and correction.on < before):
            yield Fault(
                "correction-order",
                f"a correction says {correction.on}, which is "
                + (
                    f"after {as_of}"
                    if correction.on > as_of
                    else f"before the correction above it, of {before}"
                ),
                "put corrections in the order in which they were made, each with the day it was published",
                "corrected",
                step,
            )
        before = correction.on
    reported = delivery.reported
    if reported is not None and reported > as_of:
        yield Fault(
            "date-in-future",
            f"`reported` says {reported}, which is after {as_of}",
            "write the day on which the record was published",
            "reported",
        )
    elif reported is not None and reported <= month.last_day:
        yield Fault(
            "reported-before-end",
            f"`reported` says {reported}, and {month} was not over then",
            "write the day on which the record was published",
            "reported",
        )


def _needs(kind: Kind) -> str:
    return {
        Kind.EACH: "`due` and `kept`, or `share` where only a percentage is known",
        Kind.LEVEL: "`level`",
        Kind.DONE: "`done`, true or false",
    }[kind]


def _missing(kind: Kind) -> Fault:
    return Fault(
        "figure-missing",
        "the record has no figures, and an empty record is not a report",
        f"add {_needs(kind)}; or take the whole record out, and the month shows as not reported",
    )


def _typed_verdict(because: str) -> Fault:
    return Fault(
        "let-down-contradicts",
        f"`let_down: 0` says that nobody was let down, but {because}",
        "write how many were let down, or take `let_down` out; the verdict is computed from the figures",
        "let_down",
    )
