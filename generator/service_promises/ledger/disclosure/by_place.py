"""Small counts of a promise that is made at several places: hidden at all of them together, and in total.

A total and all places but one give the last away, and the verdicts say which of them let nobody down. So as soon as a
count of a promise is hidden in a month, at one place, elsewhere or in total, in any edition, no count and no share of
it is published for that month, at any place or in total; the verdicts are, and what they say by themselves. Which
counts a correction named is not told then: two verdicts on the same number would bracket it. A typed total that is a
small number away from the sum over the places that have reported hides all of them too: it may be what is missing.

That proves nothing of a count that was published before. So nothing may bring a small count to a month of which counts
were published: a correction that does is refused (`is_hidden_later`), and so is a record that comes after others.
"""

from collections.abc import Iterable, Sequence

from service_promises.ledger.delivery import COUNTS, Delivery, Elsewhere
from service_promises.ledger.disclosure.disclosure_control import Count, Figures, is_small, published_counts
from service_promises.ledger.rounding import EXACT, ZERO
from service_promises.ledger.verdicts.place_total import sum_of

_HIDDEN = Count(hidden=True)


def hide_together(editions: Iterable[Sequence[Figures]], record: Delivery | None, hide_below: int) -> bool:
    """Whether all counts of a month are hidden, for one of them is in some edition.

    `editions` are those of each place and of the total; `record` is what was written of the whole.
    """
    if not hide_below:
        return False
    if record is not None and any(_has_small_elsewhere(edition, hide_below) for edition in record.editions()):
        return True
    return any(figures.hidden for of_one in editions for figures in of_one)


def tells_missing_place(record: Delivery | None, deliveries: Iterable[Delivery], hide_below: int) -> bool:
    """Whether a typed total, as it is or was, gives a small count away beside the places that have reported.

    What it has more than they is that of a place that has not reported; of a total of another edition it may be so.
    """
    if record is None or not hide_below:
        return False
    total = sum_of(deliveries, record.elsewhere)
    if total is None:
        return False
    for edition in record.editions():
        if edition.due is not None:
            more = EXACT.subtract(edition.due, total.due), EXACT.subtract(edition.kept or ZERO, total.kept)
            if any(is_small(abs(count), hide_below) for count in (*more, EXACT.subtract(*more))):
                return True
    return False


def is_hidden_later(editions: Iterable[Sequence[Figures]], record: Delivery | None, hide_below: int) -> bool:
    """Whether counts that are hidden now, of any edition, were published at first."""
    firsts = [of_one[:1] for of_one in editions]
    return not hide_together(firsts, record and record.editions()[0]._replace(corrected=()), hide_below)


def _has_small_elsewhere(edition: Delivery, hide_below: int) -> bool:
    elsewhere = edition.elsewhere
    return elsewhere is not None and published_counts(elsewhere, hide_below) != elsewhere


def without_other_counts(record: Delivery) -> Delivery:
    """A record without counts beside its figures: none elsewhere, and none that a correction left as it was.

    A correction that names one of its counts names all that are there.
    """
    corrected = []
    for before, after, correction in zip(record.editions(), record.editions()[1:], record.corrected, strict=False):
        was = dict(correction.was)
        if any(key in was for key in COUNTS):
            counts = [key for key in COUNTS if (getattr(before, key), getattr(after, key)) != (None, None)]
            was |= {key: getattr(before, key) for key in counts}
        if "elsewhere" in was:
            was["elsewhere"] = _uncounted(was["elsewhere"])
        corrected.append(correction._replace(was=was))
    return record._replace(elsewhere=_uncounted(record.elsewhere), corrected=tuple(corrected))


def _uncounted(elsewhere: Elsewhere | None) -> Elsewhere | None:
    return elsewhere and elsewhere._replace(due=None, kept=None)


def hidden_together(figures: Figures) -> Figures:
    """The figures without any count or share; none due, and nobody let down, is what the verdict says."""
    if figures.due.figure == ZERO:
        return figures
    return figures._replace(
        due=_hidden(figures.due),
        kept=_hidden(figures.kept),
        let_down=figures.let_down if figures.let_down.figure == ZERO else _hidden(figures.let_down),
        share=None,
        share_hidden=figures.share is not None or figures.share_hidden,
    )


def _hidden(count: Count) -> Count:
    return count if count == Count() else _HIDDEN
