"""What every view needs: the ledger, the language of the site, and each entry in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from service_promises.ledger.entry import Entry
from service_promises.ledger.freshness import trusted_until
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.ledger.places import Place
from service_promises.ledger.promises.promise import Promise
from service_promises.pages.areas import AreaGroup, areas_of
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.entry import EntryView, entry_view
from service_promises.pages.parts.summary import summary
from service_promises.pages.site_settings import USUAL, SiteSettings

if TYPE_CHECKING:
    from service_promises.pages.parts.charts.strip import Strip

_MOST_VIEWS = 20_000
"""How many entries are cached in words; on a site with more, some are worked out again for another page."""


class Context:
    """One ledger, the language in which its pages are written, and what else shapes them."""

    def __init__(self, ledger: Ledger, i18n: I18n, settings: SiteSettings = USUAL, site_url: str | None = None) -> None:
        """`site_url` is where the site is published, None where that is not known."""
        self.ledger = ledger
        self.i18n = i18n
        self.settings = settings
        self.site_url = site_url
        self.as_of_day = i18n.day(ledger.as_of)
        self._views: dict[int, EntryView] = {}
        """By the identity of the entry, of which the ledger has one for each promise and month."""
        self._periods: dict[Month, Period] = {}
        self.newest_strips: dict[str, Strip] = {}
        """By the promise's id, of those that a page has shown."""

    def url(self, address: str) -> str:
        """The address of a page in full; empty where that of the site is not known."""
        if self.site_url is None:
            return ""
        return f"{self.root}{address}/" if address else self.root

    @property
    def root(self) -> str:
        """The address of the site, with a slash behind it; of what is not made where it is not known."""
        return f"{(self.site_url or '').rstrip('/')}/"

    @property
    def title(self) -> str:
        """What the whole is called."""
        return self.i18n.say("%(name)s: promised and delivered", name=self.ledger.service.name)

    def view(self, entry: Entry) -> EntryView:
        """An entry in words; cached, since several pages show it."""
        view = self._views.get(id(entry))
        if view is None:
            if len(self._views) == _MOST_VIEWS:
                self._views.clear()
            view = self._views[id(entry)] = entry_view(entry, self.i18n, self.as_of_day, self.ledger.places.called)
        return view

    def summary(self, entry: Entry) -> str:
        """Whether the promise was kept in a month, in a few sentences."""
        return summary(entry, self.view(entry), self.i18n)

    @cached_property
    def trusted_until(self) -> date | None:
        """The last day on which the pages hold if nobody builds them again.

        None where they hold for good, and where they are about a day that was set on purpose.
        """
        return None if self.settings.as_of else trusted_until(self.ledger)

    @cached_property
    def areas(self) -> tuple[AreaGroup, ...]:
        """Every area with its promises, in the order to be shown."""
        return areas_of(self.ledger, self.i18n.say("Other"))

    @cached_property
    def area_by_promise(self) -> dict[str, AreaGroup]:
        """The area of each promise, by its id."""
        return {name: area for area in self.areas for name in area.promises}

    def is_in_force(self, promise: Promise) -> bool:
        """Whether a promise has not ended."""
        return promise.ends is None or promise.ends >= Month.of(self.ledger.as_of)

    @cached_property
    def in_force(self) -> tuple[Promise, ...]:
        """The promises that have not ended, sorted by id."""
        return tuple(filter(self.is_in_force, self.ledger.promises.values()))

    @property
    def places(self) -> Mapping[str, Place]:
        """Every place, by id."""
        return self.ledger.places.places

    def has_ended(self, place: Place) -> bool:
        """Whether nothing falls due at a place any more."""
        return place.until is not None and place.until < Month.of(self.ledger.as_of)

    @cached_property
    def entries_by_place(self) -> dict[str, dict[str, tuple[Entry, ...]]]:
        """The entries at each place, oldest first, by place and promise; empty for a place that has none."""
        return {
            place: {name: tuple(of_promise) for name, of_promise in groupby(entries, lambda entry: entry.promise.id)}
            for place, entries in self.ledger.by_place.items()
        }

    def entry(self, promise: str, month: Month, place: Place | None = None) -> Entry | None:
        """The entry of a promise in a month, as a whole or at one place."""
        if place is None:
            return self.ledger.entries.get((promise, month))
        return self._by_place_and_month.get((promise, month, place.id))

    @cached_property
    def _by_place_and_month(self) -> dict[tuple[str, Month, str], Entry]:
        return {
            (entry.promise.id, entry.month, place): entry
            for place, entries in self.ledger.by_place.items()
            for entry in entries
        }

    def without_figures(self, month: Month) -> list[Promise]:
        """The promises that stood in a month of which no figures are held here."""
        return [
            promise
            for promise in self.ledger.promises.values()
            if promise.covers is not None
            and month not in promise.covers
            and promise.is_due_in(month)
            and promise.term_in(month)
        ]

    def period(self, promise: str, month: Month) -> Period:
        """The months that a record of a promise speaks for."""
        return self.ledger.service.period(self.ledger.promises[promise], month)

    def period_of(self, month: Month) -> Period:
        """What the records of a month speak for: the month, or the longer period that all of them share."""
        if month not in self._periods:
            periods = {entry.period for entry in self.ledger.by_month[month]}
            self._periods[month] = periods.pop() if len(periods) == 1 else Period(month, month)
        return self._periods[month]

    def newest(self, promise: str) -> Entry | None:
        """The newest entry with a verdict that is not awaited, or with figures that no target judges."""
        entries = reversed(self.ledger.by_promise[promise])
        return next(
            (entry for entry in entries if entry.is_judged or (entry.delivery and entry.is_without_target)), None
        )


def longer_periods_text(entries: Sequence[Entry], i18n: I18n) -> str:
    """How many of a month's promises are judged over a longer time; empty where all are over the same."""
    periods = Counter(entry.period for entry in entries)
    if len(periods) < 2:
        return ""
    return " ".join(
        i18n.count(
            "%(number)s of them is for %(period)s.",
            "%(number)s of them are for %(period)s.",
            number,
            period=i18n.period(period),
        )
        for period, number in sorted(periods.items(), reverse=True)
        if not period.is_one_month
    )


def without_figures_text(context: Context, month: Month) -> str:
    """How many promises stood in a month without figures here; empty where none did."""
    absent = len(context.without_figures(month))
    if not absent:
        return ""
    return context.i18n.count(
        "For %(number)s more promise we have no figures for this month.",
        "For %(number)s more promises we have no figures for this month.",
        absent,
    )
