"""What was due in a month of two copies of the ledger, by promise, and by promise and place."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from service_promises.history.verify.copy_names import CopyNames
from service_promises.history.verify.snapshot import LedgerSnapshot
from service_promises.ledger.hashes.hash_chain import canonical
from service_promises.ledger.periods.month import ReportBy
from service_promises.ledger.plain_data import JsonObject

DueDates = Mapping[str, str]
"""By when each record of a month is due."""

_REPORT_BY = "report_by"
_UNSAID = ReportBy()._asdict()
"""What holds where a copy says less."""


def published_by_place(copy: LedgerSnapshot) -> frozenset[str]:
    """The promises of a copy, by their ids in it, that were due place by place in any month."""
    months = copy.data["months"].values()
    return frozenset(name.partition("@")[0] for month in months for name in month["due"] if "@" in name)


def due_otherwise(
    names: CopyNames, old: DueDates, new: DueDates, promises: Mapping[str, Any], *, is_in_part: bool
) -> Iterator[tuple[str, str]]:
    """What was due and is not, or by another day, by its name of now; `promises` are those of now.

    With `is_in_part` what the newer copy does not list may be due all the same.
    """
    for old_name, due_by in old.items():
        name = names.now(old_name)
        now = new.get(name)
        if now != due_by and name.partition("@")[0] in promises and not (now is None and is_in_part):
            yield name, f"was due by {due_by}, is {f'due by {now}' if now else 'not due'}"


def due_at_more_places(
    names: CopyNames, old: DueDates, new: DueDates, by_place: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Places at which a promise is due and was not, by its name of now.

    `by_place` are the promises that were published place by place: one that was not may bring its places.
    """
    wholes = {names.now(name) for name in old if name in by_place}
    for name, due_by in new.items():
        promise, _, place = name.partition("@")
        if place and promise in wholes and names.before(name) not in old:
            yield name, f"was not due, is due by {due_by}"


def with_same_deadlines(
    old: JsonObject, new: JsonObject, services: tuple[JsonObject, JsonObject]
) -> tuple[JsonObject, JsonObject]:
    """A promise of both copies without a reporting day that is written down in one, and left to the service in the other."""
    facts = [[link["of"]["facts"] for link in promise["chain"]] for promise in (old, new)]
    defaults = [service["chain"][-1]["of"]["facts"] for service in services]
    same = {
        index
        for index, pair in enumerate(zip(*facts, strict=False))
        if (_REPORT_BY in pair[0]) != (_REPORT_BY in pair[1]) and len({*map(_deadline, pair, defaults)}) == 1
    }
    if not same:
        return old, new
    later = set(same)
    for index in range(len(facts[0]), len(facts[1])):  # corrections of something else repeat it
        if index - 1 in later and facts[1][index].get(_REPORT_BY) == facts[1][index - 1].get(_REPORT_BY):
            later.add(index)
    return _without_deadlines(old, same), _without_deadlines(new, later)


def _deadline(facts: JsonObject, of_service: JsonObject) -> str:
    by = facts[_REPORT_BY] if _REPORT_BY in facts else of_service.get(_REPORT_BY, {})
    return canonical({**_UNSAID, **by} if isinstance(by, dict) else by)


def _without_deadlines(promise: JsonObject, indexes: Collection[int]) -> JsonObject:
    chain = [
        {**link, "of": {**link["of"], "facts": _without(link["of"]["facts"])}} if index in indexes else link
        for index, link in enumerate(promise["chain"])
    ]
    return {**promise, "chain": chain}


def _without(facts: JsonObject) -> JsonObject:
    return {key: value for key, value in facts.items() if key != _REPORT_BY}
