"""Remedies are counted beside the verdict, and small counts of them can't be worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from service_promises.ledger.delivery import Correction, Delivery, Remedy
from service_promises.ledger.disclosure.disclosure_control import publish
from service_promises.ledger.disclosure.remedy import (
    RemedyCounts,
    needs_new_day,
    people_owed,
    published_part,
    remedy_counts,
)
from service_promises.ledger.rounding import reaches
from service_promises.ledger.verdicts.verdict import people_let_down

FIRST, LATER = date(2026, 3, 1), date(2026, 4, 1)
COUNTED = ("owed", "given", "unasked", "waiting", "late")

Version = Delivery
"""A record as one version of the site has it."""


def _record(due: int, kept: int, remedy: Remedy | None = None, /, **was: int) -> Delivery:
    old = {key: Decimal(figure) for key, figure in was.items()}
    corrected = (Correction(FIRST, old, "Counted again."),) if was else ()
    return Delivery(due=Decimal(due), kept=Decimal(kept), remedy=remedy, corrected=corrected)


def _before(record: Delivery) -> Delivery:
    """The record in the version of the site before its correction."""
    return record.editions()[0]._replace(corrected=(), remedy=record.remedy)


def _remedies(let_down: int | None, most: int, parts: Iterable[str] = ("unasked", "late")) -> Iterator[Remedy]:
    """Every remedy that the rules let through beside so many let down."""
    for owed in (None, *range(most + 1)):
        top = let_down if owed is None else owed
        for given in range((most if top is None else top) + 1):
            numbers = [(None, *range(given + 1)) if part in parts else (None,) for part in ("unasked", "late")]
            for unasked, late in product(*numbers):
                yield Remedy(*(None if count is None else Decimal(count) for count in (owed, given, unasked, late)))


def _published(version: Version, hide_below: int, target: Decimal) -> object:
    """All that a reader sees of a record in a version of the site."""
    editions = version.editions()
    verdicts = tuple(_verdict(edition, target) for edition in editions)
    return (
        publish(version, hide_below, target),
        verdicts,
        remedy_counts(version, hide_below),
        published_part(version, "remedy", hide_below),
    )


def _verdict(edition: Delivery, target: Decimal) -> object:
    due, kept = edition.due, edition.kept
    if due is None or kept is None:
        return edition.share is not None and edition.share >= target, people_let_down(edition) == 0
    return due == 0, reaches(kept, due, target), kept == due


def _counts(version: Version) -> dict[str, Decimal | None]:
    remedy = version.remedy
    assert remedy is not None
    owed = people_owed(remedy, version)
    assert remedy.given is not None
    waiting = None if owed is None else owed - remedy.given
    return dict(zip(COUNTED, (owed, remedy.given, remedy.unasked, waiting, remedy.late), strict=True))


History = tuple[Version, ...]
"""The versions of the site, oldest first."""


def _told(
    histories: Iterable[History], hide_below: int, target: Decimal, counted: tuple[str, ...] = COUNTED
) -> Iterator[str]:
    """The hidden counts for which all that readers saw leaves a single value."""
    alike: dict[object, list[History]] = defaultdict(list)
    for history in histories:
        alike[tuple(_published(version, hide_below, target) for version in history)].append(history)
    for group in alike.values():
        for place, version in enumerate(group[0]):
            counts = remedy_counts(version, hide_below)
            if counts is not None and counts.hidden:
                values = [_counts(history[place]) for history in group]
                for name in counted:
                    if len({one[name] for one in values}) < 2:
                        yield f"{name} in version {place} of {group[0]}"


@pytest.mark.parametrize(("hide_below", "target", "most"), [(3, 50, 7), (3, 100, 6), (4, 90, 6)])
def test_two_values_are_left_for_every_hidden_count_of_a_remedy(hide_below: int, target: int, most: int) -> None:
    histories = (
        (_record(due, kept, remedy),)
        for due in range(1, most + 1)
        for kept in range(due + 1)
        for remedy in _remedies(due - kept, most)
    )
    assert list(_told(histories, hide_below, Decimal(target))) == []


@pytest.mark.parametrize(("hide_below", "most"), [(3, 14), (4, 14), (5, 14)])
def test_two_values_are_left_for_readers_who_know_that_all_let_down_are_owed_it(hide_below: int, most: int) -> None:
    histories = (
        (_record(20 + let_down, 20, remedy),)
        for let_down in range(most + 1)
        for remedy in _remedies(let_down, -1, ("unasked",))
    )
    assert list(_told(histories, hide_below, Decimal(90), ("given", "waiting", "unasked"))) == []


def test_two_values_are_left_where_only_a_share_is_known() -> None:
    shares = (Decimal(share) for share in (0, 5, 25, 50, 75, 90, 99, 100))
    people = (None, *map(Decimal, range(8)))
    histories = (
        (Delivery(share=share, let_down=let_down, remedy=remedy),)
        for share, let_down in product(shares, people)
        for remedy in _remedies(None if let_down is None else int(let_down), 8, ("unasked",))
    )
    assert list(_told(histories, 3, Decimal(90), COUNTED[:-1])) == []


def _corrections_of_kept(most: int) -> Iterator[tuple[int, int, dict[str, int]]]:
    for due in range(1, most + 1):
        yield from ((due, kept, {"kept": was}) for kept, was in product(range(due + 1), repeat=2) if was != kept)


def _corrections_of_due(most: int) -> Iterator[tuple[int, int, dict[str, int]]]:
    for kept in range(most + 1):
        dues = range(max(kept, 1), most + 1)
        yield from ((due, kept, {"due": was}) for due, was in product(dues, repeat=2) if was != due)


Corrections = Callable[[int], Iterator[tuple[int, int, dict[str, int]]]]


@pytest.mark.parametrize("corrections", [_corrections_of_kept, _corrections_of_due])
def test_a_correction_of_the_figures_leaves_two_values_of_the_same_remedy(corrections: Corrections) -> None:
    """The counts that readers saw before are those of now where they carry no newer day."""
    records = (
        _record(due, kept, remedy, **was)
        for due, kept, was in corrections(6)
        for remedy in _remedies(min(due - kept, was.get("due", due) - was.get("kept", kept)), 6, ("unasked",))
    )
    histories = ((_before(record), record) for record in records if not needs_new_day(record, 3))
    assert list(_told(histories, 3, Decimal(90), COUNTED[:-1])) == []


def test_a_remedy_of_a_new_day_leaves_two_values_of_both() -> None:
    """A new day may bring any counts, so those of before say nothing of those of now."""
    histories = (
        (_record(10 + let_down, 10, old), _record(10 + let_down, 10, new._replace(updated=LATER)))
        for let_down in (0, 1, 3, 4, 5)
        for old, new in product(_remedies(let_down, 4, ("unasked",)), repeat=2)
    )
    assert list(_told(histories, 3, Decimal(90), COUNTED[:-1])) == []


def test_a_correction_that_hides_counts_that_were_published_needs_a_new_day() -> None:
    remedy = Remedy(given=Decimal(10), unasked=Decimal(10))
    record = _record(40, 29, remedy, kept=30)
    assert remedy_counts(_before(record), 3) == RemedyCounts(Decimal(10), Decimal(10), Decimal(10), None)
    assert needs_new_day(record, 3), "that eleven less ten are waiting would be known"
    assert not needs_new_day(record._replace(remedy=remedy._replace(updated=FIRST)), 3)
    assert not needs_new_day(record, 0)


def test_what_was_hidden_beside_earlier_figures_stays_hidden() -> None:
    remedy = Remedy(given=Decimal(8))
    record = _record(40, 20, remedy, kept=30)
    counts = remedy_counts(record, 3)
    assert counts is not None
    assert counts.hidden, "two of ten were waiting, and the same eight have had it"
    assert not needs_new_day(record, 3)


@pytest.mark.parametrize(
    ("remedy", "hidden"),
    [
        (Remedy(given=Decimal(10), unasked=Decimal(10), late=Decimal(0)), False),
        (Remedy(given=Decimal(0)), False),
        (Remedy(given=Decimal(7), unasked=Decimal(4), late=Decimal(3)), False),
        (Remedy(given=Decimal(8)), True),
        (Remedy(given=Decimal(10), unasked=Decimal(9)), True),
        (Remedy(given=Decimal(10), late=Decimal(9)), True),
        (Remedy(given=Decimal(10), late=Decimal(1)), True),
        (Remedy(owed=Decimal(9), given=Decimal(9)), True),
        (Remedy(owed=Decimal(0), given=Decimal(0)), False),
    ],
)
def test_one_small_count_hides_all_of_a_remedy(remedy: Remedy, hidden: bool) -> None:
    record = _record(40, 30, remedy._replace(paid="£20", updated=LATER))
    counts = remedy_counts(record, 3)
    assert counts is not None
    assert counts.hidden is hidden
    if hidden:
        assert (*counts[:4], counts.waiting) == (None,) * 5
        assert published_part(record, "remedy", 3) == Remedy(updated=LATER)
    assert remedy_counts(record, 0) == RemedyCounts(
        Decimal(10) if remedy.owed is None else remedy.owed, *remedy[1:4], hidden=False
    )


def test_whoever_is_owed_a_remedy_is_who_was_let_down_unless_it_says_otherwise() -> None:
    given = Remedy(given=Decimal(3))
    assert people_owed(given, _record(20, 15)) == 5
    assert people_owed(given, Delivery(level=Decimal(9), let_down=Decimal(7))) == 7
    assert people_owed(given, Delivery(level=Decimal(9))) is None
    assert people_owed(given._replace(owed=Decimal(4)), _record(20, 15)) == 4


def test_at_a_place_a_remedy_is_hidden_wherever_small_counts_are() -> None:
    """Ten at one place, and 14 in all, would tell the four of another."""
    record = _record(40, 30, Remedy(given=Decimal(10), paid="£20"))
    assert remedy_counts(record, 3, at_place=True) == RemedyCounts(None, None, None, None, hidden=True)
    assert published_part(record, "remedy", 3, at_place=True) == Remedy()
    assert remedy_counts(record, 0, at_place=True) == RemedyCounts(Decimal(10), Decimal(10), None, None)
