"""Pledges: what we said of our own accord that we would do, and how far we are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from service_promises.ledger.commitments.commitment import Commitment
from service_promises.ledger.disclosure.disclosure_control import Count, published_count


class Progress(NamedTuple):
    """How far a pledge was on a day."""

    on: date
    figure: Decimal | None
    """None where it is too small to be published."""
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Pledge(Commitment):
    """Something that we said of our own accord that we would do, with a date."""

    because: str
    short: str | None = None
    area: str | None = None
    target: Decimal | None = None
    """How many it is to be in the end; None where progress is not counted, or has no end that was named."""
    unit: str | None = None
    progress: tuple[Progress, ...] = ()
    """Oldest first."""

    @property
    def name(self) -> str:
        """What lists call it."""
        return self.short or self.we_will


def published_pledges(pledges: Iterable[Pledge], hide_below: int) -> dict[str, Pledge]:
    """Pledges by id, sorted by it, each as it may be published."""
    return {one.id: published_pledge(one, hide_below) for one in sorted(pledges, key=lambda pledge: pledge.id)}


def progress_count(pledge: Pledge, figure: Decimal | None, hide_below: int) -> Count:
    """A figure of progress as published; None for one that was taken out because it is small.

    Where the target itself is as small, that the pledge is done would tell a small figure, or its absence one: then
    no figure of progress is published at all.
    """
    if published_count(pledge.target, hide_below).hidden:
        return Count(hidden=True)
    return Count(hidden=True, fewer_than=hide_below) if figure is None else published_count(figure, hide_below)


def published_pledge(pledge: Pledge, hide_below: int) -> Pledge:
    """A pledge without the figures of progress that are too small to be published, in its corrections too."""
    if not hide_below or not (pledge.progress or pledge.corrected):
        return pledge

    def published(figure: Decimal | None) -> Decimal | None:
        return progress_count(pledge, figure, hide_below).figure

    def published_data(data: Mapping[str, Any]) -> dict[str, Any]:
        items = data.get("progress")
        if not items:
            return dict(data)
        return {
            **data,
            "progress": [
                {key: value for key, value in item.items() if key != "figure" or published(Decimal(value)) is not None}
                for item in items
            ],
        }

    progress = tuple(one._replace(figure=published(one.figure)) for one in pledge.progress)
    corrected = tuple(
        one._replace(was=published_data(one.was), now=published_data(one.now)) for one in pledge.corrected
    )
    return replace(pledge, progress=progress, corrected=corrected)
