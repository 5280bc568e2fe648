"""Every key that staff can write is published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from service_promises.outputs.files.deliveries_csv import delivery_rows
from service_promises.outputs.files.promises_json import promises_json
from service_promises.source.documents.declared import PromiseFile
from service_promises.source.documents.delivered import MonthFile
from service_promises.source.documents.fix import FixFile
from service_promises.source.documents.service import ServiceFile
from service_promises.source.reading import read

ROOT = Path(__file__).parents[3]

PUBLISHED_AS = {"letter": "letters"}
"""Keys that the data call otherwise, because they gather what stands in many files."""

SHOWN_BY_THE_REAL_SITE = {"published_by"}
"""An organisation that speaks for itself can't have it."""


def _keys_of(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name
        yield from _within(field.annotation)


def _within(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _keys_of(annotation)
    for part in get_args(annotation):
        yield from _within(part)


def _keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _keys_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _keys_in(one)


def _published(root: Path) -> set[str]:
    ledger = read(root, date(2026, 11, 22)).ledger
    assert ledger is not None
    return set(_keys_in(json.loads(promises_json(ledger, delivery_rows(ledger)))))


def test_every_key_of_the_files_is_in_the_data() -> None:
    staff = {key for model in (ServiceFile, PromiseFile, MonthFile, FixFile) for key in _keys_of(model)}
    published = _published(ROOT / "examples")
    missing = {PUBLISHED_AS.get(key, key) for key in staff} - published
    assert missing == SHOWN_BY_THE_REAL_SITE
    assert _published(ROOT) >= SHOWN_BY_THE_REAL_SITE
