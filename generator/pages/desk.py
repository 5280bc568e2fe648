"""What every view needs at hand: the ledger, the words, and each entry put into words once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from generator.ledger.chain import Sealed, sealed
from generator.ledger.ledger import Entry, Ledger
from generator.ledger.month import Month
from generator.ledger.promise import Promise
from generator.ledger.trust import trusted_until
from generator.ledger.verdict import Verdict
from generator.pages.answer import straight_answer
from generator.pages.entry import EntryView, entry_view
from generator.pages.words import Words

_MOST_VIEWS = 20_000
"""So many entries are kept in words; a site with more is made in the order of its pages, and makes some anew."""
_ORDER: dict[Verdict | None, int] = {verdict: place for place, verdict in enumerate(Verdict)}


class Desk:
    """One ledger being turned into pages."""

    def __init__(self, ledger: Ledger, words: Words) -> None:
        self.ledger = ledger
        self.words = words
        self.as_of_day = words.day(ledger.as_of)
        self._views: dict[tuple[str, Month], EntryView] = {}

    def view(self, entry: Entry) -> EntryView:
        """An entry in words; kept, since several pages show it."""
        key = (entry.promise.id, entry.month)
        view = self._views.get(key)
        if view is None:
            if len(self._views) == _MOST_VIEWS:
                self._views.clear()
            view = self._views[key] = entry_view(entry, self.words, self.as_of_day)
        return view

    def answer(self, entry: Entry) -> str:
        """The straight answer that an entry gives."""
        return straight_answer(entry, self.view(entry), self.words)

    @cached_property
    def trusted_until(self) -> date | None:
        """The last day on which the pages hold if nobody builds them again; None where they hold for good."""
        return trusted_until(self.ledger)

    @cached_property
    def sealed(self) -> Sealed:
        """Every hash of the ledger, which a file and a page both show."""
        return sealed(self.ledger)

    @cached_property
    def areas(self) -> dict[str, list[str]]:
        """Promise ids by area, those that have ended last; areas in the order of their first ids, none as "" last."""
        found: dict[str, list[str]] = {}
        for name, promise in self.ledger.promises.items():
            found.setdefault(promise.area or "", []).append(name)
        standing = {promise.id for promise in self.standing}
        return {
            area: sorted(names, key=lambda name: (name not in standing, name))
            for area, names in sorted(found.items(), key=lambda area: (not area[0], area[1][0]))
        }

    @cached_property
    def standing(self) -> tuple[Promise, ...]:
        """The promises that have not ended, sorted by id."""
        this_month = Month.of(self.ledger.as_of)
        return tuple(
            promise
            for promise in self.ledger.promises.values()
            if promise.ends is None or promise.ends >= this_month
        )

    def without_figures(self, month: Month) -> list[Promise]:
        """The promises that stood in a month of which no figures are held here."""
        return [
            promise
            for promise in self.ledger.promises.values()
            if promise.term_in(month)
            and promise.covers is not None
            and month not in promise.covers
            and month.number in promise.due_in
            and (promise.ends is None or month <= promise.ends)
        ]

    def newest(self, promise: str) -> Entry | None:
        """The entry that answers "is this promise kept?": the newest with a verdict that is not awaited."""
        judged = [
            entry
            for entry in self.ledger.by_promise[promise]
            if entry.judgement and entry.verdict is not Verdict.AWAITED
        ]
        return judged[-1] if judged else None


def worst_first(entries: Iterable[Entry]) -> list[Entry]:
    """Entries of a month: fell short and not reported first, then target met, then kept (section 5)."""
    return sorted(entries, key=lambda entry: (_ORDER.get(entry.verdict, len(_ORDER)), entry.promise.id))


class Outcome(NamedTuple):
    """A verdict, and whether it is unknown how many were let down where the target was met."""

    verdict: Verdict
    uncounted: bool = False


def tally(entries: Iterable[Entry]) -> dict[Outcome, int]:
    """How many entries have each outcome, worst news first; outcomes that none has are left out."""
    counts = Counter(
        (judgement.verdict, judgement.verdict is Verdict.TARGET_MET and judgement.let_down is None)
        for entry in entries
        if (judgement := entry.judgement)
    )
    worst = sorted(counts, key=lambda outcome: _ORDER[outcome[0]])
    return {Outcome(*outcome): counts[outcome] for outcome in worst}


def tally_of_promises(counts: dict[Outcome, int], words: Words) -> str:
    """Promises, counted by outcome: "2 fell short, 1 was not reported and 4 were kept"."""
    return words.listed([_promises(outcome, number, words) for outcome, number in counts.items()])


def tally_of_months(counts: dict[Outcome, int], words: Words) -> str:
    """The months of one promise, counted by outcome: "fell short in 12 months and kept in 3 months"."""
    return words.listed([_months(outcome, number, words) for outcome, number in counts.items()])


def _promises(outcome: Outcome, number: int, words: Words) -> str:
    match outcome.verdict:
        case Verdict.FELL_SHORT:
            return words.count("%(number)s fell short", "%(number)s fell short", number)
        case Verdict.NOT_REPORTED:
            return words.count("%(number)s was not reported", "%(number)s were not reported", number)
        case Verdict.TARGET_MET if outcome.uncounted:
            return words.count(
                "%(number)s met its target, with people let down not counted",
                "%(number)s met their target, with people let down not counted",
                number,
            )
        case Verdict.TARGET_MET:
            return words.count(
                "%(number)s met its target but let people down",
                "%(number)s met their target but let people down",
                number,
            )
        case Verdict.KEPT:
            return words.count("%(number)s was kept", "%(number)s were kept", number)
        case Verdict.NOTHING_DUE:
            return words.count("nothing fell due for %(number)s", "nothing fell due for %(number)s", number)
        case Verdict.AWAITED:
            return words.count("%(number)s is awaited", "%(number)s are awaited", number)


def _months(outcome: Outcome, number: int, words: Words) -> str:
    match outcome.verdict:
        case Verdict.FELL_SHORT:
            return words.count("fell short in %(number)s month", "fell short in %(number)s months", number)
        case Verdict.NOT_REPORTED:
            return words.count(
                "not reported for %(number)s month", "not reported for %(number)s months", number
            )
        case Verdict.TARGET_MET if outcome.uncounted:
            return words.count(
                "target met in %(number)s month with people let down not counted",
                "target met in %(number)s months with people let down not counted",
                number,
            )
        case Verdict.TARGET_MET:
            return words.count(
                "target met but people let down in %(number)s month",
                "target met but people let down in %(number)s months",
                number,
            )
        case Verdict.KEPT:
            return words.count("kept in %(number)s month", "kept in %(number)s months", number)
        case Verdict.NOTHING_DUE:
            return words.count(
                "nothing fell due in %(number)s month", "nothing fell due in %(number)s months", number
            )
        case Verdict.AWAITED:
            return words.count("%(number)s month awaited", "%(number)s months awaited", number)


def without_figures_text(desk: Desk, month: Month) -> str:
    """Says how many promises stood in a month without figures here; empty where none did."""
    absent = len(desk.without_figures(month))
    if not absent:
        return ""
    return desk.words.count(
        "For %(number)s more that was promised, no figures of this month are held here.",
        "For %(number)s more that were promised, no figures of this month are held here.",
        absent,
    )
