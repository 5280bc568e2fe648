"""Promises that lists would call the same are told apart by what they differ in."""

from __future__ import annotations

from typing import Any

import pytest
from service_promises.ledger.periods.month import Month
from service_promises.ledger.plain_data import data_of
from service_promises.ledger.promises.names import with_distinctions
from service_promises.ledger.promises.promise import Concern, Kind, Measure, Promise, Term
from service_promises.ledger.promises.target import NO_TARGET

AREAS = {"tax": "Tax", "roads": "Roads"}


def _promise(name: str, wording: str = "We answer within a day.", **changed: Any) -> Promise:
    measure = Measure(kind=Kind.DONE, counts="Letters.", source="The book.")
    term = Term(since=Month(2026, 1), promise=wording, measure=measure, target=NO_TARGET)
    common = {"made_to": "everybody", "because": "x", "concerns": (Concern.ON_TIME,), "owner": "us"}
    return Promise(**{"id": name, "terms": (term,), "if_we_fall_short": "Tea.", **common, **changed})


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ({"area": "tax"}, {"area": "roads"}, ["We answer within a day (Tax)", "We answer within a day (Roads)"]),
        (
            {"made_to": "Callers."},
            {"made_to": "visitors"},
            ["We answer within a day (Callers)", "We answer within a day (visitors)"],
        ),
        ({"owner": "desk"}, {"owner": "shop"}, ["We answer within a day (desk)", "We answer within a day (shop)"]),
        ({}, {}, ["We answer within a day (a)", "We answer within a day (b)"]),
        ({"short": "Letters", "area": "tax"}, {"short": "letters", "area": "roads"}, ["Letters (Tax)", "letters (Roads)"]),
        ({"short": "Letters"}, {}, ["Letters", "We answer within a day."]),
        ({}, {"ends": Month(2026, 3)}, ["We answer within a day.", "We answer within a day."]),
        ({}, {"wording": "We answer within two days."}, ["We answer within a day.", "We answer within two days."]),
    ],
)  # fmt: skip
def test_promises_of_one_name_are_told_apart(one: dict[str, Any], other: dict[str, Any], names: list[str]) -> None:
    promises = [_promise("a", **one), _promise("b", **other)]
    apart = list(with_distinctions(promises, AREAS))
    assert [promise.name_in(None) for promise in apart] == names
    assert data_of(apart) == data_of(promises)  # it is no fact: nothing that is published as data has it
