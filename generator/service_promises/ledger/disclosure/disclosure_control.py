"""Figures as they may be published: small counts are hidden and can't be worked out.

With a limit of N, a count from 1 to N - 1 is published as "fewer than N". Readers know this rule, the target, the
verdict, every earlier edition of a record and which keys each correction named; after all of that at least two
values stay possible for every count that is hidden. The tests prove it by going through every record.

Above a certain number due the verdict says nothing about a small count, so there the number due is shown beside it.
Below, only the verdict is shown, and that a count is small. What an edition hid stays hidden in a later one as long
as one of its two counts stands: two verdicts on the same number would bracket it.

A correction can bring a small count where the other count was published before. Where only one value would then fit
the verdict, nothing can hide it: `check.gives_away` tells, and the correction is refused.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from service_promises.ledger.delivery import Delivery, Elsewhere
from service_promises.ledger.rounding import EXACT, HUNDRED, ZERO, share_of
from service_promises.ledger.verdicts.verdict import people_let_down

SMALLEST_LIMIT = 3
"""With 2, "fewer than 2" would be 1."""


class Count(NamedTuple):
    """A count as published: a figure, or hidden, or (with neither) unknown."""

    figure: Decimal | None = None
    hidden: bool = False
    fewer_than: int | None = None
    """Set where the count is told to be small."""

    @property
    def is_known(self) -> bool:
        """Whether there is one, published or hidden."""
        return self.figure is not None or self.hidden


NOT_KNOWN = Count()
"""A count that was not reported, and can't be worked out."""

_HIDDEN = Count(hidden=True)


class Figures(NamedTuple):
    """The figures of an edition of a record as published."""

    due: Count
    kept: Count
    let_down: Count
    share: Fraction | None
    """The kept share in percent, exactly; None where unknown, where nothing fell due, or hidden."""
    level: Decimal | None
    done: bool | None
    share_hidden: bool = False
    """Whether there is a share that would give a small count away."""

    @property
    def hidden(self) -> bool:
        """Whether anything is hidden."""
        return self.due.hidden or self.kept.hidden or self.let_down.hidden or self.share_hidden


def published_count(figure: Decimal | None, hide_below: int) -> Count:
    """A count that stands by itself, as published."""
    return Count(hidden=True, fewer_than=hide_below) if is_small(figure, hide_below) else Count(figure)


def published_counts(value: Any, hide_below: int) -> Any:
    """A value without the counts in it that are too small to be published; each stands by itself."""
    if not hide_below or not hasattr(value, "_replace"):
        return value
    if isinstance(value, Elsewhere):
        missed = value.due and EXACT.subtract(value.due, value.kept or ZERO)
        is_any_small = any(is_small(figure, hide_below) for figure in (value.due, value.kept, missed))
        return value._replace(due=None, kept=None) if is_any_small else value
    counts = {key: count for key, count in value._asdict().items() if isinstance(count, Decimal)}
    return value._replace(**{key: published_count(count, hide_below).figure for key, count in counts.items()})


def publish(delivery: Delivery, hide_below: int, target: Decimal | None = None) -> tuple[Figures, ...]:
    """Every edition of a record as published: as first, then after each correction.

    `hide_below` is the service's `hide_counts_below`. `target`, in percent, is what the cases are judged by; None where
    they are not judged.
    """
    editions = delivery.editions()
    if hide_below < SMALLEST_LIMIT:
        return tuple(map(_in_full, editions))
    pairs = [pair_of(edition) for edition in editions]
    published = publish_pairs(pairs, corrected_counts(delivery), hide_below, target)
    figures: list[Figures] = []
    for edition, pair, counts in zip(editions, pairs, published, strict=True):
        before = any(earlier.hidden for earlier in figures)
        figures.append(_figures(edition, pair, counts, hide_below, hidden_before=before))
    return tuple(figures)


class CasePair(NamedTuple):
    """The counts of cases of an edition."""

    due: Decimal
    kept: Decimal
    missed: Decimal


class CasePairCounts(NamedTuple):
    """A pair as published."""

    due: Count
    kept: Count
    missed: Count


class _State(Enum):
    """What readers know of a count before an edition that has it is published."""

    NEW = auto()
    """Nothing: it is the first, or was corrected."""
    KNOWN = auto()
    """The count itself, from an earlier edition."""
    HIDDEN = auto()
    """That it is a count which an earlier edition hid."""


def pair_of(edition: Delivery) -> CasePair | None:
    """The counts of an edition; None where it has a share, a level or nothing but its due."""
    due, kept = edition.due, _kept(edition)
    return None if due is None or kept is None else CasePair(due, kept, EXACT.subtract(due, kept))


def _kept(edition: Delivery) -> Decimal | None:
    """How many were kept: none where nothing fell due."""
    return ZERO if edition.due == ZERO else edition.kept


def corrected_counts(delivery: Delivery) -> list[tuple[bool, bool]]:
    """For each correction: whether it names what was due, and how many were kept."""
    return [("due" in one.was, "kept" in one.was) for one in delivery.corrected]


