"""A saved copy of `data/ledger.json`, checked against its own hashes."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from service_promises.history.verify.first_version import to_v1, to_v2
from service_promises.ledger.hashes.hash_chain import VERSION, hash_of
from service_promises.ledger.plain_data import JsonObject
from service_promises.source.ledger_copy_schema import LEDGERS

_PATHS = ("data/ledger.json", "ledger.json")

_LONGEST = 16
"""A whole number with more digits is in no copy."""


_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}")
"""A step to a value that a message may name: whoever made the file may have put anything there."""


class InvalidSnapshot(ValueError):
    """A finished sentence about a copy that can't be compared."""


@dataclass(frozen=True, slots=True)
class LedgerSnapshot:
    """A copy of the ledger whose hashes belong to its figures."""

    version: int
    data: JsonObject
    """As version 2 has it; of version 1 what both hold."""
    day: date
    """The day it was judged on where that is known, else the earliest that it can be from."""
    is_dated: bool
    """Whether the day is known."""
    hide_below: int
    """Counts below this one are hidden."""

    def as_first(self) -> "LedgerSnapshot":
        """What of it a copy of version 1 holds too."""
        return self if self.version == 1 else replace(self, version=1, data=to_v1(self.data))


def load(copy: Path) -> LedgerSnapshot:
    """Read a copy: the file itself, or the folder of a site that holds it.

    Raises InvalidSnapshot, with a finished sentence, for what is not one or was tampered with.
    """
    path = copy
    if copy.is_dir():
        path = next((copy / name for name in _PATHS if (copy / name).is_file()), copy / _PATHS[0])
    data = _read(path)
    version = data.get("version") if isinstance(data, dict) else None
    if version is None:
        raise InvalidSnapshot(f"{path} is not a copy of data/ledger.json: it has no version.")
    if not isinstance(version, int) or isinstance(version, bool) or version not in LEDGERS:
        raise InvalidSnapshot(
            f"{path} has version {json.dumps(version)[:40]}, and this program knows versions 1 and {VERSION}."
        )
    try:
        LEDGERS[version].validate_python(data)
    except ValidationError as error:
        steps = map(str, error.errors(include_url=False, include_input=False)[0]["loc"])
        where = ".".join(step if _NAME.fullmatch(step) else "(another key)" for step in steps)
        raise InvalidSnapshot(
            f"{path} is not a whole copy of data/ledger.json: what stands at {where} is not what belongs there."
        ) from None
    if version == 1:
        _check(path, _wrong_hashes_of_first(data))
        below = int(data.get("hide_counts_below", 0))
        data = to_v2(data)
    else:
        _check(path, _wrong_hashes(data))
        below = data["service"]["chain"][-1]["of"]["facts"].get("hide_counts_below", 0)
    day = _day_beside(path)
    return LedgerSnapshot(version, data, day or _earliest_day(data), day is not None, below)


def _read(path: Path) -> Any:
    try:
        text = path.read_bytes().decode()
        data = json.loads(
            text, object_pairs_hook=_unique, parse_float=_no_number, parse_constant=_no_number, parse_int=_whole_number
        )
        if "\\ud" in text.lower():
            json.dumps(data, ensure_ascii=False).encode()  # half a character is in no text
    except OSError as error:
        raise InvalidSnapshot(f"{path} can't be read: {(error.strerror or 'no reason given').lower()}.") from None
    except InvalidSnapshot as error:
        raise InvalidSnapshot(f"{path} is not a copy of data/ledger.json: {error}.") from None
    except (ValueError, RecursionError):
        raise InvalidSnapshot(f"{path} is not JSON. Is it a whole copy of data/ledger.json?") from None
    return data


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise InvalidSnapshot("a key stands in it twice")
    return data


def _whole_number(text: str) -> int:
    if len(text) > _LONGEST:
        _no_number(text)
    return int(text)


def _no_number(text: str) -> float:
    raise InvalidSnapshot(f"it has the number {text[:40]}, which no ledger has")


def _check(path: Path, wrong: Iterator[str]) -> None:
    what = next(wrong, None)
    if what is not None:
        raise InvalidSnapshot(
            f"{path} was changed after it was published: the hash of {what} does not belong to its figures."
        )


def _wrong_hashes(data: JsonObject) -> Iterator[str]:
    over = {kind: _newest(data[kind]) for kind in ("service", "places") if kind in data}
    yield from (f"the {kind}" for kind in over if not _is_chain(data[kind]["chain"]))
    for kind in ("promises", "fixes", *(["pledges"] if "pledges" in data else [])):
        for name, sealed in data[kind].items():
            if not _is_chain(sealed["chain"]):
                yield name
            for since, term in sealed.get("terms", {}).items():
                if not _is_chain(term["chain"]):
                    yield f"{name} from {since}"
        over[kind] = {name: _newest(sealed) for name, sealed in data[kind].items()}
    over["months"] = {}
    for month, of_month in data["months"].items():
        for name, record in of_month["records"].items():
            if not _is_chain(record["chain"], month):
                yield f"{name} in {month}"
        content = {key: value for key, value in of_month.items() if key != "hash"}
        content |= {"month": month, "records": {name: _newest(one) for name, one in of_month["records"].items()}}
        if hash_of(content) != of_month["hash"]:
            yield month
        over["months"][month] = of_month["hash"]
    if hash_of(over) != data["site"]:
        yield "the whole site"


def _newest(sealed: JsonObject) -> dict[str, Any]:
    newest = {**sealed, "chain": sealed["chain"][-1]["hash"]}
    if "terms" in sealed:
        newest["terms"] = {since: _newest(term) for since, term in sealed["terms"].items()}
    return newest


def _wrong_hashes_of_first(data: JsonObject) -> Iterator[str]:
    months = {}
    for month, of_month in data["months"].items():
        for name, record in of_month["records"].items():
            if not _is_chain(record["chain"], month):
                yield f"{name} in {month}"
        newest = {name: record["chain"][-1]["hash"] for name, record in of_month["records"].items()}
        months[month] = hash_of({"month": month, "records": newest})
        if months[month] != of_month["hash"]:
            yield month
    if hash_of({"months": months}) != data["site"]:
        yield "the whole site"


def _is_chain(chain: list[JsonObject], month: str | None = None) -> bool:
    before = None
    for link in chain:
        if link["of"].get("before") != before or hash_of(link["of"]) != link["hash"]:
            return False
        before = link["hash"]
    first_month: str | None = chain[0]["of"].get("month")
    return first_month == month


def _day_beside(path: Path) -> date | None:
    """The day on which the site of a copy was judged, where its data lie beside it."""
    try:
        beside = json.loads(path.with_name("promises.json").read_text("utf-8"))
        return date.fromisoformat(beside["as_of"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _earliest_day(data: JsonObject) -> date:
    days = [date.min]
    for month, of_month in data["months"].items():
        if of_month["records"]:
            days.append(date.fromisoformat(f"{month}-28"))
        for record in of_month["records"].values():
            days += [date.fromisoformat(link["of"]["on"]) for link in record["chain"] if "on" in link["of"]]
            if isinstance(reported := record.get("once", {}).get("reported"), str):
                days += [_date(reported)]
    return max(days)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
