"""Corrected figures in words: what was published, and what stands now (DESIGN.md section 1)."""

from __future__ import annotations

from typing import NamedTuple

from generator.ledger.ledger import Entry
from generator.ledger.month import Month
from generator.ledger.published import Figures
from generator.pages.desk import Desk
from generator.pages.figures import counts_text, delivered_text


class CorrectionView(NamedTuple):
    """A corrected figure in words."""

    month: Month
    month_name: str
    on: str
    was: str
    now: str
    why: str


def corrections_of(desk: Desk, entry: Entry) -> list[CorrectionView]:
    """The corrections of a record, oldest first, each with the whole figure before and after."""
    delivery, words = entry.delivery, desk.words
    if delivery is None or not delivery.corrected:
        return []
    target = entry.judgement.term.target if entry.judgement else None
    stood = delivery.editions()
    published = entry.editions

    def text(edition: int, decimals: int = 2) -> str:
        figures: Figures = published[edition]
        delivered = delivered_text(figures, entry.measure, target, stood[edition], words, decimals)
        counts = counts_text(figures, entry.measure, words)
        return f"{delivered} ({counts})" if counts else delivered

    found = []
    for place, correction in enumerate(delivery.corrected):
        # As many decimals as it takes to show what changed.
        was, now = next(
            (
                (text(place, decimals), text(place + 1, decimals))
                for decimals in range(2, 9)
                if text(place, decimals) != text(place + 1, decimals)
            ),
            (text(place), text(place + 1)),
        )
        found.append(
            CorrectionView(
                entry.month, words.month(entry.month), words.day(correction.on), was, now, correction.why
            )
        )
    return found
