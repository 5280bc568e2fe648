"""Small counts are hidden, and nobody can work them out (`hide_counts_below`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.delivery import Correction, Delivery
from service_promises.ledger.disclosure.check import gives_away
from service_promises.ledger.disclosure.disclosure_control import SMALLEST_LIMIT, Count, Figures, publish
from service_promises.ledger.rounding import reaches

LIMIT = 5
TARGETS = (None, *map(Decimal, (0, 10, 30, 50, 51, 60, 66, 67, 75, 80, 85, 90, 92, 95, 97, 100)))
PARTS = ("due", "kept", "let_down")


def _near_the_ends(due: int, hide_below: int) -> list[int]:
    """The numbers kept that can be small, or leave a small one, and one that neither is nor does."""
    return sorted({*range(hide_below + 2), *range(due - hide_below - 1, due + 1), due // 2} & set(range(due + 1)))


def _record(due: int, kept: int, /, **was: int) -> Delivery:
    old = {key: Decimal(figure) for key, figure in was.items()}
    corrected = (Correction(date(2026, 3, 1), old, "Counted again."),) if was else ()
    return Delivery(due=Decimal(due), kept=Decimal(kept), corrected=corrected)


def _seen(record: Delivery, hide_below: int, target: Decimal | None) -> object:
    """All that a reader sees of a record: what is published, and the verdict, of each edition."""
    editions = zip(publish(record, hide_below, target), record.editions(), strict=True)
    return tuple((figures, _verdict(edition, target)) for figures, edition in editions)


def _verdict(edition: Delivery, target: Decimal | None) -> object:
    due, kept = edition.due, edition.kept
    assert due is not None
    assert kept is not None
    return due == 0, target is not None and reaches(kept, due, target), kept == due


def _hidden(figures: Figures) -> Iterator[int]:
    return (place for place, part in enumerate(PARTS) if getattr(figures, part).hidden)


def _counts(edition: Delivery) -> tuple[Decimal, ...]:
    assert edition.due is not None
    assert edition.kept is not None
    return edition.due, edition.kept, edition.due - edition.kept


def _told(alike: Sequence[Delivery], hide_below: int, target: Decimal | None) -> list[str]:
    """The hidden counts for which records that look alike leave a single value."""
    return [
        f"{PARTS[part]} of edition {place} of {alike[0]}"
        for place, figures in enumerate(publish(alike[0], hide_below, target))
        for part in _hidden(figures)
        if len({_counts(record.editions()[place])[part] for record in alike}) < 2
    ]


def _alike(records: Iterator[Delivery], hide_below: int, target: Decimal | None) -> Iterator[list[Delivery]]:
    groups: dict[object, list[Delivery]] = defaultdict(list)
    for record in records:
        groups[_seen(record, hide_below, target)].append(record)
    return iter(groups.values())


def _most_due(hide_below: int, target: Decimal | None) -> int:
    """Beyond what the tests look at, every record with a small count looks like one with a few more due."""
    share = min(target, 100 - target) if target else Decimal(0)
    return max(120, int((hide_below + 1) * 100 / share) if share else 0)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("hide_below", [3, 4, 5, 7, 10])
def test_a_record_leaves_two_values_for_every_count_that_is_hidden(hide_below: int, target: Decimal | None) -> None:
    records = (
        _record(due, kept)
        for due in range(_most_due(hide_below, target) + 1)
        for kept in _near_the_ends(due, hide_below)
    )
    for alike in _alike(records, hide_below, target):
        assert _told(alike, hide_below, target) == []


@pytest.mark.parametrize("hide_below", [3, 4, 5, 10])
def test_every_count_that_is_small_is_hidden(hide_below: int) -> None:
    for due in range(60):
        for kept in range(due + 1):
            [figures] = publish(_record(due, kept), hide_below, Decimal(90))
            for part, figure in zip(PARTS, (due, kept, due - kept), strict=True):
                assert getattr(figures, part).hidden or not 0 < figure < hide_below, (due, kept)
            assert figures.share is None or not figures.hidden


def _corrections_of_kept(most: int, hide_below: int) -> Iterator[Delivery]:
    for due in range(1, most + 1):
        for kept in _near_the_ends(due, hide_below):
            yield from (_record(due, kept, kept=was) for was in _near_the_ends(due, hide_below) if was != kept)


def _corrections_of_due(most: int, hide_below: int) -> Iterator[Delivery]:
    for was in range(1, most + 1):
        for kept in _near_the_ends(was, hide_below):
            dues = {*range(max(1, kept), kept + 2 * hide_below + 2), was + 1, 2 * kept + 1}
            yield from (_record(due, kept, due=was) for due in sorted(dues) if due != was)


@pytest.mark.parametrize("corrections", [_corrections_of_kept, _corrections_of_due])
@pytest.mark.parametrize(
    ("hide_below", "target"), [(3, None), (3, Decimal(75)), (3, Decimal(100)), (4, Decimal(50)), (4, Decimal(90))]
)
def test_a_correction_leaves_two_values_or_is_refused(
    hide_below: int, target: Decimal | None, corrections: object
) -> None:
    assert callable(corrections)
    records = corrections(50, hide_below)
    for alike in _alike(records, hide_below, target):
        told = _told(alike, hide_below, target)
        assert not told or gives_away(alike[0], hide_below, [target]), told


@pytest.mark.parametrize(
    ("record", "targets", "refused"),
    [
        # 30 fell due, and a target that is met with people let down means exactly one.
        (_record(30, 29, kept=30), [95], True),
        (_record(300, 299, kept=300), [95], False),
        (_record(30, 20, kept=30), [95], False),
        # Nothing of the first edition stands.
        (_record(31, 30, due=30, kept=20), [95], False),
        (_record(30, 29), [95], False),
        # Another target is another verdict: of 20, whose number was published, only 19 reach 95% and are not all.
        (_record(20, 19), [75, 95], True),
        (_record(20, 18), [75, 95], False),
        (_record(20, 18), [75, 90], False),
        (_record(20, 19), [90, 95], False),
    ],
)
def test_only_a_correction_that_gives_a_count_away_is_refused(
    record: Delivery, targets: list[int], refused: bool
) -> None:
    assert gives_away(record, LIMIT, list(map(Decimal, targets))) is refused


def test_a_limit_below_the_smallest_hides_nothing() -> None:
    [figures] = publish(_record(200, 199), SMALLEST_LIMIT - 1, Decimal(95))
    assert figures.let_down == Count(Decimal(1))


def test_what_an_edition_hid_is_not_told_by_a_later_one() -> None:
    first, now = publish(_record(100, 90, due=92), LIMIT)
    assert (first.due, first.kept.hidden, first.let_down.fewer_than) == (Count(Decimal(92)), True, LIMIT)
    assert (now.due.hidden, now.kept.hidden, now.let_down.hidden, now.share) == (True, True, True, None)


def test_what_an_edition_published_stays_published() -> None:
    first, now = publish(_record(92, 90, due=100), LIMIT)
    assert first.kept == now.kept == Count(Decimal(90))
    assert now.due.hidden
    assert now.let_down == Count(hidden=True)


@pytest.mark.parametrize(
    ("share", "let_down", "hidden"),
    # Two of five, and three in all of which one was kept; four of 200 leave nothing small.
    [("60", 2, True), ("25", 6, True), ("98", 4, True), ("96", 8, False), ("100", 0, False)],
)
def test_a_share_that_would_tell_a_small_count_is_hidden(share: str, let_down: int, hidden: bool) -> None:
    [figures] = publish(Delivery(share=Decimal(share), let_down=Decimal(let_down)), LIMIT, Decimal(95))
    assert (figures.share is None) is hidden
    assert figures.hidden is hidden


def test_a_count_that_was_stated_is_hidden_by_itself() -> None:
    [figures] = publish(Delivery(due=Decimal(200), kept=Decimal(150), let_down=Decimal(3)), LIMIT)
    assert (figures.due, figures.kept) == (Count(Decimal(200)), Count(Decimal(150)))
    assert figures.let_down == Count(hidden=True, fewer_than=LIMIT)
    assert figures.share == 75


@pytest.mark.parametrize(("kept", "refused"), [(197, True), (190, False)])
def test_counts_that_tell_what_a_published_share_means_are_refused(kept: int, refused: bool) -> None:
    was = {"due": None, "kept": None, "share": Decimal("98.5")}
    correction = Correction(date(2026, 3, 1), was, "Counted.")
    record = Delivery(due=Decimal(200), kept=Decimal(kept), corrected=(correction,))
    assert gives_away(record, LIMIT, [Decimal(90)]) is refused


@pytest.mark.parametrize("hide_below", [3, 4])
@pytest.mark.parametrize("target", [None, 75, 90])
def test_a_stated_number_of_people_let_down_rules_no_hidden_count_out(hide_below: int, target: int | None) -> None:
    """It is shown where it differs from due less kept, and that it differs must not leave a single count."""
    stated = [(), *((now,) for now in range(1, 9)), *((was, was + 1) for was in range(1, 8))]
    records = (
        _record(due, kept)._replace(
            let_down=Decimal(people[-1]) if people else None,
            corrected=(Correction(date(2026, 3, 1), {"let_down": Decimal(people[0])}, "Asked again."),)
            if len(people) > 1
            else (),
        )
        for due in range(1, 16)
        for kept in range(due + 1)
        for people in stated
    )
    asked = None if target is None else Decimal(target)
    told = [
        f"{PARTS[part]} of edition {place} of {alike[0]}"
        for alike in _alike(records, hide_below, asked)
        for place, figures in enumerate(publish(alike[0], hide_below, asked))
        for part in (0, 1)
        if (figures.due, figures.kept)[part].hidden and len({_counts(one.editions()[place])[part] for one in alike}) < 2
    ]
    assert not told
