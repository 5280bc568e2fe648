"""Small counts at places: the total and all places but one never give the last away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache, partial
from itertools import pairwise, product
from typing import Any

import pytest
from service_promises.ledger.delivery import Correction, Delivery, Elsewhere, Remedy
from service_promises.ledger.disclosure.disclosure_control import Figures
from service_promises.ledger.entry import Entry, entry_of
from service_promises.ledger.periods.month import Coverage, Month
from service_promises.ledger.places import Place, Places
from service_promises.ledger.promises.made_at import At, WholeRule
from service_promises.ledger.promises.promise import Direction, Kind, Measure, Promise, Target, Term
from service_promises.ledger.service import Service

MONTH = Month(2026, 1)
LIMIT = 3
SERVICE = Service(name="A", about="b", for_="c", covers=Coverage(MONTH), reach_us=(), hide_counts_below=LIMIT)
NAMES = ("north", "south", "east")
PLACES = [Places(places={name: Place(name, name) for name in NAMES[:number]}) for number in range(len(NAMES) + 1)]
DUE = (0, 1, 2, 3, 4, 5, 8, 12)
"""What may fall due at a place; readers know of no such list, and take more for possible than these."""
COUNTS = [(due, kept) for due in DUE for kept in range(due + 1)]

FEWER_COUNTS = [(due, kept) for due, kept in COUNTS if due not in {5, 12}]
CORRECTED_COUNTS = [(due, kept) for due, kept in FEWER_COUNTS if due < 3 or kept not in {2, due // 2}]
FIRST_COUNTS = [(0, 0), (1, 1), (1, 0), (2, 2), (2, 0), (8, 8), (8, 6), (8, 1)]
"""Of a place beside others; with fewer possible worlds less is possible, so that nothing is proved too easily."""

Pair = tuple[int, ...]
"""What fell due and was kept; and how many were let down, where that is stated."""
World = tuple[Pair, ...]
"""The pair of each place, and then those that took the place of the last one, each with a correction."""


def _promise(percent: int, judged: WholeRule) -> Promise:
    measure = Measure(kind=Kind.EACH, counts="pots", source="the book")
    target = Target(f"at least {percent}%", Direction.AT_LEAST, Decimal(percent))
    term = Term(since=MONTH, promise="We mend it.", target=target, measure=measure, judged=judged)
    fields: dict[str, Any] = {"made_to": "all", "because": "b", "concerns": (), "owner": "us", "if_we_fall_short": "x"}
    return Promise(id="pots", at=At("all"), terms=(term,), **fields)


def _delivery(*pairs: Pair, **more: Any) -> Delivery:
    """The record of a place, with a correction from each pair to the next that names what changed."""
    corrections = [
        Correction(
            date(2026, 2, 20), {key: before.get(key) for key in _KEYS if before.get(key) != now.get(key)}, "A slip."
        )
        for before, now in pairwise(map(_figures, pairs))
    ]
    return Delivery(**_figures(pairs[-1]), corrected=tuple(corrections), **more)


_KEYS = ("due", "kept", "let_down")


def _figures(pair: Pair) -> dict[str, Decimal]:
    return dict(zip(_KEYS, map(Decimal, pair), strict=False))


def _whole(
    world: World,
    promise: Promise,
    elsewhere: Pair | None = None,
    *,
    places: int = 2,
    record: Delivery | None = None,
    missing: int = 0,
) -> Entry:
    """The month of some places; so many more have not reported."""
    names = NAMES[: places + missing]
    records = [*map(_delivery, world[: places - 1]), _delivery(*world[places - 1 :])]
    if elsewhere is not None:
        record = Delivery(elsewhere=Elsewhere(*map(Decimal, elsewhere), "By post."))
    at_places = dict(zip(names, records, strict=False))
    entry = entry_of(promise, MONTH, record, at_places, PLACES[len(names)], SERVICE, date(2026, 3, 1))
    assert entry is not None
    return entry


def _published(whole: Entry) -> tuple[object, ...]:
    """All that readers see of the newest edition, and what its corrections say."""
    seen: list[object] = []
    for entry in (whole, *whole.place_entries):
        corrected = [sorted(one.was) for one in entry.delivery.corrected] if entry.delivery else []
        record = whole.total_record if entry is whole else None
        seen.append((entry.verdict, entry.editions, str(corrected), record and record.elsewhere, entry.remedy))
    return tuple(seen)


def _seen(world: World, promise: Promise, places: int) -> tuple[object, ...] | None:
    """All that readers see of an edition; None where it is refused."""
    whole = _whole(world, promise, places=places)
    return None if whole.hides_later else _published(whole)


def _assert_open(worlds: Iterable[World], promise: Promise, places: int, pairs: Iterable[int]) -> None:
    """Whether each count of some pairs that is hidden may be one of two in all worlds that look the same."""
    same = defaultdict(list)
    seen_of = cache(partial(_seen, promise=promise, places=places))
    for world in worlds:
        seen = tuple(seen_of(world[:last]) for last in range(places, len(world) + 1))
        if None not in seen:
            same[seen].append(world)
    for alike in same.values():
        whole = _whole(alike[0], promise, places=places)
        if whole.hides_all and any(map(_is_inner, alike)):
            for index in pairs:
                place, edition = min(index, places - 1), max(0, index - places + 1)
                _assert_two_values(whole.place_entries[place].editions[edition], [world[index] for world in alike])


def _is_inner(world: World) -> bool:
    """Whether a world is far from the edge of those that are gone through, beyond which there are more like it."""
    return all(due <= 4 for due, *_ in world)


def _assert_two_values(figures: Figures | None, pairs: Iterable[Pair]) -> None:
    pairs = [(*pair, *([] if len(pair) > 2 else [pair[0] - pair[1]])) for pair in pairs]
    for part, name in enumerate(_KEYS):
        if figures is not None and getattr(figures, name).hidden:
            assert len({pair[part] for pair in pairs}) > 1, (pairs, name)


@pytest.mark.parametrize("judged", WholeRule)
@pytest.mark.parametrize("percent", [50, 75, 100])
def test_every_hidden_count_leaves_two_values_possible(percent: int, judged: WholeRule) -> None:
    _assert_open(product(COUNTS, repeat=2), _promise(percent, judged), 2, [0, 1])


@pytest.mark.parametrize("percent", [50, 75])
def test_three_places_leave_two_values_possible(percent: int) -> None:
    _assert_open(product(FIRST_COUNTS, FEWER_COUNTS, FEWER_COUNTS), _promise(percent, WholeRule.IN_TOTAL), 3, [1, 2])


@pytest.mark.parametrize(
    ("percent", "judged"), [(50, WholeRule.IN_TOTAL), (75, WholeRule.EVERYWHERE), (100, WholeRule.IN_TOTAL)]
)
def test_a_correction_at_a_place_leaves_two_values_possible(percent: int, judged: WholeRule) -> None:
    promise = _promise(percent, judged)
    worlds = product(FIRST_COUNTS, CORRECTED_COUNTS, CORRECTED_COUNTS)
    _assert_open((world for world in worlds if world[1] != world[2]), promise, 2, [1, 2])
    worlds = product(CORRECTED_COUNTS, CORRECTED_COUNTS, FIRST_COUNTS)
    _assert_open((world for world in worlds if world[1] != world[2]), promise, 2, [0, 1])


STATED = [
    (*pair, let_down) for pair in FEWER_COUNTS for let_down in (1, 2, 3, 4) if pair[0] and pair[0] - pair[1] != let_down
]


@pytest.mark.parametrize(
    ("percent", "judged"), [(50, WholeRule.IN_TOTAL), (75, WholeRule.EVERYWHERE), (100, WholeRule.IN_TOTAL)]
)
def test_a_stated_number_of_people_leaves_two_values_possible(percent: int, judged: WholeRule) -> None:
    stated = [*FEWER_COUNTS, *STATED]
    _assert_open(product(FIRST_COUNTS, stated), _promise(percent, judged), 2, [0, 1])


@pytest.mark.parametrize(("percent", "judged"), [(50, WholeRule.IN_TOTAL), (75, WholeRule.EVERYWHERE)])
def test_a_correction_at_one_of_three_places_leaves_two_values_possible(percent: int, judged: WholeRule) -> None:
    worlds = product([(1, 1), (2, 2), (8, 8)], [(2, 0), (8, 1)], FEWER_COUNTS, FEWER_COUNTS)
    _assert_open((world for world in worlds if world[2] != world[3]), _promise(percent, judged), 3, [2, 3])


@pytest.mark.parametrize("percent", [50, 75])
def test_a_correction_of_a_stated_number_leaves_two_values_possible(percent: int) -> None:
    corrected = [pair for pair in (*FEWER_COUNTS, *STATED) if pair[0] in {0, 1, 4, 8} and pair[2:] not in {(2,), (3,)}]
    worlds = product([(1, 1), (2, 2), (8, 8), (8, 6)], corrected, corrected)
    promise = _promise(percent, WholeRule.IN_TOTAL)
    _assert_open((world for world in worlds if world[1] != world[2]), promise, 2, [1, 2])


@pytest.mark.parametrize("percent", [50, 55, 75])
def test_what_belongs_to_no_place_leaves_two_values_possible(percent: int) -> None:
    promise = _promise(percent, WholeRule.IN_TOTAL)
    same = defaultdict(list)
    for north, south, beside in product(FIRST_COUNTS[:3], FEWER_COUNTS, FEWER_COUNTS):
        same[_published(_whole((north, south), promise, beside))].append((north, south, beside))
    for alike in same.values():
        whole = _whole(alike[0][:2], promise, alike[0][2])
        if whole.hides_all and any(map(_is_inner, alike)):
            _assert_two_values(whole.place_entries[1].figures, [world[1] for world in alike])


def test_a_small_count_that_comes_with_a_correction_is_refused() -> None:
    promise = _promise(50, WholeRule.IN_TOTAL)
    assert _whole(((10, 5), (10, 5), (10, 9)), promise).hides_later
    assert not _whole(((10, 5), (10, 9), (10, 5)), promise).hides_later


def test_what_was_hidden_stays_hidden_when_it_is_corrected() -> None:
    whole = _whole(((10, 5), (10, 9), (10, 5)), _promise(50, WholeRule.IN_TOTAL))
    assert [entry.figures and entry.figures.hidden for entry in (whole, *whole.place_entries)] == [True, True, True]
    south = whole.place_entries[1].delivery
    assert south is not None
    assert [sorted(one.was) for one in south.corrected] == [["due", "kept"]], "nobody sees which of them stayed"


def test_a_remedy_of_places_is_never_counted_where_small_counts_are_hidden() -> None:
    remedy = Delivery(remedy=Remedy(given=Decimal(5)))
    whole = _whole(((20, 10), (20, 10)), _promise(50, WholeRule.IN_TOTAL), record=remedy)
    assert whole.remedy is not None
    assert whole.remedy.hidden


def test_nothing_is_hidden_where_no_count_is_small() -> None:
    whole = _whole(((6, 3), (6, 6)), _promise(50, WholeRule.IN_TOTAL))
    assert [entry.figures and entry.figures.hidden for entry in (whole, *whole.place_entries)] == [False, False, False]


def test_a_small_count_at_one_place_hides_those_of_all() -> None:
    whole = _whole(((6, 3), (6, 5)), _promise(50, WholeRule.IN_TOTAL))
    assert [entry.figures and entry.figures.hidden for entry in (whole, *whole.place_entries)] == [True, True, True]


def test_a_small_count_elsewhere_hides_those_of_all_places() -> None:
    whole = _whole(((6, 3), (6, 3)), _promise(50, WholeRule.IN_TOTAL), elsewhere=(10, 9))
    assert [entry.figures and entry.figures.hidden for entry in (whole, *whole.place_entries)] == [True, True, True]


@pytest.mark.parametrize("percent", [50, 75, 100])
def test_a_typed_total_does_not_tell_a_small_count_of_the_place_that_is_missing(percent: int) -> None:
    promise = _promise(percent, WholeRule.IN_TOTAL)
    seen = defaultdict(list)
    for (due, kept), (more, of_them) in product(COUNTS, [pair for pair in COUNTS if pair[0]]):
        typed = Delivery(due=Decimal(due + more), kept=Decimal(kept + of_them))
        whole = _whole(((due, kept),), promise, places=1, missing=1, record=typed)
        seen[_published(whole)].append((more, of_them, more - of_them))
    for same in seen.values():
        for values in map(set, zip(*same, strict=True)):
            assert len(values) > 1 or not 0 < max(values) < LIMIT, same


def test_a_total_of_another_edition_that_is_close_to_the_sum_is_hidden() -> None:
    promise = _promise(50, WholeRule.IN_TOTAL)
    other = {"kept": Decimal(12), "elsewhere": Elsewhere(None, None, "Another edition.")}
    near, far = (
        _whole(((6, 6), (6, 6)), promise, record=Delivery(due=due, **other)) for due in (Decimal(14), Decimal(18))
    )
    assert (near.hides_all, far.hides_all) == (True, False)
    assert not near.hides_later
