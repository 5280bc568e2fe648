"""The terms of a promise in words."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from service_promises.ledger.periods.month import Month
from service_promises.ledger.periods.period import Period
from service_promises.ledger.promises.promise import Promise, Term
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.figures import target_text
from service_promises.pages.parts.labels import change_words
from service_promises.pages.parts.term_target import ScheduleStep, frequency_words, steps_of, term_target_text


class InterimView(NamedTuple):
    """An interim target in words."""

    target: str
    months: str
    why: str


class TermView(NamedTuple):
    """A term in words."""

    months: str
    wording: str
    target: str
    schedule: tuple[ScheduleStep, ...]
    """The target of each month; empty where one holds for all, or none does."""
    schedule_name: str
    changes: list[str]
    why: str
    ended: str
    """That it ended, or will; empty but for the last one of a promise with an end."""
    interims: tuple[InterimView, ...]
    announced: str
    """When it was made public, and whether it had begun then; empty where that is not said."""
    reporting: str
    """For which months figures are due and by when, where the term says it."""


def terms_of(promise: Promise, as_of: date, i18n: I18n) -> Iterator[TermView]:
    """Every term in words, the newest first."""
    last = promise.ends
    for term in reversed(promise.terms):
        yield TermView(
            months=from_to(term.since, last, i18n),
            wording=term.promise,
            target=term_target_text(promise, term, i18n),
            schedule=steps_of(promise, term, i18n),
            schedule_name=_schedule_name(promise, term, i18n),
            changes=change_words(promise, term, i18n),
            why=term.why or "",
            ended=_ended(promise, as_of, i18n) if term is promise.term_now else "",
            interims=tuple(
                InterimView(
                    target_text(interim.target, term.measure, i18n),
                    from_to(interim.since, interim.until, i18n),
                    interim.why or "",
                )
                for interim in term.interim
            ),
            announced=announced_text(term, i18n),
            reporting=_reporting(term, i18n),
        )
        last = term.since.plus(-1)


def what_begins(promise: Promise, term: Term, as_of: date, i18n: I18n) -> str:
    """That a promise or a new term of it began, or will, and what changed with it, in a few words."""
    past = term.since.first_day <= as_of
    if term is promise.terms[0]:
        return (
            i18n.voice(N_("The promise began"), N_("Judged here from this month on"))
            if past
            else i18n.say("The promise will begin")
        )
    changes = change_words(promise, term, i18n)
    if not changes:
        return i18n.say("A new term began") if past else i18n.say("A new term will begin")
    if past:
        return i18n.say("A new term began: %(changes)s", changes=i18n.listed(changes))
    return i18n.say("A new term will begin: %(changes)s", changes=i18n.listed(changes))


def announced_text(term: Term, i18n: I18n) -> str:
    """When a term was made public, as a sentence, and that it had begun by then; empty where that is not said."""
    if term.announced is None:
        return ""
    day, month = i18n.day(term.announced), i18n.month(term.since)
    if term.announced <= term.since.first_day:
        return i18n.voice(N_("Announced on %(day)s."), N_("Published here on %(day)s."), day=day)
    return i18n.voice(
        N_("Announced on %(day)s, after it had begun in %(month)s."),
        N_("Published here on %(day)s, after it had begun in %(month)s."),
        day=day,
        month=month,
    )


def _schedule_name(promise: Promise, term: Term, i18n: I18n) -> str:
    if term.schedule is None:
        return ""
    periods = i18n.count(*frequency_words(promise, term).number, len(term.schedule))
    return i18n.say("%(periods)s and their targets", periods=periods)


def _ended(promise: Promise, as_of: date, i18n: I18n) -> str:
    if promise.ends_why is None or promise.ends is None:
        return ""
    return i18n.say("Why it ended") if promise.ends.last_day < as_of else i18n.say("Why it will end")


def _reporting(term: Term, i18n: I18n) -> str:
    sentences = []
    if term.due_in:
        months = i18n.months_listed(term.due_in)
        sentences.append(i18n.say("Reports are due for the time up to %(months)s.", months=months))
    if term.report_by:
        sentences.append(
            i18n.count(
                "They are published by day %(day)s of the next month.",
                "They are published by day %(day)s of the month that comes %(number)s months later.",
                term.report_by.months,
                day=term.report_by.day,
            )
        )
    return " ".join(sentences)


def from_to(first: Month, last: Month | None, i18n: I18n) -> str:
    """A span of months; open at its end where there is no last one."""
    if last is None:
        return i18n.say("from %(first)s", first=i18n.month(first))
    return i18n.period(Period(first, last))
