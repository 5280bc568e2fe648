"""Small counts are hidden, and nobody can work them out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Correction, Delivery
from service_promises.ledger.disclosure_control import Count, Figures, publish
from service_promises.ledger.rounding import reaches

LIMIT = 5
LEAST = 4
"""The smallest limit for which the rule holds."""


@pytest.mark.parametrize(
    ("limit", "target"),
    [
        *((LIMIT, target) for target in (0, 50, 80, 90, 95, 97, 99, 100)),
        *((LEAST, target) for target in (0, 50, 90, 95, 99, 100)),
    ],
)
def test_what_is_published_leaves_more_than_one_value_for_every_small_count(limit: int, target: int) -> None:
    """Records of up to 600 cases, grouped by all that a reader can see of them, verdict included."""
    seen: dict[object, list[tuple[int, int, int]]] = defaultdict(list)
    for due in range(1, 601):
        near_an_end = {*range(limit + 2), *range(due - limit - 1, due + 1), due // 2}
        for kept in sorted(near_an_end & set(range(due + 1))):
            [figures] = publish(Delivery(due=Decimal(due), kept=Decimal(kept)), limit, [Decimal(target)])
            met = reaches(Decimal(kept), Decimal(due), Decimal(target))
            seen[figures.due, figures.kept, figures.let_down, figures.share, met].append(
                (due, kept, due - kept)
            )
    for alike in seen.values():
        for column in range(3):
            values = {counts[column] for counts in alike}
            assert len(values) > 1 or not 0 < min(values) < limit, alike


def _corrected(now: Delivery, **was: Decimal | None) -> tuple[Figures, ...]:
    correction = Correction(date(2026, 3, 1), was, "Counted again.")
    return publish(Delivery(due=now.due, kept=now.kept, share=now.share, corrected=(correction,)), LIMIT)


def test_a_correction_of_what_was_due_gives_no_small_count_away() -> None:
    first, now = _corrected(Delivery(due=Decimal(100), kept=Decimal(90)), due=Decimal(92))
    assert (first.due, first.kept.hidden, first.let_down.hidden) == (Count(Decimal(92)), True, True)
    assert (now.kept.hidden, now.let_down.hidden, now.share) == (True, True, None)


def test_a_correction_to_a_small_count_hides_what_would_give_it_away() -> None:
    first, now = _corrected(Delivery(due=Decimal(92), kept=Decimal(90)), due=Decimal(100))
    assert first.kept == Count(Decimal(90)), "what an edition told once is told for ever"
    assert now.due.hidden
    assert now.let_down.hidden


def test_a_share_that_follows_a_hidden_count_is_hidden() -> None:
    first, now = _corrected(Delivery(share=Decimal(98)), due=Decimal(100), kept=Decimal(98), share=None)
    assert first.kept.hidden
    assert now.share is None
    assert now.hidden, "what is withheld is not what is not known"


def test_a_stated_count_is_hidden_by_itself() -> None:
    [figures] = publish(Delivery(due=Decimal(200), kept=Decimal(150), let_down=Decimal(3)), LIMIT)
    assert (figures.due, figures.kept) == (Count(Decimal(200)), Count(Decimal(150)))
    assert figures.let_down == Count(hidden=True, fewer_than=LIMIT)
    assert figures.share == 75
