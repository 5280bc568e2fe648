"""Saved copies of the data of a small site, and what `promises verify` says of two of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from service_promises.outputs.files.deliveries_by_place_csv import place_rows
from service_promises.outputs.files.deliveries_csv import delivery_rows
from service_promises.outputs.files.ledger_json import ledger_json, sealed_ledger
from service_promises.outputs.files.promises_json import promises_json

from tests.invoke import invoke
from tests.rules.site import write
from tests.sound import ledger_of
from tests.stranger.recompute import recompute


def save_copy(folder: Path, files: Mapping[str, str], as_of: date, *, dated: bool = True) -> Path:
    """The folder of a site as far as `verify` looks into it: the ledger, and beside it the day of judging.

    A stranger comes to the same verdicts by the two files alone.
    """
    ledger = ledger_of(write(folder, {**files}), as_of)
    seals = ledger_json(sealed_ledger(ledger))
    full = promises_json(ledger, delivery_rows(ledger), place_rows(ledger))
    recompute(json.loads(seals), json.loads(full))
    (folder / "data").mkdir()
    (folder / "data/ledger.json").write_text(seals)
    if dated:
        (folder / "data/promises.json").write_text(full)
    return folder


def verify(old: Path, new: Path) -> dict[str, Any]:
    """What `promises verify` answers, as data."""
    done = invoke("verify", "--format", "json", old, new)
    answer: dict[str, Any] = json.loads(done.stdout)
    assert done.exit_code == (answer["result"] == "Past changed in silence")
    return answer
