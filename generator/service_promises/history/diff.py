"""What the public will see change between two versions, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service_promises.history.records import GUARDED
from service_promises.ledger.delivery import Delivery, Explanation
from service_promises.ledger.disclosure_control import publish
from service_promises.ledger.fix import Fix
from service_promises.ledger.hash_chain import published_figures
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.plain_data import data_of
from service_promises.ledger.promise import Promise, Term
from service_promises.pages.context import Context
from service_promises.pages.parts.labels import change_words


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of change."""

    heading: str
    lines: tuple[str, ...]


def public_changes(old: Context | None, new: Context, names: Mapping[str, str]) -> list[Section]:
    """Every kind of change that the public will see; empty where nothing public changes.

    `old` is None where nothing was published. `names` are what renamed promises are called now.
    """
    compared = _Compared(old, new, names)
    found = [
        ("Verdicts", compared.verdicts()),
        ("Published figures", compared.figures()),
        ("Promises and terms", compared.promises()),
        ("Fixes", compared.fixes()),
        ("Accounts", compared.accounts()),
        ("Letters", compared.letters()),
        ("Other texts and counts", compared.others()),
        ("Pages added", compared.pages_added()),
        ("Pages gone", compared.pages_gone()),
    ]
    sections = [Section(heading, tuple(lines)) for heading, lines in found]
    return [section for section in sections if section.lines]


@dataclass(frozen=True, slots=True)
class _Compared:
    old: Context | None
    new: Context
    names: Mapping[str, str]

    def _pairs(self) -> Iterator[tuple[str, Month, Entry | None, Entry | None]]:
        before: dict[tuple[str, Month], Entry] = {}
        if self.old is not None:
            before = {
                (self.names.get(name, name), month): entry
                for (name, month), entry in self.old.ledger.entries.items()
            }
        after = self.new.ledger.entries
        for name, month in sorted({*before, *after}, key=lambda key: (key[1], key[0]), reverse=True):
            yield name, month, before.get((name, month)), after.get((name, month))

    def _records(self) -> Iterator[tuple[str, Month, Delivery | None, Delivery]]:
        for name, month, before, after in self._pairs():
            if after is not None and after.delivery is not None:
                then = before.delivery if before else None
                if then != after.delivery:
                    yield name, month, then, after.delivery

    def verdicts(self) -> Iterator[str]:
        for name, month, before, after in self._pairs():
            was = self.old.view(before).label if self.old and before else None
            view = self.new.view(after) if after else None
            if view is not None and was != view.label:
                figure = f" ({view.counts or view.delivered})" if after and after.delivery else ""
                came = f"was {was}, is {view.label}" if was else view.label
                yield f"{name}, {month}: {came}{figure}"
            elif view is None:
                yield f"{name}, {month}: was {was}, is not shown any more"

    def figures(self) -> Iterator[str]:
        for name, month, then, now in self._records():
            if then is None:
                continue
            hide_below = self.new.ledger.service.hide_counts_below
            was, is_ = (published_figures(one, publish(one, hide_below)[-1]) for one in (then, now))
            why = "; ".join(one.why for one in now.corrected[len(then.corrected) :])
            for key in GUARDED:
                if was.get(key) != is_.get(key):
                    change = f"{key} was {was.get(key, 'not there')}, is {is_.get(key, 'not there')}"
                    how = f"corrected: {why}" if why else "without a correction"
                    yield f"{name}, {month}: {change}, {how}"

    def promises(self) -> Iterator[str]:
        before = {} if self.old is None else self.old.ledger.promises
        then = {self.names.get(name, name): promise for name, promise in before.items()}
        for name, promise in self.new.ledger.promises.items():
            was = then.get(name)
            if was is None:
                for term in promise.terms:
                    yield f"{name}: new promise from {term.since}, target {term.target.text}: {term.promise}"
                continue
            if was.id != name:
                yield f"{name}: was called {was.id}"
            yield from self._terms(was, promise)
            if promise.ends != was.ends:
                yield f"{name}: " + (
                    f"ends with {promise.ends}: {promise.ends_why or 'no reason given'}"
                    if promise.ends
                    else f"does not end with {was.ends} any more"
                )
        for name in then:
            if name not in self.new.ledger.promises:
                yield f"{name}: is gone"

    def _terms(self, was: Promise, now: Promise) -> Iterator[str]:
        old = {term.since: term for term in was.terms}
        for term in now.terms:
            before = old.pop(term.since, None)
            if before is None:
                called = self.new.i18n.listed(change_words(now.changes_to(term), self.new.i18n))
                yield (
                    f"{now.id}: new term from {term.since}"
                    + (f", {called}" if called else "")
                    + f", target {term.target.text}: {term.promise}"
                )
            elif before != term:
                yield f"{now.id}: the term from {term.since} says something else: {_differences(before, term)}"
        for since in old:
            yield f"{now.id}: the term from {since} is gone"

    def fixes(self) -> Iterator[str]:
        before: Mapping[str, Fix] = {} if self.old is None else self.old.ledger.fixes
        today = self.new.ledger.as_of
        for name, fix in self.new.ledger.fixes.items():
            was = before.get(name)
            if was is None:
                yield f"{name}: new, {fix.state(today)}, by {fix.by}: {fix.we_will}"
            elif was != fix:
                yield f"{name}: {_fix(was, fix, today)}"
        for name in before:
            if name not in self.new.ledger.fixes:
                yield f"{name}: is gone"

    def accounts(self) -> Iterator[str]:
        for name, month, then, now in self._records():
            was = then.fell_short if then else None
            if was != now.fell_short:
                yield f"{name}, {month}: {_account(was, now.fell_short)}"

    def letters(self) -> Iterator[str]:
        before = {} if self.old is None else self.old.ledger.letters
        after = self.new.ledger.letters
        for month in sorted({*before, *after}, reverse=True):
            if before.get(month) != after.get(month):
                what = "new" if month not in before else "changed" if month in after else "gone"
                yield f"{month}: {what}"

    def others(self) -> Iterator[str]:
        if self.old is None:
            return
        service = _differences(self.old.ledger.service, self.new.ledger.service, leaving=("allow",))
        if service:
            yield f"service.yml: {service}"
        told = ("terms", "ends", "ends_why", "corrected", "id")
        for name, promise in self.new.ledger.promises.items():
            was = next(
                (one for old, one in self.old.ledger.promises.items() if self.names.get(old, old) == name),
                None,
            )
            different = _differences(was, promise, leaving=told) if was else ""
            if was and promise.corrected != was.corrected:
                different = ", ".join(filter(None, (different, "a correction of what was published")))
            if different:
                yield f"{name}: {different}"
        for name, month, then, now in self._records():
            if then is not None:
                different = _differences(then, now, leaving=(*GUARDED, "fell_short", "corrected"))
                if different:
                    yield f"{name}, {month}: {different}"

    def pages_added(self) -> Iterator[str]:
        there = set() if self.old is None else _pages(self.old.ledger)
        return (page for page in sorted(_pages(self.new.ledger)) if page not in there)

    def pages_gone(self) -> Iterator[str]:
        there = set() if self.old is None else _pages(self.old.ledger)
        return (page for page in sorted(there) if page not in _pages(self.new.ledger))


