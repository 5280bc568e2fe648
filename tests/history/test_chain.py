"""The chain of hashes: worked out again from the recipe on `/data/`, and compared between copies."""

from __future__ import annotations

import hashlib
import itertools
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from service_promises.cli import promises
from service_promises.history.snapshot import InvalidSnapshot, load
from service_promises.history.verify import FindingKind, compare_snapshots
from service_promises.ledger.delivery import Correction, Delivery
from service_promises.ledger.hash_chain import sealed
from service_promises.ledger.ledger import Ledger, make_ledger
from service_promises.ledger.month import Month
from service_promises.outputs.files.ledger_json import ledger_json
from service_promises.pages.views.data import RECIPE_CODE

from tests import made_up

JANUARY = "mended", Month(2026, 1)


def _with(changed: dict[tuple[str, Month], Delivery | None], **service: Any) -> Ledger:
    """The made-up ledger with some of its records replaced."""
    ledger = made_up.ledger()
    records: dict[tuple[str, Month], Delivery | None] = {
        key: entry.delivery for key, entry in ledger.entries.items() if entry.delivery
    }
    records.update(changed)
    return make_ledger(
        replace(ledger.service, **service),
        ledger.promises.values(),
        {key: record for key, record in records.items() if record is not None},
        ledger.letters,
        ledger.fixes.values(),
        ledger.as_of,
    )


def _kept(kept: int, *corrected: Correction, due: int = 200) -> Delivery:
    return Delivery(due=Decimal(due), kept=Decimal(kept), corrected=corrected)


def _correction(day: int, **was: Decimal | None) -> Correction:
    return Correction(date(2026, 6, day), was, f"We counted again on day {day}.")


_ESCAPED = {chr(code): f"\\u{code:04x}" for code in range(32)} | {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}
"""RFC 8785, section 3.2.2.2."""


def _recomputed(text: str) -> dict[tuple[str, str], list[str]]:
    """Every chain, worked out from the words of the recipe and nothing of ours."""

    def canonical(value: Any) -> str:
        if isinstance(value, str):
            return '"' + "".join(_ESCAPED.get(char, char) for char in value) + '"'
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"

    def sha(value: Any) -> str:
        return hashlib.sha256(canonical(value).encode()).hexdigest()

    said = json.loads(text)
    chains: dict[tuple[str, str], list[str]] = {}
    months = {}
    for month, there in said["months"].items():
        newest = {}
        for name, record in there["records"].items():
            chain = chains[name, month] = []
            for link in record["chain"]:
                of = dict(link["of"])
                if chain:
                    assert of["before"] == chain[-1]
                chain.append(sha(of))
            newest[name] = chain[-1]
        months[month] = sha({"month": month, "records": newest})
    assert sha({"months": months}) == said["site"]
    return chains


def test_the_recipe_alone_gives_the_same_chains() -> None:
    ledger = _with({JANUARY: _kept(190, _correction(1, kept=Decimal(188)), _correction(2, due=Decimal(201)))})
    ours = {
        (name, str(month)): [seal.hash for seal in record.seals]
        for month, found in sealed(ledger).months.items()
        for name, record in found.records.items()
    }
    assert _recomputed(ledger_json(ledger)) == ours
    assert len(ours["mended", "2026-01"]) == 3


