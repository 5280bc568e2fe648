"""`data/promises.json` is what its published schema says, in every part."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from service_promises.outputs.files.promises_json import VERSION
from service_promises.outputs.site import make_site
from service_promises.source.read_files import read
from service_promises.source.schemas import PROMISES, promises_schema

from tests import made_up

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("folder", ["", "examples", None])
def test_the_schema_is_true(folder: str | None) -> None:
    ledger = made_up.ledger() if folder is None else read(ROOT / folder, date(2026, 11, 26)).ledger
    assert ledger is not None
    schema = json.loads(promises_schema())
    Draft202012Validator.check_schema(schema)
    data = json.loads(make_site(ledger, [ROOT / "templates"], None).files["data/promises.json"]())
    faults = [f"{error.json_path}: {error.message[:200]}" for error in Draft202012Validator(schema).iter_errors(data)]
    assert faults == []
    assert not Draft202012Validator(schema).is_valid({**data, "promises": [{"id": "x"}]})


def test_its_name_has_the_version() -> None:
    assert f"promises-{VERSION}.schema.json" == PROMISES
