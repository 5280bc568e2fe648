"""A program of a stranger works every hash out again, and finds every one that is of something else."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from service_promises.outputs.site import make_site

from tests.made_up import ledger
from tests.sound import ledger_of
from tests.stranger import recompute

ROOT = Path(__file__).parents[2]
PROGRAM = Path(recompute.__file__)
AS_OF = date(2026, 11, 26)


@pytest.fixture(scope="module", params=["examples", "."])
def data(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a real site."""
    ledger = ledger_of(ROOT / request.param, AS_OF)
    site = make_site(ledger, [ROOT / "templates"], "https://example.org/")
    folder = tmp_path_factory.mktemp("data")
    for name in ("ledger.json", "promises.json"):
        (folder / name).write_bytes(site.files[f"data/{name}"]())
    return folder


def test_it_knows_nothing_of_ours() -> None:
    assert "service_promises" not in PROGRAM.read_text()
    assert "from tests" not in PROGRAM.read_text()


def test_every_hash_is_worked_out_again(data: Path) -> None:
    done = subprocess.run([sys.executable, str(PROGRAM), str(data)], capture_output=True, text=True, check=True)
    hashes = (data / "ledger.json").read_text().count('"hash":"')
    quotations = sum(
        len(record.get("quotations", ()))
        for month in json.loads((data / "ledger.json").read_text())["months"].values()
        for record in month["records"].values()
    )
    assert done.stdout.startswith(f"{hashes + quotations + 1} hashes, all as they should be")


def test_counts_that_are_all_hidden_are_in_the_data_without_their_values() -> None:
    """Or the ledger would hash what nothing else says is there."""
    site = make_site(ledger(), [ROOT / "templates"], "https://example.org/")
    hashed, published = (json.loads(site.files[f"data/{name}.json"]()) for name in ("ledger", "promises"))
    [mended] = [promise for promise in published["promises"] if promise["id"] == "mended"]
    [record] = [record for record in mended["delivered"] if record["month"] == "2026-04"]
    assert record["questions"] == {}
    assert record["remedy"] == {"updated": "2026-06-02"}
    recompute.recompute(hashed, published)


def test_a_change_of_any_value_is_found(data: Path) -> None:
    """Each kind of value in the ledger, changed once, and each fact in what the site says, changed once."""
    ledger, published = (json.loads((data / name).read_text()) for name in ("ledger.json", "promises.json"))
    recompute.recompute(ledger, published)
    kinds = set()
    for way in _ways(ledger):
        kind = tuple(step for step in way if isinstance(step, str) and len(step) < 20 and step.isidentifier())
        if kind not in kinds:
            kinds.add(kind)
            with pytest.raises((SystemExit, KeyError)):
                recompute.recompute(_changed(ledger, way), published)
    assert len(kinds) > 20


def _ways(value: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        if isinstance(item, dict | list):
            yield from _ways(item, (*above, key))
        else:
            yield (*above, key)


def _changed(value: Any, way: tuple[str | int, ...]) -> Any:
    value = copy.deepcopy(value)
    *above, last = way
    holder = value
    for step in above:
        holder = holder[step]
    holder[last] = f"{holder[last]}0" if isinstance(holder[last], str) else 77
    return value
