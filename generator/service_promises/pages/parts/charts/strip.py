"""The last months of one promise as a strip: years over months, a cell for each period, runs without figures joined."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.ledger.places import Place, exception_at
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.service import Service
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.entry import NO_TARGET_KEY, NOT_PROMISED_THEN

MONTHS_SHOWN = 24
"""How many months a strip goes back."""

NO_RECORD_KEY = "none"
"""The key of months in which no record is due, or that are outside our figures."""

SIGNS = {
    Verdict.KEPT.value: "\N{CHECK MARK}",
    Verdict.TARGET_MET.value: "\N{CIRCLE WITH LEFT HALF BLACK}",
    Verdict.FELL_SHORT.value: "\N{MULTIPLICATION SIGN}",
    Verdict.NOT_REPORTED.value: "?",
    Verdict.NOTHING_DUE.value: "\N{EN DASH}",
    Verdict.AWAITED.value: "\N{HORIZONTAL ELLIPSIS}",
    NO_TARGET_KEY: "\N{WHITE DIAMOND}",
    NOT_PROMISED_THEN: "\N{MIDDLE DOT}",
    NO_RECORD_KEY: "",
}
"""The sign of each key, which prints, and shows without colours."""

_MEANINGS = {
    Verdict.KEPT.value: N_("Kept for everyone"),
    Verdict.TARGET_MET.value: N_("Target met, people let down or not counted"),
    Verdict.FELL_SHORT.value: N_("Fell short"),
    Verdict.NOT_REPORTED.value: N_("Not reported"),
    Verdict.NOTHING_DUE.value: N_("Nothing fell due"),
    Verdict.AWAITED.value: N_("Due, and not late"),
    NO_TARGET_KEY: N_("No target then: shown, not judged"),
    NOT_PROMISED_THEN: N_("Not judged: not promised then"),
}


_LETTERS = 3
"""How many letters of a year's name there is room for over each of its months, about."""


class StripCell(NamedTuple):
    """A period with a verdict or a record, or a run of months without one."""

    key: str
    sign: str
    months: int
    """How many months wide it is."""
    month: str
    """As addresses have it, `2026-01`; empty for a run without records."""
    title: str


class Strip(NamedTuple):
    """Some months of a promise, oldest first."""

    months: int
    years: tuple[tuple[str, int], ...]
    """Each year with how many of its months are shown; without its name where that has no room."""
    initials: tuple[str, ...]
    """The first letter of each month."""
    cells: tuple[StripCell, ...]
    ended: str
    """That the promise or our figures ended before the last month; stands behind the last cell."""


def strip_of(context: Context, promise: Promise, span: Sequence[Month], place: Place | None = None) -> Strip:
    """A promise in months that follow one another, as a whole or at one place."""
    return Strip(
        len(span),
        tuple(_years(context.ledger.service, span)),
        tuple(context.i18n.initial(month.number) for month in span),
        tuple(_cells(context, promise, span, place)),
        _ended(context, promise, span[-1]),
    )


def span_to(context: Context, last: Month) -> list[Month]:
    """The months that a strip shows, none of them before the figures here begin."""
    begin = context.ledger.service.covers.from_
    return list(max(last.plus(1 - MONTHS_SHOWN), begin).until(max(last, begin)))


def newest_span(context: Context) -> list[Month]:
    """The months up to the latest reported, or else up to the last that is over."""
    return span_to(context, context.ledger.latest_reported or Month.of(context.ledger.as_of).plus(-1))


def newest_strip(context: Context, promise: Promise) -> Strip:
    """A promise in the newest months; cached, since home, the lists and its own page show it."""
    strips = context.newest_strips
    if promise.id not in strips:
        strips[promise.id] = strip_of(context, promise, newest_span(context))
    return strips[promise.id]


def key_of(strips: Iterable[Strip], i18n: I18n) -> tuple[tuple[str, str, str], ...]:
    """The signs in use, each with its key before it and its meaning behind, in one order whatever is in use."""
    used = {cell.key for strip in strips for cell in strip.cells}
    return tuple((key, SIGNS[key], i18n.say(meaning)) for key, meaning in _MEANINGS.items() if key in used)


def _years(service: Service, span: Sequence[Month]) -> Iterator[tuple[str, int]]:
    for year, months in groupby(span, key=service.year):
        name, width = str(year), len(list(months))
        yield name if width > len(name) / _LETTERS else "", width


def _cells(context: Context, promise: Promise, span: Sequence[Month], place: Place | None) -> Iterator[StripCell]:
    i18n = context.i18n
    by_month: dict[Month, Entry] = {}
    for month in span[0].until(span[-1].plus(11)):
        if entry := context.entry(promise.id, month, place):
            by_month[month] = entry
            if not entry.period.is_one_month:
                by_month.update(dict.fromkeys(entry.period.first.until(month), entry))
    for entry, run in groupby(span, key=by_month.get):
        months = list(run)
        if entry:
            view = context.view(entry)
            yield StripCell(view.key, SIGNS[view.key], len(months), view.month, view.title)
            continue
        for reason, part in groupby(months, key=lambda month: _without_record(context, promise, month, place)):
            row = list(part)
            period = i18n.period(Period(row[0], row[-1]))
            yield StripCell(
                NO_RECORD_KEY, "", len(row), "", i18n.say("%(period)s: %(reason)s", period=period, reason=reason)
            )


def _ended(context: Context, promise: Promise, last: Month) -> str:
    if promise.ends and promise.ends < last:
        return context.i18n.say("ended")
    if promise.covers and promise.covers.until and promise.covers.until < last:
        return context.i18n.say("figures end")
    return ""


def _without_record(context: Context, promise: Promise, month: Month, place: Place | None) -> str:
    """Why a month has neither a verdict nor a record."""
    i18n, ledger = context.i18n, context.ledger
    if place and exception_at(promise, place.id, month):
        return i18n.say("not promised, or not measured, here")
    if promise.ends and month > promise.ends:
        return i18n.say("no longer promised")
    if promise.term_in(month) is None:
        return i18n.say("not promised then")
    if ledger.as_of <= month.last_day:
        return i18n.say("not over")
    if not ledger.service.covers_promise(promise, month):
        return i18n.say("outside our figures")
    if promise.is_due_in(month) and promise.target_in(month) is None:
        return i18n.say("no target, and no figures")
    return i18n.say("no record due")
