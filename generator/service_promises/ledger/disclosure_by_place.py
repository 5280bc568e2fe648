"""Small counts of a promise that is made at several places: hidden at all of them together, and in total.

A total and all places but one give the last away, and the verdicts say which of them let nobody down. So as soon as a
count of a promise is hidden in a month, at one place, elsewhere or in total, no count and no share of it is published
for that month, at any place or in total; the verdicts are, and what they say by themselves.
"""

from collections.abc import Iterable
from decimal import Decimal

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.disclosure_control import Count, Figures, published_counts

_NONE = Decimal(0)
_HIDDEN = Count(hidden=True)


def hide_together(every: Iterable[Figures | None], record: Delivery | None, limit: int) -> bool:
    """Whether all counts of a month are hidden, for one of them is; `record` is what was written of the whole."""
    if not limit:
        return False
    elsewhere = record.elsewhere if record else None
    is_small = elsewhere is not None and published_counts(elsewhere, limit) != elsewhere
    return is_small or any(figures is not None and figures.hidden for figures in every)


def hidden_together(figures: Figures) -> Figures:
    """The figures without any count or share; none due, and nobody let down, is what the verdict says."""
    if figures.due.figure == _NONE:
        return figures
    return figures._replace(
        due=_hidden(figures.due),
        kept=_hidden(figures.kept),
        let_down=figures.let_down if figures.let_down.figure == _NONE else _hidden(figures.let_down),
        share=None,
        share_hidden=figures.share is not None or figures.share_hidden,
    )


def _hidden(count: Count) -> Count:
    return count if count == Count() else _HIDDEN