def _pages(ledger: Ledger) -> set[str]:
    found = {f"promises/{name}/" for name in ledger.promises}
    for month in ledger.by_month:
        found |= {f"months/{month}/", f"years/{month.year}/"}
    return found


def _differences(old: Any, new: Any, leaving: tuple[str, ...] = ()) -> str:
    """The keys that are not the same; of a term's target and wording also what they were and are."""
    before, after = data_of(old), data_of(new)
    named = {key: key for key in before | after if key not in leaving and before.get(key) != after.get(key)}
    if isinstance(old, Term):
        for key, label in (("target", "target"), ("promise", "wording")):
            if key in named:
                named[key] = f"{label} was {before[key]}, is {after[key]}"
    return ", ".join(named.values())


def _fix(was: Fix, now: Fix, today: date) -> str:
    before, after = was.state(today), now.state(today)
    told = [f"was {before}, is {after}"] if before is not after else []
    if was.by != now.by:
        why = now.moved[-1].why if now.moved and now.moved != was.moved else "no reason given"
        told.append(f"moved from {was.by} to {now.by}: {why}")
    return "; ".join(told) or f"changed: {_differences(was, now)}"


def _account(was: Explanation | None, now: Explanation | None) -> str:
    if now is None:
        return "the account is gone"
    complete = "complete" if now.complete else "not complete yet"
    return (
        f"new account, {complete}"
        if was is None
        else f"changed account, {complete}: {_differences(was, now)}"
    )
