"""What makes a record impossible to judge: an error, never a verdict."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from service_promises.ledger.delivery import COUNTS, FIGURES, Delivery
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind, Promise
from service_promises.ledger.rounding import HUNDRED, ZERO, plain
from service_promises.ledger.service import Service
from service_promises.ledger.verdicts.verdict import people_let_down
from service_promises.problems.messages import named_problem
from service_promises.problems.plurals import pluralize
from service_promises.problems.problem import Keys, Location, Problem, at_key, at_value
from service_promises.source.rules.common import check_kept_of_due, check_told

_NOT_FOR = {
    Kind.EACH: ("level", "done", "on"),
    Kind.LEVEL: ("due", "kept", "share", "done", "on"),
    Kind.DONE: ("due", "kept", "share", "level"),
}
"""The figures that a kind of measure does not have."""

_NEEDS = {
    Kind.EACH: "`due` and `kept`, or `share` where only a percentage is known",
    Kind.LEVEL: "`level`, or `due: 0` where there was nothing to measure",
    Kind.DONE: "`done`, true or false, or `due: 0` where there was nothing to do",
}
"""The figures that a kind of measure has to have."""

_NEEDS_IN_ROW = {
    Kind.EACH: _NEEDS[Kind.EACH],
    Kind.LEVEL: "`level`, or 0 in `due` where there was nothing to measure",
    Kind.DONE: "`done`, true or false, or 0 in `due` where there was nothing to do",
}
"""The same in the words of a table."""


class AnyRecord(Protocol):
    """A record of a whole or of a place, and where it stands."""

    @property
    def keys(self) -> Keys:
        """The way to it in its file."""

    @property
    def delivery(self) -> Delivery:
        """The record as the ledger takes it."""

    @property
    def stated(self) -> frozenset[str]:
        """The keys that say something in it."""

    @property
    def reported_keys(self) -> Keys:
        """The way to the day on which it was published."""


def check_expected(
    promise: Promise, month: Month, service: Service, as_of: date, keys: Keys, of_month: Location
) -> Iterator[Problem]:
    """Why there may be no record of a promise in a month, whatever the record says."""
    if as_of > month.last_day and service.expects(promise, month):
        return
    here = at_key(*keys)
    if as_of <= month.last_day:
        yield named_problem("month-not-over", of_month, month=month, as_of=as_of, first_day=month.plus(1).first_day)
    if not service.covers_promise(promise, month):
        yield named_problem("outside-covers", here, month=month, id=promise.id)
    elif not promise.is_due_in(month):
        months = ", ".join(str(number) for number in sorted(promise.due_months(month)))
        yield named_problem("not-due", here, id=promise.id, month=month, months=months)
    elif promise.term_in(month) is None and not promise.also_measured:
        when = (
            f"it ended with {promise.ends}"
            if promise.ends is not None and month > promise.ends
            else f"its first term begins in {promise.terms[0].since}"
        )
        yield named_problem("not-promised-then", here, id=promise.id, month=month, when=when)


def check_figures(
    promise: Promise, month: Month, record: AnyRecord, as_of: date, *, has_places: bool = False
) -> Iterator[Problem]:
    """What is wrong with the figures and the days of a record.

    With `has_places` it is that of a whole of which there are records at places, and may be without figures.
    """
    keys, delivery = record.keys, record.delivery
    kind = promise.measured_as(month).kind
    if delivery.no_figure is not None:
        for key in sorted(record.stated - {"no_figure"}):
            yield named_problem("beside-no-figure", at_key(*keys, key), key=key)
        return
    has_figures = any(getattr(delivery, key) is not None for key in FIGURES)
    if has_figures or not has_places or not record.stated:
        yield from _figures_of_kind(keys, promise.id, kind, delivery)
    if delivery.estimated is False:
        for key in COUNTS:
            figure = getattr(delivery, key)
            if figure is not None and figure % 1:
                yield _fraction(keys, key, figure)
    yield from _remedy((*keys, "remedy"), delivery)
    yield from _days(keys, promise, month, delivery, as_of)
    if delivery.reported is None and delivery.told is None:
        return
    reported = record.reported_keys
    yield from _reported(reported, month, delivery.reported, as_of)
    told = (*keys, "told") if "told" in record.stated else (*reported[:-1], "told")
    yield from check_told(told, delivery.reported, delivery.told, as_of)


def _figures_of_kind(keys: Keys, name: str, kind: Kind, delivery: Delivery) -> Iterator[Problem]:
    """What is missing, too much or against each other among the figures of a kind of measure."""
    nothing_due = delivery.due == ZERO
    if nothing_due and delivery.let_down:
        yield named_problem("let-down-of-nothing", at_value(*keys, "let_down"))
    for key in _NOT_FOR[kind]:
        if getattr(delivery, key) is not None and not (nothing_due and key == "due"):
            yield named_problem("figure-kind", at_key(*keys, key), id=name, kind=kind, key=key, needs=_NEEDS[kind])
    if kind is Kind.EACH:
        yield from _cases(keys, delivery)
    elif nothing_due:
        for key in ("level", "done", "on"):
            if getattr(delivery, key) is not None and key not in _NOT_FOR[kind]:
                yield named_problem("nothing-due-and-figure", at_key(*keys, key), key=key)
    elif (delivery.level if kind is Kind.LEVEL else delivery.done) is None:
        yield _no_figures(keys, kind)
    elif kind is Kind.DONE and delivery.done is False and delivery.let_down == ZERO:
        yield _contradiction(keys, "it was not done")


def check_columns(name: str, kind: Kind, records: Sequence[AnyRecord]) -> Iterator[Problem]:
    """Columns of a table with figures that a kind of measure does not have, each once."""
    for key in _NOT_FOR[kind]:
        wrong = [record for record in records if _has_column_of_other_kind(record, key)]
        if wrong:
            # There may be zeros in the column of what fell due, whatever is measured.
            location = at_key(*wrong[0].keys, key) if key == "due" else at_key(1, key)
            values = {"id": name, "kind": kind, "key": key, "needs": _NEEDS_IN_ROW[kind]}
            yield named_problem("column-of-other-kind", location, **values, rows=pluralize(len(wrong), "row"))


def _has_column_of_other_kind(record: AnyRecord, key: str) -> bool:
    return key in record.stated and not (key == "due" and record.delivery.due == ZERO)


def check_row(promise: Promise, month: Month, row: AnyRecord, as_of: date) -> Iterator[Problem]:
    """What is wrong with the figures and the days of a row of a table, its columns aside."""
    kind = promise.measured_as(month).kind
    has_others = any(_has_column_of_other_kind(row, key) for key in _NOT_FOR[kind])
    for problem in check_figures(promise, month, row, as_of):
        is_blank = problem.location.keys == row.keys
        if is_blank and not has_others:
            yield named_problem("row-without-figures", problem.location, needs=_NEEDS_IN_ROW[kind])
        elif not is_blank and problem.rule != "figure-kind":
            yield problem


def _remedy(keys: Keys, delivery: Delivery) -> Iterator[Problem]:
    """A remedy where nobody can be owed one, or more of it than people were let down."""
    remedy = delivery.remedy
    if remedy is None:
        return
    if delivery.due == ZERO:
        yield named_problem("remedy-of-nothing", at_key(*keys))
    elif remedy.owed is None and remedy.given is not None:
        let_down = people_let_down(delivery)
        if let_down is not None and remedy.given > let_down >= ZERO:
            values = {"given": plain(remedy.given), "let_down": plain(let_down)}
            yield named_problem("given-above-let-down", at_value(*keys, "given"), **values)


def _cases(keys: Keys, delivery: Delivery) -> Iterator[Problem]:
    due, kept, share = delivery.due, delivery.kept, delivery.share
    if share is not None:
        if due is not None or kept is not None:
            yield named_problem("share-and-counts", at_key(*keys, "share"))
        elif share > HUNDRED:
            yield named_problem("share-range", at_value(*keys, "share"), share=plain(share))
        elif share < HUNDRED and delivery.let_down == ZERO:
            yield _contradiction(keys, f"the share is {plain(share)}%")
    elif due is None and kept is None:
        yield _no_figures(keys, Kind.EACH)
    elif due is None or kept is None or kept >= due:
        yield from check_kept_of_due(keys, due, kept)
    elif delivery.let_down == ZERO:
        yield _contradiction(keys, f"{plain(kept)} of {plain(due)} were kept")


def _no_figures(keys: Keys, kind: Kind) -> Problem:
    return named_problem("no-figures", at_key(*keys), needs=_NEEDS[kind])


def _contradiction(keys: Keys, because: str) -> Problem:
    """A `let_down` that types in a verdict which the figures do not bear out."""
    return named_problem("let-down-contradicts", at_value(*keys, "let_down"), because=because)


def _fraction(keys: Keys, key: str, figure: Decimal) -> Problem:
    name = "fraction-in-thousands" if figure.as_tuple().exponent == -3 else "fraction-of-cases"
    return named_problem(name, at_value(*keys, key), key=key, figure=plain(figure), thousands=f"{figure * 1000:.0f}")


def _days(keys: Keys, promise: Promise, month: Month, delivery: Delivery, as_of: date) -> Iterator[Problem]:
    if delivery.on is not None:
        since = promise.period(month).first.first_day
        if delivery.on < since or (delivery.done and delivery.on > month.last_day):
            yield named_problem(
                "done-outside-month", at_value(*keys, "on"), on=delivery.on, since=since, last_day=month.last_day
            )
    before = None
    for index, correction in enumerate(delivery.corrected):
        late = correction.on > as_of
        if late or (before is not None and correction.on < before):
            name, location = (
                "correction-to-come" if late else "correction-before",
                at_value(*keys, "corrected", index, "on"),
            )
            yield named_problem(name, location, on=correction.on, as_of=as_of, before=before)
        elif correction.on <= month.last_day:
            location = at_value(*keys, "corrected", index, "on")
            yield named_problem("correction-before-month", location, on=correction.on, month=month)
        yield from check_told((*keys, "corrected", index, "told"), correction.on, correction.told, as_of)
        before = correction.on


def _reported(keys: Keys, month: Month, reported: date | None, as_of: date) -> Iterator[Problem]:
    if reported is not None and reported > as_of:
        yield named_problem("reported-to-come", at_value(*keys), reported=reported, as_of=as_of)
    elif reported is not None and reported <= month.last_day:
        yield named_problem("reported-before-end", at_value(*keys), reported=reported, month=month)
