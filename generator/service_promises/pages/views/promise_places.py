"""One promise at every place: who was let down most, and every place by name."""

from collections.abc import Sequence
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.ledger.places import Place
from service_promises.ledger.promises.promise import Kind, Promise
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.at_places import places_text, together_text
from service_promises.pages.parts.charts.verdict_runs import NO_RUNS, VerdictRuns, verdict_runs
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.figures import NO_FIGURE_TEXT
from service_promises.pages.parts.summary import figure_line
from service_promises.pages.place_sections import PlaceSection, by_name, place_sections
from service_promises.pages.views.places import SectionOfPlaces, ended_text, section_name, sections_of_places

MONTHS_LISTED = 12
MOST_LET_DOWN = 10
"""How many places are named with the most people let down."""


class ListedPlace(NamedTuple):
    """A place in the list of a promise."""

    place: Place
    entry: EntryView | None
    """The newest month there; None where nothing was due or recorded in it."""
    without: str
    """Why there is no such month."""
    last_months: VerdictRuns


class PromisePlacesView(NamedTuple):
    """What the page of a promise at every place says."""

    promise: Promise
    wording: str
    section: str
    """What the names of the places have in common; empty for the page of all of them."""
    sections: tuple[SectionOfPlaces, ...]
    """Where there are too many for one page."""
    month: str
    """The newest month that is published place by place."""
    period: str
    whole: str
    """Its figure for the whole; empty where it has none."""
    months: str
    """The last months, in words."""
    number: int
    """How many they are."""
    most: tuple[tuple[Place, str], ...]
    """The places with the most people let down in the newest month, and how many, most first."""
    rows: tuple[ListedPlace, ...]
    """The places with figures in the newest month, and those that owe them, by name."""
    others: tuple[ListedPlace, ...]
    """Those of which the last months have figures no longer, or not yet, by name."""


def newest_with_places(context: Context, promise: str) -> Entry | None:
    """The newest verdict on a promise that is published place by place."""
    entries = reversed(context.ledger.by_promise[promise])
    return next((entry for entry in entries if entry.place_entries and entry.is_judged), None)


def has_places(context: Context, promise: str) -> bool:
    """Whether any month of a promise is published place by place."""
    return any(entry.place_entries for entry in context.ledger.by_promise[promise])


def promise_places_headline(context: Context, promise: Promise) -> str:
    """At how many places it fell short in the newest month."""
    newest = newest_with_places(context, promise.id)
    if newest is None:
        return context.i18n.say("Nothing has been reported yet.")
    text = places_text(newest, context.ledger.places.called, context.i18n)
    period = context.i18n.period(newest.period)
    return context.i18n.say("%(period)s: %(places)s.", period=period, places=text) if text else period


def sections_of_promise(context: Context, promise: Promise) -> tuple[PlaceSection, ...]:
    """The sections that the page of a promise at every place is split into; none where one page holds them all."""
    return place_sections(_places(context, promise))


def _places(context: Context, promise: Promise) -> list[Place]:
    at = promise.at
    return [place for place in context.places.values() if at and at.includes(place.id)]


def promise_places_view(context: Context, promise: Promise, section: PlaceSection | None = None) -> PromisePlacesView:
    """A promise at every place, or at those of a section, in the newest month and the last twelve."""
    i18n, newest = context.i18n, newest_with_places(context, promise.id)
    entries = [entry for entry in context.ledger.by_promise[promise.id] if entry.place_entries]
    last = newest.month if newest else entries[-1].month
    span = [entry for entry in entries if last.plus(1 - MONTHS_LISTED) <= entry.month <= last]
    by_month = {entry.month: {at.place.id: at for at in entry.place_entries if at.place} for entry in span}
    sections = section.parts if section else sections_of_promise(context, promise)
    places = section.places if section else sorted(_places(context, promise), key=by_name)
    rows = [_row(context, place, span, by_month) for place in (() if sections else places)]
    return PromisePlacesView(
        promise=promise,
        wording=promise.name_in(None),
        section=section_name(context, section) if section else "",
        sections=sections_of_places(context, sections),
        month=str(last),
        period=i18n.period(span[-1].period),
        whole=_whole(context, newest) if newest else "",
        months=i18n.period(Period(span[0].period.first, span[-1].period.last)),
        number=len(span),
        most=tuple(_most(newest, i18n)) if newest and not section else (),
        rows=tuple(row for row in rows if row.entry),
        others=tuple(row for row in rows if not row.entry),
    )


def _whole(context: Context, newest: Entry) -> str:
    view = context.view(newest)
    if view.delivered == NO_FIGURE_TEXT:
        return ""
    return together_text(figure_line(newest, view, context.i18n), context.ledger.places.called, context.i18n)


def _most(newest: Entry, i18n: I18n) -> list[tuple[Place, str]]:
    """The places with the most people let down, hidden counts left out; levels are listed by name only."""
    if newest.measure.kind is not Kind.EACH:
        return []
    counted = [
        (entry.figures.let_down.figure, entry.place)
        for entry in newest.place_entries
        if entry.place and entry.figures and entry.figures.let_down.figure
    ]
    counted.sort(key=lambda item: (-item[0], by_name(item[1])))
    return [(place, i18n.cases(number, newest.measure)) for number, place in counted[:MOST_LET_DOWN]]


def _row(context: Context, place: Place, span: Sequence[Entry], by_month: dict[Month, dict[str, Entry]]) -> ListedPlace:
    i18n, last = context.i18n, span[-1]
    entry = by_month[last.month].get(place.id)
    if entry is None:
        without = ended_text(context, place) or i18n.say("No figure for %(period)s", period=i18n.period(last.period))
        return ListedPlace(place, None, without, NO_RUNS)
    months = [(whole.period, by_month[whole.month].get(place.id)) for whole in span]
    return ListedPlace(place, context.view(entry), "", verdict_runs(months, i18n))
