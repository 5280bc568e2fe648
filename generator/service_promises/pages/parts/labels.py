"""The words for everything that is one of a short list: verdicts, causes, what promises concern, changes, fixes and pledges."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from service_promises.ledger.commitments.commitment import CommitmentState
from service_promises.ledger.delivery import Cause
from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.period import Frequency
from service_promises.ledger.promises.promise import Change, Concern, Promise, Term
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.i18n import N_, P_, I18n

VERDICTS: dict[Verdict | None, str] = {
    Verdict.KEPT: N_("Kept"),
    Verdict.TARGET_MET: N_("Target met"),
    Verdict.FELL_SHORT: N_("Fell short"),
    Verdict.NOTHING_DUE: N_("Nothing fell due"),
    Verdict.NOT_REPORTED: N_("Not reported"),
    Verdict.AWAITED: N_("Awaited"),
    None: N_("Not promised then"),
}
CONCERNS = {
    Concern.ON_TIME: N_("being on time"),
    Concern.AT_THE_PRICE: N_("keeping to the price"),
    Concern.AS_EASY: N_("being easy to reach and use"),
    Concern.AS_DESCRIBED: N_("being as described"),
    Concern.WHEN_IT_BREAKS: N_("what happens when it breaks"),
}
CHANGES = {
    Change.STRONGER: N_("stronger"),
    Change.WEAKER: N_("weaker"),
    Change.REWORDED: N_("reworded"),
    Change.REDEFINED: N_("measured differently"),
}
COMMITMENT_STATES = {
    CommitmentState.OVERDUE: N_("Overdue"),
    CommitmentState.PROMISED: N_("Promised"),
    CommitmentState.LATE: N_("Done late"),
    CommitmentState.KEPT: N_("Done in time"),
    CommitmentState.DROPPED: N_("Dropped"),
}


class FrequencyWords(NamedTuple):
    """What the periods of a promise are called, by how often it is reported."""

    one: str
    """One of them, at the head of a table."""
    in_turn: str
    every: str
    number: tuple[str, str]
    earlier: tuple[str, str]


FREQUENCIES = {
    Frequency.MONTHLY: FrequencyWords(
        N_("Month"),
        N_("Month by month"),
        N_("Every month"),
        P_("%(number)s month", "%(number)s months"),
        P_("%(number)s earlier month", "%(number)s earlier months"),
    ),
    Frequency.QUARTERLY: FrequencyWords(
        N_("Quarter"),
        N_("Quarter by quarter"),
        N_("Every quarter"),
        P_("%(number)s quarter", "%(number)s quarters"),
        P_("%(number)s earlier quarter", "%(number)s earlier quarters"),
    ),
    Frequency.HALF_YEARLY: FrequencyWords(
        N_("Half-year"),
        N_("Half-year by half-year"),
        N_("Every half-year"),
        P_("%(number)s half-year", "%(number)s half-years"),
        P_("%(number)s earlier half-year", "%(number)s earlier half-years"),
    ),
    Frequency.YEARLY: FrequencyWords(
        N_("Year"),
        N_("Year by year"),
        N_("Every year"),
        P_("%(number)s year", "%(number)s years"),
        P_("%(number)s earlier year", "%(number)s earlier years"),
    ),
    Frequency.UNEVEN: FrequencyWords(
        N_("Months"),
        N_("Report by report"),
        N_("Every report"),
        P_("%(number)s report", "%(number)s reports"),
        P_("%(number)s earlier report", "%(number)s earlier reports"),
    ),
}
_CAUSES = {
    Cause.CAPACITY: N_("capacity"),
    Cause.TRAINING: N_("training"),
    Cause.SYSTEM_FAULT: N_("system fault"),
    Cause.SUPPLIER: N_("supplier"),
    Cause.OUTSIDE_EVENT: N_("outside event"),
    Cause.NOT_KNOWN_YET: N_("not known yet"),
}


def cause_word(cause: Cause, i18n: I18n) -> str:
    """What a cause is called, by the organisation itself or by another publisher."""
    if cause is Cause.OUR_DECISION:
        return i18n.voice(N_("our decision"), N_("a decision of those in charge"))
    return i18n.say(_CAUSES[cause])


def periods_text(entries: Collection[Entry], i18n: I18n) -> str:
    """How many periods entries speak for: "4 quarters"."""
    frequencies = {entry.frequency for entry in entries}
    frequency = frequencies.pop() if len(frequencies) == 1 else Frequency.UNEVEN
    return i18n.count(*FREQUENCIES[frequency].number, len(entries))


def told_text(told: date | None, i18n: I18n) -> str:
    """The day on which something older was recorded here, as a sentence; empty where nothing is said of it."""
    return i18n.say("Recorded here on %(day)s.", day=i18n.day(told)) if told else ""


def change_words(promise: Promise, term: Term, i18n: I18n) -> list[str]:
    """What a term is called next to the one before, and what else about it changed; nothing of the first."""
    words = [i18n.say(CHANGES[change]) for change in promise.changes_to(term)]
    index = promise.terms.index(term)
    if index:
        before = promise.terms[index - 1]
        if promise.due_months(term.since) != promise.due_months(before.since):
            words.append(i18n.say("reported for other months"))
        if promise.report_by_in(term.since) != promise.report_by_in(before.since):
            words.append(i18n.say("reported by another day"))
        if term.interim and term.interim != before.interim:
            words.append(i18n.say("with new interim targets"))
    return words
