"""The months: one page each, and their list (DESIGN.md section 5)."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from service_promises.ledger.month import Month
from service_promises.ledger.verdict import Verdict
from service_promises.pages.context import Context, without_figures_text
from service_promises.pages.parts.entry import verdict_word
from service_promises.pages.parts.explanation import AccountView, account_view
from service_promises.pages.parts.feedback import HeardView, heard_view
from service_promises.pages.parts.tally import tally, tally_of_promises, worst_first
from service_promises.pages.views.fixes import FixView, fix_views
from service_promises.pages.views.home import Shown


class Told(NamedTuple):
    """One promise in the month, with all that was said of it."""

    shown: Shown
    account: AccountView | None
    heard: HeardView | None
    beyond: str


class Group(NamedTuple):
    """The promises with one verdict in a month."""

    key: str
    name: str
    told: tuple[Told, ...]


class Neighbour(NamedTuple):
    """The month before or after."""

    month: Month
    name: str


class MonthView(NamedTuple):
    """What a month's page says."""

    month: Month
    name: str
    letter: str
    groups: tuple[Group, ...]
    """Fell short and not reported first, then target met, then kept, then the rest."""
    without_figures: tuple[tuple[str, str], ...]
    """Id and wording of each promise that stood in this month, and of which no figures are held here."""
    fixes: tuple[FixView, ...]
    """Those promised after a shortfall of this month."""
    before: Neighbour | None
    after: Neighbour | None


class MonthLine(NamedTuple):
    """A month in the list of months."""

    month: Month
    name: str
    judged: int
    """How many promises have a verdict."""
    counts: tuple[tuple[str, str, int], ...]
    """A verdict's key, its word, and how many promises have it."""


def month_view(context: Context, month: Month) -> MonthView:
    """Gather a month's page."""
    i18n = context.i18n
    months = list(context.ledger.by_month)
    place = months.index(month)
    entries = worst_first(context.ledger.by_month[month])
    groups: dict[Verdict | None, list[Told]] = {}
    for entry in entries:
        term = entry.judgement.term if entry.judgement else entry.promise.terms[0]
        groups.setdefault(entry.verdict, []).append(
            Told(
                Shown(term.promise, context.view(entry), context.answer(entry)),
                account_view(context, entry),
                heard_view(context, entry),
                (entry.delivery.above_and_beyond if entry.delivery else None) or "",
            )
        )
    return MonthView(
        month=month,
        name=i18n.month(month),
        letter=context.ledger.letters.get(month, ""),
        groups=tuple(
            Group(found[0].shown.entry.key, verdict_word(verdict, i18n), tuple(found))
            for verdict, found in groups.items()
        ),
        without_figures=tuple(
            (promise.id, stood.promise)
            for promise in context.without_figures(month)
            if (stood := promise.term_in(month))
        ),
        fixes=fix_views(context, month=month),
        before=_neighbour(context, months[place - 1]) if place else None,
        after=_neighbour(context, months[place + 1]) if place + 1 < len(months) else None,
    )


def month_headline(context: Context, month: Month) -> str:
    """The month in one sentence that names what it counts."""
    i18n = context.i18n
    judged = [entry for entry in context.ledger.by_month[month] if entry.judgement]
    if not judged:
        headline = i18n.say("No promise was due in this month.")
    else:
        headline = i18n.count(
            "Of %(number)s promise due, %(tally)s.",
            "Of %(number)s promises due, %(tally)s.",
            len(judged),
            tally=tally_of_promises(tally(judged), i18n),
        )
    return " ".join(filter(None, (headline, without_figures_text(context, month))))


def month_lines(context: Context) -> dict[int, list[MonthLine]]:
    """Every month, newest first, by year."""
    years: dict[int, list[MonthLine]] = {}
    for month in reversed(tuple(context.ledger.by_month)):
        verdicts = Counter(
            entry.verdict for entry in worst_first(context.ledger.by_month[month]) if entry.verdict
        )
        line = MonthLine(
            month,
            context.i18n.month(month),
            verdicts.total(),
            tuple(
                (verdict.value, verdict_word(verdict, context.i18n), number)
                for verdict, number in verdicts.items()
            ),
        )
        years.setdefault(month.year, []).append(line)
    return years


def _neighbour(context: Context, month: Month) -> Neighbour:
    return Neighbour(month, context.i18n.month(month))
