"""The terms of a promise in words (DESIGN.md section 2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from service_promises.ledger.month import Month
from service_promises.ledger.promise import Change, Promise
from service_promises.pages.i18n import Words
from service_promises.pages.parts.figures import target_text


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
    changes: tuple[str, ...]
    why: str
    interims: tuple[InterimView, ...]


def terms_of(promise: Promise, words: Words) -> Iterable[TermView]:
    """Put every term into words, the newest first."""
    for place, term in reversed(list(enumerate(promise.terms))):
        following = (
            promise.terms[place + 1].since.plus(-1) if place + 1 < len(promise.terms) else promise.ends
        )
        changes = term.changes_from(promise.terms[place - 1]) if place else ()
        yield TermView(
            months=from_to(term.since, following, words),
            wording=term.wording,
            target=target_text(term.target, term.measure, words),
            changes=tuple(change_word(change, words) for change in changes),
            why=term.why or "",
            interims=tuple(
                InterimView(
                    target_text(interim.target, term.measure, words),
                    from_to(interim.since, interim.until, words),
                    interim.why or "",
                )
                for interim in term.interims
            ),
        )


def change_word(change: Change, words: Words) -> str:
    """What a new term is called next to the one before."""
    match change:
        case Change.STRONGER:
            return words.say("stronger")
        case Change.WEAKER:
            return words.say("weaker")
        case Change.REWORDED:
            return words.say("reworded")
        case Change.REDEFINED:
            return words.say("measured in another way")


def from_to(first: Month, last: Month | None, words: Words) -> str:
    """A stretch of months; open at its end where there is no last one."""
    if last is None:
        return words.say("from %(first)s", first=words.month(first))
    if first == last:
        return words.month(first)
    return words.say("%(first)s to %(last)s", first=words.month(first), last=words.month(last))
