"""What has to fit together between the record of a whole and those of its places."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from service_promises.ledger.delivery import Delivery, Elsewhere
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.made_at import WholeRule
from service_promises.ledger.promises.promise import Kind, Promise
from service_promises.ledger.rounding import ZERO, plain
from service_promises.ledger.verdicts.place_total import Sum, is_larger, is_typed, stands_alone, sum_of
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Location, Problem, at_key, at_value
from service_promises.source.rules.common import check_kept_of_due


def check_total(
    promise: Promise, month: Month, record: Delivery | None, reported: Sequence[Delivery], due: int, here: Location
) -> Iterator[Problem]:
    """What is wrong with the total of a promise that was recorded at places.

    `reported` are the figures of those places that have some, of so many `due`; `here` is the record of the whole, or
    where it has none the first of its places.
    """
    term = promise.term_in(month)
    keys: Keys = ("delivered", promise.id)
    if record is not None and record.no_figure is not None and reported:
        yield named_problem("no-figure-beside-places", at_key(*keys, "no_figure"))
        return
    if term is None:
        return
    total = sum_of(reported, record.elsewhere if record else None)
    is_missing = len(reported) < due
    if record is None or not is_typed(record):
        if total is None and not is_missing and term.judged_as is WholeRule.IN_TOTAL:
            kind = promise.measured_as(month).kind
            yield named_problem("total-missing", here, id=promise.id, month=month, key=_KEYS[kind])
    elif stands_alone(record, total):
        if total is not None and reported and record.elsewhere is None:
            key = next(key for key in ("share", "level", "done") if getattr(record, key) is not None)
            yield named_problem("share-beside-places", at_value(*keys, key), key=key)
    elif total is not None and (reported or record.elsewhere) and not (is_missing and is_larger(record, total)):
        yield from _check_sum(keys, record, total, is_missing=is_missing)


_KEYS = {Kind.EACH: "share", Kind.LEVEL: "level", Kind.DONE: "done"}
"""The total that can't be added up."""


def _check_sum(keys: Keys, record: Delivery, total: Sum, *, is_missing: bool) -> Iterator[Problem]:
    """A typed total that is not the sum over the places."""
    more = " or more, for places are missing" if is_missing else ""
    stated: dict[str, tuple[Decimal | None, Decimal]] = {
        "due": (record.due, total.due),
        "kept": (record.kept or ZERO, total.kept),
    }
    if not is_missing:
        stated["let_down"] = (record.let_down, total.let_down)
    wrong = {key: pair for key, pair in stated.items() if pair[0] is not None and pair[0] != pair[1]}
    for key, (figure, every) in wrong.items():
        beside = at_value(*keys, key) if getattr(record, key) is not None else at_key(*keys, "due")
        yield named_problem("total-differs", beside, key=key, figure=plain(figure or ZERO), sum=plain(every), more=more)
        return


def check_elsewhere(promise: Promise, month: Month, record: Delivery, *, has_places: bool) -> Iterator[Problem]:
    """What is wrong with what is said to belong to no place."""
    elsewhere = record.elsewhere
    if elsewhere is None:
        return
    keys: Keys = ("delivered", promise.id, "elsewhere")
    if not has_places:
        yield named_problem("elsewhere-without-places", at_key(*keys), id=promise.id, month=month)
    elif elsewhere.due is None and elsewhere.kept is None:
        if not is_typed(record):
            yield named_problem("elsewhere-of-no-total", at_key(*keys))
    else:
        yield from _check_counts(keys, promise.measured_as(month).kind, elsewhere, record)


def _check_counts(keys: Keys, kind: Kind, elsewhere: Elsewhere, record: Delivery) -> Iterator[Problem]:
    for key in ("due", "kept"):
        figure = getattr(elsewhere, key)
        if figure is not None and kind is not Kind.EACH:
            yield named_problem("elsewhere-not-counted", at_key(*keys, key), key=key)
            return
        if figure is not None and figure % 1 and record.estimated is False:
            yield named_problem("fraction-of-a-case", at_value(*keys, key), key=key, number=plain(figure))
    yield from check_kept_of_due(keys, elsewhere.due, elsewhere.kept)
