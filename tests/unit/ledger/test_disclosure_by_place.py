"""Small counts at places: the total and all places but one never give the last away."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from service_promises.ledger.delivery import Delivery, Elsewhere
from service_promises.ledger.ledger import Entry, make_ledger
from service_promises.ledger.made_at import At, Judged
from service_promises.ledger.month import Coverage, Month
from service_promises.ledger.places import Place, Places
from service_promises.ledger.promise import Direction, Kind, Measure, Promise, Target, Term
from service_promises.ledger.service import Service

MONTH = Month(2026, 1)
LIMIT = 3
DUE = (0, 1, 2, 3, 4, 5, 8, 12)
"""What may fall due at a place; readers know of no such list, and take more for possible than these."""
PLACES = Places(places={name: Place(name, name) for name in ("north", "south")})
COUNTS = [(due, kept) for due in DUE for kept in range(due + 1)]

World = tuple[tuple[int, int], ...]
"""What fell due and was kept at each place."""


def _promise(percent: int, judged: Judged) -> Promise:
    measure = Measure(kind=Kind.EACH, counts="pots", source="the book")
    target = Target(f"at least {percent}%", Direction.AT_LEAST, Decimal(percent))
    term = Term(since=MONTH, promise="We mend it.", target=target, measure=measure, judged=judged)
    fields: dict[str, Any] = {"made_to": "all", "because": "b", "concerns": (), "owner": "us", "if_we_fall_short": "x"}
    return Promise(id="pots", at=At("all"), terms=(term,), **fields)


def _whole(world: World, promise: Promise, elsewhere: tuple[int, int] | None = None) -> Entry:
    service = Service(name="A", about="b", for_="c", covers=Coverage(MONTH), reach_us=(), hide_counts_below=LIMIT)
    deliveries = {
        name: Delivery(due=Decimal(due), kept=Decimal(kept))
        for name, (due, kept) in zip(PLACES.places, world, strict=True)
    }
    records = {}
    if elsewhere is not None:
        records["pots", MONTH] = Delivery(elsewhere=Elsewhere(*map(Decimal, elsewhere), "By post."))
    at_places = {("pots", MONTH): deliveries}
    ledger = make_ledger(service, [promise], records, {}, [], date(2026, 3, 1), places=PLACES, at_places=at_places)
    return ledger.entries["pots", MONTH]


def _published(whole: Entry) -> tuple[object, ...]:
    """All that readers see."""
    return tuple((entry.verdict, entry.figures) for entry in (whole, *whole.at_places))


@pytest.mark.parametrize("judged", Judged)
@pytest.mark.parametrize("percent", [50, 75, 100])
def test_every_hidden_count_leaves_two_values_possible(percent: int, judged: Judged) -> None:
    promise = _promise(percent, judged)
    worlds = defaultdict(list)
    for world in product(COUNTS, repeat=2):
        worlds[_published(_whole(world, promise))].append(world)
    for seen, same in worlds.items():
        for place, (_, figures) in enumerate(seen[1:]):  # type: ignore[misc]  # pairs, as they are made above
            for part, name in enumerate(("due", "kept", "let_down")):
                if getattr(figures, name).hidden:
                    values = {(*world[place], world[place][0] - world[place][1])[part] for world in same}
                    assert len(values) > 1, (same, name)


def test_nothing_is_hidden_where_no_count_is_small() -> None:
    whole = _whole(((6, 3), (6, 6)), _promise(50, Judged.IN_TOTAL))
    assert [entry.figures and entry.figures.hidden for entry in (whole, *whole.at_places)] == [False, False, False]


def test_a_small_count_at_one_place_hides_those_of_all() -> None:
    whole = _whole(((6, 3), (6, 5)), _promise(50, Judged.IN_TOTAL))
    assert [entry.figures and entry.figures.hidden for entry in (whole, *whole.at_places)] == [True, True, True]


def test_a_small_count_elsewhere_hides_those_of_all_places() -> None:
    whole = _whole(((6, 3), (6, 3)), _promise(50, Judged.IN_TOTAL), elsewhere=(10, 9))
    assert [entry.figures and entry.figures.hidden for entry in (whole, *whole.at_places)] == [True, True, True]
