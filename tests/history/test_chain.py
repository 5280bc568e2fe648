"""The chain of hashes: worked out again from the recipe on `/data/`, and compared between copies."""

from __future__ import annotations

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
from hypothesis import example, given
from hypothesis import strategies as st
from service_promises.history.verify.snapshot import InvalidSnapshot, load
from service_promises.ledger.delivery import Correction, Delivery
from service_promises.ledger.hashes.hash_chain import canonical
from service_promises.ledger.ledger import Ledger, LedgerInput, make_ledger
from service_promises.ledger.periods.month import Month
from service_promises.outputs.files.ledger_json import ledger_json, sealed_ledger
from service_promises.pages.views.ledger_recipe import RECIPE_CODE

from tests import made_up
from tests.invoke import invoke
from tests.stranger import recompute

JANUARY = "mended", Month(2026, 1)


def _with(changed: dict[tuple[str, Month], Delivery | None], **service: Any) -> Ledger:
    """The made-up ledger with some of its records replaced."""
    ledger = made_up.ledger()
    records: dict[tuple[str, Month], Delivery | None] = {
        key: entry.record for key, entry in ledger.entries.items() if entry.record
    }
    records.update(changed)
    return make_ledger(
        LedgerInput(
            replace(ledger.service, **service),
            ledger.promises.values(),
            {key: record for key, record in records.items() if record is not None},
            ledger.letters,
            ledger.fixes.values(),
            pledges=ledger.pledges.values(),
            places=ledger.places,
            place_deliveries={
                key: {one.place.id: one.delivery for one in whole.place_entries if one.place and one.delivery}
                for key, whole in ledger.entries.items()
            },
        ),
        ledger.as_of,
    )


def _kept(kept: int, *corrected: Correction, due: int = 200) -> Delivery:
    return Delivery(due=Decimal(due), kept=Decimal(kept), corrected=corrected)


def _correction(day: int, **was: Decimal | None) -> Correction:
    return Correction(date(2026, 6, day), was, f"We counted again on day {day}.")


def _chains(ledger: Ledger) -> dict[tuple[str, str], list[str]]:
    return {
        (name, str(month)): [seal.hash for seal in record.seals]
        for month, of_month in sealed_ledger(ledger).months.items()
        for name, record in of_month.records.items()
    }


# Every text and number that can be hashed, and keys as ours are.
_KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,9}", fullmatch=True)
_VALUES = st.recursive(
    st.text() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1),
    lambda values: st.lists(values, max_size=4) | st.dictionaries(_KEYS, values, max_size=4),
    max_leaves=12,
)


@given(_VALUES)
@example("".join(map(chr, range(0x180))) + "\u2028\u2029\ufeff\U0001f600")
@example('\u20ac$\u000f\nA\'B"\\\\"/')  # the text of the example in RFC 8785
def test_our_json_is_canonical(value: object) -> None:
    assert canonical(value) == recompute.canonical(value)


def test_the_stranger_writes_the_example_of_the_standard() -> None:
    assert recompute.canonical('\u20ac$\u000f\nA\'B"\\\\"/') == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\u00f6"]
    ordered = json.loads(recompute.canonical(dict.fromkeys(keys, "")))
    assert list(ordered) == ["\r", "1", "\x80", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_the_program_on_the_page_runs(tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_text(ledger_json(sealed_ledger(made_up.ledger())))
    program = [sys.executable, "-c", RECIPE_CODE, str(tmp_path / "ledger.json")]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Every hash belongs to its facts: ")


def test_nothing_depends_on_the_day_of_judging() -> None:
    later = made_up.ledger(as_of=date(2026, 7, 20))
    assert ledger_json(sealed_ledger(later)) == ledger_json(sealed_ledger(made_up.ledger()))


def test_hidden_counts_stay_hidden() -> None:
    text = ledger_json(sealed_ledger(_with({JANUARY: _kept(199)})))
    january = json.loads(text)["months"]["2026-01"]["records"]["mended"]["chain"][0]["of"]
    assert january["facts"] == {"due": "200", "kept": "hidden", "let_down": "fewer than 3"}


@given(st.lists(st.integers(0, 200), min_size=1, max_size=5))
def test_an_old_chain_is_the_beginning_of_the_new_one(figures: list[int]) -> None:
    chains = []
    for last in range(len(figures)):
        steps = [_correction(day + 1, kept=Decimal(was)) for day, was in enumerate(figures[:last])]
        chains.append(_chains(_with({JANUARY: _kept(figures[last], *steps)}))["mended", "2026-01"])
    for old, new in itertools.pairwise(chains):
        assert new[: len(old)] == old
        assert len(new) == len(old) + 1


def _verify(folder: Path, old: Ledger, new: Ledger) -> tuple[int, str]:
    for name, ledger in (("old", old), ("new", new)):
        (folder / name / "data").mkdir(parents=True)
        (folder / name / "data" / "ledger.json").write_text(ledger_json(sealed_ledger(ledger)))
    run = invoke("verify", folder / "old", folder / "new")
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
    assert output.startswith("Past changed in the open.\n")
    assert "mended, 2026-01: reported on 2026-04-01, 50 days late" in output


def test_verify_a_silence_that_ends_unsaid(tmp_path: Path) -> None:
    code, output = _verify(tmp_path, _with({JANUARY: None}), _with({JANUARY: _kept(190)}))
    assert code == 1
    assert "was not reported by 2026-02-10, and is there now without saying that it came late" in output


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"kept":"', '"kept":"1', "the hash of .* does not belong to its figures"),
        ('"version":2', '"version":3', "knows versions 1 and 2"),
        ('"months"', '"moons"', "not a whole copy"),
        ("{", "", "is not JSON"),
    ],
)
def test_a_copy_that_was_tampered_with_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "ledger.json"
    path.write_text(ledger_json(sealed_ledger(made_up.ledger())).replace(old, new, 1))
    with pytest.raises(InvalidSnapshot, match=message):
        load(path)
    run = invoke("verify", path, path)
    assert run.exit_code == 1
