"""A year, promise by promise (DESIGN.md section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise
from service_promises.ledger.rounding import EXACT
from service_promises.ledger.verdict import Verdict
from service_promises.pages.context import Desk
from service_promises.pages.i18n import Words
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


def years_of(desk: Desk) -> list[int]:
    """The years that have a page, oldest first."""
    return sorted({month.year for month in desk.ledger.by_month})


def year_view(desk: Desk, year: int) -> YearView:
    """Gather a year's page; a promise without a figure, a term or an end in it is left out."""
    years = years_of(desk)
    place = years.index(year)
    lines = [
        _line(desk, name, entries, year)
        for name in desk.ledger.promises
        if (entries := [entry for entry in desk.ledger.by_promise[name] if entry.month.year == year])
    ]
    return YearView(
        year,
        tuple(desk.words.initial(number) for number in range(1, 13)),
        tuple(lines),
        years[place - 1] if place else None,
        years[place + 1] if place + 1 < len(years) else None,
    )


def _line(desk: Desk, name: str, entries: Sequence[Entry], year: int) -> YearLine:
    words = desk.words
    promise = desk.ledger.promises[name]
    last = entries[-1].judgement
    counts = tally(entries)
    return YearLine(
        promise=name,
        wording=last.term.wording if last else promise.term_now.wording,
        cells=tuple(cell_of(desk, name, month) for month in Month(year, 1).until(Month(year, 12))),
        record=tally_of_months(counts, words) if counts else words.say("Not promised then"),
        let_down=_let_down(entries, words),
        changes=tuple(_changes(promise, entries, year, words)),
    )


def _let_down(entries: Sequence[Entry], words: Words) -> str:
    """How many were let down over the year, by noun; only what can be added up is.

    Counts at a month's end are the same people again and again; where measures changed within the year the
    counts are of different things; a hidden count is left out, since a total would give it away.
    """
    silent = {None, Verdict.NOTHING_DUE, Verdict.AWAITED}
    told = [entry for entry in entries if entry.verdict not in silent]
    measures = {(entry.measure.one, entry.measure.many, entry.measure.at_month_end) for entry in told}
    if not told or len(measures) != 1:
        return ""
    if told[0].measure.at_month_end:
        return words.say("Counted at each month's end, so the months are not added up.")
    total, uncounted = Decimal(0), 0
    for entry in told:
        figure = entry.figures.let_down.figure if entry.figures else None
        if figure is None:
            uncounted += 1
        else:
            total = EXACT.add(total, figure)
    if uncounted == len(told):
        return words.say("How many were let down is not known here.")
    counted = words.cases(total, told[0].measure)
    if uncounted and not total:
        return words.count(
            "Let down: none that is known of; for %(number)s month it is not known or not shown.",
            "Let down: none that is known of; for %(number)s months it is not known or not shown.",
            uncounted,
        )
    if uncounted:
        return words.count(
            "Let down: at least %(cases)s; for %(number)s month it is not known or not shown.",
            "Let down: at least %(cases)s; for %(number)s months it is not known or not shown.",
            uncounted,
            cases=counted,
        )
    return words.say("Let down: %(cases)s.", cases=counted)


def _changes(promise: Promise, entries: Sequence[Entry], year: int, words: Words) -> list[str]:
    found = []
    for place, term in enumerate(promise.terms):
        if term.since.year != year:
            continue
        if place == 0:
            found.append(words.say("Promised since %(month)s.", month=words.month(term.since)))
            continue
        names = [change_word(change, words) for change in term.changes_from(promise.terms[place - 1])]
        found.append(
            words.say(
                "New term from %(month)s: %(changes)s.",
                month=words.month(term.since),
                changes=words.listed(names) or words.say("unchanged"),
            )
        )
    if promise.ends is not None and promise.ends.year == year:
        found.append(words.say("Ended with %(month)s.", month=words.month(promise.ends)))
    corrected = sum(1 for entry in entries if entry.delivery and entry.delivery.corrected)
    if corrected:
        found.append(
            words.count(
                "The figure of %(number)s month was corrected later.",
                "%(number)s months were corrected later.",
                corrected,
            )
        )
    return found
