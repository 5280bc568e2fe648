"""Every shortfall, with the causes counted."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.shortfall import YEAR, causes, recurring, shortfalls
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, P_, I18n
from service_promises.pages.parts.charts.strip import Strip, key_of, strip_of
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.explanation import recurring_texts
from service_promises.pages.parts.labels import cause_word, periods_text
from service_promises.pages.parts.tally import tally, tally_of_periods

_THREE_YEARS = 36

_MOST_WITH_STRIPS = 40
"""With more promises that fell short each has one line, so that the page stays small."""


class CauseCount(NamedTuple):
    """How many shortfalls one cause is behind."""

    cause: str
    year: int
    three_years: int


class ExplainedShortfall(NamedTuple):
    """One shortfall that is explained, whole or in part, on one line; the promise's page has all of it."""

    entry: EntryView
    cause: str
    state: str
    """How far it is explained."""


class PromiseShortfalls(NamedTuple):
    """The shortfalls of one promise."""

    promise: str
    wording: str
    summary: str
    """How many there are of each kind, which is the newest, and how many are not explained."""
    strips: tuple[Strip, ...]
    """The years with a shortfall, newest first; none on a page of very many promises."""
    explained: tuple[ExplainedShortfall, ...]
    """Newest first."""


class FellShortView(NamedTuple):
    """What `/fell-short/` says."""

    causes: tuple[CauseCount, ...]
    """Empty where no cause at all is known."""
    until: str
    """The last month that is counted."""
    recurring: tuple[str, ...]
    promises: tuple[PromiseShortfalls, ...]
    """The promises that have a shortfall; those with the newest first."""
    key: tuple[tuple[str, str, str], ...]
    """The key of each sign in use, the sign and what it means."""


def fell_short_headline(context: Context) -> str:
    """How many shortfalls there are, how many of them owe an explanation, and how many reports are missing."""
    i18n = context.i18n
    missing = sum(entry.verdict is Verdict.NOT_REPORTED for entry in context.ledger.entries.values())
    silence = i18n.count(
        "%(number)s report is missing, so nobody can say what happened then.",
        "%(number)s reports are missing, so nobody can say what happened then.",
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
                "Another time its target was met and people were still let down.",
                "Another %(number)s times the target was met and people were still let down.",
            ),
            len(entries) - missed,
        ),
    )
    headline = " ".join(i18n.count(*message, number) for message, number in counts if number)
    if unexplained == len(entries):
        headline += " " + i18n.say("None of them has a complete explanation here.")
    elif unexplained:
        headline += " " + i18n.count(
            "%(number)s of them still lacks a full explanation.",
            "%(number)s of them still lack a full explanation.",
            unexplained,
        )
    return headline


def fell_short_view(context: Context) -> FellShortView:
    """Every shortfall, by year and promise, and the causes behind them."""
    i18n, ledger = context.i18n, context.ledger
    entries = shortfalls(ledger)
    last = ledger.latest_reported or Month.of(ledger.as_of)
    year, three_years = causes(entries, last, YEAR), causes(entries, last, _THREE_YEARS)
    promises = tuple(_promises(context, entries))
    no_cause = i18n.voice(N_("No cause given yet"), N_("No cause found"))
    return FellShortView(
        causes=tuple(
            CauseCount(cause_word(cause, i18n) if cause else no_cause, year[cause], number)
            for cause, number in three_years.most_common()
            if any(three_years)
        ),
        until=i18n.month(last),
        recurring=recurring_texts(context, recurring(entries, last)),
        promises=promises,
        key=key_of((strip for one in promises for strip in one.strips), i18n),
    )


def _promises(context: Context, entries: Iterable[Entry]) -> Iterator[PromiseShortfalls]:
    """By promise; `entries` are all shortfalls, newest first."""
    by_promise: dict[str, list[Entry]] = {}
    for entry in entries:
        by_promise.setdefault(entry.promise.id, []).append(entry)
    with_strips = len(by_promise) <= _MOST_WITH_STRIPS
    for name, of_promise in by_promise.items():
        yield PromiseShortfalls(
            name,
            of_promise[0].promise.name_in(None),
            _summary(of_promise, context.i18n),
            tuple(_strips(context, of_promise)) if with_strips else (),
            tuple(_explained(context, entry) for entry in of_promise if entry.explanation) if with_strips else (),
        )


def _summary(entries: Sequence[Entry], i18n: I18n) -> str:
    """What the shortfalls of a promise are, in a few words; `entries` are newest first."""
    counts = i18n.say(
        "%(periods)s: %(tally)s.", periods=periods_text(entries, i18n), tally=tally_of_periods(tally(entries), i18n)
    )
    newest = i18n.say("The newest: %(period)s.", period=i18n.period(entries[0].period))
    unexplained = sum(entry.explanation_missing for entry in entries)
    if not unexplained:
        return f"{counts} {newest}"
    missing = i18n.count("%(number)s is not fully explained.", "%(number)s are not fully explained.", unexplained)
    return f"{counts} {newest} {missing}"


def _strips(context: Context, entries: Sequence[Entry]) -> Iterator[Strip]:
    """The years of one promise in which it has a shortfall."""
    service = context.ledger.service
    for year in dict.fromkeys(service.year(entry.month) for entry in entries):
        months = [month for month in year.months if month in service.covers]
        yield strip_of(context, entries[0].promise, months)


def _explained(context: Context, entry: Entry) -> ExplainedShortfall:
    cause = entry.explanation.cause if entry.explanation else None
    return ExplainedShortfall(
        context.view(entry), cause_word(cause, context.i18n) if cause else "", _state(entry, context.i18n)
    )


def _state(entry: Entry, i18n: I18n) -> str:
    """How far a shortfall is explained."""
    if entry.explanation is None:
        return i18n.voice(N_("not explained yet"), N_("no explanation found"))
    return i18n.say("explained") if entry.explanation.complete else i18n.say("explained in part")
