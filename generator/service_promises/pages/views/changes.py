"""Everything that changed in the open: terms that began or ended, and corrections (DESIGN.md section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from service_promises.ledger.hash_chain import figures_told
from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise
from service_promises.outputs.corrections_csv import declared_now
from service_promises.pages.context import Desk
from service_promises.pages.i18n import N_, Words
from service_promises.pages.parts.corrections import corrections_of
from service_promises.pages.parts.figures import target_text
from service_promises.pages.parts.terms import change_word


class ChangeView(NamedTuple):
    """One change in words."""

    day: date
    when: str
    """The day or the month, in words."""
    what: str
    """What happened, in a few words."""
    promise: str
    wording: str
    month: Month | None
    """The month whose record was corrected."""
    month_name: str
    was: str
    """Markdown; empty where there was nothing before."""
    now: str
    """Markdown."""
    why: str


class ChangesView(NamedTuple):
    """What `/changes/` says."""

    headline: str
    years: tuple[tuple[int, tuple[ChangeView, ...]], ...]
    """Newest first."""


def changes_view(desk: Desk) -> ChangesView:
    """Gather every change, newest first."""
    words = desk.words
    found = [change for promise in desk.ledger.promises.values() for change in _of_promise(desk, promise)]
    terms = len(found)
    for entry in desk.ledger.entries.values():
        found += _of_record(desk, entry)
    corrected = len(found) - terms
    for promise in desk.ledger.promises.values():
        found += _of_declaration(desk, promise)
    if not found:
        return ChangesView(words.say("Nothing has changed since the first figures were published."), ())
    found.sort(key=lambda change: (change.day, change.month or Month(1, 1)), reverse=True)
    by_year: dict[int, list[ChangeView]] = {}
    for change in found:
        by_year.setdefault(change.day.year, []).append(change)
    declared = len(found) - terms - corrected
    counted = (
        (
            terms,
            words.count("%(number)s term began or ended.", "Terms began or ended %(number)s times.", terms),
        ),
        (
            corrected,
            words.count(
                "%(number)s correction of a published figure.",
                "%(number)s corrections of published figures.",
                corrected,
            ),
        ),
        (
            declared,
            words.count(
                "%(number)s correction of a published promise.",
                "%(number)s corrections of published promises.",
                declared,
            ),
        ),
    )
    headline = " ".join(sentence for number, sentence in counted if number)
    return ChangesView(headline, tuple((year, tuple(changes)) for year, changes in by_year.items()))


def _of_promise(desk: Desk, promise: Promise) -> Iterator[ChangeView]:
    words = desk.words
    before = ""
    for place, term in enumerate(promise.terms):
        now = words.say(
            "%(wording)s Target: %(target)s.",
            wording=term.wording,
            target=target_text(term.target, term.measure, words),
        )
        changes = [
            change_word(change, words)
            for change in (term.changes_from(promise.terms[place - 1]) if place else ())
        ]
        begun = term.since.first_day <= desk.ledger.as_of
        yield _change(
            promise,
            term.wording,
            term.since.first_day,
            words.month(term.since),
            was=before,
            now=now,
            why=term.why or "",
            what=_what_begins(changes, words, first=not place, begun=begun),
        )
        before = now
    if promise.ends is not None:
        ended = promise.ends.last_day < desk.ledger.as_of
        yield _change(
            promise,
            promise.term_now.wording,
            promise.ends.last_day,
            words.month(promise.ends),
            was=before,
            now=words.say("Not promised any more."),
            why=promise.ends_why or "",
            what=words.say("The promise ended") if ended else words.say("The promise will end"),
        )


def _what_begins(changes: list[str], words: Words, *, first: bool, begun: bool) -> str:
    if first:
        return (
            words.voice(N_("The promise began"), N_("Judged here from this month on"))
            if begun
            else words.say("The promise will begin")
        )
    if not changes:
        return words.say("A new term began") if begun else words.say("A new term will begin")
    if begun:
        return words.say("A new term began: %(changes)s", changes=words.listed(changes))
    return words.say("A new term will begin: %(changes)s", changes=words.listed(changes))


def _of_record(desk: Desk, entry: Entry) -> Iterator[ChangeView]:
    delivery, words = entry.delivery, desk.words
    if delivery is None or not delivery.corrected:
        return
    told = [
        figures_told(edition, figures)
        for edition, figures in zip(delivery.editions(), entry.editions, strict=True)
    ]
    for place, view in enumerate(corrections_of(desk, entry)):
        was, now = view.was, view.now
        if was == now:
            # The figure that is shown is the same; what changed stands beside it.
            keys = [
                key
                for key in delivery.corrected[place].was
                if told[place].get(key) != told[place + 1].get(key)
            ]
            was, now = (
                _keys(keys, told[edition], words) or text
                for edition, text in ((place, was), (place + 1, now))
            )
        on = delivery.corrected[place].on
        yield ChangeView(
            on,
            words.day(on),
            words.say("A figure was corrected"),
            entry.promise.id,
            _wording(entry.promise, entry.month),
            entry.month,
            view.month_name,
            was,
            now,
            view.why,
        )


def _keys(keys: list[str], told: dict[str, str], words: Words) -> str:
    return "; ".join(f"{key}: {told.get(key, words.say('not there'))}" for key in keys)


def _of_declaration(desk: Desk, promise: Promise) -> Iterator[ChangeView]:
    words = desk.words
    for place, correction in enumerate(promise.corrected):
        for key, old in correction.was.items():
            later = [one.was[key] for one in promise.corrected[place + 1 :] if key in one.was]
            now = later[0] if later else declared_now(promise, correction, key)
            yield _change(
                promise,
                promise.term_now.wording,
                correction.on,
                words.day(correction.on),
                was=old or words.say("not there"),
                now=now or words.say("not there"),
                why=correction.why,
                what=words.say("What was published of the promise was corrected (%(key)s)", key=key),
            )


def _wording(promise: Promise, month: Month) -> str:
    term = promise.term_in(month)
    return (term or promise.term_now).wording


def _change(
    promise: Promise, wording: str, day: date, when: str, *, what: str, was: str, now: str, why: str
) -> ChangeView:
    return ChangeView(day, when, what, promise.id, wording, None, "", was, now, why)
