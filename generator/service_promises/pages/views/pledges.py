"""The pledges: what was promised by a date, how far it is, and what became of it."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from service_promises.ledger.commitments.commitment import CommitmentState, overdue_first
from service_promises.ledger.commitments.pledge import Pledge, Progress, progress_count
from service_promises.ledger.rounding import HUNDRED, plain, printed, share_of
from service_promises.pages.context import Context
from service_promises.pages.parts.commitment import CommitmentView, commitment_view, states_text
from service_promises.pages.parts.figures import count_text

_DONE = (CommitmentState.LATE, CommitmentState.KEPT)


class ProgressView(NamedTuple):
    """How far a pledge was on a day."""

    text: str
    note: str
    """Markdown."""
    percent: str = ""
    """So much of the bar is filled; empty where there is nothing to draw."""


class PledgeView(NamedTuple):
    """A pledge in words."""

    commitment: CommitmentView
    area: str
    because: str
    progress: tuple[ProgressView, ...]
    """Newest first."""


class PledgeGroup(NamedTuple):
    """The pledges of one area that are not overdue."""

    area: str
    """Empty for those without one."""
    open: tuple[PledgeView, ...]
    """Promised, then dropped."""
    done: tuple[PledgeView, ...]
    done_text: str
    """How many of them were done in time, and how many late."""


class PledgesView(NamedTuple):
    """What `/pledges/` says."""

    overdue: tuple[PledgeView, ...]
    groups: tuple[PledgeGroup, ...]
    """In the order of the areas of promises; those without an area last."""


def pledges_headline(context: Context) -> str:
    """The pledges, counted by state."""
    i18n, pledges = context.i18n, context.ledger.pledges.values()
    return i18n.count(
        "%(number)s pledge: %(states)s.",
        "%(number)s pledges: %(states)s.",
        len(pledges),
        states=states_text(context, pledges),
    )


def pledges_view(context: Context) -> PledgesView:
    """Overdue ones first, then area by area; what is done last."""
    as_of = context.ledger.as_of
    pledges = overdue_first(context.ledger.pledges.values(), as_of)
    areas: dict[str, list[Pledge]] = {area.name: [] for area in context.areas}
    for pledge in sorted(pledges, key=lambda pledge: _area(context, pledge)):
        if pledge.state(as_of) is not CommitmentState.OVERDUE:
            areas.setdefault(_area(context, pledge), []).append(pledge)
    areas[""] = areas.pop("", [])
    return PledgesView(
        tuple(_view(context, one) for one in pledges if one.state(as_of) is CommitmentState.OVERDUE),
        tuple(_group(context, area, of_area) for area, of_area in areas.items() if of_area),
    )


def _group(context: Context, area: str, pledges: Iterable[Pledge]) -> PledgeGroup:
    done = [one for one in pledges if one.state(context.ledger.as_of) in _DONE]
    return PledgeGroup(
        area,
        tuple(_view(context, one) for one in pledges if one.state(context.ledger.as_of) not in _DONE),
        tuple(_view(context, one) for one in done),
        states_text(context, done),
    )


def _area(context: Context, pledge: Pledge) -> str:
    """What the area of a pledge is called; empty for one without."""
    area = pledge.area or ""
    return context.ledger.service.area_names.get(area, area)


def _view(context: Context, pledge: Pledge) -> PledgeView:
    return PledgeView(
        commitment_view(context, pledge, pledge.short),
        _area(context, pledge),
        pledge.because,
        tuple(_progress(context, pledge, one) for one in reversed(pledge.progress)),
    )


def _progress(context: Context, pledge: Pledge, progress: Progress) -> ProgressView:
    i18n, target, unit = context.i18n, pledge.target, pledge.unit or ""
    day, note, figure = i18n.day(progress.on), progress.note or "", progress.figure
    count = progress_count(pledge, figure, context.ledger.service.hide_counts_below)
    if count.hidden and count.fewer_than is None:
        return ProgressView(i18n.say("%(day)s: the figure is not shown, to protect people.", day=day), note)
    number = count_text(count, i18n)
    if target is None:
        return ProgressView(i18n.say("%(number)s %(unit)s on %(day)s", number=number, unit=unit, day=day), note)
    text = i18n.say(
        "%(number)s of %(target)s %(unit)s on %(day)s", number=number, target=i18n.number(target), unit=unit, day=day
    )
    return ProgressView(text, note, "" if figure is None else _percent(figure, target))


def _percent(figure: Decimal, target: Decimal) -> str:
    """A share of the target to a tenth, rounded down: what is not reached is not drawn as if it were."""
    share = min(share_of(figure, target), Fraction(HUNDRED))
    return plain(printed(share, None, up=False, decimals=1))