def publish_pairs(
    pairs: Iterable[CasePair | None], corrected: Iterable[tuple[bool, bool]], hide_below: int, target: Decimal | None
) -> list[CasePairCounts | None]:
    """The counts of each edition as published; `corrected` says which of the two each correction named."""
    due = kept = _State.NEW
    published: list[CasePairCounts | None] = []
    for pair, (due_changed, kept_changed) in zip(pairs, [(True, True), *corrected], strict=True):
        if pair is None:
            published.append(None)
            continue
        due, kept = (_State.NEW if due_changed else due), (_State.NEW if kept_changed else kept)
        counts = _publish_pair(pair, due, kept, hide_below, target)
        due = _State.HIDDEN if counts.due.hidden else _State.KNOWN
        kept = _State.HIDDEN if counts.kept.hidden else _State.KNOWN
        published.append(counts)
    return published


def _publish_pair(pair: CasePair, due: _State, kept: _State, hide_below: int, target: Decimal | None) -> CasePairCounts:
    if pair.due == ZERO:
        return CasePairCounts(*map(Count, pair))  # the verdict says so
    # That nobody was let down is told by the verdict.
    bare = Count(ZERO) if pair.missed == ZERO else _HIDDEN
    if _State.HIDDEN in (due, kept):
        return CasePairCounts(Count(pair.due) if due is _State.KNOWN else _HIDDEN, _HIDDEN, bare)
    if not any(is_small(figure, hide_below) for figure in pair) or (due, kept) == (_State.KNOWN, _State.KNOWN):
        return CasePairCounts(*map(Count, pair))
    if kept is _State.KNOWN:
        return CasePairCounts(_HIDDEN, Count(pair.kept), bare)
    few_missed = is_small(pair.missed, hide_below)
    at_risk = target if target is None or not few_missed else HUNDRED - target
    if pair.due > reveals_nothing_above(hide_below, at_risk):
        named = CasePairCounts(*(published_count(figure, hide_below) for figure in pair))
        return named._replace(
            kept=named.kept if named.kept.hidden else _HIDDEN, missed=named.missed if named.missed.hidden else _HIDDEN
        )
    if due is _State.KNOWN:
        return CasePairCounts(Count(pair.due), _HIDDEN, bare)
    if pair.missed == ZERO:
        return CasePairCounts(published_count(pair.due, hide_below), published_count(pair.kept, hide_below), bare)
    if target is not None and ZERO < target * 2 < HUNDRED:
        return CasePairCounts(_HIDDEN, _HIDDEN, _HIDDEN)  # a target so low can be met by very few
    if few_missed:
        return CasePairCounts(_HIDDEN, _HIDDEN, published_count(pair.missed, hide_below))
    return CasePairCounts(_HIDDEN, published_count(pair.kept, hide_below), _HIDDEN)


def _in_full(edition: Delivery) -> Figures:
    """The figures of an edition where none is hidden."""
    due, kept = edition.due, _kept(edition)
    return Figures(
        Count(due),
        Count(kept),
        Count(people_let_down(edition)),
        _share(edition, due, kept),
        edition.level,
        edition.done,
    )


def _share(edition: Delivery, due: Decimal | None, kept: Decimal | None) -> Fraction | None:
    if due is not None and kept is not None:
        return share_of(kept, due) if due else None
    return None if edition.share is None else Fraction(edition.share)


def _figures(
    edition: Delivery, pair: CasePair | None, counts: CasePairCounts | None, hide_below: int, *, hidden_before: bool
) -> Figures:
    people = people_let_down(edition)
    let_down = published_count(people, hide_below)
    share = _share(edition, pair and pair.due, pair and pair.kept)
    if pair is None or counts is None:
        withheld = share is not None and (hidden_before or share_tells(share, people, hide_below))
        due, kept = published_count(edition.due, hide_below), published_count(edition.kept, hide_below)
    else:
        due, kept = counts.due, counts.kept
        withheld = due.hidden or kept.hidden or counts.missed.hidden
        if people == pair.missed:
            let_down = counts.missed
        elif withheld and people and not (let_down.hidden and counts.missed.fewer_than):
            let_down = _HIDDEN  # or it would say that this is not how many were missed
    return Figures(
        due,
        kept,
        let_down,
        None if withheld else share,
        edition.level,
        edition.done,
        share_hidden=withheld and share is not None,
    )


def share_tells(share: Fraction, let_down: Decimal | None, hide_below: int) -> bool:
    """Whether a share beside a number of people let down tells a small count."""
    if let_down is None or let_down == ZERO or share >= HUNDRED:
        return False
    return is_small(let_down, hide_below) or 0 < Fraction(let_down) * share / (100 - share) < hide_below


def is_small(figure: Decimal | None, hide_below: int) -> bool:
    """Whether a count is one that is hidden."""
    return figure is not None and ZERO < figure < hide_below


@lru_cache(maxsize=256)
def reveals_nothing_above(hide_below: int, share: Decimal | None) -> Decimal:
    """Above so many due, every small number is less than that share of them, in percent.

    Then the verdict is the same for each, and whatever is not small is not small for any.
    """
    least = Fraction(2 * hide_below - 1)
    if share:
        least = max(least, Fraction((hide_below - 1) * 100) / Fraction(share))
    return Decimal(-(-least // 1))
