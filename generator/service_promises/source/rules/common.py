"""Rules that several kinds of file share."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from pydantic import BaseModel

from service_promises.ledger.rounding import ZERO, plain
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Problem, at_key, at_value
from service_promises.source.documents.base import Covers


class Dated(Protocol):
    """A change with the day on which it was published."""

    @property
    def on(self) -> date:
        """The day."""


class AnyCorrection(Dated, Protocol):
    """A change that may have been recorded here later."""

    @property
    def told(self) -> date | None:
        """The day of that."""

    @property
    def was(self) -> BaseModel:
        """What stood there before."""


def check_unique(keys: Keys, items: Sequence[Hashable]) -> Iterator[Problem]:
    """Items that stand in a list twice."""
    seen: set[Hashable] = set()
    for index, item in enumerate(items):
        if item not in seen:
            seen.add(item)
        else:
            yield named_problem("twice-in-list", at_value(*keys, index), item=item)


def check_coverage(keys: Keys, covers: Covers | None) -> Iterator[Problem]:
    """Coverage that ends before it begins."""
    if covers is not None and covers.until is not None and covers.until < covers.from_:
        yield named_problem("covers-order", at_value(*keys, "until"), until=covers.until, before=covers.from_)


def check_not_in_future(keys: Keys, day: date | None, as_of: date) -> Iterator[Problem]:
    """A day on which something is said to have happened, and which is still to come."""
    if day is not None and day > as_of:
        yield named_problem("day-to-come", at_value(*keys), day=day, as_of=as_of)


def check_told(keys: Keys, day: date | None, told: date | None, as_of: date) -> Iterator[Problem]:
    """A day of recording that has no day beside it, lies before that, or is still to come."""
    if told is None:
        return
    if day is None:
        yield named_problem("told-alone", at_value(*keys))
    elif told < day:
        yield named_problem("told-before", at_value(*keys), told=told, day=day)
    yield from check_not_in_future(keys, told, as_of)


def check_order(keys: Keys, changes: Sequence[Dated], as_of: date) -> Iterator[Problem]:
    """Changes that are not in the order of their days, or still to come."""
    before: date | None = None
    for index, change in enumerate(changes):
        yield from check_not_in_future((*keys, index, "on"), change.on, as_of)
        if before is not None and change.on < before:
            yield named_problem("correction-order", at_value(*keys, index, "on"), on=change.on, before=before)
        before = change.on


def check_corrections(keys: Keys, corrections: Sequence[AnyCorrection], as_of: date) -> Iterator[Problem]:
    """Corrections that are not in the order of their days, still to come, recorded before their day, or of nothing."""
    yield from check_order(keys, corrections, as_of)
    for index, correction in enumerate(corrections):
        yield from check_told((*keys, index, "told"), correction.on, correction.told, as_of)
        if not correction.was.model_fields_set:
            yield empty_correction((*keys, index, "was"))


def check_part(
    keys: Keys, part_key: str, part: Decimal | None, all_key: str, every: Decimal | None, *, alone: bool = False
) -> Iterator[Problem]:
    """A count that has to be a whole number, and no more than the one it is a part of.

    `alone` says that it may be there without that one.
    """
    if part is None:
        return
    if part % 1:
        yield named_problem("fraction-of-a-case", at_value(*keys, part_key), key=part_key, number=plain(part))
    if every is None:
        if not alone:
            location = at_key(*keys, all_key, beside=(*keys, part_key))
            yield named_problem("part-of-nothing", location, part_key=part_key, all_key=all_key)
    elif part > every:
        yield named_problem(
            "more-than-all",
            at_value(*keys, part_key),
            key=part_key,
            number=plain(part),
            all_key=all_key,
            all=plain(every),
        )


def check_kept_of_due(keys: Keys, due: Decimal | None, kept: Decimal | None) -> Iterator[Problem]:
    """One of two counts without the other, or more kept than fell due."""
    if due is None:
        yield named_problem("due-missing", at_key(*keys, "kept"))
    elif kept is None:
        if due > ZERO:
            yield named_problem("kept-missing", at_key(*keys, "due"), due=plain(due))
    elif kept > due:
        yield named_problem("kept-above-due", at_value(*keys, "kept"), kept=plain(kept), due=plain(due))


def empty_correction(keys: Keys) -> Problem:
    """A correction that does not say what changed."""
    return named_problem("correction-of-nothing", at_key(*keys))
