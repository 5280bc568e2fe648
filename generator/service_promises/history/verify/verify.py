"""Two copies of the ledger compared: whether the past of the old one is still the past of the new one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any, NamedTuple

from service_promises.history.verify.copy_names import CopyNames, once_of
from service_promises.history.verify.covers import expects, only_adds_months
from service_promises.history.verify.due import (
    due_at_more_places,
    due_otherwise,
    published_by_place,
    with_same_deadlines,
)
from service_promises.history.verify.sealed import ChangeKind, Days, SealedChange, changes_of_sealed
from service_promises.history.verify.snapshot import LedgerSnapshot
from service_promises.history.verify.terms import begins_in_past
from service_promises.history.verify.totals import has_places, is_typed, stood_for_whole, with_total
from service_promises.ledger.periods.month import Month
from service_promises.ledger.plain_data import JsonObject
from service_promises.problems.plurals import pluralize

_BEFORE_PUBLISHING = timedelta(days=31)
"""What is new may say that it is so many days older than a copy that does not have it: it was on its way."""

_DECIDES_WHAT_IS_DUE = frozenset(
    {"also_measured", "at", "covers", "due_in", "ends", "not_at", "places", "report_by", "since", "target", "terms"}
    | {"time_zone"}
)
"""A correction that names one of these may change what was due."""


class Finding(NamedTuple):
    """One fact that is not as it was."""

    kind: ChangeKind
    promise: str
    """The id of the promise, fix or pledge; empty for the service and for a month as a whole."""
    month: Month | None
    """None for what is about no month."""
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
    in_part: bool = False
    """Whether one of the copies is of an older version, and only what both hold was compared."""

    def of(self, kind: ChangeKind) -> list[Finding]:
        """All findings of a kind."""
        return [finding for finding in self.findings if finding.kind is kind]


def compare_snapshots(old: LedgerSnapshot, new: LedgerSnapshot) -> Verification:
    """Compare two copies, the older one first."""
    in_part = old.version != new.version
    if in_part:
        old, new = old.as_first(), new.as_first()
    comparison = _SnapshotComparison(old, new)
    findings = [*comparison.of_documents(), *comparison.of_months()]
    order = list(ChangeKind)
    findings.sort(key=lambda finding: (order.index(finding.kind), str(finding.month or ""), finding.promise))
    records = {(comparison.names.now(name), month) for name, month in _records(old)}
    added = sum(key not in records for key in _records(new))
    return Verification(tuple(findings), len(records), added, in_part)


def _records(snapshot: LedgerSnapshot) -> Iterator[tuple[str, str]]:
    for month, of_month in snapshot.data["months"].items():
        yield from ((name, month) for name in of_month["records"])


class _SnapshotComparison:
    """Two copies side by side."""

    def __init__(self, old: LedgerSnapshot, new: LedgerSnapshot) -> None:
        self._old, self._new = old, new
        self.names = CopyNames(old, new)
        # Version 1 hid less at the same limit; else a figure that fell below it could be changed so that it is hidden.
        self._hides_more = old.hide_below < new.hide_below + (old.version == 1 and new.hide_below > 0)
        self._corrected: dict[str, frozenset[str]] = {}
        """The keys that new corrections name, by promise; those of the service by no name."""

        self._at_places = published_by_place(old)
        on_the_way = str(old.day - _BEFORE_PUBLISHING) if old.is_dated else ""
        self._days = Days(old.day, max(old.day, new.day), on_the_way if self._speaks_for_itself else "", on_the_way)

    def of_documents(self) -> Iterator[Finding]:
        """What happened to the service, the promises, the fixes and the pledges."""
        old, new = self._old.data, self._new.data
        services = old["service"], new["service"]
        # Where nothing was promised yet, what the service says of time speaks of nothing.
        if any(old.get(kind) for kind in ("promises", "fixes", "pledges", "months")):
            adds = only_adds_months(*services, old["promises"].values(), services, self._old.day)
            yield from self._of_sealed("", None, "the service", old["service"], new["service"], adds_months=adds)
        for name, promise in old["promises"].items():
            now = self.names.now(name)
            if now in new["promises"]:
                yield from self._of_promise(now, promise, new["promises"][now])
            else:
                yield Finding(ChangeKind.UNDECLARED, name, None, "the promise is gone")
        yield from self._of_places()
        for kind, what in (("fixes", "the fix"), ("pledges", "the pledge")):
            now_there = new.get(kind, {})
            for name, sealed in old.get(kind, {}).items():
                if name in now_there:
                    before, named = self._with_names_now(sealed), self._hidden_now("progress")
                    yield from self._of_sealed(name, None, what, before, now_there[name], named=named)
                else:
                    yield Finding(ChangeKind.UNDECLARED, name, None, f"{what} is gone")

    def _of_places(self) -> Iterator[Finding]:
        """What happened to the places, and the corrections of them."""
        old, new = self._old.data.get("places"), self._new.data.get("places")
        if old is None:
            return
        for what in self.names.lost_places():
            yield Finding(ChangeKind.UNDECLARED, "", None, what)
        if new is not None:
            changes = changes_of_sealed({"chain": old["chain"]}, new, self._days)
            yield from self._changes("", None, "the places", changes)
            self._corrected[""] |= _named(old, new)

    def _with_names_now(self, sealed: JsonObject) -> JsonObject:
        """A fix of the old copy, with the promises that it came after as they are called now."""

        def facts_now(facts: JsonObject) -> JsonObject:
            after = facts.get("after")
            if not isinstance(after, list):
                return facts
            promises = [
                {**item, "promise": self.names.now(item["promise"])}
                if isinstance(item, dict) and isinstance(item.get("promise"), str)
                else item
                for item in after
            ]
            return {**facts, "after": promises}

        chain = [{**link, "of": {**link["of"], "facts": facts_now(link["of"]["facts"])}} for link in sealed["chain"]]
        return {**sealed, "chain": chain}

    def of_months(self) -> Iterator[Finding]:
        """What happened to what was due, to the records and to the letters."""
        for month, old in self._old.data["months"].items():
            when, new = Month.parse(month), self._new.data["months"].get(month)
            if new is None:  # it ends before, which says nothing of what was due
                new = {"due": {}, "records": {}}
            else:
                yield from self._of_due(when, old, new)
            yield from self._of_records(when, old, new)
            letter = {key: old[key] for key in ("dated", "once") if key in old}
            yield from self._changes("", when, "the month", changes_of_sealed(letter, new, self._days))
        known = {(self.names.now(name), month) for name, month in _records(self._old)}
        for name, month in _records(self._new):
            if (name, month) not in known:
                yield from self._of_addition(name, month)

    def _of_sealed(
        self, name: str, month: Month | None, what: str, old: JsonObject, new: JsonObject, **options: Any
    ) -> Iterator[Finding]:
        """`options` are those of `changes_of_sealed`."""
        changes = changes_of_sealed(old, new, self._days, hides_more=self._hides_more, **options)
        yield from self._changes(name, month, what, changes)
        self._corrected.setdefault(name, _named(old, new))

    def _of_promise(self, name: str, old: JsonObject, new: JsonObject) -> Iterator[Finding]:
        services = self._old.data["service"], self._new.data["service"]
        adds = only_adds_months(old, new, [old], services, self._old.day)
        yield from self._of_sealed(
            name, None, "the promise", *with_same_deadlines(old, new, services), adds_months=adds
        )
        named = self._corrected[name]
        terms = new.get("terms", {})
        for since, term in old.get("terms", {}).items():
            what = f"the term from {since}"
            if since in terms:
                changes = changes_of_sealed(term, terms[since], self._days, named=named)
                yield from self._changes(name, None, what, changes)
            elif not named & {"since", "terms"} and not self._tells_no_target(new):
                yield Finding(ChangeKind.UNDECLARED, name, None, f"{what} is gone")
        for since in terms.keys() - old.get("terms", {}).keys():
            months = {
                month for month, of in self._old.data["months"].items() if self.names.before(name) in of["records"]
            }
            is_past = begins_in_past(since, terms[since], months, self._old.day, self._old.day - _BEFORE_PUBLISHING)
            if is_past and not named & {"since", "terms"} and not self._tells_no_target(old):
                what = f"a term from {since} is new, though that month was over"
                yield Finding(ChangeKind.UNDECLARED, name, None, what)

    def _tells_no_target(self, promise: JsonObject) -> bool:
        """Whether it is of version 1 and corrected, which does not tell what every target was at first."""
        return "first" in promise and len(promise["chain"]) > 1

    def _of_records(self, month: Month, old: JsonObject, new: JsonObject) -> Iterator[Finding]:
        for old_name, record in old["records"].items():
            name = self.names.now(old_name)
            if name in new["records"]:
                # Which counts within them are hidden now is seen by their hashes alone.
                named = self._hidden_now("questions", "remedy")
                now = new["records"][name]
                before = with_total(record, now, old, old_name, self._old.day)
                yield from self._of_sealed(name, month, "", before, now, named=named)
            else:
                yield Finding(ChangeKind.UNDECLARED, name, month, "the record is gone")

    def _hidden_now(self, *keys: str) -> Collection[str]:
        """The keys, where small counts in them were hidden by a correction of the service: it names them too."""
        return keys if self._hides_more and "hide_counts_below" in self._corrected[""] else ()

    def _of_due(self, month: Month, old: JsonObject, new: JsonObject) -> Iterator[Finding]:
        is_in_part = self._new.version == 1 and bool(new)  # version 1 has the due dates of records alone
        changes = chain(
            due_otherwise(self.names, old["due"], new["due"], self._new.data["promises"], is_in_part=is_in_part),
            due_at_more_places(self.names, old["due"], new["due"], self._at_places),
        )
        for name, what in changes:
            promise = name.partition("@")[0]
            named = self._corrected.get(promise, frozenset()) | self._corrected.get("", frozenset())
            kind = ChangeKind.CORRECTED if named & _DECIDES_WHAT_IS_DUE else ChangeKind.UNDECLARED
            yield Finding(kind, name, month, what)

    def _of_addition(self, name: str, month_text: str) -> Iterator[Finding]:
        """A record that the old copy does not have: a silence that ended, where one was due by then."""
        month, of_month = Month.parse(month_text), self._new.data["months"][month_text]
        old_name = self.names.before(name)
        old = self._old.data["months"].get(month_text, {})
        now = of_month["records"][name]
        if old_name is not None and stood_for_whole(old, old_name, now):
            before = with_total(None, now, old, old_name, self._old.day)
            yield from self._of_sealed(name, month, "", before, now)
            return
        if "@" not in name and not is_typed(now) and has_places(of_month, name):
            return  # the silence of a whole is that of its places
        due_by, once = self._due_by(name, month_text, of_month), once_of(of_month["records"][name])
        if due_by is None:
            return
        reported, told = once.get("reported"), once.get("told")
        recorded = told if reported and isinstance(told, str) and told > reported else reported
        if recorded is None or recorded <= due_by:
            if due_by < str(self._old.day):
                what = f"was not reported by {due_by}, and is there now without saying that it came late"
                yield Finding(ChangeKind.UNDECLARED, name, month, what)
            return
        if recorded < self._days.correction:
            what = f"says that it was published on {recorded}, and was not there on {self._old.day}"
            yield Finding(ChangeKind.UNDECLARED, name, month, what)
            return
        late = pluralize((date.fromisoformat(recorded) - date.fromisoformat(due_by)).days, "day")
        yield Finding(ChangeKind.OPEN, name, month, f"reported on {recorded}, {late} late")

    @property
    def _speaks_for_itself(self) -> bool:
        """Whether the days of records are the publisher's own."""
        return "published_by" not in self._new.data["service"]["chain"][-1]["of"]["facts"]

    def _due_by(self, name: str, month: str, new: JsonObject) -> str | None:
        """By when a record was due that the old copy does not have; None where none was."""
        then = self._old.data["promises"]
        old_name = self.names.before(name)
        if old_name is None:
            return None
        now: str | None = new["due"].get(name)
        promise = old_name.partition("@")[0]
        if first := then[promise].get("first"):
            last = first.get("until", month)
            is_due = first["from"] <= month <= last and str(int(month[5:])) in first["due_in"]
            return now if is_due else None
        old = self._old.data["months"]
        if month in old:
            return _text_at(old[month]["due"], old_name)
        is_after = month > max(old, default="")
        return now if is_after and expects(then[promise], self._old.data["service"], month) else None

    def _changes(self, name: str, month: Month | None, what: str, changes: Iterator[SealedChange]) -> Iterator[Finding]:
        for change in changes:
            text = f"{what}: {change.what}" if what else change.what
            yield Finding(change.kind, name, month, text)


def _text_at(texts: JsonObject, key: str) -> str | None:
    text: str | None = texts.get(key)
    return text


def _named(old: JsonObject, new: JsonObject) -> frozenset[str]:
    """The keys that are named by corrections that the old copy does not have."""
    links: Collection[JsonObject] = new["chain"][len(old["chain"]) :]
    return frozenset(key for link in links for key in link["of"].get("keys", ()))
