"""Small counts are hidden, and nobody can work them out."""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_promises.ledger.delivery import Correction, Delivery
from service_promises.ledger.disclosure_control import Count, Figures, publish
from service_promises.ledger.rounding import reaches

from tests import strategies as our

LIMIT = 5
LEAST = 4
"""The smallest limit for which the rule holds."""


@pytest.mark.parametrize(
    ("limit", "target"),
    [
        *((LIMIT, target) for target in (0, 50, 80, 90, 95, 97, 99, 100)),
        *((LEAST, target) for target in (0, 1, 10, 50, 90, 95, 99, 100)),
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
            seen[figures.due, figures.kept, figures.let_down, figures.share, met].append((due, kept, due - kept))
    for alike in seen.values():
        for column in range(3):
            values = {counts[column] for counts in alike}
            assert len(values) > 1 or not 0 < min(values) < limit, alike


@pytest.mark.parametrize("target", [0, 30, 50, 100])
def test_nor_do_a_record_and_its_correction_together_give_a_small_count_away(target: int) -> None:
    """Each pair of records of up to eleven cases, grouped by all that a reader can see of both."""
    seen: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    records = [(due, kept) for due in range(12) for kept in range(due + 1)]
    for first, now in itertools.permutations(records, 2):
        was = {"due": Decimal(first[0]), "kept": Decimal(first[1])}
        correction = Correction(date(2026, 3, 1), was, "Counted again.")
        delivery = Delivery(due=Decimal(now[0]), kept=Decimal(now[1]), corrected=(correction,))
        published = publish(delivery, LEAST, [Decimal(target)])
        met = [100 * kept >= target * due for due, kept in (first, now)]
        told = (*((one.due, one.kept, one.let_down, one.share) for one in published), *met)
        counts = [count for due, kept in (first, now) for count in (due, kept, due - kept)]
        seen[told].append(tuple(counts))
    for alike in seen.values():
        for values in map(set, zip(*alike, strict=True)):
            assert len(values) > 1 or not 0 < min(values) < LEAST, alike


@given(our.counts, st.data(), st.sampled_from([0, 1]))
def test_without_a_limit_every_count_is_published(due: Decimal, data: st.DataObject, limit: int) -> None:
    kept = data.draw(st.integers(0, int(due)).map(Decimal))
    [figures] = publish(Delivery(due=due, kept=kept), limit, [Decimal(50)])
    assert (figures.due, figures.kept, figures.let_down) == (Count(due), Count(kept), Count(due - kept))
    assert not figures.hidden
    assert figures.share == (Fraction(kept) * 100 / Fraction(due) if due else None)


@pytest.mark.parametrize(
    ("due", "kept", "target", "hidden"),
    [
        (5, 2, 100, ("kept", "let_down", "share")),
        (5, 2, 50, ("due", "kept", "let_down", "share")),
        (9, 3, 50, ("kept", "let_down", "share")),
        (20, 1, 10, ("due", "kept", "let_down", "share")),
        (20, 3, 50, ("kept", "let_down", "share")),
        (20, 17, 50, ("kept", "let_down", "share")),
        (20, 17, 90, ("due", "kept", "let_down", "share")),
        (20, 15, 90, ()),
        (20, 5, 90, ()),
        (4, 0, 90, ("due", "kept", "let_down", "share")),
        (4, 4, 90, ("due", "kept", "share")),
        (5, 0, 90, ()),
        (5, 5, 90, ()),
        (0, 0, 90, ()),
    ],
)
def test_no_more_is_hidden_than_would_give_a_small_count_away(
    due: int, kept: int, target: int, hidden: tuple[str, ...]
) -> None:
    [figures] = publish(Delivery(due=Decimal(due), kept=Decimal(kept)), LIMIT, [Decimal(target)])
    counts = {"due": figures.due, "kept": figures.kept, "let_down": figures.let_down}
    withheld = tuple(key for key, count in counts.items() if count.hidden)
    assert (*withheld, *(("share",) if figures.share_hidden else ())) == hidden
    assert figures.hidden == bool(hidden)
    assert (figures.share is None) == (figures.share_hidden or not due)
    few = {key for key, count in counts.items() if count.fewer_than is not None}
    assert all(counts[key].fewer_than == LIMIT for key in few)


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


def test_what_was_due_stays_hidden_when_only_what_was_kept_is_corrected() -> None:
    correction = Correction(date(2026, 3, 1), {"kept": Decimal(17)}, "Counted again.")
    first, now = publish(Delivery(due=Decimal(20), kept=Decimal(15), corrected=(correction,)), LIMIT, [Decimal(85)])
    assert first.due.hidden, "the target was met, so that fewer than four were let down"
    assert now.due.hidden


def test_where_nothing_was_due_after_all_no_share_is_hidden() -> None:
    first, now = _corrected(Delivery(due=Decimal(0)), due=Decimal(20), kept=Decimal(17))
    assert first.share_hidden
    assert now.due == Count(Decimal(0))
    assert not now.share_hidden


def test_the_smallest_limit_hides_what_a_count_of_one_could_be_worked_out_from() -> None:
    [figures] = publish(Delivery(due=Decimal(100), kept=Decimal(99)), 2)
    assert figures.let_down == Count(hidden=True, fewer_than=2)
    assert (figures.kept.hidden, figures.share) == (True, None)


def test_a_count_of_people_that_is_stated_stays_beside_a_corrected_count_of_cases() -> None:
    """Six people in three widgets that were late: from the people nobody can tell the widgets."""
    correction = Correction(date(2026, 3, 1), {"kept": Decimal(97)}, "Counted again.")
    record = Delivery(due=Decimal(100), kept=Decimal(90), let_down=Decimal(6), corrected=(correction,))
    first, now = publish(record, LIMIT, [Decimal(95)])
    assert (first.let_down, now.let_down) == (Count(Decimal(6)), Count(Decimal(6)))
    assert first.kept.hidden
    assert now.kept.hidden


def test_a_count_that_was_never_reported_is_not_called_hidden() -> None:
    first, now = _corrected(Delivery(share=Decimal(80)), due=Decimal(100), kept=Decimal(98), share=None)
    assert first.hidden
    assert (now.due, now.kept, now.let_down) == (Count(), Count(), Count())


def test_a_stated_count_is_hidden_by_itself() -> None:
    [figures] = publish(Delivery(due=Decimal(200), kept=Decimal(150), let_down=Decimal(3)), LIMIT)
    assert (figures.due, figures.kept) == (Count(Decimal(200)), Count(Decimal(150)))
    assert figures.let_down == Count(hidden=True, fewer_than=LIMIT)
    assert figures.share == 75
