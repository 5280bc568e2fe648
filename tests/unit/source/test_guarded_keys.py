"""The ledger covers every key that does not change freely, by its guard and no other list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from service_promises.ledger.hashes.guarded_keys import KeyGroups
from service_promises.outputs.files.ledger_json import ledger_json, sealed_ledger
from service_promises.source.documents.base import Guard
from service_promises.source.documents.declared import PromiseFile, TermKeys
from service_promises.source.documents.delivered import MonthFile, Record
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.guarded_keys import DAYS, GUARDED_KEYS
from service_promises.source.documents.keys import Key, Model, keys_of
from service_promises.source.documents.pledge import PledgeFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.ledger_copy_schema import LEDGERS
from service_promises.source.schemas import ledger_schema

from tests.sound import ledger_of

ROOT = Path(__file__).parents[3]
KINDS: list[tuple[Model, KeyGroups, set[str]]] = [
    (ServiceFile, GUARDED_KEYS.service, {"corrected"}),
    (PromiseFile, GUARDED_KEYS.promise, {"corrected", "promise", "measure", "terms", "at", "not_at"}),
    (TermKeys, GUARDED_KEYS.term, set()),
    (MonthFile, GUARDED_KEYS.month, {"month", "delivered", "reported", "told"}),
    (Record, GUARDED_KEYS.record, {"corrected", "by_place"}),
    (FixFile, GUARDED_KEYS.fix, {"corrected"}),
    (PledgeFile, GUARDED_KEYS.pledge, {"corrected"}),
]
"""Each document, its groups, and what is hashed as a link, in a term or record, or as what holds everything else."""


@pytest.mark.parametrize(("model", "groups", "structure"), KINDS)
def test_each_key_is_covered_once_unless_it_changes_freely(
    model: Model, groups: KeyGroups, structure: set[str]
) -> None:
    days = {way[0] for way in groups.dated.values() if len(way) == 1}
    covered = [*groups.chain, *groups.dated, *groups.once, *days, *structure]
    assert len(covered) == len(set(covered))
    free = {key.name for key in keys_of(model).values() if key.guard is Guard.FREELY}
    assert set(covered) == keys_of(model).keys() - free


@pytest.mark.parametrize(("model", "groups", "structure"), KINDS)
def test_what_changes_with_a_new_day_has_its_day(model: Model, groups: KeyGroups, structure: set[str]) -> None:
    for name, way in groups.dated.items():
        assert DAYS[name] == way
        keys, key = keys_of(model), None
        for step in way:
            key = keys[step]
            keys = keys_of(key.document) if key.document else {}
        assert key is not None
        assert key.scalar is not None


def _freely(model: Model, above: tuple[str, ...] = ()) -> Iterator[tuple[Key, tuple[str, ...]]]:
    for key in keys_of(model).values():
        if key.guard is Guard.FREELY and above:
            yield key, above
        elif key.document and key.guard is not Guard.FREELY:
            yield from _freely(key.document, (*above, key.name))


@pytest.mark.parametrize(("model", "groups", "structure"), KINDS)
def test_what_changes_freely_within_a_key_is_left_out(model: Model, groups: KeyGroups, structure: set[str]) -> None:
    for key, above in _freely(model):
        if above[0] not in structure:
            tree = groups.free
            for step in above:
                tree = tree[step]
            assert tree[key.name] == {}


@pytest.mark.parametrize("site", ["examples", "."])
def test_the_schema_of_the_ledger_is_true(site: str) -> None:
    seals = sealed_ledger(ledger_of(ROOT / site, date(2026, 11, 26)))
    schema, ledger = json.loads(ledger_schema()), json.loads(ledger_json(seals))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(ledger)
    LEDGERS[2].validate_python(ledger)
    assert not Draft202012Validator(schema).is_valid({**ledger, "site": "x"})
