"""Figures as they may be published: small counts are hidden and can't be worked out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.rounding import EXACT, reaches, share_of
from service_promises.ledger.verdict import people_let_down

_NONE = Decimal(0)


class Count(NamedTuple):
    """A count as published: a figure, or hidden, or (with neither) unknown."""

    figure: Decimal | None = None
    hidden: bool = False
    fewer_than: int | None = None
    """Set where the count itself is small; a hidden count without it would give a small one away."""


NOT_KNOWN = Count()
"""A count that was not reported, and can't be worked out."""


class Figures(NamedTuple):
    """The figures of a record as published."""

    due: Count
    kept: Count
    let_down: Count
    share: Fraction | None
    """The kept share in percent, exactly; None where unknown, where nothing fell due, or hidden."""
    level: Decimal | None
    done: bool | None
    share_hidden: bool
    """Whether there is a share that would give a small count away."""

    @property
    def hidden(self) -> bool:
        """Whether anything is hidden."""
        return self.due.hidden or self.kept.hidden or self.let_down.hidden or self.share_hidden


def published_count(figure: Decimal | None, hide_below: int) -> Count:
    """A count that stands by itself, as published."""
    if hide_below and figure is not None and _NONE < figure < hide_below:
        return Count(hidden=True, fewer_than=hide_below)
    return Count(figure)


def publish(delivery: Delivery, hide_below: int, targets: Sequence[Decimal] = ()) -> tuple[Figures, ...]:
    """Every edition of a record as published: as first, then after each correction.

    A count from 1 to `hide_below` - 1 is hidden, and so is whatever it could be worked out from: due less
    kept, the share, the same figure in another edition, and what was due where that and the verdict together
    would tell more. `targets`, in percent, are those of which it is told whether they were met. A later
    edition never changes what an earlier one told.
    """
    published: list[Figures] = []
    hide = _Hidden()
    for edition in delivery.editions():
        due, kept, let_down = edition.due, edition.kept, people_let_down(edition)
        if due == _NONE:
            kept = _NONE
        if hide_below > 1 and due is not None and kept is not None:
            if hide.kept and let_down == EXACT.subtract(due, kept):
                # Where an earlier edition hid how many were kept, this would tell it.
                hide = hide.joined(_Hidden(let_down=True))
            hide = hide.joined(_to_hide(due, kept, let_down, hide_below, targets, published))
        share = None if edition.share is None else Fraction(edition.share)
        if due and kept is not None:
            share = share_of(kept, due)
        published.append(
            Figures(
                due=_count(due, hide_below, hidden=hide.due),
                kept=_count(kept, hide_below, hidden=hide.kept),
                let_down=_count(let_down, hide_below, hidden=hide.let_down),
                share=None if hide.share else share,
                level=edition.level,
                done=edition.done,
                share_hidden=hide.share and share is not None,
            )
        )
    return tuple(published)


class _Hidden(NamedTuple):
    """What may not be told of a record, not even that it is small."""

    due: bool = False
    kept: bool = False
    let_down: bool = False
    share: bool = False

    def joined(self, other: _Hidden) -> _Hidden:
        return _Hidden(
            self.due or other.due, self.kept or other.kept, self.let_down or other.let_down, self.share or other.share
        )


def _count(figure: Decimal | None, hide_below: int, *, hidden: bool) -> Count:
    return Count(hidden=True) if hidden and figure is not None else published_count(figure, hide_below)


def _to_hide(
    due: Decimal,
    kept: Decimal,
    let_down: Decimal | None,
    hide_below: int,
    targets: Sequence[Decimal],
    before: Sequence[Figures],
) -> _Hidden:
    """What else to hide beside the one small count that is told to be small."""
    missed = EXACT.subtract(due, kept)
    kept_published = any(figures.kept.figure is not None for figures in before)
    few = [Decimal(number) for number in range(1, hide_below)]
    if published_count(missed, hide_below).hidden:
        possible = [EXACT.subtract(due, number) for number in few if number <= due]
        tells = due < hide_below or _verdicts(possible, due, targets) > 1
        return _Hidden(due=tells or kept_published, kept=True, share=True)
    if published_count(kept, hide_below).hidden and missed:
        tells = due < 2 * hide_below - 1 or _verdicts(few, due, targets) > 1
        return _Hidden(due=tells or kept_published, let_down=let_down == missed, share=True)
    return _Hidden(share=published_count(due, hide_below).hidden)


def _verdicts(possible: Sequence[Decimal], due: Decimal, targets: Sequence[Decimal]) -> int:
    """How many different answers to "which targets were met?" the possible numbers of kept ones give."""
    return len({tuple(reaches(kept, due, target) for target in targets) for kept in possible})
