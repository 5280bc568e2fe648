"""Changes of published figures that are possible and hardly meant."""

from collections.abc import Iterator

from service_promises.history.comparison import Comparison
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.periods.month import Month
from service_promises.problems.problem import Problem
from service_promises.source.anomalies.anomaly_problems import month_warning, scale_warning
from service_promises.source.anomalies.places import FarFigure, far_warnings
from service_promises.source.anomalies.scale import MEASURED, are_doubled, is_hundredth
from service_promises.source.source_record import RecordKey, SourceRecord


def check_unlikely_changes(comparison: Comparison) -> Iterator[Problem]:
    """Changes of published figures that look like a slip in a whole file."""
    changed: dict[Month, list[tuple[SourceRecord, Delivery, Delivery]]] = {}
    for old, new in comparison.records():
        if new is not None and any(getattr(old.delivery, key) != getattr(new.delivery, key) for key in MEASURED):
            changed.setdefault(old.month, []).append((new, old.delivery, new.delivery))
    for month, records in changed.items():
        if are_doubled([(before, now) for _, before, now in records]):
            yield from month_warning(comparison.new, month, "double-of-published")
        for record, before, now in records:
            for key, what in _far_changes(before, now):
                yield from scale_warning(record, key, what)
    yield from _far_changes_at_places(comparison)


def _far_changes_at_places(comparison: Comparison) -> Iterator[Problem]:
    """Figures of places that are about 100 times, or 1/100, of what was published."""
    far: dict[RecordKey, list[FarFigure]] = {}
    for old, new in comparison.place_records():
        if new is None:
            continue
        for key, what in _far_changes(old.delivery, new.delivery):
            far.setdefault((new.promise, new.month), []).append(FarFigure(new, key, what))
    return far_warnings(far)


def _far_changes(before: Delivery, now: Delivery) -> Iterator[tuple[str, str]]:
    """The figures of a record that are about 100 times, or 1/100, of what was published, each with which it is."""
    for key in MEASURED:
        was, is_ = getattr(before, key), getattr(now, key)
        if was and is_ and is_hundredth(min(was, is_), max(was, is_)):
            yield key, f"{'1/100' if is_ < was else '100 times'} of what was published"
