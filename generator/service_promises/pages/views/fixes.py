"""The fixes: promised, overdue, kept, late or dropped, with their whole history."""

from typing import NamedTuple

from service_promises.ledger.commitments.commitment import overdue_first
from service_promises.ledger.commitments.fix import Fix
from service_promises.ledger.periods.month import Month
from service_promises.pages.context import Context
from service_promises.pages.i18n import N_
from service_promises.pages.parts.before_and_after import BeforeAndAfter, before_and_after
from service_promises.pages.parts.commitment import CommitmentView, commitment_view, states_text


class OriginView(NamedTuple):
    """A promise, and the months of it after which a fix was promised."""

    promise: str
    wording: str
    months: tuple[tuple[Month, str], ...]
    """Each with the months that its record speaks for, in words."""


class FixView(NamedTuple):
    """A fix in words."""

    commitment: CommitmentView
    after: tuple[OriginView, ...]
    around: tuple[BeforeAndAfter, ...]


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
        around=before_and_after(context, _promises(fix), fix.done.on) if fix.done else (),
    )


def _promises(fix: Fix) -> list[str]:
    """The promises that a fix came from, each once."""
    return list(dict.fromkeys(origin.promise for origin in fix.after))
