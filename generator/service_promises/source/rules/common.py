"""Rules that several kinds of file share."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from service_promises.ledger.rounding import plain
from service_promises.problems.problem import Keys, Problem, at_key, at_value
from service_promises.source.documents.base import Covers


class Dated(Protocol):
    """A change with the day on which it was published."""

    @property
    def on(self) -> date:
        """The day."""


def missing_key(keys: Keys, message: str, way_out: str, beside: Keys | None = None) -> Problem:
    """A key that has to be there because of another key, shown `beside` that one."""
    return Problem(at_key(*keys, beside=beside), "missing-key", message, way_out)


def check_unique(keys: Keys, items: Sequence[object]) -> Iterator[Problem]:
    """Items that stand in a list twice."""
    for index, item in enumerate(items):
        if item in items[:index]:
            yield Problem(
                at_value(*keys, index), "twice-in-list", f"`{item}` stands in this list twice", "take one of them out"
            )


def check_coverage(keys: Keys, covers: Covers | None) -> Iterator[Problem]:
    """Coverage that ends before it begins."""
    if covers is not None and covers.until is not None and covers.until < covers.from_:
        yield Problem(
            at_value(*keys, "until"),
            "covers-order",
            f"`covers` ends in {covers.until}, before it begins in {covers.from_}",
            "write the first month behind `from` and the last behind `until`",
        )


def check_past(keys: Keys, day: date | None, as_of: date) -> Iterator[Problem]:
    """A day on which something is said to have happened, and which is still to come."""
    if day is not None and day > as_of:
        yield Problem(
            at_value(*keys), "date-in-future", f"{day} is after {as_of}", "write the day on which it happened"
        )


def check_order(keys: Keys, changes: Sequence[Dated], as_of: date) -> Iterator[Problem]:
    """Changes that are not in the order of their days, or still to come."""
    before: date | None = None
    for index, change in enumerate(changes):
        yield from check_past((*keys, index, "on"), change.on, as_of)
        if before is not None and change.on < before:
            yield Problem(
                at_value(*keys, index, "on"),
                "correction-order",
                f"this one says {change.on}, and the one above it {before}",
                "put them in the order in which they were published, oldest first",
            )
        before = change.on


def check_part(
    keys: Keys, part_key: str, part: Decimal | None, all_key: str, every: Decimal | None, *, alone: bool = False
) -> Iterator[Problem]:
    """A count that has to be a whole number, and no more than the one it is a part of.

    `alone` says that it may be there without that one.
    """
    if part is None:
        return
    if part % 1:
        yield Problem(
            at_value(*keys, part_key),
            "fraction-of-a-case",
            f"`{part_key}` counts people, and {plain(part)} is not a whole number of them",
            "write a whole number",
        )
    if every is None:
        if not alone:
            yield missing_key(
                (*keys, all_key),
                f"`{part_key}` is there, but `{all_key}` is not, so nobody can tell out of how many",
                f"add `{all_key}:` with how many there were in all",
                (*keys, part_key),
            )
    elif part > every:
        yield Problem(
            at_value(*keys, part_key),
            "more-than-all",
            f"`{part_key}` says {plain(part)}, and that is more than `{all_key}`, {plain(every)}",
            "one of the two is wrong; put it right",
        )


def empty_correction(keys: Keys) -> Problem:
    """A correction that does not say what changed."""
    return Problem(
        at_key(*keys),
        "empty-list",
        "a correction names at least one key that changed",
        "write each on a line of its own below `was:`, with its old value",
    )
