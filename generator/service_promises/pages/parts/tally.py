"""Entries counted by their outcome, and put into words; counts of promises or of months, never of different things."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.i18n import P_, I18n

_ORDER: dict[Verdict | None, int] = {verdict: rank for rank, verdict in enumerate(Verdict)}


def severity(entry: Entry | None) -> int:
    """How bad the news is, the worst lowest: fell short, not reported, then target met, then kept; last, no verdict."""
    return _ORDER.get(entry.verdict, len(_ORDER)) if entry else len(_ORDER)


def worst_first(entries: Iterable[Entry]) -> list[Entry]:
    """Entries of a month, by severity."""
    return sorted(entries, key=lambda entry: (severity(entry), entry.promise.id))


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
    return {Outcome(*key): counts[key] for key in sorted(counts, key=lambda key: _ORDER[key[0]])}


def tally_of_promises(counts: dict[Outcome, int], i18n: I18n) -> str:
    """Promises, counted by outcome: "2 fell short, 1 was not reported and 4 were kept"."""
    return i18n.listed([i18n.count(*_PROMISES[outcome], number) for outcome, number in counts.items()])


def tally_of_periods(counts: dict[Outcome, int], i18n: I18n) -> str:
    """The periods of one promise, counted by outcome: "12 fell short and 3 kept"."""
    return i18n.listed([i18n.count(*_PERIODS[outcome], number) for outcome, number in counts.items()])


_PROMISES = {
    Outcome(Verdict.FELL_SHORT): P_("%(number)s fell short", "%(number)s fell short"),
    Outcome(Verdict.NOT_REPORTED): P_("%(number)s was not reported", "%(number)s were not reported"),
    Outcome(Verdict.TARGET_MET, uncounted=True): P_(
        "%(number)s met its target without a count of who was let down",
        "%(number)s met their target without a count of who was let down",
    ),
    Outcome(Verdict.TARGET_MET): P_(
        "%(number)s met its target but let people down", "%(number)s met their target but let people down"
    ),
    Outcome(Verdict.KEPT): P_("%(number)s was kept", "%(number)s were kept"),
    Outcome(Verdict.NOTHING_DUE): P_("nothing fell due for %(number)s", "nothing fell due for %(number)s"),
    Outcome(Verdict.AWAITED): P_("%(number)s is awaited", "%(number)s are awaited"),
}
_PERIODS = {
    Outcome(Verdict.FELL_SHORT): P_("%(number)s fell short", "%(number)s fell short"),
    Outcome(Verdict.NOT_REPORTED): P_("%(number)s not reported", "%(number)s not reported"),
    Outcome(Verdict.TARGET_MET, uncounted=True): P_(
        "%(number)s met the target without a count of who was let down",
        "%(number)s met the target without a count of who was let down",
    ),
    Outcome(Verdict.TARGET_MET): P_(
        "%(number)s met the target but let people down", "%(number)s met the target but let people down"
    ),
    Outcome(Verdict.KEPT): P_("%(number)s kept", "%(number)s kept"),
    Outcome(Verdict.NOTHING_DUE): P_("%(number)s with nothing due", "%(number)s with nothing due"),
    Outcome(Verdict.AWAITED): P_("%(number)s awaited", "%(number)s awaited"),
}
