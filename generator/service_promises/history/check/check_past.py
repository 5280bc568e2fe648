"""Whether what was published still stands, or changed in the open."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from service_promises.history.check.commitments import OF_FIX, OF_PLEDGE, commitment_changed, commitment_gone
from service_promises.history.check.dated import check_letters
from service_promises.history.check.late_records import check_late_records, check_soon_late_records
from service_promises.history.check.new_days import check_announced, check_new_days
from service_promises.history.check.place_totals import published_totals, total_changed
from service_promises.history.check.places import (
    check_late_places,
    check_places_gone,
    check_small_counts_later,
    place_record_changed,
    place_record_gone,
    places_changed,
)
from service_promises.history.check.records import check_months, record_changed, record_gone
from service_promises.history.check.roll_backs import check_roll_backs
from service_promises.history.check.service import service_changed
from service_promises.history.check.terms import promise_changed, promise_gone
from service_promises.history.check.unlikely_changes import check_unlikely_changes
from service_promises.history.comparison import Comparison, Pair
from service_promises.history.git.past_version import PastVersion
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, Severity, whole_file
from service_promises.source.files import SERVICE_PATH, FileKind
from service_promises.source.source_file import SourceFile


class GuardedKind(NamedTuple):
    """How one kind of document that was published is compared with what it is now."""

    pairs: Callable[[Comparison], Iterable[Pair[Any]]]
    """Each that is not as it was."""
    changed: Callable[[Comparison, Any, Any], Iterator[Problem]]
    """What changed in silence, from the old one and the new one."""
    gone: Callable[[Comparison, Any], Iterator[Problem]] | None
    """What to say where there is no new one; None where a check of the files says it."""


GUARDED_KINDS = (
    GuardedKind(Comparison.services, service_changed, None),
    GuardedKind(Comparison.places, places_changed, None),
    GuardedKind(Comparison.promises, promise_changed, promise_gone),
    GuardedKind(Comparison.records, record_changed, record_gone),
    GuardedKind(published_totals, total_changed, None),
    GuardedKind(Comparison.place_records, place_record_changed, place_record_gone),
    GuardedKind(Comparison.fixes, partial(commitment_changed, OF_FIX), partial(commitment_gone, OF_FIX)),
    GuardedKind(Comparison.pledges, partial(commitment_changed, OF_PLEDGE), partial(commitment_gone, OF_PLEDGE)),
)


def check_against(past: PastVersion) -> Iterator[Problem]:
    """Everything that was published and is not as it was, and changes of it that are hardly meant."""
    if past.is_first:
        return
    if past.comparison.commit != past.commit:
        yield named_problem(
            "older-past",
            whole_file(SERVICE_PATH),
            commit=past.commit[:10],
            older=past.comparison.commit[:10],
            day=past.comparison.since,
        )
    yield from check_past(past.comparison)
    if past.moved is not None:
        yield from check_past(past.moved)
    yield from check_unlikely_changes(past.comparison)
    yield from check_roll_backs(past)


def check_past(comparison: Comparison) -> Iterator[Problem]:
    """Every change of what was published that is not told in the open."""
    yield from _unread(comparison)
    yield from _changes(comparison)
    yield from check_months(comparison)
    yield from check_places_gone(comparison)
    yield from check_late_records(comparison)
    yield from check_late_places(comparison)
    yield from check_small_counts_later(comparison)
    if not comparison.is_publishing:
        yield from check_soon_late_records(comparison)
    yield from check_letters(comparison)
    yield from check_new_days(comparison)
    yield from check_announced(comparison)


def _changes(comparison: Comparison) -> Iterator[Problem]:
    """What changed in silence in each document."""
    for kind in GUARDED_KINDS:
        for old, new in kind.pairs(comparison):
            if new is not None:
                yield from kind.changed(comparison, old, new)
            elif kind.gone is not None:
                yield from kind.gone(comparison, old)


def _unread(comparison: Comparison) -> Iterator[Problem]:
    """Files of which not everything that was published can be compared."""
    for file in comparison.old.files:
        if file.path in comparison.replaced:
            yield named_problem(
                "unread-before-older",
                whole_file(file.path),
                commit=comparison.commit[:10],
                until=comparison.replaced[file.path],
            )
        elif not _is_readable(comparison, file):
            yield named_problem(
                "unread-before", whole_file(file.path), commit=comparison.commit[:10], path=comparison.show(file.path)
            )._replace(severity=Severity.WARNING)


def _is_readable(comparison: Comparison, file: SourceFile[Any]) -> bool:
    if file.document is None or ("delivered",) in file.invalid:
        return False
    return file.kind is not FileKind.DECLARED or (file.name in comparison.old.promises and not file.invalid)
