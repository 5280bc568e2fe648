"""A year, promise by promise."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.year import Year
from service_promises.ledger.promises.promise import Counted, Promise
from service_promises.ledger.rounding import EXACT
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.charts.strip import Strip, key_of, strip_of
from service_promises.pages.parts.labels import change_words, periods_text
from service_promises.pages.parts.remedy import totals_text
from service_promises.pages.parts.tally import tally, tally_of_periods
from service_promises.pages.sections import PageSection, every_section, sections_of


class YearLine(NamedTuple):
    """One promise in a year."""

    promise: str
    wording: str
    strip: Strip
    """The months for which the site has figures."""
    record: str
    let_down: str
    remedy: str
    """How many of those let down were put right; empty where nobody was."""
    changes: tuple[str, ...]


class YearView(NamedTuple):
    """What a year's page says."""

    year: Year
    section: str
    """The id of the section that it is; empty for the page of the whole year."""
    sections: tuple[tuple[str, str], ...]
    """Id and name of each section with a page of its own, where there are too many promises for one page."""
    lines: tuple[YearLine, ...]
    key: tuple[tuple[str, str, str], ...]
    """The key of each sign in use, the sign and what it means."""
    before: Year | None
    after: Year | None


def years_of(context: Context) -> list[Year]:
    """The years that have a page, oldest first."""
    return sorted({context.ledger.service.year(month) for month in context.ledger.by_month})


def year_sections(context: Context, year: Year) -> list[PageSection]:
    """The sections of a year's page that have an entry, and so a page."""
    return [section for section in every_section(context) if _has_entry(context, year, section)]


def _has_entry(context: Context, year: Year, section: PageSection) -> bool:
    return any(_entries(context, year, name) for name in section.promises)


def _entries(context: Context, year: Year, name: str) -> Sequence[Entry]:
    """The entries of a promise in a year, oldest first."""
    entries = context.ledger.by_promise[name]
    begin = bisect_left(entries, year.first, key=attrgetter("month"))
    return entries[begin : bisect_right(entries, year.last, begin, key=attrgetter("month"))]


def year_view(context: Context, year: Year, section: PageSection | None = None) -> YearView:
    """A year, or a section of its promises; a promise without a month in it is left out."""
    sections = [one for one in sections_of(context, section) if _has_entry(context, year, one)]
    years = years_of(context)
    index = years.index(year)
    covers = context.ledger.service.covers
    months = [month for month in year.months if month in covers]
    lines = [
        _line(context, year, name, entries, months)
        for name in (context.ledger.promises if not sections else ())
        if section is None or name in section.promises
        if (entries := _entries(context, year, name))
    ]
    return YearView(
        year,
        section.id if section else "",
        tuple((one.id, one.name) for one in sections),
        tuple(lines),
        key_of((line.strip for line in lines), context.i18n),
        years[index - 1] if index else None,
        years[index + 1] if index + 1 < len(years) else None,
    )


def _line(context: Context, year: Year, name: str, entries: Sequence[Entry], months: Sequence[Month]) -> YearLine:
    i18n = context.i18n
    promise = context.ledger.promises[name]
    counts = tally(entries)
    return YearLine(
        promise=name,
        wording=promise.name_in(promise.term_in(entries[-1].month)),
        strip=strip_of(context, promise, months),
        record=i18n.say(
            "%(periods)s: %(tally)s",
            periods=periods_text([entry for entry in entries if entry.judgement], i18n),
            tally=tally_of_periods(counts, i18n),
        )
        if counts
        else context.view(entries[-1]).label,
        let_down=_let_down(entries, i18n),
        remedy=totals_text(entries, i18n) if i18n.ours or any(entry.remedy for entry in entries) else "",
        changes=tuple(_changes(promise, entries, year, i18n)),
    )


def _let_down(entries: Sequence[Entry], i18n: I18n) -> str:
    """How many were let down over the year, by noun; only what can be added up is.

    Counts at a month's end are the same people again and again; where measures changed within the year the
    counts are of different things; a hidden count is left out, since a total would give it away.
    """
    without_outcome = {None, Verdict.NOTHING_DUE, Verdict.AWAITED}
    reported = [entry for entry in entries if entry.verdict not in without_outcome]
    measures = {(entry.measure.cases, entry.measure.counted) for entry in reported}
    if not reported or len(measures) != 1:
        return ""
    if reported[0].measure.counted is Counted.AT_MONTH_END:
        return i18n.say("Counted at the end of a month each time, so the counts are not added up.")
    total, counted_in, uncounted = Decimal(0), [], []
    for entry in reported:
        figure = entry.figures.let_down.figure if entry.figures else None
        if figure is None:
            uncounted.append(entry)
        else:
            counted_in.append(entry)
            total = EXACT.add(total, figure)
    if not counted_in:
        hidden = any(entry.figures and entry.figures.let_down.hidden for entry in uncounted)
        if hidden:
            return i18n.say("How many were let down is not known or not shown.")
        if all(entry.verdict is Verdict.TARGET_MET for entry in uncounted):
            return ""  # the record of the year says so
        return i18n.voice(N_("We have no count of who was let down."), N_("There is no count of who was let down."))
    counted = i18n.cases(total, reported[0].measure)
    periods = periods_text(uncounted, i18n)
    if uncounted and not total:
        # Some may well be known to have been let down in the others, only not how many.
        return i18n.say(
            "Nobody was let down in %(counted)s; for %(periods)s it is not known or not shown how many were.",
            counted=periods_text(counted_in, i18n),
            periods=periods,
        )
    if uncounted:
        return i18n.say(
            "Let down: at least %(cases)s; for %(periods)s it is not known or not shown.",
            periods=periods,
            cases=counted,
        )
    return i18n.say("Let down: %(cases)s.", cases=counted)


def _changes(promise: Promise, entries: Sequence[Entry], year: Year, i18n: I18n) -> Iterator[str]:
    """What changed of the promise in the year, and how many of its figures were corrected since."""
    of_year = frozenset(year.months)
    for term in promise.terms:
        if term.since not in of_year:
            continue
        if term is promise.terms[0]:
            yield i18n.say("Promised since %(month)s.", month=i18n.month(term.since))
            continue
        changes = i18n.listed(change_words(promise, term, i18n))
        yield i18n.say(
            "New term from %(month)s: %(changes)s.",
            month=i18n.month(term.since),
            changes=changes or i18n.say("unchanged"),
        )
    if promise.ends is not None and promise.ends in of_year:
        yield i18n.say("Ended with %(month)s.", month=i18n.month(promise.ends))
    for entry in entries:
        if entry.period.first < year.first:
            period = i18n.period(entry.period)
            yield i18n.say("%(period)s counts in the year in which it ends.", period=period)
    corrected = [entry for entry in entries if entry.delivery and entry.delivery.corrected]
    if corrected:
        yield i18n.say("Corrected later: %(periods)s.", periods=periods_text(corrected, i18n))
