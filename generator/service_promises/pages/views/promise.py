"""The page of one promise: the summary first."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise, Term
from service_promises.ledger.shortfall import is_shortfall, recurring
from service_promises.ledger.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.chart import Chart, chart_of
from service_promises.pages.parts.corrections import CorrectionView, corrections_of
from service_promises.pages.parts.entry import EntryView, Note
from service_promises.pages.parts.explanation import ExplanationView, explanation_view, recurring_texts
from service_promises.pages.parts.feedback import FeedbackView, feedback_view
from service_promises.pages.parts.figures import target_text
from service_promises.pages.parts.grid import retired_text
from service_promises.pages.parts.labels import CONCERNS
from service_promises.pages.parts.tally import tally, tally_of_months
from service_promises.pages.parts.terms import TermView, from_to, terms_of
from service_promises.pages.views.fixes import FixView, fix_views

ROWS_OPEN = 24
"""How many months the table shows at once; earlier ones are folded away, and open without scripts."""


class MonthRow(NamedTuple):
    """A month in the promise's table."""

    entry: EntryView
    notes: tuple[tuple[Note, int], ...]
    """Each note, with the number of its reason below the table; 0 where it has none."""


class PromiseView(NamedTuple):
    """What a promise's page says."""

    promise: Promise
    term: Term
    target: str
    concerns: tuple[str, ...]
    retired: str
    newest: EntryView | None
    awaited: str
    """The summary of the month that is awaited; empty where none is."""
    record: str
    """All its months, counted by verdict."""
    last_met: str
    figures_ended: str
    """That our figures have ended while the promise stands; empty otherwise."""
    boundary: str
    """Where the figures begin and end; empty where the whole site's months are covered."""
    chart: Chart | None
    terms: tuple[TermView, ...]
    rows: tuple[MonthRow, ...]
    """Newest first."""
    earlier: tuple[MonthRow, ...]
    reasons: tuple[str, ...]
    corrections: tuple[CorrectionView, ...]
    explanations: tuple[tuple[EntryView, ExplanationView], ...]
    """The months that are explained, whole or in part, newest first."""
    recurring: tuple[str, ...]
    unexplained: str
    """The months for which an explanation is owed and nothing was said; empty where there are none."""
    fixes: tuple[FixView, ...]
    feedback: tuple[tuple[str, FeedbackView], ...]
    """Month and what customers said in it, newest first."""
    beyond: tuple[tuple[str, str], ...]
    """Month and what was done beyond the promise, newest first."""


def promise_view(context: Context, promise: Promise) -> PromiseView:
    """A promise: the newest verdict, its chart, months, terms, explanations and fixes."""
    i18n = context.i18n
    entries = context.ledger.by_promise[promise.id]
    newest_first = entries[::-1]
    newest = context.newest(promise.id)
    awaited = [entry for entry in entries if entry.verdict is Verdict.AWAITED]
    reasons: dict[str, int] = {}
    rows = [_row(context.view(entry), reasons) for entry in newest_first]
    last = context.ledger.latest_reported
    figures_ended = _figures_ended(context, promise)
    return PromiseView(
        promise=promise,
        term=promise.term_now,
        target=target_text(promise.term_now.target, promise.term_now.measure, i18n),
        concerns=tuple(i18n.say(CONCERNS[concern]) for concern in promise.concerns),
        retired=retired_text(context, promise.id),
        newest=context.view(newest) if newest else None,
        awaited=context.summary(awaited[-1]) if awaited else "",
        record=_record(entries, i18n, ended=not context.stands(promise) or bool(figures_ended)),
        last_met=_last_met(entries, i18n),
        figures_ended=figures_ended,
        boundary=_boundary(context, promise, ended=bool(figures_ended)),
        chart=chart_of(promise, entries, i18n),
        terms=tuple(terms_of(promise, i18n)),
        rows=tuple(rows[:ROWS_OPEN]),
        earlier=tuple(rows[ROWS_OPEN:]),
        reasons=tuple(reasons),
        corrections=tuple(view for entry in newest_first for view in reversed(corrections_of(context, entry))),
        unexplained=_unexplained(
            [entry.month for entry in entries if entry.explanation_missing and not entry.explanation], promise, i18n
        ),
        explanations=tuple(
            (context.view(entry), explanation)
            for entry in newest_first
            if entry.explanation and (explanation := explanation_view(context, entry))
        ),
        recurring=recurring_texts(context, recurring(filter(is_shortfall, entries), last)) if last else (),
        fixes=fix_views(context, promise=promise.id),
        feedback=tuple(
            (i18n.month(entry.month), feedback) for entry in newest_first if (feedback := feedback_view(entry, i18n))
        ),
        beyond=tuple(
            (i18n.month(entry.month), entry.delivery.above_and_beyond)
            for entry in newest_first
            if entry.delivery and entry.delivery.above_and_beyond
        ),
    )


