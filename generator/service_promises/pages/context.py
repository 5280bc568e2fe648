"""What every view needs at hand: the ledger, the words, and each entry put into words once."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from service_promises.ledger.freshness import trusted_until
from service_promises.ledger.hash_chain import Sealed, sealed
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise
from service_promises.ledger.verdict import Verdict
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.entry import EntryView, entry_view
from service_promises.pages.parts.summary import straight_answer

_MOST_VIEWS = 20_000
"""So many entries are kept in words; a site with more is made in the order of its pages, and makes some anew."""


class Context:
    """One ledger being turned into pages."""

    def __init__(self, ledger: Ledger, i18n: I18n) -> None:
        self.ledger = ledger
        self.i18n = i18n
        self.as_of_day = i18n.day(ledger.as_of)
        self._views: dict[tuple[str, Month], EntryView] = {}

    def view(self, entry: Entry) -> EntryView:
        """An entry in words; kept, since several pages show it."""
        key = (entry.promise.id, entry.month)
        view = self._views.get(key)
        if view is None:
            if len(self._views) == _MOST_VIEWS:
                self._views.clear()
            view = self._views[key] = entry_view(entry, self.i18n, self.as_of_day)
        return view

    def answer(self, entry: Entry) -> str:
        """The straight answer that an entry gives."""
        return straight_answer(entry, self.view(entry), self.i18n)

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
        promises = self.ledger.promises
        return {
            area: sorted(names, key=lambda name: (not self.stands(promises[name]), name))
            for area, names in sorted(found.items(), key=lambda area: (not area[0], area[1][0]))
        }

    def stands(self, promise: Promise) -> bool:
        """Whether a promise has not ended."""
        return promise.ends is None or promise.ends >= Month.of(self.ledger.as_of)

    @cached_property
    def standing(self) -> tuple[Promise, ...]:
        """The promises that have not ended, sorted by id."""
        return tuple(filter(self.stands, self.ledger.promises.values()))

    def without_figures(self, month: Month) -> list[Promise]:
        """The promises that stood in a month of which no figures are held here."""
        return [
            promise
            for promise in self.ledger.promises.values()
            if promise.term_in(month)
            and promise.covers is not None
            and month not in promise.covers
            and month.number in promise.due_in
        ]

    def newest(self, promise: str) -> Entry | None:
        """The entry that answers "is this promise kept?": the newest with a verdict that is not awaited."""
        judged = [
            entry
            for entry in self.ledger.by_promise[promise]
            if entry.judgement and entry.verdict is not Verdict.AWAITED
        ]
        return judged[-1] if judged else None


def without_figures_text(context: Context, month: Month) -> str:
    """Says how many promises stood in a month without figures here; empty where none did."""
    absent = len(context.without_figures(month))
    if not absent:
        return ""
    return context.i18n.count(
        "For %(number)s more that was promised, no figures for this month are held here.",
        "For %(number)s more that were promised, no figures for this month are held here.",
        absent,
    )
