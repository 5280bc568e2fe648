from datetime import date
from decimal import Decimal

import pytest
from service_promises.ledger.commitments.commitment import CommitmentState, Done, Dropped, Move
from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.delivery import Correction, Delivery
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind, Term
from service_promises.ledger.promises.target import EVERY_TIME
from service_promises.ledger.verdicts.verdict import Verdict, judge

from tests import strategies as our

FIRST, NOW = date(2026, 3, 31), date(2026, 9, 30)


def _fix(**changed: object) -> Fix:
    moved = (Move(date(2026, 3, 1), FIRST, NOW, "It took longer."),)
    return Fix(**{"id": "f", "we_will": "mend", "after": (), "by": NOW, "owner": "us", "moved": moved, **changed})


@pytest.mark.parametrize(
    ("changed", "as_of", "state"),
    [
        ({}, FIRST, CommitmentState.PROMISED),
        ({}, date(2026, 4, 1), CommitmentState.OVERDUE),
        ({"done": Done(FIRST)}, NOW, CommitmentState.KEPT),
        ({"done": Done(date(2026, 4, 1))}, NOW, CommitmentState.LATE),
        ({"dropped": Dropped(FIRST, "It rained.")}, NOW, CommitmentState.DROPPED),
        ({"moved": (), "by": FIRST}, FIRST, CommitmentState.PROMISED),
    ],
)
def test_a_fix_is_judged_by_the_first_date_promised(
    changed: dict[str, object], as_of: date, state: CommitmentState
) -> None:
    assert _fix(**changed).state(as_of) is state


def test_the_editions_of_a_record_are_what_was_published_each_time() -> None:
    d = Decimal
    corrected = (
        Correction(date(2026, 2, 1), {"due": d(100), "kept": d(90)}, "Counted twice."),
        Correction(date(2026, 3, 1), {"kept": d(80), "estimated": None}, "Two were not kept."),
    )
    record = Delivery(due=d(95), kept=d(78), estimated="A guess.", corrected=corrected)
    stood = [(edition.due, edition.kept, edition.estimated) for edition in record.editions()]
    assert stood == [(d(100), d(90), False), (d(95), d(80), False), (d(95), d(78), "A guess.")]


def test_a_month_has_no_verdict_on_its_own_last_day() -> None:
    promise = our.promise_of((Term(since=our.FIRST, promise="w", measure=our.measure(Kind.DONE), target=EVERY_TIME),))
    assert judge(promise, Month(2026, 2), None, our.OPEN, date(2026, 2, 28)) is None
    over = judge(promise, Month(2026, 2), None, our.OPEN, date(2026, 3, 1))
    assert over is not None
    assert over.verdict is Verdict.AWAITED
