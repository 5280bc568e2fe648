"""The guarded figures of a record as they are published: the same text in hashes, corrections and differences."""

from decimal import Decimal
from typing import Any

from service_promises.ledger.delivery import COUNTS, FIGURES_AND_FLAGS, FLAGS, Delivery
from service_promises.ledger.disclosure.disclosure_control import Count, Figures
from service_promises.ledger.entry import Entry
from service_promises.ledger.plain_data import data_of
from service_promises.ledger.rounding import plain
from service_promises.ledger.verdicts.place_total import is_typed, sum_of


def published_editions(entry: Entry) -> list[dict[str, str]]:
    """The guarded figures of a record as first published, then after each correction, as `published_figures`."""
    editions = entry.delivery.editions() if entry.delivery else ()
    return [published_figures(*edition) for edition in zip(editions, entry.editions, strict=True)]


def total_over_places(whole: Entry) -> dict[str, str]:
    """What the places of a whole add up to, as published; empty where nothing adds up, or a total is written.

    Places that have not reported are left out, whatever the day, so that it follows from the records alone.
    """
    if not whole.place_entries or is_typed(whole.record):
        return {}
    reported = [entry.delivery for entry in whole.place_entries if entry.delivery]
    total = sum_of(reported, whole.record.elsewhere if whole.record else None) if reported else None
    if total is None:
        return {}
    figures = Delivery(due=total.due, kept=total.kept, let_down=total.let_down)
    return published_figures(figures, whole.editions_of(figures)[-1])


def published_figures(delivery: Delivery, figures: Figures) -> dict[str, str]:
    """The guarded figures of an edition of a record as published, as text; what is not there is left out."""
    texts = {
        key: figure_text(key, value, figures)
        for key in FIGURES_AND_FLAGS
        if (value := getattr(delivery, key)) is not None or key in COUNTS
    }
    return {key: text for key, text in texts.items() if text is not None}


def figure_text(key: str, value: Any, figures: Figures) -> str | None:
    """A figure or flag as published; None for what is not there."""
    if key in COUNTS:
        return _count(getattr(figures, key))
    if key == "share" and value is not None and figures.share_hidden:
        return "hidden"
    if isinstance(value, bool):
        return "yes" if value else None if key in FLAGS else "no"
    if isinstance(value, Decimal):
        return plain(value)
    return None if value is None else str(data_of(value))


def _count(count: Count) -> str | None:
    if count.fewer_than is not None:
        return f"fewer than {count.fewer_than}"
    if count.hidden:
        return "hidden"
    return None if count.figure is None else plain(count.figure)
