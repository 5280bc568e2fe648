"""The table of a promise's months says each target once, and its figures stand below one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Interim, Kind, Measure, Promise, Term
from service_promises.ledger.promises.target import Direction, NoTarget, Target
from service_promises.pages.parts.month_rows import MonthGroup, month_groups

from tests import made_up
from tests.context import context_of

FIRST = Month(2026, 1)
MINUTES = Measure(kind=Kind.LEVEL, counts="Calls.", source="The log.", figure="Average wait", unit="minutes")
THREE, FOUR, SIX = (Target(f"at most {number}", Direction.AT_MOST, Decimal(number)) for number in (3, 4, 6))


def _term(since: int, target: Target | NoTarget, **more: object) -> Term:
    return Term(since=FIRST.plus(since), promise="We answer.", measure=MINUTES, target=target, **more)  # type: ignore[arg-type] # as each test has them


def _groups(levels: Sequence[str], *terms: Term, reasons: dict[str, int] | None = None) -> tuple[MonthGroup, ...]:
    plain = made_up.ledger()
    promise: Promise = replace(plain.promises["mended"], terms=terms, also_measured=True)
    deliveries = {
        (promise.id, FIRST.plus(index)): Delivery(level=Decimal(level), estimated="The log stopped.")
        for index, level in enumerate(levels)
    }
    ledger = make_ledger(LedgerInput(plain.service, [promise], deliveries), FIRST.plus(len(levels)).first_day)
    context = context_of(ledger)
    entries = [entry for entry in ledger.by_promise[promise.id] if entry.delivery][::-1]
    return month_groups(context, entries, {} if reasons is None else reasons)


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_months_with_one_target_stand_together_newest_first() -> None:
    reworded = replace(_term(1, THREE), promise="We answer you.")
    groups = _groups(["2", "3", "5", "4"], _term(0, THREE), reworded, _term(2, FOUR))
    assert [(_plain(group.target), [row.entry.month for row in group.rows]) for group in groups] == [
        ("Target: at most 4 minutes.", ["2026-04", "2026-03"]),
        ("Target: at most 3 minutes.", ["2026-02", "2026-01"]),
    ]


def test_an_interim_target_is_part_of_what_is_said_once() -> None:
    interim = Interim(SIX, FIRST.plus(1), FIRST.plus(2))
    groups = _groups(["5", "5", "7", "3"], _term(0, FOUR, interim=(interim,)))
    assert [_plain(group.target) for group in groups] == [
        "Target: at most 4 minutes.",
        "Target: at most 4 minutes. Interim target: at most 6 minutes.",
        "Target: at most 4 minutes.",
    ]
    assert [row.interim for group in groups for row in group.rows] == [
        "",
        "interim target not reached",
        "interim target reached",
        "",
    ]


def test_a_schedule_has_each_target_in_its_row() -> None:
    schedule = {FIRST.plus(1): FOUR, FIRST.plus(2): SIX}
    groups = _groups(["1", "2", "3"], _term(1, schedule))  # type: ignore[arg-type] # a schedule
    assert [group.target for group in groups] == ["Each month has a target of its own.", "Not promised then"]
    assert [_plain(row.target) for group in groups for row in group.rows] == [
        "target: at most 6 minutes",
        "target: at most 4 minutes",
        "",
    ]


def test_levels_have_as_many_decimals_as_one_another() -> None:
    groups = _groups(["4", "3.65", "12.5"], _term(0, FOUR))
    assert [_plain(row.delivered) for group in groups for row in group.rows] == [
        "12.50 minutes",
        "3.65 minutes",
        "4.00 minutes",
    ]


def test_a_reason_has_one_number_in_all_groups() -> None:
    reasons: dict[str, int] = {}
    groups = _groups(["4", "3"], _term(0, FOUR), _term(1, THREE), reasons=reasons)
    assert [number for group in groups for row in group.rows for _, number in row.notes] == [1, 1]
    assert reasons == {"The log stopped.": 1}
