"""The fixes: promised, overdue, kept, late or dropped, with their whole history."""

from collections.abc import Iterator
from typing import NamedTuple

from service_promises.ledger.commitment import overdue_first
from service_promises.ledger.fix import Fix
from service_promises.ledger.month import Month
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_
from service_promises.pages.parts.commitment import CommitmentView, commitment_view, states_text
from service_promises.pages.parts.entry import EntryView

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

    commitment: CommitmentView
    after: tuple[OriginView, ...]
    around: tuple[AroundView, ...]


def fix_views(context: Context, promise: str | None = None, month: Month | None = None) -> tuple[FixView, ...]:
    """Fixes in words: overdue first, then promised, late, kept, dropped; those of a promise or month if given."""
    fixes = [
        fix
        for fix in context.ledger.fixes.values()
        if (promise is None and month is None)
        or any(promise in {None, origin.promise} and month in {None, origin.month} for origin in fix.after)
    ]
    return tuple(_view(context, fix) for fix in overdue_first(fixes, context.ledger.as_of))


def fixes_headline(context: Context) -> str:
    """The fixes, counted by state."""
    i18n, fixes = context.i18n, context.ledger.fixes.values()
    if not fixes:
        return i18n.voice(N_("No fix has been promised."), N_("No promised fix was found."))
    states = states_text(context, fixes)
    return i18n.count("%(number)s fix: %(states)s.", "%(number)s fixes: %(states)s.", len(fixes), states=states)


def _view(context: Context, fix: Fix) -> FixView:
    return FixView(
        commitment_view(context, fix),
        after=tuple(
            OriginView(
                name,
                context.ledger.promises[name].name_in(None),
                tuple(
                    (origin.month, context.i18n.period(context.period(name, origin.month)))
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
