"""The terms of a promise in words (DESIGN.md section 2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from service_promises.ledger.month import Month
from service_promises.ledger.promise import Change, Promise
from service_promises.pages.i18n import I18n
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


def terms_of(promise: Promise, i18n: I18n) -> Iterable[TermView]:
    """Put every term into words, the newest first."""
    for place, term in reversed(list(enumerate(promise.terms))):
        following = (
            promise.terms[place + 1].since.plus(-1) if place + 1 < len(promise.terms) else promise.ends
        )
        changes = term.changes_from(promise.terms[place - 1]) if place else ()
        yield TermView(
            months=from_to(term.since, following, i18n),
            wording=term.promise,
            target=target_text(term.target, term.measure, i18n),
            changes=tuple(change_word(change, i18n) for change in changes),
            why=term.why or "",
            interims=tuple(
                InterimView(
                    target_text(interim.target, term.measure, i18n),
                    from_to(interim.since, interim.until, i18n),
                    interim.why or "",
                )
                for interim in term.interim
            ),
        )


def change_word(change: Change, i18n: I18n) -> str:
    """What a new term is called next to the one before."""
    match change:
        case Change.STRONGER:
            return i18n.say("stronger")
        case Change.WEAKER:
            return i18n.say("weaker")
        case Change.REWORDED:
            return i18n.say("reworded")
        case Change.REDEFINED:
            return i18n.say("measured in another way")


def from_to(first: Month, last: Month | None, i18n: I18n) -> str:
    """A stretch of months; open at its end where there is no last one."""
    if last is None:
        return i18n.say("from %(first)s", first=i18n.month(first))
    if first == last:
        return i18n.month(first)
    return i18n.say("%(first)s to %(last)s", first=i18n.month(first), last=i18n.month(last))
