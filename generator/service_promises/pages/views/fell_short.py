"""Every shortfall, with the causes counted (DESIGN.md section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.shortfall import YEAR, causes, explanation_missing, recurring, shortfalls
from service_promises.ledger.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.explanation import AccountView, account_view, recurring_texts
from service_promises.pages.parts.labels import cause_word

_THREE_YEARS = 36


class CauseCount(NamedTuple):
    """How many shortfalls one cause is behind."""

    cause: str
    year: int
    three_years: int


class Fallen(NamedTuple):
    """A month in which a promise fell short or let people down."""

    month: str
    """As addresses have it, `2026-01`."""
    name: str
    """In words, without its year."""
    figure: str
    """What was delivered, or how many were let down where the target was met; empty where that is not known."""


class FallenAlike(NamedTuple):
    """The months of one promise that have one verdict and were explained alike."""

    said: str
    """Both, in words."""
    key: str
    months: tuple[Fallen, ...]
    """Newest first."""


class FallenPromise(NamedTuple):
    """The shortfalls of one promise in a year."""

    promise: str
    wording: str
    alike: tuple[FallenAlike, ...]


class FallenYear(NamedTuple):
    """The shortfalls of a year, by promise."""

    year: int
    number: int
    promises: tuple[FallenPromise, ...]


class Explained(NamedTuple):
    """A shortfall whose account, or a part of it, was given."""

    wording: str
    entry: EntryView
    account: AccountView


class FellShortView(NamedTuple):
    """What `/fell-short/` says."""

    causes: tuple[CauseCount, ...]
    """Empty where no cause at all is known."""
    until: str
    """The last month that is counted."""
    recurring: tuple[str, ...]
    explained: tuple[Explained, ...]
    years: tuple[FallenYear, ...]
    """Newest first."""


def fell_short_headline(context: Context) -> str:
    """How many shortfalls there are, and how many of them owe an account."""
    i18n, found = context.i18n, shortfalls(context.ledger)
    unexplained = sum(explanation_missing(entry) for entry in found)
    missed = sum(entry.verdict is Verdict.FELL_SHORT for entry in found)
    if not found:
        return i18n.say("No promise fell short, and nobody is known to have been let down.")
    headline = i18n.say(
        "%(missed)s and %(met)s.",
        missed=i18n.count(
            "In %(number)s monthly verdict a promise fell short",
            "In %(number)s monthly verdicts a promise fell short",
            missed,
        ),
        met=i18n.count(
            "in %(number)s its target was met and people were let down",
            "in %(number)s its target was met and people were let down",
            len(found) - missed,
        ),
    )
    if unexplained == len(found):
        headline += " " + i18n.say("None of them has a complete account here.")
    elif unexplained:
        headline += " " + i18n.count(
            "For %(number)s of them an account is owed and incomplete.",
            "For %(number)s of them an account is owed and incomplete.",
            unexplained,
        )
    return headline


def fell_short_view(context: Context) -> FellShortView:
    """Gather every shortfall."""
    i18n, ledger = context.i18n, context.ledger
    found = shortfalls(ledger)
    last = ledger.latest_reported or Month.of(ledger.as_of)
    year, three_years = causes(found, last, YEAR), causes(found, last, _THREE_YEARS)
    explained = [
        Explained(_wording(entry), context.view(entry), account)
        for entry in found
        if entry.delivery and entry.delivery.fell_short and (account := account_view(context, entry))
    ]
    years = groupby(found, key=lambda entry: entry.month.year)
    return FellShortView(
        causes=tuple(
            CauseCount(
                cause_word(cause, i18n)
                if cause
                else i18n.voice(N_("No cause given yet"), N_("No cause found")),
                year[cause],
                number,
            )
            for cause, number in three_years.most_common()
            if any(three_years)
        ),
        until=i18n.month(last),
        recurring=recurring_texts(context, recurring(found, last)),
        explained=tuple(explained),
        years=tuple(_year(context, year, tuple(entries)) for year, entries in years),
    )


def _year(context: Context, year: int, entries: Sequence[Entry]) -> FallenYear:
    by_promise: dict[str, list[Entry]] = {}
    for entry in entries:
        by_promise.setdefault(entry.promise.id, []).append(entry)
    promises = (
        FallenPromise(name, _wording(fallen[0]), _alike(context, fallen))
        for name, fallen in sorted(by_promise.items())
    )
    return FallenYear(year, len(entries), tuple(promises))


def _alike(context: Context, entries: Sequence[Entry]) -> tuple[FallenAlike, ...]:
    i18n = context.i18n
    groups: dict[tuple[str, str], list[Fallen]] = {}
    for entry in entries:
        view, missed = context.view(entry), entry.verdict is Verdict.FELL_SHORT
        said = i18n.say(
            "%(verdict)s, %(state)s",
            verdict=view.word if missed else i18n.say("Target met, people let down"),
            state=_state(entry, i18n),
        )
        figure = view.delivered if missed else i18n.say("%(number)s let down", number=view.let_down)
        fallen = Fallen(view.month, i18n.month_alone(entry.month), figure.strip("\N{EM DASH}"))
        groups.setdefault((said, view.key), []).append(fallen)
    return tuple(FallenAlike(said, key, tuple(months)) for (said, key), months in groups.items())


def _state(entry: Entry, i18n: I18n) -> str:
    said = entry.delivery.fell_short if entry.delivery else None
    if said is None:
        return i18n.voice(N_("not explained yet"), N_("no account found"))
    return i18n.say("explained") if said.complete else i18n.say("explained in part")


def _wording(entry: Entry) -> str:
    return entry.judgement.term.promise if entry.judgement else entry.promise.term_now.promise
