"""A saved copy of `data/ledger.json`, read back and held against its own hashes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service_promises.ledger.hash_chain import VERSION, hash_of
from service_promises.ledger.month import Month

_PLACES = ("data/ledger.json", "ledger.json")


class NotALedger(ValueError):
    """A finished sentence about a copy that can't be compared."""


@dataclass(frozen=True, slots=True)
class SavedRecord:
    """One record of a copy."""

    due_by: date
    links: tuple[Mapping[str, Any], ...]
    """What was hashed, the first publication first."""
    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SavedPromise:
    """What a copy says of a promise."""

    was: tuple[str, ...]
    first: Month
    last: Month | None
    due_in: frozenset[int]
    corrected: tuple[Mapping[str, Any], ...]

    def expects(self, month: Month) -> bool:
        """Whether a record was due for the month."""
        within = self.first <= month and (self.last is None or month <= self.last)
        return within and month.number in self.due_in


@dataclass(frozen=True, slots=True)
class Saved:
    """A copy of the ledger whose hashes belong to its figures."""

    site: str
    hide_below: int
    promises: Mapping[str, SavedPromise]
    records: Mapping[tuple[str, Month], SavedRecord]
    """By promise and month, in the order of months."""
    day: date
    """The day it was judged on where that is known, else the earliest that it can be from."""


def load(given: Path) -> Saved:
    """Read a copy: the file itself, or the folder of a site that holds it.

    Raises NotALedger, with a finished sentence, for what is not one or was tampered with.
    """
    path = given
    if given.is_dir():
        path = next((given / place for place in _PLACES if (given / place).is_file()), given / _PLACES[0])
    try:
        said = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise NotALedger(f"{path} can't be read: {(error.strerror or 'no reason given').lower()}.") from None
    except (ValueError, RecursionError):
        raise NotALedger(f"{path} is not JSON. Is it a whole copy of data/ledger.json?") from None
    if not isinstance(said, dict) or "version" not in said:
        raise NotALedger(f"{path} is not a copy of data/ledger.json: it has no version.")
    if said["version"] != VERSION:
        raise NotALedger(f"{path} has version {said['version']}, and this program knows version {VERSION}.")
    try:
        saved = _saved(said, path)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        if isinstance(fault, NotALedger):
            raise
        raise NotALedger(f"{path} is not a whole copy of data/ledger.json.") from None
    return saved


def _saved(said: dict[str, Any], path: Path) -> Saved:
    records: dict[tuple[str, Month], SavedRecord] = {}
    months: dict[str, str] = {}
    for told, month in sorted(said["months"].items()):
        newest = {}
        for name, record in month["records"].items():
            _hold(_chain_holds(record["chain"], told), path, f"{name} in {told}")
            newest[name] = record["chain"][-1]["hash"]
            records[name, Month.parse(told)] = SavedRecord(
                date.fromisoformat(record["due_by"]),
                tuple(link["of"] for link in record["chain"]),
                tuple(link["hash"] for link in record["chain"]),
            )
        months[told] = hash_of({"month": told, "records": newest})
        _hold(months[told] == month["hash"], path, told)
    _hold(hash_of({"months": months}) == said["site"], path, "the whole site")
    return Saved(
        said["site"],
        int(said.get("hide_counts_below", 0)),
        {name: _promise(told) for name, told in said["promises"].items()},
        records,
        _day(path, records),
    )


def _chain_holds(chain: list[dict[str, Any]], month: str) -> bool:
    before = None
    for link in chain:
        if link["of"].get("before") != before or hash_of(link["of"]) != link["hash"]:
            return False
        before = link["hash"]
    return bool(chain) and chain[0]["of"]["month"] == month


def _hold(holds: bool, path: Path, what: str) -> None:
    if not holds:
        raise NotALedger(
            f"{path} was changed after it was published: the hash of {what} does not belong to its figures."
        )


def _promise(told: dict[str, Any]) -> SavedPromise:
    return SavedPromise(
        tuple(told.get("was", ())),
        Month.parse(told["from"]),
        Month.parse(told["until"]) if "until" in told else None,
        frozenset(int(number) for number in told["due_in"]),
        tuple(told.get("corrected", ())),
    )


def _day(path: Path, records: Mapping[tuple[str, Month], SavedRecord]) -> date:
    try:
        beside = json.loads(path.with_name("promises.json").read_text("utf-8"))
        return date.fromisoformat(beside["as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        days = [month.plus(1).first_day for _, month in records]
        for record in records.values():
            days += [
                date.fromisoformat(link[key])
                for link in record.links
                for key in ("reported", "on")
                if key in link
            ]
        return max(days, default=date.min)
