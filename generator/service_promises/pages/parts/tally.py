"""Entries counted by their outcome, and put into words; counts of promises or of months, never of different things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from service_promises.ledger.ledger import Entry
from service_promises.ledger.verdict import Verdict
from service_promises.pages.i18n import I18n

_ORDER: dict[Verdict | None, int] = {verdict: place for place, verdict in enumerate(Verdict)}


def worst_first(entries: Iterable[Entry]) -> list[Entry]:
    """Entries of a month: fell short and not reported first, then target met, then kept (section 5)."""
    return sorted(entries, key=lambda entry: (_ORDER.get(entry.verdict, len(_ORDER)), entry.promise.id))


class Outcome(NamedTuple):
    """A verdict, and whether it is unknown how many were let down where the target was met."""

    verdict: Verdict
    uncounted: bool = False


def tally(entries: Iterable[Entry]) -> dict[Outcome, int]:
    """How many entries have each outcome, worst news first; outcomes that none has are left out."""
    counts = Counter(
        (judgement.verdict, judgement.verdict is Verdict.TARGET_MET and judgement.let_down is None)
        for entry in entries
        if (judgement := entry.judgement)
    )
    worst = sorted(counts, key=lambda outcome: _ORDER[outcome[0]])
    return {Outcome(*outcome): counts[outcome] for outcome in worst}


def tally_of_promises(counts: dict[Outcome, int], i18n: I18n) -> str:
    """Promises, counted by outcome: "2 fell short, 1 was not reported and 4 were kept"."""
    return i18n.listed([_promises(outcome, number, i18n) for outcome, number in counts.items()])


def tally_of_months(counts: dict[Outcome, int], i18n: I18n) -> str:
    """The months of one promise, counted by outcome: "fell short in 12 months and kept in 3 months"."""
    return i18n.listed([_months(outcome, number, i18n) for outcome, number in counts.items()])


def _promises(outcome: Outcome, number: int, i18n: I18n) -> str:
    match outcome.verdict:
        case Verdict.FELL_SHORT:
            return i18n.count("%(number)s fell short", "%(number)s fell short", number)
        case Verdict.NOT_REPORTED:
            return i18n.count("%(number)s was not reported", "%(number)s were not reported", number)
        case Verdict.TARGET_MET if outcome.uncounted:
            return i18n.count(
                "%(number)s met its target, with people let down not counted",
                "%(number)s met their target, with people let down not counted",
                number,
            )
        case Verdict.TARGET_MET:
            return i18n.count(
                "%(number)s met its target but let people down",
                "%(number)s met their target but let people down",
                number,
            )
        case Verdict.KEPT:
            return i18n.count("%(number)s was kept", "%(number)s were kept", number)
        case Verdict.NOTHING_DUE:
            return i18n.count("nothing fell due for %(number)s", "nothing fell due for %(number)s", number)
        case Verdict.AWAITED:
            return i18n.count("%(number)s is awaited", "%(number)s are awaited", number)


def _months(outcome: Outcome, number: int, i18n: I18n) -> str:
    match outcome.verdict:
        case Verdict.FELL_SHORT:
            return i18n.count("fell short in %(number)s month", "fell short in %(number)s months", number)
        case Verdict.NOT_REPORTED:
            return i18n.count(
                "not reported for %(number)s month", "not reported for %(number)s months", number
            )
        case Verdict.TARGET_MET if outcome.uncounted:
            return i18n.count(
                "target met in %(number)s month with people let down not counted",
                "target met in %(number)s months with people let down not counted",
                number,
            )
        case Verdict.TARGET_MET:
            return i18n.count(
                "target met but people let down in %(number)s month",
                "target met but people let down in %(number)s months",
                number,
            )
        case Verdict.KEPT:
            return i18n.count("kept in %(number)s month", "kept in %(number)s months", number)
        case Verdict.NOTHING_DUE:
            return i18n.count(
                "nothing fell due in %(number)s month", "nothing fell due in %(number)s months", number
            )
        case Verdict.AWAITED:
            return i18n.count("%(number)s month awaited", "%(number)s months awaited", number)
