"""A key of a file that staff edit is declared once, and nothing that has to know of it forgets it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, get_args, get_type_hints

import pytest
from pydantic import Field
from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.commitments.pledge import Pledge
from service_promises.ledger.delivery import FIGURES_AND_FLAGS, Delivery
from service_promises.ledger.places import Place, Places
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.service import Service
from service_promises.outputs.files.deliveries_by_place_csv import place_rows
from service_promises.outputs.files.deliveries_csv import delivery_rows
from service_promises.outputs.files.promises_json import promises_json
from service_promises.source.documents.base import Guard
from service_promises.source.documents.declared import OldDeclaration, PromiseFile
from service_promises.source.documents.delivered import OldFigures, Record
from service_promises.source.documents.fix import OldFix
from service_promises.source.documents.keys import FILES, Model, guard_of, guarded, keys_of, keys_within
from service_promises.source.documents.places import OldPlaces
from service_promises.source.documents.pledge import OldPledge
from service_promises.source.documents.service import OldService
from service_promises.source.values.scalars import LINE

from tests.sound import ledger_of

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

LEDGER: dict[str, Any] = {
    "service": Service,
    "places": Places,
    "places.places": Place,
    "declared": Promise,
    "delivered.delivered": Delivery,
    "fixes": Fix,
    "pledges": Pledge,
}
"""What the ledger has of a document, by the keys that lead to it."""

OF_A_MONTH = {"delivered.month", "delivered.reported", "delivered.letter", "delivered.revised", "delivered.corrected"}
OF_A_MONTH |= {"delivered.delivered", "delivered.told"}
"""Keys of a month as a whole: the ledger has its records and letters by month."""

OF_PLACES = {"declared.at", "declared.not_at", "declared.terms.judged", "delivered.delivered.by_place"}
OF_PLACES |= {"delivered.delivered.elsewhere", "places"}
"""Keys that no example has yet."""

NOT_IN_THE_LEDGER = OF_A_MONTH | {"declared.promise", "declared.measure", "delivered.delivered.by_place"}
"""Keys that the ledger has elsewhere: what a promise and its measure say is in each of its terms."""

NOT_IN_THE_DATA = OF_A_MONTH - {"delivered.delivered"} | {"declared.measure"} | OF_PLACES
"""Keys that `data/promises.json` has elsewhere, and what is below them."""

CORRECTED = {
    "service": OldService,
    "places": OldPlaces,
    "declared": OldDeclaration,
    "delivered.delivered": OldFigures,
    "fixes": OldFix,
    "pledges": OldPledge,
}
"""The old values that a correction may give, by the keys that lead to what it corrects."""


def forgotten(file: str, document: Model) -> Iterator[str]:
    """Everything that is not said, or not known elsewhere, of the keys of a document."""
    for keys in keys_within(document):
        path = ".".join((file, *(key.name for key in keys)))
        key = keys[-1]
        if not re.fullmatch(r".+[.?]", key.meaning, re.DOTALL):
            yield f"{path}: no meaning, in a sentence"
        if guard_of(keys) is None:
            yield f"{path}: not guarded"
        if key.attribute.removesuffix("_") != key.name:
            yield f"{path}: not called by its key"
        if ".corrected.was." in path:
            continue  # the keys of what is corrected, under which they are looked at
        elsewhere = any(f"{path}.".startswith(f"{one}.") for one in NOT_IN_THE_DATA)
        if not elsewhere and path not in _published():
            yield f"{path}: not in data/promises.json of the example or of our own promises"
        if re.search(rf"^\| `{key.name}`(?: in `[^|]+`)? \|", GUIDE, re.MULTILINE) is None:
            yield f"{path}: not in the tables of CONTRIBUTING.md"
    yield from _not_in_ledger(file, document, LEDGER.get(file))
    yield from _not_corrected(file, document)


def _not_in_ledger(path: str, document: Model, kind: Any) -> Iterator[str]:
    fields = get_type_hints(kind) if kind else {}
    for key in keys_of(document).values():
        below = f"{path}.{key.name}"
        hint = fields.get(key.attribute)
        if hint is None and below not in NOT_IN_THE_LEDGER:
            yield f"{below}: not in the ledger"
        elif key.document is not None and (hint is not None or below in LEDGER) and key.name != "was":
            inner = next(part for part in (*get_args(hint), hint) if part is not NoneType)
            yield from _not_in_ledger(below, key.document, LEDGER.get(below, inner))


def _not_corrected(path: str, document: Model) -> Iterator[str]:
    for key in keys_of(document).values():
        is_corrected = path in CORRECTED and key.guard in (Guard.CORRECTION, Guard.ONCE_WRITTEN)
        if is_corrected and key.name not in keys_of(CORRECTED[path]):
            yield f"{path}.{key.name}: not in the old values of a correction"
        if key.document is not None:
            yield from _not_corrected(f"{path}.{key.name}", key.document)


@cache
def _published() -> frozenset[str]:
    """The keys in the data of the example and of our own promises, each behind those that lead to it."""
    paths: set[str] = set()
    for root in (ROOT / "examples", ROOT):
        ledger = ledger_of(root, date(2026, 11, 26))
        data = json.loads(promises_json(ledger, delivery_rows(ledger), place_rows(ledger)))
        paths |= {
            *_paths(data["service"], "service"),
            *_paths(data["fixes"], "fixes"),
            *_paths(data["pledges"], "pledges"),
            *_paths(data["promises"], "declared"),
            *_paths([promise["delivered"] for promise in data["promises"]], "delivered.delivered"),
            "delivered.delivered",
        }
    return frozenset(paths)


def _paths(value: Any, above: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{above}.{key}"
            yield from _paths(inner, f"{above}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner, above)


@pytest.mark.parametrize("file", FILES)
def test_no_key_is_forgotten(file: str) -> None:
    assert list(forgotten(file, FILES[file].document)) == []


def test_a_key_that_is_forgotten_is_found() -> None:
    class More(PromiseFile):
        greeting: Annotated[str | None, LINE] = Field(default=None)
        redress: Annotated[str | None, LINE, Guard.CORRECTION] = Field(default=None, description="What we give.")

    assert sorted(forgotten("declared", More)) == [
        "declared.greeting: no meaning, in a sentence",
        "declared.greeting: not guarded",
        "declared.greeting: not in data/promises.json of the example or of our own promises",
        "declared.greeting: not in the ledger",
        "declared.greeting: not in the tables of CONTRIBUTING.md",
        "declared.redress: not in data/promises.json of the example or of our own promises",
        "declared.redress: not in the ledger",
        "declared.redress: not in the old values of a correction",
        "declared.redress: not in the tables of CONTRIBUTING.md",
    ]


def test_the_chain_holds_what_changes_only_with_a_correction() -> None:
    assert set(FIGURES_AND_FLAGS) - {"provisional"} == set(guarded(Record, Guard.CORRECTION)) - {
        "customers_said",
        "elsewhere",
    }
