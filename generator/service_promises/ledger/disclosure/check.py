"""Whether a correction gives a small count away that nothing can hide.

Readers who know one count of a record, the verdicts before and after a correction, and that something is hidden, may
be left with one value that fits. This goes through the counts that they may take for the real ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import count

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.disclosure.disclosure_control import (
    SMALLEST_LIMIT,
    CasePair,
    CasePairCounts,
    corrected_counts,
    pair_of,
    publish,
    publish_pairs,
    reveals_nothing_above,
)
from service_promises.ledger.rounding import HUNDRED, ZERO, reaches


def gives_away(delivery: Delivery, hide_below: int, targets: Sequence[Decimal | None]) -> bool:
    """Whether corrections leave a single value possible for a count that is hidden.

    `targets`, in percent, are those by which the month was judged, one after the other: a corrected target is
    another verdict on the same counts.
    """
    if hide_below < SMALLEST_LIMIT or len(delivery.corrected) + len(targets) < 2:
        return False
    pairs = [pair for edition in delivery.editions() if (pair := pair_of(edition))]
    corrected = corrected_counts(delivery)
    if len(pairs) <= len(corrected):
        return _share_before_small_counts(delivery, hide_below, targets)
    observed = _observed(pairs, corrected, hide_below, targets)
    open_questions = {
        (edition, part): pair[part]
        for edition, pair in enumerate(pairs)
        for part in range(3)
        if all(counts[part].hidden for published, _ in observed if (counts := published[edition]))
    }
    for other in _alternatives(pairs, corrected, hide_below, targets):
        if not open_questions:
            break
        if _observed(other, corrected, hide_below, targets) == observed:
            open_questions = {
                (edition, part): figure
                for (edition, part), figure in open_questions.items()
                if other[edition][part] == figure
            }
    return bool(open_questions)


def _share_before_small_counts(delivery: Delivery, hide_below: int, targets: Sequence[Decimal | None]) -> bool:
    """Whether a share was published of which the counts now tell how many cases it means."""
    editions = publish(delivery, hide_below, targets[-1])
    shares = [index for index, edition in enumerate(editions) if edition.share is not None and not edition.due.is_known]
    return bool(shares) and any(edition.hidden for edition in editions[shares[0] :])


def _observed(
    pairs: list[CasePair], corrected: list[tuple[bool, bool]], hide_below: int, targets: Sequence[Decimal | None]
) -> list[tuple[list[CasePairCounts | None], list[tuple[bool, bool, bool]]]]:
    """What readers see of the counts under each target."""
    return [
        (publish_pairs(pairs, corrected, hide_below, target), [_outcome(pair, target) for pair in pairs])
        for target in targets
    ]


def _outcome(pair: CasePair, target: Decimal | None) -> tuple[bool, bool, bool]:
    """What a verdict tells of a pair: whether its target was met, nobody was let down, and anything fell due."""
    met = target is not None and reaches(pair.kept, pair.due, target)
    return met, pair.missed == ZERO, pair.due > ZERO


def _alternatives(
    pairs: list[CasePair], corrected: list[tuple[bool, bool]], hide_below: int, targets: Sequence[Decimal | None]
) -> Iterator[list[CasePair]]:
    """Other counts that a reader may take for the real ones, the likeliest first."""
    tops = [pair.due + 2 * hide_below + 2 for pair in pairs]
    top = max(
        *tops,
        *(
            reveals_nothing_above(hide_below, share) + 1
            for target in targets
            for share in (target, target and HUNDRED - target)
        ),
    )
    for first in _near(pairs[0], top, hide_below, targets):
        yield from _continued([first], pairs, corrected, hide_below, targets, top)


def _continued(
    so_far: list[CasePair],
    pairs: list[CasePair],
    corrected: list[tuple[bool, bool]],
    hide_below: int,
    targets: Sequence[Decimal | None],
    top: Decimal,
) -> Iterator[list[CasePair]]:
    index = len(so_far)
    if index == len(pairs):
        yield so_far
        return
    due_changed, kept_changed = corrected[index - 1]
    before, real = so_far[-1], pairs[index]
    if due_changed and kept_changed:
        following: Iterable[CasePair] = _near(real, top, hide_below, targets)
    elif due_changed:
        lines = {before.kept * 100 // target if target else before.kept for target in targets}
        dues = {before.kept + missed for missed in (real.missed, *map(Decimal, range(2 * hide_below + 1)))}
        following = (
            CasePair(due, before.kept, due - before.kept)
            for due in {*dues, *(line + step for line in lines for step in range(-1, 3))}
            if due >= before.kept
        )
    elif kept_changed:
        following = _of_due(before.due, hide_below, targets, real.kept)
    else:
        following = [before]
    for pair in following:
        if pair != before or not (due_changed or kept_changed):
            yield from _continued([*so_far, pair], pairs, corrected, hide_below, targets, top)


def _near(pair: CasePair, top: Decimal, hide_below: int, targets: Sequence[Decimal | None]) -> Iterator[CasePair]:
    """Pairs by how far what is due lies from the real one."""
    for step in count():
        dues = {pair.due + step, pair.due - step}
        if all(due < 1 or due > top for due in dues):
            return
        for due in sorted(due for due in dues if 1 <= due <= top):
            yield from _of_due(due, hide_below, targets, pair.kept)


def _of_due(due: Decimal, hide_below: int, targets: Sequence[Decimal | None], real: Decimal) -> Iterator[CasePair]:
    """Pairs with the same number due: those at both ends, and on both sides of each target."""
    ends = {Decimal(number) for number in range(hide_below + 1)}
    ends |= {due - number for number in ends}
    lines = {Decimal(-(-(due * (target or ZERO)) // 100)) for target in targets}
    for kept in sorted({*ends, *lines, *(line - 1 for line in lines), real}):
        if ZERO <= kept <= due:
            yield CasePair(due, kept, due - kept)
