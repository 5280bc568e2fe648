"""Corrected figures in words: what was published, and what stands now (DESIGN.md section 1)."""

from __future__ import annotations

from typing import NamedTuple

from service_promises.ledger.ledger import Entry
from service_promises.ledger.month import Month
from service_promises.pages.context import Context
from service_promises.pages.parts.figures import counts_text, delivered_text


class CorrectionView(NamedTuple):
    """A corrected figure in words."""

    month: Month
    month_name: str
    on: str
    was: str
    now: str
    why: str


def corrections_of(context: Context, entry: Entry) -> list[CorrectionView]:
    """The corrections of a record, oldest first, each with the whole figure before and after."""
    delivery, i18n = entry.delivery, context.i18n
    if delivery is None or not delivery.corrected:
        return []
    target = entry.judgement.term.target if entry.judgement else None
    stood = delivery.editions()
    published = entry.editions

    def delivered_in(edition: int, decimals: int) -> str:
        return delivered_text(published[edition], entry.measure, target, stood[edition], i18n, decimals)

    def text(edition: int, decimals: int) -> str:
        counts = counts_text(published[edition], entry.measure, i18n)
        delivered = delivered_in(edition, decimals)
        return f"{delivered} ({counts})" if counts else delivered

    found = []
    for place, correction in enumerate(delivery.corrected):
        # As many decimals as it takes to show what changed; none would where only the counts did.
        decimals = next(
            (
                places
                for places in range(2, 9)
                if delivered_in(place, places) != delivered_in(place + 1, places)
            ),
            2,
        )
        was, now = text(place, decimals), text(place + 1, decimals)
        found.append(
            CorrectionView(
                entry.month, i18n.month(entry.month), i18n.day(correction.on), was, now, correction.why
            )
        )
    return found
