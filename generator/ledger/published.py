"""Figures as they may be published: small counts are hidden and can't be worked out (section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator.ledger.delivery import Delivery
from generator.ledger.figure import EXACT, share_of
from generator.ledger.verdict import people_let_down

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Count:
    """A count as published: a figure, or hidden, or (with neither) unknown."""

    figure: Decimal | None = None
    hidden: bool = False
    fewer_than: int | None = None
    """Set where the count itself is small; a hidden count without it would give a small one away."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a record as published."""

    due: Count
    kept: Count
    let_down: Count
    share: Fraction | None
    """The kept share in percent, exactly; None where unknown, where nothing fell due, or hidden."""
    level: Decimal | None
    done: bool | None

    @property
    def hidden(self) -> bool:
        """Whether anything is hidden."""
        return self.due.hidden or self.kept.hidden or self.let_down.hidden


def shown(figure: Decimal | None, hide_below: int) -> Count:
    """A count that stands by itself, as published."""
    if figure is not None and _NONE < figure < hide_below:
        return Count(hidden=True, fewer_than=hide_below)
    return Count(figure)


def publish(delivery: Delivery, hide_below: int) -> Figures:
    """The figures of a record with every count from 1 to `hide_below` - 1 hidden.

    Where a hidden count could be worked out from others, due less kept included, those are hidden too,
    and so is the share.
    """
    due, kept, let_down = delivery.due, delivery.kept, people_let_down(delivery)
    if due == _NONE:
        kept = _NONE
    missed = EXACT.subtract(due, kept) if due is not None and kept is not None else None
    small_due, small_kept, small_missed = (
        figure is not None and _NONE < figure < hide_below for figure in (due, kept, missed)
    )
    share = None if delivery.share is None else Fraction(delivery.share)
    if due and kept is not None and not (small_due or small_kept or small_missed):
        share = share_of(kept, due)
    return Figures(
        due=shown(due, hide_below),
        kept=Count(hidden=True) if small_missed and not small_kept else shown(kept, hide_below),
        # Due less kept would give a small number of kept ones away.
        let_down=Count(hidden=True)
        if small_kept and let_down and let_down == missed and not small_missed
        else shown(let_down, hide_below),
        share=share,
        level=delivery.level,
        done=delivery.done,
    )
