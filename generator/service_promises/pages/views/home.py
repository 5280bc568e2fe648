"""The home page: the latest month in one sentence, what fell short first."""

from datetime import date
from typing import NamedTuple

from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.ledger.period import Period
from service_promises.ledger.promise import Promise
from service_promises.ledger.verdict import Verdict
from service_promises.pages.context import Context, longer_periods_text, period_of, without_figures_text
from service_promises.pages.i18n import N_
from service_promises.pages.parts.card import EntryCard, entry_card
from service_promises.pages.parts.grid import Grid, grid_of
from service_promises.pages.parts.letter import LetterView, letter_view
from service_promises.pages.parts.tally import tally, tally_of_promises, worst_first

_BAD_NEWS = {Verdict.FELL_SHORT, Verdict.NOT_REPORTED}


class HomeView(NamedTuple):
    """What the home page says."""

    month: Month | None
    period: str
    """The months that its records speak for."""
    bad_news: tuple[EntryCard, ...]
    """What fell short or was not reported in the latest month, and any other newest silence; worst first."""
    grid: Grid
    next_report: str
    letter: LetterView | None


def home_headline(context: Context) -> str:
    """The latest reported month in one sentence that names what it counts."""
    i18n, month = context.i18n, context.ledger.latest_reported
    if month is None:
        return i18n.say("Nothing has been reported yet.")
    entries = _judged(context.ledger, month)
    headline = i18n.count(
        "%(period)s: of %(number)s promise due, %(tally)s.",
        "%(period)s: of %(number)s promises due, %(tally)s.",
        len(entries),
        period=i18n.period(period_of(entries, month)),
        tally=tally_of_promises(tally(entries), i18n),
    )
    return " ".join(filter(None, (headline, longer_periods_text(entries, i18n), without_figures_text(context, month))))


def promises_headline(context: Context) -> str:
    """How many promises stand, and how many have ended."""
    i18n, ended = context.i18n, len(context.ledger.promises) - len(context.standing)
    headline = i18n.count("%(number)s promise stands.", "%(number)s promises stand.", len(context.standing))
    if not ended:
        return headline
    return f"{headline} " + i18n.count("%(number)s has ended.", "%(number)s have ended.", ended)


def home_view(context: Context) -> HomeView:
    """The newest month, every promise, the next report and the letter."""
    ledger, i18n = context.ledger, context.i18n
    month = ledger.latest_reported
    # What is reported less often is bad news until its next report.
    older = [
        entry
        for entry in map(context.newest, ledger.promises)
        if entry
        and entry.month != month
        and (entry.verdict is Verdict.NOT_REPORTED or _goes_on(context, entry.promise))
    ]
    last = month or Month.of(ledger.as_of).plus(-1)
    with_letter = max((one for one, letter in ledger.letters.items() if letter.text), default=None)
    return HomeView(
        month=month,
        period=i18n.period(period_of(ledger.by_month[month], month)) if month else "",
        bad_news=tuple(
            entry_card(context, entry)
            for entry in worst_first([*(_judged(ledger, month) if month else []), *older])
            if entry.verdict in _BAD_NEWS
        ),
        grid=grid_of(context, last),
        next_report=next_report(context),
        letter=letter_view(context, with_letter) if with_letter else None,
    )


def next_report(context: Context) -> str:
    """When the next report is due, and what it means when that day has passed."""
    i18n = context.i18n
    next_due = _next_due(context.ledger)
    if next_due is None:
        last = context.ledger.service.covers.until
        if last is None:
            return i18n.say("No report is due at present.")
        return i18n.say("No further report is due: the figures here end with %(month)s.", month=i18n.month(last))
    day, _, period = next_due
    if context.settings.as_of:
        return i18n.say(
            "The next report, for %(period)s, is due by %(day)s.", period=i18n.period(period), day=i18n.day(day)
        )
    return i18n.voice(
        N_(
            "The next report, for %(period)s, is due by %(day)s. If that day has passed when you read this, we are late."
        ),
        N_(
            "The next report, for %(period)s, is due by %(day)s. If that day has passed when you read this, it is late."
        ),
        period=i18n.period(period),
        day=i18n.day(day),
    )


def _goes_on(context: Context, promise: Promise) -> bool:
    """Whether it stands, and further figures of it are to come."""
    return context.stands(promise) and (promise.covers is None or promise.covers.until is None)


def _judged(ledger: Ledger, month: Month) -> list[Entry]:
    return [entry for entry in ledger.by_month[month] if entry.judgement]


def _next_due(ledger: Ledger) -> tuple[date, Month, Period] | None:
    """The reporting date, the month and the period of the next record; of several, the shortest period."""
    service, as_of = ledger.service, ledger.as_of
    this_month = Month.of(as_of)
    due = []
    for name, promise in ledger.promises.items():
        # The first that fits is the next. Between two due months lies a year at most, two where a term changes
        # them, and no record is due later than its allowance for reporting.
        deadlines = (promise.report_by, *(term.report_by for term in promise.terms))
        allowed = max((one or service.report_by).months for one in deadlines)
        for step in range(-allowed, 25):
            month = this_month.plus(step)
            day = service.reporting_date(promise, month)
            entry = ledger.entries.get((name, month))
            if day >= as_of and service.expects(promise, month) and not (entry and entry.delivery):
                due.append((day, month, service.period(promise, month)))
                break
    if not due:
        return None
    day, month, _ = min(due)
    return day, month, max(period for *of, period in due if of == [day, month])
