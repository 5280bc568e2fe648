"""A copy of the ledger in which every hash holds, and whose records are not where they were published."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from service_promises.outputs.files.ledger_json import ledger_json, sealed_ledger
from service_promises.pages.views.ledger_recipe import RECIPE_CODE

from tests import made_up
from tests.invoke import invoke

Forgery = Callable[[dict[str, Any]], object]
"""What is done to the months of a copy."""


def _hash(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _exchanged(months: dict[str, Any]) -> None:
    january, february = months["2026-01"]["records"], months["2026-02"]["records"]
    january["mended"], february["mended"] = february["mended"], january["mended"]


def _moved(months: dict[str, Any]) -> None:
    months["2026-05"]["records"]["answered"] = months["2026-02"]["records"].pop("answered")


def _emptied(months: dict[str, Any]) -> None:
    months["2026-01"]["records"]["mended"]["chain"].clear()


def _without_its_first_link(months: dict[str, Any]) -> None:
    months["2026-03"]["records"]["mended"]["chain"].pop(0)


def _first_link_twice(months: dict[str, Any]) -> None:
    chain = months["2026-03"]["records"]["mended"]["chain"]
    chain.insert(0, chain[0])


def _newest(entry: dict[str, Any]) -> dict[str, Any]:
    over = {**entry, "chain": entry["chain"][-1]["hash"] if entry["chain"] else ""}
    if "terms" in entry:
        over["terms"] = {since: _newest(term) for since, term in entry["terms"].items()}
    return over


def _sealed_again(ledger: dict[str, Any]) -> None:
    """Make the hashes over the records hold again, as whoever forges a copy can by the recipe."""
    over: dict[str, Any] = {kind: _newest(ledger[kind]) for kind in ("service", "places") if kind in ledger}
    over["months"] = {}
    for kind in ("promises", "fixes", "pledges"):
        over[kind] = {name: _newest(entry) for name, entry in ledger[kind].items()}
    for month, there in ledger["months"].items():
        records = {name: _newest(record) for name, record in there["records"].items()}
        content = {key: value for key, value in there.items() if key != "hash"}
        there["hash"] = _hash({**content, "month": month, "records": records})
        over["months"][month] = there["hash"]
    ledger["site"] = _hash(over)


@pytest.mark.parametrize(
    ("forge", "named"),
    [
        (_exchanged, "was changed after it was published: the hash of mended in 2026-01"),
        (_moved, "was changed after it was published: the hash of answered in 2026-05"),
        (_emptied, "is not a whole copy of data/ledger.json: what stands at months.2026-01.records.mended.chain"),
        (_without_its_first_link, "was changed after it was published: the hash of mended in 2026-03"),
        (_first_link_twice, "was changed after it was published: the hash of mended in 2026-03"),
    ],
)
def test_a_forged_copy_is_refused_by_verify_and_by_the_recipe(tmp_path: Path, forge: Forgery, named: str) -> None:
    honest, forged = tmp_path / "honest.json", tmp_path / "forged.json"
    honest.write_text(ledger_json(sealed_ledger(made_up.ledger())))
    ledger = json.loads(honest.read_text())
    forge(ledger["months"])
    _sealed_again(ledger)
    forged.write_text(json.dumps(ledger))
    for pair in ((honest, forged), (forged, honest)):
        done = invoke("verify", *pair)
        assert done.exit_code == 1
        assert f"{forged} {named}" in done.stderr
    assert _by_the_recipe(honest) == 0
    assert _by_the_recipe(forged) == 1


def test_sealing_again_changes_nothing_in_an_honest_copy(tmp_path: Path) -> None:
    ledger = json.loads(ledger_json(sealed_ledger(made_up.ledger())))
    again = json.loads(json.dumps(ledger))
    _sealed_again(again)
    assert again == ledger


def _by_the_recipe(copy: Path) -> int:
    program = [sys.executable, "-c", RECIPE_CODE, str(copy)]
    return subprocess.run(program, capture_output=True, check=False).returncode
