"""Every shortfall, with the causes counted (DESIGN.md section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.ledger.ledger import Entry
from generator.ledger.month import Month
from generator.ledger.shortfall import YEAR, account_missing, causes, recurring, shortfalls
from generator.ledger.verdict import Verdict
from generator.pages.account import AccountView, account_view, not_explained, recurring_texts
from generator.pages.desk import Desk
from generator.pages.entry import EntryView
from generator.pages.names import cause_word
from generator.pages.words import N_

_THREE_YEARS = 36


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How many shortfalls one cause is behind."""

    cause: str
    year: int
    three_years: int


@dataclass(frozen=True, slots=True)
class ShortfallLine:
    """A shortfall in the list."""

    wording: str
    entry: EntryView
    state: str
    """Whether it was explained."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A shortfall whose account, or a part of it, was given."""

    line: ShortfallLine
    account: AccountView


@dataclass(frozen=True, slots=True)
class FellShortView:
    """What `/fell-short/` says."""

    headline: str
    causes: tuple[CauseCount, ...]
    until: str
    """The last month that is counted."""
    recurring: tuple[str, ...]
    explained: tuple[Explained, ...]
    years: dict[int, list[ShortfallLine]]
    """Every shortfall, newest first, by year."""


def fell_short_view(desk: Desk) -> FellShortView:
    """Gather every shortfall."""
    words, ledger = desk.words, desk.ledger
    found = shortfalls(ledger)
    last = ledger.latest_reported or Month.of(ledger.as_of)
    unexplained = sum(account_missing(entry) for entry in found)
    missed = sum(entry.verdict is Verdict.FELL_SHORT for entry in found)
    headline = words.say(
        "In %(missed)s monthly verdicts a promise fell short;"
        " in %(met)s its target was met and people were let down.",
        missed=words.number(Decimal(missed)),
        met=words.number(Decimal(len(found) - missed)),
    )
    if found and unexplained == len(found):
        headline += " " + words.say("None of them has a complete account here.")
    elif unexplained:
        headline += " " + words.count(
            "For %(number)s of them an account is owed and incomplete.",
            "For %(number)s of them an account is owed and incomplete.",
            unexplained,
        )
    year, three_years = causes(found, last, YEAR), causes(found, last, _THREE_YEARS)
    explained: list[Explained] = []
    years: dict[int, list[ShortfallLine]] = {}
    for entry in found:
        line = _line(desk, entry)
        years.setdefault(entry.month.year, []).append(line)
        account = account_view(desk, entry)
        if account and account.given:
            explained.append(Explained(line, account))
    return FellShortView(
        headline=headline,
        causes=tuple(
            CauseCount(
                cause_word(cause, words)
                if cause
                else words.voice(N_("No cause given yet"), N_("No cause found")),
                year[cause],
                number,
            )
            for cause, number in three_years.most_common()
        ),
        until=words.month(last),
        recurring=recurring_texts(desk, recurring(found, last)),
        explained=tuple(explained),
        years=years,
    )


def _line(desk: Desk, entry: Entry) -> ShortfallLine:
    words = desk.words
    said = entry.delivery.fell_short if entry.delivery else None
    if said is None:
        state = not_explained(words)
    elif said.complete:
        state = words.say("Explained")
    else:
        state = words.say("Explained in part")
    wording = entry.judgement.term.wording if entry.judgement else entry.promise.term_now.wording
    return ShortfallLine(wording, desk.view(entry), state)