def month_spans(months: Sequence[Month], promise: Promise, i18n: I18n) -> list[str]:
    """Months in a row as "May 2024 to July 2024", oldest first; a month that owes nothing breaks no row."""
    spans: list[list[Month]] = []
    for month in months:
        if spans and promise.speaks_since(month).plus(-1) <= spans[-1][-1]:
            spans[-1].append(month)
        else:
            spans.append([month])
    return [from_to(span[0], span[-1], i18n) for span in spans]


def _unexplained(months: Sequence[Month], promise: Promise, i18n: I18n) -> str:
    if not months:
        return ""
    which = i18n.listed(month_spans(months, promise, i18n)[::-1])
    if not i18n.ours:
        return i18n.count(
            "No account was found for %(number)s month: %(which)s.",
            "No account was found for %(number)s months: %(which)s.",
            len(months),
            which=which,
        )
    return i18n.count(
        "Not explained yet: an account is owed for %(number)s month, and there is none here. %(which)s.",
        "Not explained yet: accounts are owed for %(number)s months, and there are none here. %(which)s.",
        len(months),
        which=which,
    )


def _row(view: EntryView, reasons: dict[str, int]) -> MonthRow:
    notes = tuple(
        (note, reasons.setdefault(note.reason, len(reasons) + 1) if note.reason else 0) for note in view.notes
    )
    return MonthRow(view, notes)


def _record(entries: Iterable[Entry], i18n: I18n, *, ended: bool) -> str:
    judged = [entry for entry in entries if entry.is_judged]
    if not judged:
        return ""
    months, first, last = tally_of_months(tally(judged), i18n), judged[0].month, judged[-1].month
    if ended:
        return i18n.say("%(months)s: %(tally)s.", months=from_to(first, last, i18n), tally=months)
    return i18n.say("Since %(month)s: %(tally)s.", month=i18n.month(first), tally=months)


def _last_met(entries: Sequence[Entry], i18n: I18n) -> str:
    """When the target was last met, where that is not the newest month; empty where nothing was judged."""
    judged = [entry for entry in entries if entry.is_judged]
    met = [entry for entry in judged if entry.verdict in {Verdict.TARGET_MET, Verdict.KEPT}]
    if not judged or (met and met[-1] is judged[-1]):
        return ""
    if not met:
        return i18n.say("The target has not been met in any month reported here.")
    return i18n.say("The target was last met in %(month)s.", month=i18n.month(met[-1].month))


def _figures_ended(context: Context, promise: Promise) -> str:
    covers = promise.covers
    if covers is None or covers.until is None or not context.stands(promise):
        return ""
    return context.i18n.say(
        "The figures held here end with %(month)s. What has happened since then is not shown.",
        month=context.i18n.month(covers.until),
    )


def _boundary(context: Context, promise: Promise, *, ended: bool) -> str:
    i18n, covers = context.i18n, promise.covers
    if covers is None:
        return ""
    first = i18n.month(max(covers.from_, context.ledger.service.covers.from_))
    if covers.until is None or ended:
        return i18n.say(
            "The figures here begin with %(first)s. Before that, nothing is counted as late or missing.", first=first
        )
    return i18n.say(
        "The figures here begin with %(first)s and end with %(last)s."
        " Outside these months nothing is counted as late or missing.",
        first=first,
        last=i18n.month(covers.until),
    )
