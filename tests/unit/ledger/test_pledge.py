"""A pledge is judged by its first date, and its progress tells no small count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from service_promises.ledger.commitments.commitment import CommitmentState, Done, Dropped, Move, overdue_first
from service_promises.ledger.commitments.pledge import Pledge, Progress, published_pledge
from service_promises.ledger.delivery import Correction
from service_promises.ledger.plain_data import data_of

BY = date(2030, 3, 31)


def pledge(**changed: Any) -> Pledge:
    return Pledge(**{"id": "p", "we_will": "Plant.", "by": BY, "owner": "us", "because": "Shade.", **changed})


TWICE = (Move(date(2029, 1, 1), BY, date(2030, 9, 30), "Ice."), Move(date(2030, 9, 1), date(2030, 9, 30), date(2031, 1, 31), "Snow."))  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "as_of", "state"),
    [
        ({}, date(2020, 1, 1), CommitmentState.PROMISED),
        ({}, BY, CommitmentState.PROMISED),
        ({}, date(2030, 4, 1), CommitmentState.OVERDUE),
        ({"done": Done(date(2026, 3, 1))}, date(2026, 3, 1), CommitmentState.KEPT),
        ({"done": Done(BY)}, BY, CommitmentState.KEPT),
        ({"done": Done(date(2030, 4, 1))}, date(2030, 4, 1), CommitmentState.LATE),
        ({"done": Done(BY, told=date(2030, 4, 1))}, date(2030, 5, 1), CommitmentState.LATE),
        ({"by": date(2031, 1, 31), "moved": TWICE}, date(2030, 3, 31), CommitmentState.PROMISED),
        ({"by": date(2031, 1, 31), "moved": TWICE}, date(2030, 4, 1), CommitmentState.OVERDUE),
        ({"by": date(2031, 1, 31), "moved": TWICE, "done": Done(date(2031, 1, 1))}, date(2031, 2, 1), CommitmentState.LATE),
        ({"dropped": Dropped(date(2030, 4, 1), "Dear.")}, date(2031, 1, 1), CommitmentState.DROPPED),
    ],
)  # fmt: skip
def test_a_pledge_is_judged_by_the_first_date_promised(
    changed: dict[str, Any], as_of: date, state: CommitmentState
) -> None:
    assert pledge(**changed).state(as_of) is state


def test_the_overdue_come_first_and_of_a_state_the_first_due() -> None:
    pledges = [
        pledge(id="kept", done=Done(BY)),
        pledge(id="later", by=date(2031, 1, 1)),
        pledge(id="sooner"),
        pledge(id="overdue", by=date(2026, 1, 1)),
        pledge(id="dropped", dropped=Dropped(BY, "Dear.")),
    ]
    as_of = date(2026, 1, 2)
    assert [one.id for one in overdue_first(pledges, as_of)] == ["overdue", "sooner", "later", "kept", "dropped"]


LIMIT = 3
FIGURES = [Decimal(number) for number in range(LIMIT + 3)]


def _progress(figures: tuple[Decimal, ...]) -> tuple[Progress, ...]:
    return tuple(Progress(date(2026, month, 1), figure) for month, figure in enumerate(figures, start=1))


def _cases() -> Iterator[tuple[tuple[Decimal, ...], Pledge]]:
    """Every pledge with up to three figures that files can hold, with all that no reader may work out of it."""
    for number, target, is_done in product(range(4), [None, *FIGURES[1:]], (False, True)):
        for figures in combinations_with_replacement(FIGURES, number):
            if not is_done or target is None or (figures and figures[-1] >= target):
                done = Done(BY) if is_done else None
                yield figures, pledge(target=target, unit="trees", progress=_progress(figures), done=done)


def _corrected_cases() -> Iterator[tuple[tuple[Decimal, ...], Pledge]]:
    """The same with a correction, as the figures differ before and after it."""
    for number, target in product((1, 2), [None, *FIGURES[1:]]):
        lists = list(combinations_with_replacement(FIGURES, number))
        for old, new in product(lists, lists):
            if old != new:
                was, now = ({"progress": data_of(_progress(figures))} for figures in (old, new))
                corrected = (Correction(date(2026, 6, 1), was, "A slip.", now=now),)
                yield ((*old, *new), pledge(target=target, unit="trees", progress=_progress(new), corrected=corrected))


@pytest.mark.parametrize("cases", [_cases, _corrected_cases])
def test_at_least_two_values_stay_possible_for_every_hidden_figure(cases: Any) -> None:
    possible: dict[str, list[tuple[Decimal, ...]]] = defaultdict(list)
    for figures, full in cases():
        possible[repr(published_pledge(full, LIMIT))].append(figures)
    hidden = 0
    for shown, fitting in possible.items():
        assert "Decimal('1')" not in shown.replace("target=Decimal('1')", "")
        for values in zip(*fitting, strict=True):
            few = [value for value in {*values} if 0 < value < LIMIT]
            hidden += len({*values}) > 1
            assert not few or len({*values}) > 1, shown
    assert hidden > 0


def test_what_is_hidden_already_stays_as_it_is() -> None:
    for cases in (_cases, _corrected_cases):
        for _, full in cases():
            hidden = published_pledge(full, LIMIT)
            assert published_pledge(hidden, LIMIT) == hidden


def test_without_a_limit_every_figure_is_published() -> None:
    full = pledge(target=Decimal(2), progress=_progress((Decimal(1),)))
    assert published_pledge(full, 0) is full