def test_the_program_on_the_page_runs(tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_text(ledger_json(made_up.ledger()))
    program = [sys.executable, "-c", RECIPE_CODE, str(tmp_path / "ledger.json")]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Every hash belongs to its figures: ")


def test_nothing_depends_on_the_day_of_judging() -> None:
    later = made_up.ledger(as_of=date(2026, 7, 20))
    assert ledger_json(later) == ledger_json(made_up.ledger())


def test_hidden_counts_stay_hidden() -> None:
    text = ledger_json(_with({JANUARY: _kept(199)}))
    january = json.loads(text)["months"]["2026-01"]["records"]["mended"]["chain"][0]["of"]
    assert january["figures"] == {"due": "200", "kept": "hidden", "let_down": "fewer than 3"}


@given(st.lists(st.integers(0, 200), min_size=1, max_size=5))
def test_an_old_chain_is_the_beginning_of_the_new_one(figures: list[int]) -> None:
    chains = []
    for last in range(len(figures)):
        steps = [_correction(day + 1, kept=Decimal(was)) for day, was in enumerate(figures[:last])]
        found = sealed(_with({JANUARY: _kept(figures[last], *steps)}))
        chains.append([seal.hash for seal in found.months[Month(2026, 1)].records["mended"].seals])
    for old, new in itertools.pairwise(chains):
        assert new[: len(old)] == old
        assert len(new) == len(old) + 1


def test_a_corrected_target_breaks_no_chain(tmp_path: Path) -> None:
    """What was first published is in the first link, also where the target was wrong then."""
    ledger = made_up.ledger()
    promise = ledger.promises["mended"]
    first = replace(promise.terms[0], target=promise.terms[1].target)
    changed = replace(
        promise,
        terms=(first, *promise.terms[1:]),
        corrected=(
            Correction(date(2026, 6, 1), {"since": "2026-01", "target": promise.terms[0].target.text}, "A slip."),
        ),
    )
    entries = {
        key: replace(entry, promise=changed if key[0] == "mended" else entry.promise)
        for key, entry in ledger.entries.items()
    }
    new = replace(ledger, promises={**ledger.promises, "mended": changed}, entries=entries)
    code, output = _verify(tmp_path, ledger, new)
    assert code == 0
    assert "mended: on 2026-06-01 the promise itself: since, target; A slip." in output


def _verify(folder: Path, old: Ledger, new: Ledger) -> tuple[int, str]:
    for name, ledger in (("old", old), ("new", new)):
        (folder / name / "data").mkdir(parents=True)
        (folder / name / "data" / "ledger.json").write_text(ledger_json(ledger))
    run = CliRunner().invoke(promises, ["verify", str(folder / "old"), str(folder / "new")])
    return run.exit_code, run.output


def test_verify_the_same_past(tmp_path: Path) -> None:
    code, output = _verify(tmp_path, _with({("mended", Month(2026, 6)): None}), made_up.ledger())
    assert code == 0
    assert output.startswith("Same past.\n")


def test_verify_a_past_corrected_in_the_open(tmp_path: Path) -> None:
    new = _with({JANUARY: _kept(190, _correction(1, kept=Decimal(180)))})
    code, output = _verify(tmp_path, _with({JANUARY: _kept(180)}), new)
    assert code == 0
    assert output.startswith("Past corrected in the open.\n")
    assert "mended, 2026-01: on 2026-06-01: kept was 180, is 190, let_down was 20, is 10; We counted again" in output


def test_verify_a_past_changed_in_silence(tmp_path: Path) -> None:
    code, output = _verify(tmp_path, _with({JANUARY: _kept(180)}), _with({JANUARY: _kept(190)}))
    assert code == 1
    assert output.startswith("Past changed in silence.\n")
    assert "mended, 2026-01: as first published: kept was 180, is 190" in output


def test_verify_a_correction_that_tells_another_past(tmp_path: Path) -> None:
    new = _with({JANUARY: _kept(190, _correction(1, kept=Decimal(185)))})
    assert _verify(tmp_path, _with({JANUARY: _kept(180)}), new)[0] == 1


def test_verify_a_record_that_is_gone(tmp_path: Path) -> None:
    code, output = _verify(tmp_path, made_up.ledger(), _with({("mended", Month(2026, 2)): None}))
    assert code == 1
    assert "mended, 2026-02: the record is gone" in output


def test_verify_a_late_report(tmp_path: Path) -> None:
    late = _kept(190)._replace(reported=date(2026, 4, 1))
    code, output = _verify(tmp_path, _with({JANUARY: None}), _with({JANUARY: late}))
    assert code == 0
    assert output.startswith("Past reported late in the open.\n")
    assert "mended, 2026-01: reported on 2026-04-01, 50 days late" in output


def test_verify_a_silence_that_ends_unsaid(tmp_path: Path) -> None:
    code, output = _verify(tmp_path, _with({JANUARY: None}), _with({JANUARY: _kept(190)}))
    assert code == 1
    assert "was not reported by 2026-02-10, and is there now without saying that it came late" in output


def test_verify_counts_that_are_hidden_now(tmp_path: Path) -> None:
    old = _with({JANUARY: _kept(196)}, hide_counts_below=3)
    new = _with({JANUARY: _kept(196)}, hide_counts_below=5)
    code, output = _verify(tmp_path, old, new)
    assert code == 0
    assert "small counts are hidden" in output
    assert compare_silent(tmp_path / "new", tmp_path / "old")


def compare_silent(old: Path, new: Path) -> bool:
    """Whether the new copy changed the past of the old one in silence."""
    return bool(compare_snapshots(load(old), load(new)).of(FindingKind.SILENT))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"kept":"', '"kept":"1', "the hash of .* does not belong to its figures"),
        ('"version":1', '"version":2', "knows version 1"),
        ('"months"', '"moons"', "not a whole copy"),
        ("{", "", "is not JSON"),
    ],
)
def test_a_copy_that_was_tampered_with_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "ledger.json"
    path.write_text(ledger_json(made_up.ledger()).replace(old, new, 1))
    with pytest.raises(InvalidSnapshot, match=message):
        load(path)
    run = CliRunner().invoke(promises, ["verify", str(path), str(path)])
    assert run.exit_code == 1
