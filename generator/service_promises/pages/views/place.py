"""One place: every promise that is made there, and whether it is kept there."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.ledger.places import Place
from service_promises.ledger.promises.made_at import NotAt
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, P_
from service_promises.pages.markdown import sentence
from service_promises.pages.parts.answer import Answer, answer_of
from service_promises.pages.parts.at_places import together_text
from service_promises.pages.parts.charts.strip import MONTHS_SHOWN, Strip, key_of, strip_of
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.figures import NO_FIGURE_TEXT
from service_promises.pages.parts.summary import figure_line
from service_promises.pages.parts.tally import Outcome, severity, tally, tally_of_promises
from service_promises.pages.views.places import newest_entries


class PlaceMonth(NamedTuple):
    """A promise at a place in one month, beside the whole."""

    entry: EntryView
    whole: str
    """The one figure of the whole, or its verdict where it has none."""


class PromiseAtPlace(NamedTuple):
    """What a place's page says of one promise."""

    promise: str
    wording: str
    newest: EntryView | None
    """Its newest verdict there."""
    answer: Answer | None
    awaited: str
    """Of the month that is awaited there; empty where none is."""
    whole: EntryView | None
    """The verdict on the whole in the same month."""
    whole_line: str
    """Its figure."""
    exceptions: tuple[tuple[str, str], ...]
    """The months in which it was not made or not measured there, and why, Markdown."""
    here: Strip | None
    """Its last months there; None where it has none."""
    of_whole: Strip | None
    """The same months of the whole."""
    rows: tuple[PlaceMonth, ...]
    """Newest first."""


class PlaceView(NamedTuple):
    """What a place's page says."""

    place: Place
    ended: str
    became: Place | None
    """The place that took over from it."""
    came_from: tuple[Place, ...]
    """The places that it took over from."""
    promises: tuple[PromiseAtPlace, ...]
    key: tuple[tuple[str, str, str], ...]
    """What the signs in the strips mean."""


_ALIKE = {
    Outcome(Verdict.KEPT): P_(
        "%(number)s of %(number)s promises made here was kept.",
        "%(number)s of %(number)s promises made here were kept.",
    ),
    Outcome(Verdict.FELL_SHORT): P_(
        "%(number)s of %(number)s promises made here fell short.",
        "%(number)s of %(number)s promises made here fell short.",
    ),
}
"""Where all promises of a place have the same outcome."""


def place_headline(context: Context, place: Place) -> str:
    """The newest month of the only promise there in a few sentences, or how many are kept."""
    newest = list(newest_entries(context, place))
    if not newest:
        return context.i18n.say("There are no figures for this %(place)s.", place=context.ledger.places.called.one)
    if len(newest) == 1:
        return f"{sentence(newest[0].promise.name_in(None))} {context.summary(newest[0])}"
    counts = tally(newest)
    if alike := _ALIKE.get(next(iter(counts))) if len(counts) == 1 else None:
        return context.i18n.count(*alike, len(newest))
    return context.i18n.count(
        "Of %(number)s promise made here, %(tally)s.",
        "Of %(number)s promises made here, %(tally)s.",
        len(newest),
        tally=tally_of_promises(counts, context.i18n),
    )


def place_view(context: Context, place: Place) -> PlaceView:
    """A place: each promise there, beside the whole."""
    promises = tuple(_promise(context, place, name) for name in _made_at(context, place))
    strips = [strip for promise in promises for strip in (promise.here, promise.of_whole) if strip]
    return PlaceView(
        place,
        _ended(context, place),
        context.places[place.became] if place.became else None,
        tuple(other for other in context.places.values() if other.became == place.id),
        promises,
        key_of(strips, context.i18n),
    )


def _made_at(context: Context, place: Place) -> list[str]:
    """The promises that are made, or were, at a place: the worst newest verdict there first, those without figures last."""
    newest = {entry.promise.id: entry for entry in newest_entries(context, place)}
    with_entries = sorted(context.entries_by_place[place.id], key=lambda name: (severity(newest.get(name)), name))
    others = (name for name, promise in context.ledger.promises.items() if promise.at and promise.at.includes(place.id))
    return [*with_entries, *(name for name in others if name not in with_entries)]


def _ended(context: Context, place: Place) -> str:
    if place.until is None or not context.has_ended(place):
        return ""
    return context.i18n.voice(
        N_("Nothing has been promised here since the end of %(month)s."),
        N_("Our figures for this %(place)s end with %(month)s."),
        month=context.i18n.month(place.until),
        place=context.ledger.places.called.one,
    )


def _promise(context: Context, place: Place, name: str) -> PromiseAtPlace:
    i18n, promise = context.i18n, context.ledger.promises[name]
    entries = context.entries_by_place[place.id].get(name, ())
    newest = next((entry for entry in reversed(entries) if entry.is_judged), None)
    awaited = [entry for entry in entries if entry.verdict is Verdict.AWAITED]
    whole = context.ledger.entries.get((name, newest.month)) if newest else None
    span = _span(entries)
    return PromiseAtPlace(
        promise=name,
        wording=promise.name_in(None),
        newest=context.view(newest) if newest else None,
        answer=answer_of(newest, context.view(newest), i18n) if newest else None,
        awaited=context.summary(awaited[-1]) if awaited else "",
        whole=context.view(whole) if whole else None,
        whole_line=_whole(context, whole) if whole else "",
        exceptions=tuple(_exceptions(context, promise, place)),
        here=strip_of(context, promise, span, place) if span else None,
        of_whole=strip_of(context, promise, span) if span else None,
        rows=tuple(_row(context, entry) for entry in reversed(entries[-MONTHS_SHOWN:])),
    )


def _span(entries: Sequence[Entry]) -> list[Month]:
    """The last months up to the newest entry, none of them before the first."""
    if not entries:
        return []
    last = entries[-1].month
    return max(last.plus(1 - MONTHS_SHOWN), entries[0].month).until(last)


def _row(context: Context, entry: Entry) -> PlaceMonth:
    whole = context.ledger.entries.get((entry.promise.id, entry.month))
    of_whole = context.view(whole) if whole else None
    if of_whole is None:
        return PlaceMonth(context.view(entry), "")
    return PlaceMonth(
        context.view(entry), of_whole.word if of_whole.delivered == NO_FIGURE_TEXT else of_whole.delivered
    )


def _whole(context: Context, whole: Entry) -> str:
    i18n, view = context.i18n, context.view(whole)
    if view.delivered == NO_FIGURE_TEXT:
        return i18n.say(
            "All %(places)s together, %(period)s:", places=context.ledger.places.called.many, period=view.period
        )
    return together_text(figure_line(whole, view, i18n), context.ledger.places.called, i18n)


def _exceptions(context: Context, promise: Promise, place: Place) -> Iterator[tuple[str, str]]:
    i18n = context.i18n
    for exception in promise.not_at:
        span = _months_of(exception, promise, place)
        if span is None:
            continue
        first, last = span
        if last is None:
            months = i18n.say("Since %(month)s", month=i18n.month(first))
        else:
            months = i18n.period(Period(first, last))
        yield months, exception.why


def _months_of(exception: NotAt, promise: Promise, place: Place) -> tuple[Month, Month | None] | None:
    """The first and the last month of an exception that lie in the time of a place; None where none does."""
    if exception.places != "all" and place.id not in exception.places:
        return None
    at = promise.at
    begins = [month for month in (exception.from_, place.since, at.since if at else None) if month]
    ends = [month for month in (exception.until, place.until, at.until if at else None) if month]
    first, last = max(begins), min(ends, default=None)
    return None if last is not None and last < first else (first, last)
