"""The home page: each standing promise with its newest verdict, what fell short first."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Promise
from service_promises.ledger.reporting_dates import next_reporting_date
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.charts.strip import key_of, newest_span
from service_promises.pages.parts.letter import LetterView, letter_view
from service_promises.pages.parts.overdue import Overdue, overdue_text, overdue_view
from service_promises.pages.parts.promise_row import PromiseRow, promise_rows, worst_promises_first
from service_promises.pages.parts.remedy import newest_text
from service_promises.pages.parts.tally import tally, tally_of_promises
from service_promises.pages.views.pledges import pledges_headline

ROWS_SHOWN = 40
"""How many promises have a row on the home page."""


class HomeView(NamedTuple):
    """What the home page says."""

    rows: tuple[PromiseRow, ...]
    """The standing promises, the worst first; of very many the worst alone."""
    more: str
    """How many stand that are not in `rows`; empty where all are."""
    ended: tuple[PromiseRow, ...]
    """The promises that have ended, and those whose figures have."""
    key: tuple[tuple[str, str, str], ...]
    """The key of each sign in use, the sign and what it means."""
    month: Month | None
    """The latest reported month."""
    period: str
    """The months that its records speak for."""
    put_right: str
    """How many of those let down in the newest figures were put right; empty where nobody was."""
    overdue: Overdue
    pledges: str
    """How many pledges there are in each state; empty where there are none."""
    next_report: str
    letter: LetterView | None


def home_headline(context: Context) -> str:
    """The newest verdict of every standing promise in one sentence that names what it counts, and what is overdue."""
    return " ".join(filter(None, (newest_headline(context, context.in_force), overdue_text(context))))


def newest_headline(context: Context, in_force: Iterable[Promise]) -> str:
    """The newest verdict of each of some standing promises in one sentence."""
    i18n = context.i18n
    current, ended = with_figures(context, in_force)
    newest = [entry for promise in current if (entry := context.newest(promise.id))]
    if not newest:
        return i18n.say("Nothing has been reported yet.")
    judged = [entry for entry in newest if entry.judgement]
    without_target = len(newest) - len(judged)
    sentences = [
        judged and _verdicts_text(judged, i18n),
        without_target
        and i18n.count(
            "%(number)s promise has no target: its figures are shown, not judged.",
            "%(number)s promises have no target: their figures are shown, not judged.",
            without_target,
        ),
        ended
        and i18n.count(
            "For %(number)s more promise in force our figures have ended.",
            "For %(number)s more promises in force our figures have ended.",
            len(ended),
        ),
    ]
    return " ".join(str(sentence) for sentence in sentences if sentence)


def _verdicts_text(judged: Collection[Entry], i18n: I18n) -> str:
    if all(entry.verdict is Verdict.FELL_SHORT for entry in judged):
        return i18n.count(
            "%(number)s promise fell short in its newest figures.",
            "All %(number)s promises fell short in their newest figures.",
            len(judged),
        )
    return i18n.count(
        "%(number)s promise, by its newest figures: %(tally)s.",
        "%(number)s promises, by their newest figures: %(tally)s.",
        len(judged),
        tally=tally_of_promises(tally(judged), i18n),
    )


def with_figures(context: Context, in_force: Iterable[Promise]) -> tuple[list[Promise], list[Promise]]:
    """Standing promises: those with figures for some of the months shown, and those whose figures ended before."""
    first = newest_span(context)[0]
    current: list[Promise] = []
    ended: list[Promise] = []
    for promise in in_force:
        until = promise.covers.until if promise.covers else None
        (ended if until and until < first else current).append(promise)
    return current, ended


def home_view(context: Context) -> HomeView:
    """Every standing promise with its newest verdict, the next report and the letter."""
    ledger, i18n = context.ledger, context.i18n
    month = ledger.latest_reported
    current, figures_ended = with_figures(context, context.in_force)
    rows = promise_rows(context, worst_promises_first(context, current)[:ROWS_SHOWN], with_strips=True)
    more = len(current) - len(rows)
    retired = [promise for promise in ledger.promises.values() if not context.is_in_force(promise)]
    ended = promise_rows(context, [*figures_ended, *retired])
    with_letter = max((one for one, letter in ledger.letters.items() if letter.text), default=None)
    return HomeView(
        rows=rows,
        more=i18n.count("%(number)s more promise", "%(number)s more promises", more) if more else "",
        ended=ended,
        key=key_of((row.strip for row in rows if row.strip), i18n),
        month=month,
        period=i18n.period(context.period_of(month)) if month else "",
        put_right=newest_text(
            [entry for one in current if (entry := context.newest(one.id)) and entry.judgement], i18n
        ),
        overdue=overdue_view(context),
        pledges=pledges_headline(context) if ledger.pledges else "",
        next_report=next_report(context),
        letter=letter_view(context, with_letter) if with_letter else None,
    )


def next_report(context: Context) -> str:
    """When the next report is due, and what it means when that day has passed."""
    i18n = context.i18n
    due = next_reporting_date(context.ledger)
    if due is None:
        last = context.ledger.service.covers.until
        if last is None:
            return i18n.say("No report is due at present.")
        return i18n.say("No further report is due: the figures here end with %(month)s.", month=i18n.month(last))
    period, day = i18n.period(due.period), i18n.day(due.day)
    if context.settings.as_of:
        return i18n.say("The next report, for %(period)s, is due by %(day)s.", period=period, day=day)
    return i18n.voice(
        N_(
            "The next report, for %(period)s, is due by %(day)s. If that day has passed when you read this, we are late."
        ),
        N_(
            "The next report, for %(period)s, is due by %(day)s. If that day has passed when you read this, it is late."
        ),
        period=period,
        day=day,
    )
