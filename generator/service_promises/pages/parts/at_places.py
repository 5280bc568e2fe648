"""What of a promise as a whole has to be said of its places: at how many it fell short or was not reported."""

from decimal import Decimal

from service_promises.ledger.entry import Entry
from service_promises.ledger.promises.promise import Case
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.i18n import I18n

_SAYS_ALL = {Verdict.KEPT, Verdict.NOTHING_DUE, Verdict.AWAITED}
"""Verdicts on a whole that hide nothing where no place fell short or did not report."""


def places_note_text(entry: Entry, called: Case, i18n: I18n) -> str:
    """What the verdict on a whole hides of its places; empty where it hides nothing."""
    if len(entry.place_entries) < 2 or entry.places_due < 2:
        return ""
    hides_some = entry.places_with(Verdict.FELL_SHORT) or entry.places_with(Verdict.NOT_REPORTED)
    return "" if entry.verdict in _SAYS_ALL and not hides_some else places_text(entry, called, i18n)


def together_text(line: str, called: Case, i18n: I18n) -> str:
    """The figure of the whole, and what it is of, as a sentence."""
    return i18n.say("All %(places)s together, %(line)s.", places=called.many, line=line)


def places_text(entry: Entry, called: Case, i18n: I18n) -> str:
    """At how many places it fell short and was not reported: "14 of 188 providers fell short, 3 did not report".

    Places at which nothing fell due are not counted. Empty where it is not published place by place, not judged, or
    due at no place.
    """
    places = entry.places_due if entry.place_entries else 0
    if entry.judgement is None or not places:
        return ""
    short, silent = entry.places_with(Verdict.FELL_SHORT), entry.places_with(Verdict.NOT_REPORTED)
    values = {
        "places": i18n.tally(Decimal(places)),
        "called": i18n.named(Decimal(places), called),
        "silent": i18n.tally(Decimal(silent)),
    }
    if short and silent:
        return i18n.count(
            "%(number)s of %(places)s %(called)s fell short, %(silent)s did not report",
            "%(number)s of %(places)s %(called)s fell short, %(silent)s did not report",
            short,
            **values,
        )
    if silent:
        return i18n.count(
            "%(number)s of %(places)s %(called)s did not report",
            "%(number)s of %(places)s %(called)s did not report",
            silent,
            **values,
        )
    if short:
        return i18n.count(
            "%(number)s of %(places)s %(called)s fell short",
            "%(number)s of %(places)s %(called)s fell short",
            short,
            **values,
        )
    return i18n.say("none of %(places)s %(called)s fell short", **values)
