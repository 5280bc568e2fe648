"""Two copies of the ledger compared: whether the past of the old one is still the past of the new one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from service_promises.history.snapshot import LedgerSnapshot, RecordSnapshot
from service_promises.ledger.month import Month
from service_promises.problems.plurals import pluralize


class FindingKind(StrEnum):
    """What happened to a piece of the past, the worst first."""

    SILENT = "changed in silence"
    CORRECTED = "corrected in the open"
    LATE = "reported late in the open"


class Finding(NamedTuple):
    """One thing that is not as it was."""

    kind: FindingKind
    promise: str
    month: Month | None
    """None for what is about the promise as such."""
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What comes of comparing two copies."""

    findings: tuple[Finding, ...]
    """By kind, then month, then promise."""
    compared: int
    """How many records the old copy has."""
    added: int
    """How many records of the new copy the old one does not have."""

    def of(self, kind: FindingKind) -> list[Finding]:
        """All findings of a kind."""
        return [finding for finding in self.findings if finding.kind is kind]


def compare_snapshots(old: LedgerSnapshot, new: LedgerSnapshot) -> Verification:
    """Compare two copies, the older one first."""
    successors = {was: name for name, promise in new.promises.items() for was in promise.was}

    def name_now(name: str) -> str:
        return name if name in new.promises else successors.get(name, name)

    findings: list[Finding] = []
    for (name, month), record in old.records.items():
        findings += _of_record(name_now(name), month, record, old, new)
    known = {(name_now(name), month) for name, month in old.records}
    added = [key for key in new.records if key not in known]
    for name, month in added:
        findings += _of_addition(name, month, old, new)
    for name, promise in old.promises.items():
        now = name_now(name)
        if now not in new.promises:
            findings.append(Finding(FindingKind.SILENT, name, None, "the promise is gone"))
        else:
            findings += _of_promise(now, promise.corrected, new.promises[now].corrected)
    order = list(FindingKind)
    findings.sort(key=lambda finding: (order.index(finding.kind), str(finding.month or ""), finding.promise))
    return Verification(tuple(findings), len(old.records), len(added))


def _of_record(
    name: str, month: Month, old: RecordSnapshot, before: LedgerSnapshot, after: LedgerSnapshot
) -> Iterator[Finding]:
    new = after.records.get((name, month))
    if new is None:
        yield Finding(FindingKind.SILENT, name, month, "the record is gone")
        return
    if new.hashes[: len(old.hashes)] != old.hashes:
        hidden_below = (before.hide_below, after.hide_below)
        for kind, what in _of_broken_chain(old, new, hidden_below):
            yield Finding(kind, name, month, what)
    for index in range(len(old.links), len(new.links)):
        link = new.links[index]
        changes = _changes(new.links[index - 1]["figures"], link["figures"])
        yield Finding(FindingKind.CORRECTED, name, month, f"on {link['on']}: {changes}; {link['why']}")


def _of_broken_chain(
    old: RecordSnapshot, new: RecordSnapshot, hidden_below: tuple[int, int]
) -> Iterator[tuple[FindingKind, str]]:
    """Where an old chain that is not the beginning of the new one first differs from it."""
    if len(new.links) < len(old.links):
        yield FindingKind.SILENT, "a correction is gone"
    is_hidden = False
    for index, (before, now) in enumerate(zip(old.links, new.links, strict=False)):
        where = "as first published" if index == 0 else f"in the correction of {before['on']}"
        if before["figures"] != now["figures"]:
            if hidden_below[1] <= hidden_below[0] or not _only_hides(before["figures"], now["figures"]):
                yield FindingKind.SILENT, f"{where}: {_changes(before['figures'], now['figures'])}"
                return
            if not is_hidden:  # one finding for the record
                is_hidden = True
                yield (
                    FindingKind.CORRECTED,
                    f"small counts are hidden: fewer than {hidden_below[1]}, before {hidden_below[0]}",
                )
        for key in ("target", "on", "why", "reported"):
            if before.get(key) != now.get(key):
                if key == "reported" and key not in before:
                    yield FindingKind.LATE, f"says now that it was reported on {now[key]}"
                else:
                    yield FindingKind.SILENT, f"{where}: {_change(key, before, now)}"


def _only_hides(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Whether every figure is the same or hidden now."""
    return old.keys() == new.keys() and all(
        new[key] == figure or new[key] == "hidden" or new[key].startswith("fewer than ") for key, figure in old.items()
    )


def _of_addition(name: str, month: Month, old: LedgerSnapshot, new: LedgerSnapshot) -> Iterator[Finding]:
    """A record that the old copy does not have: a silence that ended, where one was due by then."""
    record = new.records[name, month]
    reported = record.links[0].get("reported")
    if reported is not None and date.fromisoformat(reported) > record.due_by:
        late = pluralize((date.fromisoformat(reported) - record.due_by).days, "day")
        yield Finding(FindingKind.LATE, name, month, f"reported on {reported}, {late} late")
        return
    names = (name, *new.promises[name].was) if name in new.promises else (name,)
    promise = next((old.promises[one] for one in names if one in old.promises), None)
    if promise is not None and promise.expects(month) and record.due_by < old.day:
        yield Finding(
            FindingKind.SILENT,
            name,
            month,
            f"was not reported by {record.due_by}, and is there now without saying that it came late",
        )


def _of_promise(name: str, old: tuple[Mapping[str, Any], ...], new: tuple[Mapping[str, Any], ...]) -> Iterator[Finding]:
    """What happened to the corrections of a promise."""
    if new[: len(old)] != old:
        what = "a correction of the promise was changed or is gone"
        yield Finding(FindingKind.SILENT, name, None, what)
        return
    for correction in new[len(old) :]:
        what = f"on {correction['on']} the promise itself: {', '.join(correction['was'])}; {correction['why']}"
        yield Finding(FindingKind.CORRECTED, name, None, what)


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return ", ".join(_change(key, old, new) for key in keys) or "the same figures"


def _change(key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    return f"{key} was {old.get(key, 'not there')}, is {new.get(key, 'not there')}"
