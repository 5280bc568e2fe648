"""Rules that several kinds of file share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from service_promises.ledger.rounding import plain
from service_promises.problems.problem import Problem, Step, at_key, at_value
from service_promises.source.documents.base import Covers

Loc = tuple[Step, ...]


class Dated(Protocol):
    """A change with the day on which it was published."""

    @property
    def on(self) -> date:
        """The day."""


def missing(loc: Loc, message: str, way_out: str, beside: Loc | None = None) -> Problem:
    """A key that has to be there because of another key, shown `beside` that one."""
    return Problem(at_key(*loc, beside=beside), "missing-key", message, way_out)


def repeated(loc: Loc, items: Sequence[object]) -> Iterator[Problem]:
    """Items that stand in a list twice."""
    for index, item in enumerate(items):
        if item in items[:index]:
            yield Problem(
                at_value(*loc, index),
                "twice-in-list",
                f"`{item}` stands in this list twice",
                "take one of them out",
            )


def covers(loc: Loc, said: Covers | None) -> Iterator[Problem]:
    """Coverage that ends before it begins."""
    if said is not None and said.until is not None and said.until < said.from_:
        yield Problem(
            at_value(*loc, "until"),
            "covers-order",
            f"`covers` ends in {said.until}, before it begins in {said.from_}",
            "write the first month behind `from` and the last behind `until`",
        )


def not_yet(loc: Loc, day: date | None, as_of: date) -> Iterator[Problem]:
    """A day on which something is said to have happened, and which is still to come."""
    if day is not None and day > as_of:
        yield Problem(
            at_value(*loc), "date-in-future", f"{day} is after {as_of}", "write the day on which it happened"
        )


def in_order(loc: Loc, changes: Sequence[Dated], as_of: date) -> Iterator[Problem]:
    """Changes that are not in the order of their days, or still to come."""
    before: date | None = None
    for index, change in enumerate(changes):
        yield from not_yet((*loc, index, "on"), change.on, as_of)
        if before is not None and change.on < before:
            yield Problem(
                at_value(*loc, index, "on"),
                "correction-order",
                f"this one says {change.on}, and the one above it {before}",
                "put them in the order in which they were published, oldest first",
            )
        before = change.on


def part_of(
    loc: Loc, part_key: str, part: Decimal | None, all_key: str, every: Decimal | None, *, alone: bool = False
) -> Iterator[Problem]:
    """A count that has to be a whole number, and no more than the one it is a part of.

    `alone` says that it may be there without that one.
    """
    if part is None:
        return
    if part % 1:
        yield Problem(
            at_value(*loc, part_key),
            "fraction-of-a-case",
            f"`{part_key}` counts people, and {plain(part)} is not a whole number of them",
            "write a whole number",
        )
    if every is None:
        if not alone:
            yield missing(
                (*loc, all_key),
                f"`{part_key}` is there, but `{all_key}` is not, so nobody can tell out of how many",
                f"add `{all_key}:` with how many there were in all",
                (*loc, part_key),
            )
    elif part > every:
        yield Problem(
            at_value(*loc, part_key),
            "more-than-all",
            f"`{part_key}` says {plain(part)}, and that is more than `{all_key}`, {plain(every)}",
            "one of the two is wrong; put it right",
        )
