"""A year, promise by promise (DESIGN.md section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Counted, Promise
from service_promises.ledger.rounding import EXACT
from service_promises.ledger.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.grid import Cell, cell_of
from service_promises.pages.parts.tally import tally, tally_of_months
from service_promises.pages.parts.terms import change_word


class YearLine(NamedTuple):
    """One promise in a year."""

    promise: str
    wording: str
    cells: tuple[Cell, ...]
    """January to December."""
    record: str
    let_down: str
    changes: tuple[str, ...]


class YearView(NamedTuple):
    """What a year's page says."""

    year: int
    initials: tuple[str, ...]
    """A letter for each month, January to December."""
    lines: tuple[YearLine, ...]
    before: int | None
    after: int | None


def years_of(context: Context) -> list[int]:
    """The years that have a page, oldest first."""
    return sorted({month.year for month in context.ledger.by_month})


def year_view(context: Context, year: int) -> YearView:
    """Gather a year's page; a promise without a figure, a term or an end in it is left out."""
    years = years_of(context)
    place = years.index(year)
    lines = [
        _line(context, name, entries, year)
        for name in context.ledger.promises
        if (entries := [entry for entry in context.ledger.by_promise[name] if entry.month.year == year])
    ]
    return YearView(
        year,
        tuple(context.i18n.initial(number) for number in range(1, 13)),
        tuple(lines),
        years[place - 1] if place else None,
        years[place + 1] if place + 1 < len(years) else None,
    )


def _line(context: Context, name: str, entries: Sequence[Entry], year: int) -> YearLine:
    i18n = context.i18n
    promise = context.ledger.promises[name]
    last = entries[-1].judgement
    counts = tally(entries)
    return YearLine(
        promise=name,
        wording=last.term.promise if last else promise.term_now.promise,
        cells=tuple(cell_of(context, name, month) for month in Month(year, 1).until(Month(year, 12))),
        record=tally_of_months(counts, i18n) if counts else i18n.say("Not promised then"),
        let_down=_let_down(entries, i18n),
        changes=tuple(_changes(promise, entries, year, i18n)),
    )


def _let_down(entries: Sequence[Entry], i18n: I18n) -> str:
    """How many were let down over the year, by noun; only what can be added up is.

    Counts at a month's end are the same people again and again; where measures changed within the year the
    counts are of different things; a hidden count is left out, since a total would give it away.
    """
    silent = {None, Verdict.NOTHING_DUE, Verdict.AWAITED}
    told = [entry for entry in entries if entry.verdict not in silent]
    measures = {(entry.measure.cases, entry.measure.counted) for entry in told}
    if not told or len(measures) != 1:
        return ""
    if told[0].measure.counted is Counted.AT_MONTH_END:
        return i18n.say("Counted at each month's end, so the months are not added up.")
    total, uncounted = Decimal(0), 0
    for entry in told:
        figure = entry.figures.let_down.figure if entry.figures else None
        if figure is None:
            uncounted += 1
        else:
            total = EXACT.add(total, figure)
    if uncounted == len(told):
        return i18n.say("How many were let down is not known here.")
    counted = i18n.cases(total, told[0].measure)
    if uncounted and not total:
        return i18n.count(
            "Let down: none that is known of; for %(number)s month it is not known or not shown.",
            "Let down: none that is known of; for %(number)s months it is not known or not shown.",
            uncounted,
        )
    if uncounted:
        return i18n.count(
            "Let down: at least %(cases)s; for %(number)s month it is not known or not shown.",
            "Let down: at least %(cases)s; for %(number)s months it is not known or not shown.",
            uncounted,
            cases=counted,
        )
    return i18n.say("Let down: %(cases)s.", cases=counted)


def _changes(promise: Promise, entries: Sequence[Entry], year: int, i18n: I18n) -> list[str]:
    found = []
    for place, term in enumerate(promise.terms):
        if term.since.year != year:
            continue
        if place == 0:
            found.append(i18n.say("Promised since %(month)s.", month=i18n.month(term.since)))
            continue
        names = [change_word(change, i18n) for change in term.changes_from(promise.terms[place - 1])]
        found.append(
            i18n.say(
                "New term from %(month)s: %(changes)s.",
                month=i18n.month(term.since),
                changes=i18n.listed(names) or i18n.say("unchanged"),
            )
        )
    if promise.ends is not None and promise.ends.year == year:
        found.append(i18n.say("Ended with %(month)s.", month=i18n.month(promise.ends)))
    corrected = sum(1 for entry in entries if entry.delivery and entry.delivery.corrected)
    if corrected:
        found.append(
            i18n.count(
                "The figure of %(number)s month was corrected later.",
                "%(number)s months were corrected later.",
                corrected,
            )
        )
    return found
