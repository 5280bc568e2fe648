"""The fixes: promised, overdue, kept, late or dropped, with their whole history."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from service_promises.ledger.fix import Fix, FixState
from service_promises.ledger.month import Month
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_, I18n
from service_promises.pages.parts.entry import EntryView
from service_promises.pages.parts.labels import FIX_STATES, told_text

SHAPES = {
    FixState.OVERDUE: "fell_short",
    FixState.PROMISED: "awaited",
    FixState.LATE: "target_met",
    FixState.KEPT: "kept",
    FixState.DROPPED: "nothing_due",
}
"""Each state borrows the shape of the verdict that it is most like."""

_AROUND = 3
"""So many records before and after a fix are set side by side."""


class OriginView(NamedTuple):
    """A promise, and the months of it after which a fix was promised."""

    promise: str
    wording: str
    months: tuple[tuple[Month, str], ...]
    """Each with the months that its record speaks for, in words."""


class AroundView(NamedTuple):
    """The months of one promise before and after a fix was done, without a word on what caused what."""

    wording: str
    before: tuple[EntryView, ...]
    after: tuple[EntryView, ...]


class FixView(NamedTuple):
    """A fix in words."""

    id: str
    we_will: str
    shape: str
    state: str
    when: str
    """The dates that the state follows from."""
    owner: str
    invested: str
    moved: tuple[tuple[str, str], ...]
    """Each moved date in a sentence, and why, Markdown."""
    ended: str
    """What was done, or why it was dropped; Markdown."""
    after: tuple[OriginView, ...]
    around: tuple[AroundView, ...]


def fix_views(context: Context, promise: str | None = None, month: Month | None = None) -> tuple[FixView, ...]:
    """Fixes in words: overdue first, then promised, late, kept, dropped; those of a promise or month if given."""
    order = list(FixState)
    fixes = [
        fix
        for fix in context.ledger.fixes.values()
        if (promise is None and month is None)
        or any(promise in {None, origin.promise} and month in {None, origin.month} for origin in fix.after)
    ]
    fixes.sort(key=lambda fix: (order.index(fix.state(context.ledger.as_of)), fix.first_by, fix.id))
    return tuple(_view(context, fix) for fix in fixes)


def fixes_headline(context: Context) -> str:
    """The fixes, counted by state."""
    i18n = context.i18n
    if not context.ledger.fixes:
        return i18n.voice(N_("No fix has been promised."), N_("No promised fix was found."))
    counts = Counter(fix.state(context.ledger.as_of) for fix in context.ledger.fixes.values())
    states = [
        " ".join((i18n.number(Decimal(counts[state])), i18n.say(FIX_STATES[state]).lower()))
        for state in FixState
        if counts[state]
    ]
    return i18n.count(
        "%(number)s fix: %(states)s.", "%(number)s fixes: %(states)s.", counts.total(), states=i18n.listed(states)
    )


def _view(context: Context, fix: Fix) -> FixView:
    i18n = context.i18n
    state = fix.state(context.ledger.as_of)
    return FixView(
        id=fix.id,
        we_will=fix.we_will,
        shape=SHAPES[state],
        state=i18n.say(FIX_STATES[state]),
        when=" ".join(filter(None, (_when(fix, state, context), _told(fix, i18n)))),
        owner=fix.owner,
        invested=fix.invested or "",
        moved=tuple(
            (
                i18n.say(
                    "On %(on)s the date was moved from %(was)s to %(now)s.",
                    on=i18n.day(move.on),
                    was=i18n.day(move.from_),
                    now=i18n.day(move.to),
                ),
                move.why,
            )
            for move in fix.moved
        ),
        ended=(fix.done and fix.done.note) or (fix.dropped and fix.dropped.why) or "",
        after=tuple(
            OriginView(
                name,
                context.ledger.promises[name].name_in(None),
                tuple(
                    (origin.month, i18n.period(context.period(name, origin.month)))
                    for origin in fix.after
                    if origin.promise == name
                ),
            )
            for name in _promises(fix)
        ),
        around=tuple(_around(context, fix)),
    )


def _promises(fix: Fix) -> list[str]:
    """The promises that a fix came from, each once."""
    return list(dict.fromkeys(origin.promise for origin in fix.after))


def _when(fix: Fix, state: FixState, context: Context) -> str:
    i18n = context.i18n
    first = i18n.day(fix.first_by)
    if state is FixState.DROPPED and fix.dropped:
        return i18n.say("Promised by %(first)s, dropped on %(on)s.", first=first, on=i18n.day(fix.dropped.on))
    if fix.done:
        return i18n.say("Promised by %(first)s, done on %(on)s.", first=first, on=i18n.day(fix.done.on))
    if state is FixState.PROMISED:
        return i18n.say("By %(first)s.", first=first)
    days = (context.ledger.as_of - fix.first_by).days
    overdue = i18n.count(
        "First promised by %(first)s: %(number)s day overdue on %(as_of)s.",
        "First promised by %(first)s: %(number)s days overdue on %(as_of)s.",
        days,
        first=first,
        as_of=context.as_of_day,
    )
    if fix.by == fix.first_by:
        return overdue
    return f"{overdue} " + i18n.say("Now promised by %(now)s.", now=i18n.day(fix.by))


def _told(fix: Fix, i18n: I18n) -> str:
    ended = fix.done or fix.dropped
    return told_text(ended.told, i18n) if ended else ""


def _around(context: Context, fix: Fix) -> Iterator[AroundView]:
    if fix.done is None:
        return
    done = Month.of(fix.done.on)
    for name in _promises(fix):
        entries = [entry for entry in context.ledger.by_promise[name] if entry.delivery and entry.judgement]
        before = [entry for entry in entries if entry.month < done][-_AROUND:]
        after = [entry for entry in entries if entry.period.first > done][:_AROUND]
        if before and after:
            yield AroundView(
                context.ledger.promises[name].name_in(None),
                tuple(map(context.view, before)),
                tuple(map(context.view, after)),
            )
