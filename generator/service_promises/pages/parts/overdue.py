"""What is overdue, fixes and pledges alike, for pages that are about more: as visible as a shortfall."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from service_promises.ledger.commitments.commitment import Commitment, CommitmentState, overdue_first
from service_promises.pages.context import Context
from service_promises.pages.parts.commitment import commitment_view

_MOST_LISTED = 3


class OverdueLine(NamedTuple):
    """An overdue fix or pledge in a line."""

    id: str
    name: str
    state: str
    when: str


class OverdueList(NamedTuple):
    """The fixes, or the pledges, that have been overdue for longest."""

    listed: tuple[OverdueLine, ...]
    others: int
    """How many more there are."""


class Overdue(NamedTuple):
    """All that is overdue."""

    fixes: OverdueList
    pledges: OverdueList


def overdue_view(context: Context) -> Overdue:
    """The fixes and the pledges that have been overdue for longest."""
    return Overdue(_list(context, context.ledger.fixes.values()), _list(context, context.ledger.pledges.values()))


def overdue_text(context: Context) -> str:
    """How many fixes and pledges are overdue, in sentences; empty where none is."""
    return " ".join(_sentences(context))


def _sentences(context: Context) -> Iterator[str]:
    fixes = len(_overdue(context, context.ledger.fixes.values()))
    pledges = len(_overdue(context, context.ledger.pledges.values()))
    if fixes:
        yield context.i18n.count("%(number)s fix is overdue.", "%(number)s fixes are overdue.", fixes)
    if pledges:
        yield context.i18n.count("%(number)s pledge is overdue.", "%(number)s pledges are overdue.", pledges)


def _list(context: Context, commitments: Iterable[Commitment]) -> OverdueList:
    overdue = _overdue(context, commitments)
    first = overdue[:_MOST_LISTED]
    views = [(one.name, commitment_view(context, one)) for one in first]
    lines = tuple(OverdueLine(view.id, name, view.state, view.when) for name, view in views)
    return OverdueList(lines, len(overdue) - len(lines))


def _overdue(context: Context, commitments: Iterable[Commitment]) -> list[Commitment]:
    """Those that are overdue, for longest first."""
    as_of = context.ledger.as_of
    return overdue_first((one for one in commitments if one.state(as_of) is CommitmentState.OVERDUE), as_of)
