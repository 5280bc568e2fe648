"""Two copies of the ledger compared: whether the past of the old one is still the past of the new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from service_promises.history.snapshot import Saved, SavedRecord
from service_promises.ledger.month import Month
from service_promises.problems.plurals import pluralize


class Step(StrEnum):
    """What happened to a piece of the past, the worst first."""

    SILENT = "changed in silence"
    CORRECTED = "corrected in the open"
    LATE = "reported late in the open"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that is not as it was."""

    step: Step
    promise: str
    month: Month | None
    """None for what was said of the promise as such."""
    what: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing two copies."""

    seen: tuple[Seen, ...]
    """By step, then month, then promise."""
    before: int
    """How many records the old copy has."""
    added: int
    """How many records of the new copy the old one has not."""

    def of(self, step: Step) -> list[Seen]:
        """All that happened in one way."""
        return [one for one in self.seen if one.step is step]


def compare(old: Saved, new: Saved) -> Compared:
    """Compare two copies, the older one first."""
    name_now = {was: name for name, promise in new.promises.items() for was in promise.was}
    seen: list[Seen] = []
    known = set()
    for (name, month), record in old.records.items():
        now = name if name in new.promises else name_now.get(name, name)
        known.add((now, month))
        seen += _of_record(now, month, record, new.records.get((now, month)), old, new)
    added = [key for key in new.records if key not in known]
    for name, month in added:
        seen += _of_addition(name, month, old, new)
    for name, promise in old.promises.items():
        now = name if name in new.promises else name_now.get(name, name)
        if now not in new.promises:
            seen.append(Seen(Step.SILENT, name, None, "the promise is gone"))
        else:
            seen += _of_promise(now, promise.corrected, new.promises[now].corrected)
    order = list(Step)
    seen.sort(key=lambda one: (order.index(one.step), str(one.month or ""), one.promise))
    return Compared(tuple(seen), len(old.records), len(added))


def _of_record(
    name: str, month: Month, old: SavedRecord, now: SavedRecord | None, before: Saved, after: Saved
) -> Iterator[Seen]:
    if now is None:
        yield Seen(Step.SILENT, name, month, "the record is gone")
        return
    if now.hashes[: len(old.hashes)] != old.hashes:
        yield from _of_broken(name, month, old, now, before, after)
    for place in range(len(old.links), len(now.links)):
        link = now.links[place]
        changes = _changes(now.links[place - 1]["figures"], link["figures"])
        yield Seen(Step.CORRECTED, name, month, f"on {link['on']}: {changes}; {link['why']}")


def _of_broken(
    name: str, month: Month, old: SavedRecord, now: SavedRecord, before: Saved, after: Saved
) -> Iterator[Seen]:
    """An old chain that is not the beginning of the new one, and where it first differs."""
    if len(now.links) < len(old.links):
        yield Seen(Step.SILENT, name, month, "a correction is gone")
    hides_more = after.hide_below > before.hide_below
    for place, (was, is_) in enumerate(zip(old.links, now.links, strict=False)):
        figures, shown = was["figures"], is_["figures"]
        where = "as first published" if place == 0 else f"in the correction of {was['on']}"
        if figures != shown:
            if hides_more and _only_hidden(figures, shown):
                yield Seen(
                    Step.CORRECTED,
                    name,
                    month,
                    f"small counts are hidden: fewer than {after.hide_below}, before {before.hide_below}",
                )
                hides_more = False  # said once for the record
            elif not (after.hide_below > before.hide_below and _only_hidden(figures, shown)):
                yield Seen(Step.SILENT, name, month, f"{where}: {_changes(figures, shown)}")
                return
        for key in ("target", "on", "why", "reported"):
            if was.get(key) != is_.get(key):
                late = key == "reported" and key not in was
                yield Seen(
                    Step.LATE if late else Step.SILENT,
                    name,
                    month,
                    f"says now that it was reported on {is_[key]}"
                    if late
                    else f"{where}: {_change(key, was, is_)}",
                )


def _only_hidden(old: Mapping[str, str], now: Mapping[str, str]) -> bool:
    return old.keys() == now.keys() and all(
        now[key] == figure or now[key] == "hidden" or now[key].startswith("fewer than ")
        for key, figure in old.items()
    )


def _of_addition(name: str, month: Month, old: Saved, new: Saved) -> Iterator[Seen]:
    """A record that the old copy has not: a silence that ended, where one was due by then."""
    record = new.records[name, month]
    reported = record.links[0].get("reported")
    if reported is not None and date.fromisoformat(reported) > record.due_by:
        late = (date.fromisoformat(reported) - record.due_by).days
        yield Seen(Step.LATE, name, month, f"reported on {reported}, {pluralize(late, 'day')} late")
        return
    names = (name, *new.promises[name].was) if name in new.promises else (name,)
    promise = next((old.promises[one] for one in names if one in old.promises), None)
    if promise is not None and promise.expects(month) and record.due_by < old.day:
        yield Seen(
            Step.SILENT,
            name,
            month,
            f"was not reported by {record.due_by}, and is there now without saying that it came late",
        )


def _of_promise(
    name: str, old: tuple[Mapping[str, Any], ...], now: tuple[Mapping[str, Any], ...]
) -> Iterator[Seen]:
    if now[: len(old)] != old:
        yield Seen(Step.SILENT, name, None, "a correction of the promise was changed or is gone")
        return
    for one in now[len(old) :]:
        keys = ", ".join(one["was"])
        yield Seen(Step.CORRECTED, name, None, f"on {one['on']} the promise itself: {keys}; {one['why']}")


def _changes(old: Mapping[str, str], now: Mapping[str, str]) -> str:
    keys = [key for key in {**old, **now} if old.get(key) != now.get(key)]
    return ", ".join(_change(key, old, now) for key in keys) or "the same figures"


def _change(key: str, old: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    return f"{key} was {old.get(key, 'not there')}, is {now.get(key, 'not there')}"
