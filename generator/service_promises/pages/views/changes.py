"""Everything that changed in the open: terms that began or ended, and corrections (DESIGN.md section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from service_promises.ledger.corrected_keys import of_declaration
from service_promises.ledger.hash_chain import figures_told
from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.ledger.promise import Promise
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
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


def changes_view(context: Context) -> ChangesView:
    """Gather every change, newest first."""
    i18n = context.i18n
    found = [
        change for promise in context.ledger.promises.values() for change in _of_promise(context, promise)
    ]
    terms = len(found)
    for entry in context.ledger.entries.values():
        found += _of_record(context, entry)
    corrected = len(found) - terms
    for promise in context.ledger.promises.values():
        found += _of_declaration(context, promise)
    if not found:
        return ChangesView(i18n.say("Nothing has changed since the first figures were published."), ())
    found.sort(key=lambda change: (change.day, change.month or Month(1, 1)), reverse=True)
    by_year: dict[int, list[ChangeView]] = {}
    for change in found:
        by_year.setdefault(change.day.year, []).append(change)
    declared = len(found) - terms - corrected
    counted = (
        (
            terms,
            i18n.count("%(number)s term began or ended.", "Terms began or ended %(number)s times.", terms),
        ),
        (
            corrected,
            i18n.count(
                "%(number)s correction of a published figure.",
                "%(number)s corrections of published figures.",
                corrected,
            ),
        ),
        (
            declared,
            i18n.count(
                "%(number)s correction of a published promise.",
                "%(number)s corrections of published promises.",
                declared,
            ),
        ),
    )
    headline = " ".join(sentence for number, sentence in counted if number)
    return ChangesView(headline, tuple((year, tuple(changes)) for year, changes in by_year.items()))


def _of_promise(context: Context, promise: Promise) -> Iterator[ChangeView]:
    i18n = context.i18n
    before = ""
    for place, term in enumerate(promise.terms):
        now = i18n.say(
            "%(wording)s Target: %(target)s.",
            wording=term.promise,
            target=target_text(term.target, term.measure, i18n),
        )
        changes = [
            change_word(change, i18n)
            for change in (term.changes_from(promise.terms[place - 1]) if place else ())
        ]
        begun = term.since.first_day <= context.ledger.as_of
        yield _change(
            promise,
            term.promise,
            term.since.first_day,
            i18n.month(term.since),
            was=before,
            now=now,
            why=term.why or "",
            what=_what_begins(changes, i18n, first=not place, begun=begun),
        )
        before = now
    if promise.ends is not None:
        ended = promise.ends.last_day < context.ledger.as_of
        yield _change(
            promise,
            promise.term_now.promise,
            promise.ends.last_day,
            i18n.month(promise.ends),
            was=before,
            now=i18n.say("Not promised any more."),
            why=promise.ends_why or "",
            what=i18n.say("The promise ended") if ended else i18n.say("The promise will end"),
        )


def _what_begins(changes: list[str], i18n: I18n, *, first: bool, begun: bool) -> str:
    if first:
        return (
            i18n.voice(N_("The promise began"), N_("Judged here from this month on"))
            if begun
            else i18n.say("The promise will begin")
        )
    if not changes:
        return i18n.say("A new term began") if begun else i18n.say("A new term will begin")
    if begun:
        return i18n.say("A new term began: %(changes)s", changes=i18n.listed(changes))
    return i18n.say("A new term will begin: %(changes)s", changes=i18n.listed(changes))


def _of_record(context: Context, entry: Entry) -> Iterator[ChangeView]:
    delivery, i18n = entry.delivery, context.i18n
    if delivery is None or not delivery.corrected:
        return
    told = [
        figures_told(edition, figures)
        for edition, figures in zip(delivery.editions(), entry.editions, strict=True)
    ]
    for place, view in enumerate(corrections_of(context, entry)):
        was, now = view.was, view.now
        if was == now:
            # The figure that is shown is the same; what changed stands beside it.
            keys = [
                key
                for key in delivery.corrected[place].was
                if told[place].get(key) != told[place + 1].get(key)
            ]
            was, now = (
                _keys(keys, told[edition], i18n) or text for edition, text in ((place, was), (place + 1, now))
            )
        on = delivery.corrected[place].on
        yield ChangeView(
            on,
            i18n.day(on),
            i18n.say("A figure was corrected"),
            entry.promise.id,
            _wording(entry.promise, entry.month),
            entry.month,
            view.month_name,
            was,
            now,
            view.why,
        )


def _keys(keys: list[str], told: dict[str, str], i18n: I18n) -> str:
    absent = i18n.say("not there")
    return "; ".join(f"{key}: {told.get(key, absent)}" for key in keys)


def _of_declaration(context: Context, promise: Promise) -> Iterator[ChangeView]:
    i18n = context.i18n
    for corrected in of_declaration(promise):
        yield _change(
            promise,
            promise.term_now.promise,
            corrected.on,
            i18n.day(corrected.on),
            was=corrected.was or i18n.say("not there"),
            now=corrected.now or i18n.say("not there"),
            why=corrected.why,
            what=i18n.say("What was published of the promise was corrected (%(key)s)", key=corrected.key),
        )


def _wording(promise: Promise, month: Month) -> str:
    term = promise.term_in(month)
    return (term or promise.term_now).promise


def _change(
    promise: Promise, wording: str, day: date, when: str, *, what: str, was: str, now: str, why: str
) -> ChangeView:
    return ChangeView(day, when, what, promise.id, wording, None, "", was, now, why)
