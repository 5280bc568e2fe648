"""A saved copy of `data/ledger.json`, checked against its own hashes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service_promises.ledger.hash_chain import VERSION, hash_of
from service_promises.ledger.month import Month

_PATHS = ("data/ledger.json", "ledger.json")


class InvalidSnapshot(ValueError):
    """A finished sentence about a copy that can't be compared."""


@dataclass(frozen=True, slots=True)
class RecordSnapshot:
    """One record of a copy."""

    due_by: date
    links: tuple[Mapping[str, Any], ...]
    """What was hashed, the first publication first."""
    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromiseSnapshot:
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
class LedgerSnapshot:
    """A copy of the ledger whose hashes belong to its figures."""

    site: str
    hide_below: int
    promises: Mapping[str, PromiseSnapshot]
    records: Mapping[tuple[str, Month], RecordSnapshot]
    """By promise and month, in the order of months."""
    day: date
    """The day it was judged on where that is known, else the earliest that it can be from."""


def load(copy: Path) -> LedgerSnapshot:
    """Read a copy: the file itself, or the folder of a site that holds it.

    Raises InvalidSnapshot, with a finished sentence, for what is not one or was tampered with.
    """
    path = copy
    if copy.is_dir():
        path = next((copy / name for name in _PATHS if (copy / name).is_file()), copy / _PATHS[0])
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InvalidSnapshot(f"{path} can't be read: {(error.strerror or 'no reason given').lower()}.") from None
    except (ValueError, RecursionError):
        raise InvalidSnapshot(f"{path} is not JSON. Is it a whole copy of data/ledger.json?") from None
    if not isinstance(data, dict) or "version" not in data:
        raise InvalidSnapshot(f"{path} is not a copy of data/ledger.json: it has no version.")
    if data["version"] != VERSION:
        raise InvalidSnapshot(f"{path} has version {data['version']}, and this program knows version {VERSION}.")
    try:
        return _snapshot(data, path)
    except InvalidSnapshot:
        raise
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InvalidSnapshot(f"{path} is not a whole copy of data/ledger.json.") from None


def _snapshot(data: dict[str, Any], path: Path) -> LedgerSnapshot:
    records: dict[tuple[str, Month], RecordSnapshot] = {}
    months: dict[str, str] = {}
    for month, content in sorted(data["months"].items()):
        newest = {}
        for name, record in content["records"].items():
            _check(_is_chain(record["chain"], month), path, f"{name} in {month}")
            newest[name] = record["chain"][-1]["hash"]
            records[name, Month.parse(month)] = RecordSnapshot(
                date.fromisoformat(record["due_by"]),
                tuple(link["of"] for link in record["chain"]),
                tuple(link["hash"] for link in record["chain"]),
            )
        months[month] = hash_of({"month": month, "records": newest})
        _check(months[month] == content["hash"], path, month)
    _check(hash_of({"months": months}) == data["site"], path, "the whole site")
    return LedgerSnapshot(
        data["site"],
        int(data.get("hide_counts_below", 0)),
        {name: _promise(promise) for name, promise in data["promises"].items()},
        records,
        _day(path, records),
    )


def _is_chain(chain: list[dict[str, Any]], month: str) -> bool:
    before = None
    for link in chain:
        if link["of"].get("before") != before or hash_of(link["of"]) != link["hash"]:
            return False
        before = link["hash"]
    return bool(chain) and chain[0]["of"]["month"] == month


def _check(is_right: bool, path: Path, what: str) -> None:
    if not is_right:
        raise InvalidSnapshot(
            f"{path} was changed after it was published: the hash of {what} does not belong to its figures."
        )


def _promise(promise: dict[str, Any]) -> PromiseSnapshot:
    return PromiseSnapshot(
        tuple(promise.get("was", ())),
        Month.parse(promise["from"]),
        Month.parse(promise["until"]) if "until" in promise else None,
        frozenset(int(number) for number in promise["due_in"]),
        tuple(promise.get("corrected", ())),
    )


def _day(path: Path, records: Mapping[tuple[str, Month], RecordSnapshot]) -> date:
    try:
        beside = json.loads(path.with_name("promises.json").read_text("utf-8"))
        return date.fromisoformat(beside["as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        days = [month.plus(1).first_day for _, month in records]
        for record in records.values():
            days += [
                date.fromisoformat(link[key]) for link in record.links for key in ("reported", "on") if key in link
            ]
        return max(days, default=date.min)
