"""Promises that stood: no term that has begun is changed, and nothing that belongs to it made weaker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from service_promises.history.comparison import Comparison
from service_promises.history.new_days import not_announced
from service_promises.history.published_items import check_corrections
from service_promises.ledger.delivery import Correction
from service_promises.ledger.key_changes import corrected_term
from service_promises.ledger.month import Month
from service_promises.ledger.plain_data import data_of, line_of
from service_promises.ledger.promise import Interim, Promise, Term
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Keys, Location, Problem, at_key, at_value, whole_file
from service_promises.source.documents.base import Guard
from service_promises.source.documents.declared import MeasureKeys, PromiseFile, TermKeys
from service_promises.source.documents.keys import guarded, keys_of
from service_promises.source.files import FileKind
from service_promises.source.source_file import SourceFile

_BESIDE_TERMS = [key for key in guarded(PromiseFile, Guard.CORRECTION) if key not in ("terms", *keys_of(TermKeys))]
"""What changes only with a correction, as a term does."""


def promise_gone(comparison: Comparison, old: SourceFile[PromiseFile]) -> Iterator[Problem]:
    """A promise that has no file any more, and no other one says that it was its own."""
    before = comparison.old.names(FileKind.DECLARED)
    like = next(
        (
            file
            for name, file in comparison.new.promise_files.items()
            if name not in before and file.document.promise == old.document.promise
        ),
        None,
    )
    rename = (
        f"if it is called {like.name} now, add `was: [{old.name}]` in {like.path}"
        if like
        else f"where it was renamed, its new file says `was: [{old.name}]`"
    )
    yield named_problem(
        "promise-gone", whole_file(old.path), name=old.name, path=comparison.show(old.path), rename=rename
    )._replace(promise=old.name)


def promise_changed(
    comparison: Comparison, old: SourceFile[PromiseFile], new: SourceFile[PromiseFile]
) -> Iterator[Problem]:
    """What changed in silence in a declaration."""
    before, now = comparison.old.promises.get(old.name), comparison.new.promises.get(new.name)
    if before is None or now is None:
        return
    changes = _Changes(before, now, new.document, comparison.as_of, comparison.newer_day)
    yield from new.accept(check_corrections(("corrected",), before.corrected, now.corrected))
    for key in _BESIDE_TERMS:
        if (key,) not in old.invalid:
            yield from new.accept(changes.of_value((key,), key, getattr(before, key), getattr(now, key)))
    yield from new.accept(changes.of_terms())


@dataclass(frozen=True, slots=True)
class _Changes:
    """The changes of one declaration."""

    old: Promise
    new: Promise
    document: PromiseFile
    """How the declaration reads now."""
    as_of: date
    newer_day: date
    """What is over on it is the past."""

    @property
    def _corrections(self) -> Sequence[tuple[int, Correction]]:
        """The corrections that it has now and had not before, with their places."""
        return [*enumerate(self.new.corrected)][len(self.old.corrected) :]

    def _corrects(self, key: str) -> bool:
        """Whether a new correction says what a key was."""
        return any(key in correction.was for _, correction in self._corrections)

    def of_terms(self) -> Iterator[Problem]:
        corrected = self._corrects("terms")
        sinces = [term.since for term in self.old.terms]
        moved: set[int] = set()
        locations: set[Location] = set()
        for number, term in enumerate(self.old.terms):
            if term.since.first_day > self.as_of:
                continue
            index = self._index_now(number, term)
            if index is None:
                if not corrected:
                    yield named_problem("term-gone", at_key("terms"), since=term.since)
                continue
            now = self.new.terms[index]
            if now.since != term.since:
                moved.add(index)
                yield from self._of_since(index, term.since, now.since)
            for problem in () if corrected else self._of_term(term, now, index):
                if problem.location not in locations:  # several terms may share a measure
                    locations.add(problem.location)
                    yield problem
        for index, term in enumerate(self.new.terms):
            if term.since in sinces or index in moved:
                continue
            if term.announced is None:
                yield not_announced(index, self.as_of)
            if term.since.last_day < self.newer_day and not corrected:
                yield named_problem(
                    "term-in-past", at_value("terms", index, "since"), since=term.since, day=self.newer_day
                )

    def _of_since(self, index: int, old: Month, new: Month) -> Iterator[Problem]:
        """A first month that does not read as it did, unless the whole old list is told."""
        if not self._corrects("terms"):
            yield from self.of_value(("terms", index, "since"), "since", old, new)

    def of_value(self, keys: Keys, key: str, old: Any, new: Any, since: Month | None = None) -> Iterator[Problem]:
        """A value that does not read as it did; `since` is the term that it belongs to, for what each term has."""
        before, now = line_of(data_of(old)), line_of(data_of(new))
        if before == now:
            return
        for index, correction in self._corrections:
            if key in correction.was and (since is None or corrected_term(self.new, correction) == since):
                was = line_of(correction.was[key])
                if was != before and key != "case":
                    yield named_problem(
                        "correction-was-text",
                        at_value("corrected", index, "was", key),
                        key=key,
                        was=_quoted(was),
                        before=_quoted(before),
                        old=before or "null",
                    )
                return
        term = f"since: {since}, " if since is not None and len(self.new.terms) > 1 else ""
        name = "text-gone" if now is None else "text-changed"
        values = {"before": _quoted(before), "now": _quoted(now), "was": f"{term}{key}: {before or 'null'}"}
        yield named_problem(name, at_value(*keys), key=key, as_of=self.as_of, **values)

    def _index_now(self, index: int, term: Term) -> int | None:
        """Which term it is now: the one of the same month, else the one that took its place in the list."""
        for place, now in enumerate(self.new.terms):
            if now.since == term.since:
                return place
        taken = index >= len(self.new.terms) or self.new.terms[index].since in [one.since for one in self.old.terms]
        return None if taken else index

    def _of_term(self, old: Term, new: Term, index: int) -> Iterator[Problem]:
        yield from self.of_value(("terms", index, "target"), "target", old.target, new.target, new.since)
        for key in ("due_in", "report_by"):
            value, now = getattr(old, key), getattr(new, key)
            yield from self.of_value(("terms", index, key), key, value, now, new.since)
        if old.announced is not None:
            announced = ("terms", index, "announced")
            yield from self.of_value(announced, "announced", old.announced, new.announced, new.since)
        yield from self.of_value(self._keys_of(index, "promise"), "promise", old.promise, new.promise)
        if not self._corrects("measure"):
            keys = self._keys_of(index, "measure")
            for key in keys_of(MeasureKeys):
                yield from self.of_value((*keys, key), key, getattr(old.measure, key), getattr(new.measure, key))
        if not self._corrects("interim"):
            yield from self._of_interims(("terms", index, "interim"), old, new)

    def _keys_of(self, index: int, key: str) -> Keys:
        """Where what a term leaves unsaid is said."""
        for place in range(index, -1, -1):
            if getattr(self.document.terms[place], key) is not None:
                return ("terms", place, key)
        return (key,)

    def _of_interims(self, keys: Keys, old: Term, new: Term) -> Iterator[Problem]:
        before, now = [[_months(interim) for interim in term.interim] for term in (old, new)]
        for interim in old.interim:
            if interim.since.first_day <= self.as_of and _months(interim) not in now:
                target = interim.target.text
                yield named_problem(
                    "interim-changed", at_key(*keys), target=target, since=interim.since, as_of=self.as_of
                )
        for index, interim in enumerate(new.interim):
            if _months(interim) not in before and interim.since.last_day < self.newer_day:
                yield named_problem(
                    "interim-in-past", at_value(*keys, index, "since"), since=interim.since, day=self.newer_day
                )


def _months(interim: Interim) -> tuple[str, Month, Month | None]:
    """A target and its months: all of an interim that was published as a fact."""
    return interim.target.text, interim.since, interim.until


def _quoted(text: str | None) -> str:
    if text is None:
        return "nothing"
    return f'"{text if len(text) <= 60 else text[:59] + chr(0x2026)}"'
