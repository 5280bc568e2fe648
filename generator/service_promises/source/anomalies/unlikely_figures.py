"""Figures that are possible and hardly true: warnings, each with its reason.

Whoever knows that such a figure is right says so once, with the reason in `not_comparable`, and is not asked
again.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.problems.problem import Problem
from service_promises.source.anomalies.anomaly_problems import month_warning, scale_warning
from service_promises.source.anomalies.places import FarFigure, copied_at_places, far_at_places, far_warnings
from service_promises.source.anomalies.scale import (
    MEASURED,
    TELLING,
    are_doubled,
    are_telling,
    comparable,
    digits_of,
    far_figures,
)
from service_promises.source.reading import Reading
from service_promises.source.source_record import RecordKey

_MUCH = 10
"""A figure that falls to zero from this or more is sudden."""


def check_unlikely_figures(reading: Reading) -> Iterator[Problem]:
    """The figures that are unlikely beside the others of the same files."""
    ledger = reading.partial
    if ledger is None:
        return
    far = far_at_places(reading, ledger)
    yield from far_warnings(far)
    for entries in ledger.by_promise.values():
        yield from _out_of_scale(reading, comparable(entries), far)
    months = {month: comparable(entries) for month, entries in ledger.by_month.items()}
    figures = {month: _all_figures(entries) for month, entries in months.items()}
    yield from copied_at_places(reading, ledger, lambda one, other: figures[one] == figures[other])
    yield from _copied(reading, months)
    yield from _streaks(reading, months)
    for month, of_month in months.items():
        yield from _sudden(reading, month, of_month, ledger)


def _out_of_scale(
    reading: Reading, entries: Sequence[Entry], at_places: Mapping[RecordKey, Sequence[FarFigure]]
) -> Iterator[Problem]:
    """Figures of a promise far from those of the months beside them, but for sums over places of which that is said."""
    for entry, key, what in far_figures(entries):
        of_record = entry.promise.id, entry.month
        of_whole = reading.records.get(of_record)
        if of_whole is not None and getattr(of_whole.delivery, key) is not None:
            yield from scale_warning(of_whole, key, what)
        elif of_record not in at_places:
            of_places = reading.place_records.get(of_record, {})
            record = next(iter(of_places.values()), of_whole)
            yield from scale_warning(record, key, what) if record else ()


def _copied(reading: Reading, months: Mapping[Month, Sequence[Entry]]) -> Iterator[Problem]:
    """Months that are the same as an earlier one in every figure."""
    known: dict[object, Month] = {}
    for month, entries in months.items():
        if not are_telling([entry.delivery for entry in entries if entry.delivery]):
            continue
        first = known.setdefault(_all_figures(entries), month)
        if first is not month:
            yield from month_warning(reading, month, "unlikely-same", first=first)


def _streaks(reading: Reading, months: Mapping[Month, Sequence[Entry]]) -> Iterator[Problem]:
    """Runs of months with the same few figures: so often the same is no chance, where one month alone may be."""
    run: list[Month] = []
    for month, entries in [*months.items(), (None, ())]:
        if run and month is not None and entries and _all_figures(entries) == _all_figures(months[run[0]]):
            run.append(month)
            continue
        if len(run) > 1:
            digits = digits_of([entry.delivery for entry in months[run[0]] if entry.delivery])
            if digits < TELLING <= digits * (len(run) - 1):
                yield from month_warning(reading, run[-1], "unlikely-streak", number=len(run) - 1)
        run = [month] if month is not None else []


def _all_figures(entries: Sequence[Entry]) -> object:
    return tuple(
        (entry.promise.id, *(getattr(entry.delivery, key) for key in (*MEASURED, "done"))) for entry in entries
    )


def _sudden(reading: Reading, month: Month, entries: Sequence[Entry], ledger: Ledger) -> Iterator[Problem]:
    """A month of which every figure is double that of the month before, or zero."""
    pairs = [
        (before.delivery, entry.delivery)
        for entry in entries
        if entry.delivery and (before := ledger.entries.get((entry.promise.id, month.plus(-1)))) and before.delivery
    ]
    counted = [entry for entry in entries if entry.delivery and _figures(entry.delivery)]
    if not pairs or len(pairs) < len(counted):
        return
    if are_doubled(pairs):
        yield from month_warning(reading, month, "double-of-month-before", before=month.plus(-1))
    measured = [(then, now) for then, now in pairs if _figures(now)]  # a `done` beside them has no figure
    highest = [max(_figures(then), default=Decimal(0)) for then, _ in measured]
    if measured and not any(figure for _, now in measured for figure in _figures(now)) and sum(highest) >= _MUCH:
        yield from month_warning(reading, month, "unlikely-zero")


def _figures(delivery: Delivery) -> list[Decimal]:
    return [figure for key in MEASURED if (figure := getattr(delivery, key)) is not None]
