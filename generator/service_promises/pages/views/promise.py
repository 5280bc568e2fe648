"""The page of one promise: the summary first."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.period import Period
from service_promises.ledger.promises.promise import Promise, Term
from service_promises.ledger.shortfall import is_shortfall, recurring
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.answer import Answer, answer_of
from service_promises.pages.parts.changes.corrections import CorrectionView, corrections_of
from service_promises.pages.parts.changes.terms import TermView, terms_of
from service_promises.pages.parts.charts.chart import Chart, chart_of
from service_promises.pages.parts.charts.strip import Strip, key_of, newest_strip
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.explanation import ExplanationView, explanation_view, recurring_texts
from service_promises.pages.parts.feedback import FeedbackView, feedback_view
from service_promises.pages.parts.labels import CONCERNS, FREQUENCIES, FrequencyWords, periods_text
from service_promises.pages.parts.month_rows import MonthGroup, month_groups
from service_promises.pages.parts.promise_row import retired_text
from service_promises.pages.parts.remedy import remedy_text
from service_promises.pages.parts.tally import tally, tally_of_periods
from service_promises.pages.parts.term_target import term_target_text
from service_promises.pages.views.fixes import FixView, fix_views
from service_promises.pages.views.promise_places import has_places, promise_places_headline
from service_promises.pages.views.put_right import PromiseRemedies, promise_remedies

ROWS_OPEN = 24
"""How many months the table shows at once; earlier ones are folded away, and open without scripts."""


class PromiseView(NamedTuple):
    """What a promise's page says."""

    promise: Promise
    term: Term
    called: FrequencyWords
    """What the periods of its records are called."""
    target: str
    concerns: tuple[str, ...]
    retired: str
    newest: EntryView | None
    answer: Answer | None
    """What was delivered in the newest period, at a glance."""
    strip: Strip
    key: tuple[tuple[str, str, str], ...]
    """The key of each sign in the strip, the sign and what it means."""
    remedy: str
    """How many of those let down in the newest month were put right; empty where nobody was."""
    remedies: PromiseRemedies | None
    """The same of all its months; None where nobody is known to have been let down."""
    awaited: str
    """The summary of the month that is awaited; empty where none is."""
    record: str
    """All its records, counted by verdict."""
    last_met: str
    figures_ended: str
    """That our figures have ended while the promise stands; empty otherwise."""
    boundary: str
    """Where the figures begin and end; empty where the whole site's months are covered."""
    places: str
    """At how many places it fell short in the newest month that is published place by place; empty without places."""
    chart: Chart | None
    terms: tuple[TermView, ...]
    months: tuple[MonthGroup, ...]
    """Newest first."""
    earlier: tuple[MonthGroup, ...]
    earlier_number: int
    reasons: tuple[str, ...]
    corrections: tuple[CorrectionView, ...]
    explanations: tuple[tuple[EntryView, ExplanationView], ...]
    """The months that are explained, whole or in part, newest first."""
    recurring: tuple[str, ...]
    unexplained: str
    """The months for which an explanation is owed and nothing was said; empty where there are none."""
    fixes: tuple[FixView, ...]
    feedback: tuple[tuple[str, FeedbackView], ...]
    """The months, in words, and what customers said in it, newest first."""
    beyond: tuple[tuple[str, str], ...]
    """The months, in words, and what was done beyond the promise, newest first."""


