"""The page of one promise: straight answer first (DESIGN.md section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from service_promises.ledger.delivery import Explanation
from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise, Term
from service_promises.ledger.shortfall import explanation_missing, is_shortfall, recurring
from service_promises.ledger.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.chart import Chart, chart_of
from service_promises.pages.parts.corrections import CorrectionView, corrections_of
from service_promises.pages.parts.entry import EntryView, Note
from service_promises.pages.parts.explanation import AccountView, account_view, recurring_texts
from service_promises.pages.parts.feedback import HeardView, heard_view
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
    """Each remark, with the number of its reason below the table; 0 where none was given."""


class Explained(NamedTuple):
    """A month and its account."""

    entry: EntryView
    account: AccountView


class Heard(NamedTuple):
    """A month and what customers said in it."""

    month_name: str
    heard: HeardView


class PromiseView(NamedTuple):
    """What a promise's page says."""

    promise: Promise
    term: Term
    target: str
    concerns: tuple[str, ...]
    retired: str
    newest: EntryView | None
    awaited: str
    """What is said of the month that is awaited; empty where none is."""
    record: str
    """All its months, counted by verdict."""
    last_met: str
    ended: str
    """Says that the promise stands, and the figures held here have ended; empty otherwise."""
    boundary: str
    """Where the figures begin and end; empty where the whole site's months are covered."""
    chart: Chart | None
    terms: tuple[TermView, ...]
    rows: tuple[MonthRow, ...]
    """Newest first."""
    earlier: tuple[MonthRow, ...]
    reasons: tuple[str, ...]
    corrections: tuple[CorrectionView, ...]
    accounts: tuple[Explained, ...]
    """The accounts given, whole or in part, newest first."""
    recurring: tuple[str, ...]
    unexplained: str
    """For which months an account is owed and nothing was said; empty where there are none."""
    fixes: tuple[FixView, ...]
    heard: tuple[Heard, ...]
    """What customers said, newest first."""
    beyond: tuple[tuple[str, str], ...]
    """Month and what was done beyond the promise, newest first."""


def promise_view(context: Context, promise: Promise) -> PromiseView:
    """Gather a promise's page."""
    i18n = context.i18n
    entries = context.ledger.by_promise[promise.id]
    newest = context.newest(promise.id)
    awaited = [entry for entry in entries if entry.verdict is Verdict.AWAITED]
    reasons: dict[str, int] = {}
    rows = [_row(context.view(entry), reasons) for entry in reversed(entries)]
    unexplained = [entry.month for entry in entries if explanation_missing(entry) and not _account(entry)]
    accounts = [(entry, account_view(context, entry)) for entry in reversed(entries) if _account(entry)]
    heard = [(entry, heard_view(context, entry)) for entry in reversed(entries)]
    last = context.ledger.latest_reported
    return PromiseView(
        promise=promise,
        term=promise.term_now,
        target=target_text(promise.term_now.target, promise.term_now.measure, i18n),
        concerns=tuple(i18n.say(CONCERNS[concern]) for concern in promise.concerns),
        retired=retired_text(context, promise.id),
        newest=context.view(newest) if newest else None,
        awaited=context.answer(awaited[-1]) if awaited else "",
        record=_record(entries, i18n, ended=not context.stands(promise) or bool(_ended(context, promise))),
        last_met=_last_met(entries, i18n),
        ended=_ended(context, promise),
        boundary=_boundary(context, promise),
        chart=chart_of(promise, entries, i18n),
        terms=tuple(terms_of(promise, i18n)),
        rows=tuple(rows[:ROWS_OPEN]),
        earlier=tuple(rows[ROWS_OPEN:]),
        reasons=tuple(reasons),
        corrections=tuple(
            view for entry in reversed(entries) for view in reversed(corrections_of(context, entry))
        ),
        unexplained=_unexplained(unexplained, promise, i18n) if unexplained else "",
        accounts=tuple(Explained(context.view(entry), view) for entry, view in accounts if view),
        recurring=recurring_texts(context, recurring(filter(is_shortfall, entries), last)) if last else (),
        fixes=fix_views(context, promise=promise.id),
        heard=tuple(Heard(i18n.month(entry.month), view) for entry, view in heard if view),
        beyond=tuple(
            (i18n.month(entry.month), entry.delivery.above_and_beyond)
            for entry in reversed(entries)
            if entry.delivery and entry.delivery.above_and_beyond
        ),
    )


def _account(entry: Entry) -> Explanation | None:
    return entry.delivery.fell_short if entry.delivery else None


def stretches(months: Sequence[Month], promise: Promise, i18n: I18n) -> list[str]:
    """Months in a row as "May 2024 to July 2024", oldest first; a month that owes nothing breaks no row."""
    found: list[list[Month]] = []
    for month in months:
        if found and promise.speaks_since(month).plus(-1) <= found[-1][-1]:
            found[-1].append(month)
        else:
            found.append([month])
    return [from_to(stretch[0], stretch[-1], i18n) for stretch in found]


def _unexplained(months: Sequence[Month], promise: Promise, i18n: I18n) -> str:
    which = i18n.listed(stretches(months, promise, i18n)[::-1])
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
    judged = [entry for entry in entries if entry.judgement and entry.verdict is not Verdict.AWAITED]
    if not judged:
        return ""
    counts, first, last = tally(judged), judged[0].month, judged[-1].month
    if ended:
        return i18n.say(
            "%(months)s: %(tally)s.", months=from_to(first, last, i18n), tally=tally_of_months(counts, i18n)
        )
    return i18n.say(
        "Since %(month)s: %(tally)s.", month=i18n.month(first), tally=tally_of_months(counts, i18n)
    )


def _last_met(entries: Sequence[Entry], i18n: I18n) -> str:
    """When the target was last met, where that is not the newest month; empty where nothing was judged."""
    judged = [entry for entry in entries if entry.verdict and entry.verdict is not Verdict.AWAITED]
    met = [entry for entry in judged if entry.verdict in {Verdict.TARGET_MET, Verdict.KEPT}]
    if not judged or (met and met[-1] is judged[-1]):
        return ""
    if not met:
        return i18n.say("The target has not been met in any month reported here.")
    return i18n.say("The target was last met in %(month)s.", month=i18n.month(met[-1].month))


def _ended(context: Context, promise: Promise) -> str:
    covers = promise.covers
    if covers is None or covers.until is None or not context.stands(promise):
        return ""
    return context.i18n.say(
        "The figures held here end with %(month)s. What has happened since then is not shown.",
        month=context.i18n.month(covers.until),
    )


def _boundary(context: Context, promise: Promise) -> str:
    i18n, covers = context.i18n, promise.covers
    if covers is None:
        return ""
    first = i18n.month(max(covers.from_, context.ledger.service.covers.from_))
    if covers.until is None or _ended(context, promise):
        return i18n.say(
            "The figures here begin with %(first)s. Before that, nothing is counted as late or missing.",
            first=first,
        )
    return i18n.say(
        "The figures here begin with %(first)s and end with %(last)s."
        " Outside these months nothing is counted as late or missing.",
        first=first,
        last=i18n.month(covers.until),
    )
