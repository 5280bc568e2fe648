"""Every shortfall, with the causes counted."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.shortfall import YEAR, causes, recurring, shortfalls
from service_promises.ledger.verdict import Verdict
from service_promises.ledger.year import Year
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, P_, I18n
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.explanation import ExplanationView, explanation_view, recurring_texts
from service_promises.pages.parts.labels import cause_word

_THREE_YEARS = 36


class CauseCount(NamedTuple):
    """How many shortfalls one cause is behind."""

    cause: str
    year: int
    three_years: int


class ShortfallMonth(NamedTuple):
    """A month in which a promise fell short or let people down."""

    month: str
    """As addresses have it, `2026-01`."""
    name: str
    """What its record speaks for, in words and without its year."""
    figure: str
    """What was delivered, or how many were let down where the target was met; empty where that is not known."""
    end: str = ","
    """What stands behind it in the list: a full stop behind the last."""


class ShortfallGroup(NamedTuple):
    """The months of one promise that have one verdict and are explained alike."""

    summary: str
    """The verdict, and how far it is explained."""
    key: str
    months: tuple[ShortfallMonth, ...]
    """Newest first."""


class PromiseShortfalls(NamedTuple):
    """The shortfalls of one promise in a year."""

    promise: str
    wording: str
    groups: tuple[ShortfallGroup, ...]


class YearShortfalls(NamedTuple):
    """The shortfalls of a year, by promise."""

    year: Year
    number: int
    promises: tuple[PromiseShortfalls, ...]


class FellShortView(NamedTuple):
    """What `/fell-short/` says."""

    causes: tuple[CauseCount, ...]
    """Empty where no cause at all is known."""
    until: str
    """The last month that is counted."""
    recurring: tuple[str, ...]
    explained: tuple[tuple[str, EntryView, ExplanationView], ...]
    """Each shortfall that is explained, whole or in part: its promise, the month and the explanation."""
    years: tuple[YearShortfalls, ...]
    """Newest first."""


def fell_short_headline(context: Context) -> str:
    """How many shortfalls there are, how many of them owe an explanation, and how many reports are missing."""
    i18n = context.i18n
    missing = sum(entry.verdict is Verdict.NOT_REPORTED for entry in context.ledger.entries.values())
    silence = i18n.count(
        "%(number)s report is missing, and what happened then is not known.",
        "%(number)s reports are missing, and what happened then is not known.",
        missing,
    )
    return f"{_shortfalls_text(context)} {silence}" if missing else _shortfalls_text(context)


def _shortfalls_text(context: Context) -> str:
    i18n, entries = context.i18n, shortfalls(context.ledger)
    unexplained = sum(entry.explanation_missing for entry in entries)
    missed = sum(entry.verdict is Verdict.FELL_SHORT for entry in entries)
    if context.ledger.latest_reported is None:
        return i18n.say("Nothing has been reported yet.")
    if not entries:
        return i18n.say("In what is reported here no promise fell short, and nobody is known to have been let down.")
    counts = (
        (P_("A promise fell short once.", "A promise fell short %(number)s times."), missed),
        (
            P_(
                "Once a target was met and people were still let down.",
                "%(number)s times a target was met and people were still let down.",
            ),
            len(entries) - missed,
        ),
    )
    headline = " ".join(i18n.count(*message, number) for message, number in counts if number)
    if unexplained == len(entries):
        headline += " " + i18n.say("None of them has a complete account here.")
    elif unexplained:
        headline += " " + i18n.count(
            "For %(number)s of them an account is owed and incomplete.",
            "For %(number)s of them an account is owed and incomplete.",
            unexplained,
        )
    return headline


def fell_short_view(context: Context) -> FellShortView:
    """Every shortfall, by year and promise, and the causes behind them."""
    i18n, ledger = context.i18n, context.ledger
    entries = shortfalls(ledger)
    last = ledger.latest_reported or Month.of(ledger.as_of)
    year, three_years = causes(entries, last, YEAR), causes(entries, last, _THREE_YEARS)
    no_cause = i18n.voice(N_("No cause given yet"), N_("No cause found"))
    return FellShortView(
        causes=tuple(
            CauseCount(cause_word(cause, i18n) if cause else no_cause, year[cause], number)
            for cause, number in three_years.most_common()
            if any(three_years)
        ),
        until=i18n.month(last),
        recurring=recurring_texts(context, recurring(entries, last)),
        explained=tuple(
            (_wording(entry), context.view(entry), explanation)
            for entry in entries
            if entry.explanation and (explanation := explanation_view(context, entry))
        ),
        years=tuple(
            _year(context, year, tuple(of_year))
            for year, of_year in groupby(entries, key=lambda entry: ledger.service.year(entry.month))
        ),
    )


def _year(context: Context, year: Year, entries: Sequence[Entry]) -> YearShortfalls:
    by_promise: dict[str, list[Entry]] = {}
    for entry in entries:
        by_promise.setdefault(entry.promise.id, []).append(entry)
    promises = (
        PromiseShortfalls(name, _wording(of_promise[0]), _groups(context, year, of_promise))
        for name, of_promise in sorted(by_promise.items())
    )
    return YearShortfalls(year, len(entries), tuple(promises))


def _groups(context: Context, year: Year, entries: Sequence[Entry]) -> tuple[ShortfallGroup, ...]:
    i18n = context.i18n
    groups: dict[tuple[str, str], list[ShortfallMonth]] = {}
    for entry in entries:
        view, missed = context.view(entry), entry.verdict is Verdict.FELL_SHORT
        summary = i18n.say(
            "%(verdict)s, %(state)s",
            verdict=view.word if missed else i18n.say("Target met, people let down"),
            state=_state(entry, i18n),
        )
        figure = view.delivered if missed else i18n.say("%(number)s let down", number=view.let_down)
        month = ShortfallMonth(view.month, i18n.period_alone(entry.period, year), figure.strip("\N{EM DASH}"))
        groups.setdefault((summary, view.key), []).append(month)
    return tuple(
        ShortfallGroup(*group, (*months[:-1], months[-1]._replace(end="."))) for group, months in groups.items()
    )


def _state(entry: Entry, i18n: I18n) -> str:
    """How far a shortfall is explained."""
    if entry.explanation is None:
        return i18n.voice(N_("not explained yet"), N_("no account found"))
    return i18n.say("explained") if entry.explanation.complete else i18n.say("explained in part")


def _wording(entry: Entry) -> str:
    return entry.promise.name_in(entry.judgement.term if entry.judgement else None)
