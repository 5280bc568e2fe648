"""Forty editions replayed: every silent change is found with its place, and nothing else is."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from service_promises.history.verify.sealed import ChangeKind
from service_promises.history.verify.snapshot import load
from service_promises.history.verify.verify import compare_snapshots
from service_promises.ledger.periods.month import Month
from service_promises.outputs.files.deliveries_by_place_csv import place_rows
from service_promises.outputs.files.deliveries_csv import delivery_rows
from service_promises.outputs.files.ledger_json import ledger_json, sealed_ledger
from service_promises.outputs.files.promises_json import promises_json
from service_promises.source.read_files import read
from service_promises.source.reading import Reading

from tests.history.editions import FIRST, Edition, Repository, counts, day_of, files
from tests.invoke import invoke

START, EDITIONS = 12, 40

Change = Callable[[Edition, random.Random], None]


def _few(edition: Edition, chance: random.Random) -> None:
    for key in chance.sample(sorted(edition), 3):
        edition[key]["kept"] = str(int(edition[key]["kept"]) - 1)


def _hundreds(edition: Edition, chance: random.Random) -> None:
    for key in chance.sample(sorted(edition), len(edition) // 2):
        edition[key]["due"] = str(int(edition[key]["due"]) + chance.randint(1, 9))


def _rolled_back(edition: Edition, chance: random.Random) -> None:
    keys = chance.sample(sorted(edition), 197)
    for key in keys[:150]:
        del edition[key]
    for key in keys[150:]:
        edition[key] = {"due": str(int(edition[key]["due"]) + 40), "kept": edition[key]["kept"]}


def _doubled(edition: Edition, chance: random.Random) -> None:
    for record in edition.values():
        record.update({key: str(2 * int(value)) for key, value in record.items()})


def _halved(edition: Edition, chance: random.Random) -> None:
    for key in chance.sample(sorted(edition), 20):
        del edition[key]["kept"]


def _as_share(edition: Edition, chance: random.Random) -> None:
    for (name, _), record in edition.items():
        if name == "hospital-3":
            share = 100 * int(record["kept"]) / int(record["due"])
            record.clear()
            record["share"] = f"{share:.4f}%"


def _as_fraction(edition: Edition, chance: random.Random) -> None:
    _as_share(edition, chance)
    for (name, _), record in edition.items():
        if name == "hospital-3":
            record["share"] = f"{float(record['share'].rstrip('%')) / 100:.6f}%"


def _withdrawn(edition: Edition, chance: random.Random) -> None:
    for key in chance.sample(sorted(edition), 11):
        del edition[key]


FAULTS: dict[int, Change] = {
    3: _few,
    6: _hundreds,
    9: _rolled_back,
    13: _doubled,
    17: _halved,
    21: _as_share,
    22: _as_fraction,
    23: _as_share,
    27: _withdrawn,
    29: _withdrawn,
}
"""What is wrong with some editions; each is put right in the next without a word."""


def _edition(number: int) -> Edition:
    edition = counts(START + number)
    if number in FAULTS:
        FAULTS[number](edition, random.Random(number))
    return edition


def _expected(old: Edition, new: Edition, newest: Month) -> set[tuple[str, str, str, str]]:
    """Rule, promise, month and key of everything that is not as it was."""
    found = set()
    for (name, month), before in old.items():
        now = new.get((name, month))
        if now is None:
            found.add(("record-gone", name, str(month), ""))
            continue
        found |= {
            ("figure-changed", name, str(month), key) for key in {*before, *now} if before.get(key) != now.get(key)
        }
    for name, month in new:
        if (name, month) not in old and month < newest:
            found.add(("late-unsaid", name, str(month), "reported"))
    return found


def _problems(reading: Reading) -> set[tuple[str, str, str, str]]:
    rules = {"record-gone", "figure-changed", "late-unsaid"}
    return {
        (problem.rule, problem.promise or "", problem.month or "", problem.key or "")
        for problem in reading.problems
        if problem.rule in rules
    }


def _by_file(problems: set[tuple[str, str, str, str]]) -> set[tuple[str, str, str, str]]:
    """The same with late records told of once for each file, whatever promise they are of."""
    return {(rule, "" if rule == "late-unsaid" else name, month, key) for rule, name, month, key in problems}


def test_forty_editions(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "site")
    saved: Path | None = None
    before: Edition = {}
    for number in range(EDITIONS):
        edition, today = _edition(number), day_of(START + number)
        repository.write(files(edition))
        if number == 0:
            repository.commit()
        reading = repository.check(today)
        newest = FIRST.plus(START + number - 1)
        expected = _expected(before, edition, newest) if before else set()
        assert _by_file(_problems(reading)) == _by_file(expected), number
        for problem in reading.problems:
            if problem.rule == "figure-changed":
                assert problem.path == f"promises/delivered/{problem.month}.yml"
                assert problem.line > 1
        silent = {(name, month) for rule, name, month, _ in expected if rule != "late-unsaid"}
        # A month that was not due when the older copy was made could have been published in time since.
        silent |= {
            (name, month)
            for rule, name, month, _ in expected
            if rule == "late-unsaid" and month != str(newest.plus(-1))
        }
        saved = _verified(repository, today, tmp_path / str(number), saved, silent)
        repository.commit()
        before = edition


def _verified(
    repository: Repository, today: date, folder: Path, saved: Path | None, silent: set[tuple[str, str]]
) -> Path | None:
    """Compare the ledger of the edition before with this one's, where both could be published."""
    ledger = read(repository.root, today).ledger
    if ledger is None:
        return None
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "ledger.json").write_text(ledger_json(sealed_ledger(ledger)))
    (folder / "data" / "promises.json").write_text(promises_json(ledger, delivery_rows(ledger), place_rows(ledger)))
    if saved is not None:
        found = compare_snapshots(load(saved), load(folder))
        assert {(one.promise, str(one.month)) for one in found.of(ChangeKind.UNDECLARED)} == silent
        assert found.of(ChangeKind.CORRECTED) == found.of(ChangeKind.OPEN) == []
    return folder


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_three_thousand_findings_stay_readable(tmp_path: Path, form: str) -> None:
    repository = Repository(tmp_path)
    repository.write(files(counts(110)))
    repository.commit()
    edition = counts(110)
    _doubled(edition, random.Random(1))
    repository.write(files(edition))
    run = invoke("-C", tmp_path, "check", "--against", "HEAD", "--format", form, "--as-of", day_of(110))
    assert run.exit_code == 1
    if form == "json":
        found = json.loads(run.output)["problems"]
        assert sum(problem["rule"] == "figure-changed" for problem in found) == 2 * 15 * 110
    else:
        assert len(run.output.splitlines()) < 120
        assert "3300 of this kind" in run.output or "3295 more" in run.output
        assert "was: {due: " in run.output
