"""What those let down were given: counts beside the verdict that never move it, and how small ones stay hidden.

With `hide_counts_below`, all that a record says of its remedy is hidden, but for the day on which it was last changed,
as soon as one of its counts is small, or anything is hidden of any edition of its figures. A count is small here also
where it is only a difference: who is still waiting, had to ask, had it in time, or was let down and is owed nothing.
So what is hidden never says which of them was small, and nothing of it depends on a figure that is hidden.

Who was let down is part of it, and a correction may change that. So every edition is looked at: what was hidden once
stays hidden until the remedy itself changes, which a new day in `updated` tells. A correction that would hide counts
which were published before needs such a day too (`needs_new_day`), or the old counts would stand for the hidden ones.

At a place all of it is always hidden then, for what other places and the whole say would tell the one that is small.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from service_promises.ledger.delivery import Delivery, Remedy
from service_promises.ledger.disclosure.disclosure_control import (
    SMALLEST_LIMIT,
    is_small,
    publish,
    published_counts,
    share_tells,
)
from service_promises.ledger.rounding import EXACT, ZERO
from service_promises.ledger.verdicts.verdict import people_let_down


class RemedyCounts(NamedTuple):
    """How many are owed what is promised when somebody is let down, and have had it, as published."""

    owed: Decimal | None
    """None: not known, or hidden."""
    given: Decimal | None
    """None: hidden."""
    unasked: Decimal | None
    """None: not counted, or hidden."""
    late: Decimal | None
    """None: not counted, or hidden."""
    hidden: bool = False

    @property
    def waiting(self) -> Decimal | None:
        """How many are still waiting; None where that is not known, or hidden."""
        return _less(self.owed, self.given)


def people_owed(remedy: Remedy, delivery: Delivery) -> Decimal | None:
    """How many are owed it: as stated, else who was let down; None where neither is known."""
    return people_let_down(delivery) if remedy.owed is None else remedy.owed


def remedy_counts(
    delivery: Delivery | None, hide_below: int, *, in_part: bool = False, at_place: bool = False
) -> RemedyCounts | None:
    """The counts of a record as published; None where it does not count its remedy.

    `in_part` says that of some places nobody knows who was let down, `at_place` that it is the record of one.
    """
    remedy = delivery.remedy if delivery else None
    if delivery is None or remedy is None:
        return None
    if is_hidden(delivery, hide_below, at_place=at_place):
        return RemedyCounts(None, None, None, None, hidden=True)
    owed = remedy.owed if in_part else people_owed(remedy, delivery)
    return RemedyCounts(owed, remedy.given, remedy.unasked, remedy.late)


def published_part(delivery: Delivery, key: str, hide_below: int, *, at_place: bool = False) -> Any:
    """What a record says beside its figures under a key, without the counts in it that may not be published."""
    part = getattr(delivery, key)
    if isinstance(part, Remedy):
        return Remedy(updated=part.updated) if is_hidden(delivery, hide_below, at_place=at_place) else part
    return published_counts(part, hide_below)


def is_hidden(delivery: Delivery, hide_below: int, *, at_place: bool = False) -> bool:
    """Whether nothing of a record's remedy may be published but that it is counted, and since when it is as it is."""
    return (at_place and hide_below >= SMALLEST_LIMIT) or _hidden_from(delivery, hide_below) is not None


def needs_new_day(delivery: Delivery, hide_below: int) -> bool:
    """Whether a correction hides counts of a remedy that were published before, and are the same by their day.

    What was published would then be known to be what is hidden now.
    """
    edition = _hidden_from(delivery, hide_below)
    if not edition or delivery.remedy is None:
        return False
    correction, updated = delivery.corrected[edition - 1], delivery.remedy.updated
    return updated is None or updated < (correction.told or correction.on)


def _hidden_from(delivery: Delivery, hide_below: int) -> int | None:
    """The first edition beside which the remedy of now may not be published; None where it always may."""
    if delivery.remedy is None or hide_below < SMALLEST_LIMIT:
        return None
    published = publish(delivery, hide_below)
    editions = delivery.editions()
    return next(
        (
            index
            for index, edition in enumerate(editions)
            if published[index].hidden or _has_small_count(delivery.remedy, edition, hide_below)
        ),
        None,
    )


def _has_small_count(remedy: Remedy, edition: Delivery, hide_below: int) -> bool:
    if any(is_small(count, hide_below) for count in _counts(remedy, edition)):
        return True
    # Beside a share alone, those owed it are taken for those let down.
    return edition.share is not None and share_tells(Fraction(edition.share), people_owed(remedy, edition), hide_below)


def _counts(remedy: Remedy, edition: Delivery) -> Iterator[Decimal | None]:
    """Every count that a remedy states, and every one that it tells by what it leaves over."""
    owed, let_down = people_owed(remedy, edition), people_let_down(edition)
    yield from (owed, remedy.given, remedy.unasked, remedy.late)
    yield _less(owed, remedy.given)
    yield _less(remedy.given, remedy.unasked)
    yield _less(remedy.given, remedy.late)
    if (not_owed := _less(let_down, owed)) is not None:
        yield abs(not_owed)


def _less(all_: Decimal | None, part: Decimal | None) -> Decimal | None:
    return None if all_ is None or part is None else EXACT.subtract(all_, part)


def total(counted: Iterable[RemedyCounts]) -> RemedyCounts:
    """Counts of the same thing added up; what one of them does not know is not known of all."""
    # Where nobody had anything yet, nobody had it late or without asking.
    rows = [row._replace(unasked=ZERO, late=ZERO) if row.given == ZERO else row for row in counted]
    return RemedyCounts(
        _sum(row.owed for row in rows),
        _sum(row.given for row in rows),
        _sum(row.unasked for row in rows),
        _sum(row.late for row in rows),
        hidden=any(row.hidden for row in rows),
    )


def _sum(figures: Iterable[Decimal | None]) -> Decimal | None:
    whole = ZERO
    for figure in figures:
        if figure is None:
            return None
        whole = EXACT.add(whole, figure)
    return whole
