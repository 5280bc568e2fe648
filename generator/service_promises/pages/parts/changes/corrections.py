"""Corrected figures in words: what was published, and what stands now."""

from typing import NamedTuple

from service_promises.ledger.corrections.corrected_keys import of_record
from service_promises.ledger.entry import Entry
from service_promises.pages.context import Context
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.figures import counts_text, delivered_text
from service_promises.pages.parts.labels import told_text


class CorrectionView(NamedTuple):
    """A corrected figure in words."""

    period: str
    on: str
    was: str
    now: str
    why: str
    told: str
    """When it was recorded here, as a sentence; empty where that is not said."""


def corrections_of(context: Context, entry: Entry) -> list[CorrectionView]:
    """The corrections of a record, oldest first, each with the whole figure before and after."""
    delivery, i18n = entry.delivery, context.i18n
    if delivery is None or not delivery.corrected:
        return []
    target = entry.target
    editions = list(zip(delivery.editions(), entry.editions, strict=True))

    def delivered_in(edition: int, decimals: int) -> str:
        recorded, published = editions[edition]
        return delivered_text(published, entry.measure, target, recorded, i18n, decimals)

    def text(edition: int, decimals: int) -> str:
        counts = counts_text(editions[edition][1], entry.measure, i18n)
        delivered = delivered_in(edition, decimals)
        return f"{delivered} ({counts})" if counts else delivered

    views = []
    for index, correction in enumerate(delivery.corrected):
        # As many decimals as it takes to show what changed; none would where only the counts did.
        differing = (
            decimals for decimals in range(2, 9) if delivered_in(index, decimals) != delivered_in(index + 1, decimals)
        )
        decimals = next(differing, 2)
        was, now = text(index, decimals), text(index + 1, decimals)
        if was == now:  # the figure that is printed is the same; what changed stands beside it
            was, now = _beside(entry, index, i18n) or (was, now)
        views.append(
            CorrectionView(
                i18n.period(entry.period),
                i18n.day(correction.on),
                was,
                now,
                correction.why,
                told_text(correction.told, i18n),
            )
        )
    return views


def _beside(entry: Entry, index: int, i18n: I18n) -> tuple[str, str] | None:
    """What a correction changed beside the figure, key by key; None where nothing that is published did."""
    delivery = entry.delivery
    numbers = [number for number, one in enumerate(delivery.corrected if delivery else ()) for _ in one.was]
    keys = [
        key for number, key in zip(numbers, of_record(entry, ""), strict=True) if number == index and key.was != key.now
    ]
    if not keys:
        return None
    absent = i18n.say("not there")
    was, now = ("; ".join(f"{key.key}: {getattr(key, side) or absent}" for key in keys) for side in ("was", "now"))
    return was, now