def promise_view(context: Context, promise: Promise) -> PromiseView:
    """A promise: the newest verdict, its chart, months, terms, explanations and fixes."""
    i18n = context.i18n
    entries = context.ledger.by_promise[promise.id]
    newest_first = entries[::-1]
    newest = context.newest(promise.id)
    awaited = [entry for entry in entries if entry.verdict is Verdict.AWAITED]
    reasons: dict[str, int] = {}
    months = month_groups(context, newest_first[:ROWS_OPEN], reasons)
    earlier = month_groups(context, newest_first[ROWS_OPEN:], reasons)
    last = context.ledger.latest_reported
    figures_ended = _figures_ended(context, promise)
    strip = newest_strip(context, promise)
    return PromiseView(
        promise=promise,
        term=promise.term_now,
        called=FREQUENCIES[promise.frequency_in(entry.month for entry in entries)],
        target=term_target_text(promise, promise.term_now, i18n),
        concerns=tuple(i18n.say(CONCERNS[concern]) for concern in promise.concerns),
        retired=retired_text(context, promise),
        newest=context.view(newest) if newest else None,
        answer=answer_of(newest, context.view(newest), i18n) if newest else None,
        strip=strip,
        key=key_of([strip], context.i18n),
        remedy=remedy_text(newest, i18n) if newest else "",
        remedies=promise_remedies(context, promise),
        awaited=context.summary(awaited[-1]) if awaited else "",
        record=_record(entries, i18n, ended=not context.is_in_force(promise) or bool(figures_ended)),
        last_met=_last_met(entries, i18n),
        figures_ended=figures_ended,
        boundary=_boundary(context, promise, ended=bool(figures_ended)),
        places=promise_places_headline(context, promise) if has_places(context, promise.id) else "",
        chart=chart_of(promise, entries, i18n, context.ledger.service.year_starts),
        terms=tuple(terms_of(promise, context.ledger.as_of, i18n)),
        months=months,
        earlier=earlier,
        earlier_number=len(newest_first[ROWS_OPEN:]),
        reasons=tuple(reasons),
        corrections=tuple(view for entry in newest_first for view in reversed(corrections_of(context, entry))),
        unexplained=_unexplained(
            [entry for entry in entries if entry.explanation_missing and not entry.explanation], i18n
        ),
        explanations=tuple(
            (context.view(entry), explanation)
            for entry in newest_first
            if entry.explanation and (explanation := explanation_view(context, entry))
        ),
        recurring=recurring_texts(context, recurring(filter(is_shortfall, entries), last)) if last else (),
        fixes=fix_views(context, promise=promise.id),
        feedback=tuple(
            (i18n.period(entry.period), feedback) for entry in newest_first if (feedback := feedback_view(entry, i18n))
        ),
        beyond=tuple(
            (i18n.period(entry.period), entry.delivery.above_and_beyond)
            for entry in newest_first
            if entry.delivery and entry.delivery.above_and_beyond
        ),
    )


def spans(entries: Iterable[Entry], i18n: I18n) -> list[str]:
    """What entries speak for as "May to July 2024", oldest first; a month that owes nothing breaks no row."""
    rows: list[Period] = []
    for entry in entries:
        if rows and entry.period.first.plus(-1) <= rows[-1].last:
            rows[-1] = Period(rows[-1].first, entry.period.last)
        else:
            rows.append(entry.period)
    return [i18n.period(row) for row in rows]


def _unexplained(entries: Sequence[Entry], i18n: I18n) -> str:
    if not entries:
        return ""
    return i18n.voice(
        N_("Not explained yet: for %(periods)s an explanation is owed, and there is none here. %(which)s."),
        N_("No explanation was found for %(periods)s: %(which)s."),
        periods=periods_text(entries, i18n),
        which=i18n.listed(spans(entries, i18n)[::-1]),
    )


def _record(entries: Iterable[Entry], i18n: I18n, *, ended: bool) -> str:
    judged = [entry for entry in entries if entry.is_judged]
    if not judged:
        return ""
    counts, number = tally_of_periods(tally(judged), i18n), periods_text(judged, i18n)
    if ended:
        span = i18n.period(Period(judged[0].period.first, judged[-1].month))
        return i18n.say("%(periods)s, %(span)s: %(tally)s.", periods=number, span=span, tally=counts)
    since = i18n.month(judged[0].period.first)
    return i18n.say("%(periods)s since %(month)s: %(tally)s.", periods=number, month=since, tally=counts)


def _last_met(entries: Sequence[Entry], i18n: I18n) -> str:
    """When the target was last met, where that was not the last time that it was met or missed.

    What was not reported, and what had nothing due, neither met a target nor missed it.
    """
    met = {Verdict.TARGET_MET, Verdict.KEPT}
    decided = [entry for entry in entries if entry.verdict in {Verdict.FELL_SHORT, *met}]
    if not decided or decided[-1].verdict in met:
        return ""
    last = next((entry for entry in reversed(decided) if entry.verdict in met), None)
    if last is None:
        return i18n.say("The target has not been met in any report here.")
    return i18n.over(
        last.period, N_("The target was last met in %(month)s."), N_("The target was last met for %(months)s.")
    )


def _figures_ended(context: Context, promise: Promise) -> str:
    covers = promise.covers
    if covers is None or covers.until is None or not context.is_in_force(promise):
        return ""
    return context.i18n.say(
        "Our figures end in %(month)s. What happened since is not shown.", month=context.i18n.month(covers.until)
    )


def _boundary(context: Context, promise: Promise, *, ended: bool) -> str:
    i18n, covers = context.i18n, promise.covers
    if covers is None:
        return ""
    first = i18n.month(max(covers.from_, context.ledger.service.covers.from_))
    if covers.until is None or ended:
        return i18n.say("Our figures start in %(first)s.", first=first)
    return i18n.say("Our figures start in %(first)s and end in %(last)s.", first=first, last=i18n.month(covers.until))
