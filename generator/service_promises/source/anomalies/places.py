"""Figures of places that are possible and hardly true: one warning for a promise and a month, of many places too."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.ledger import Ledger
from service_promises.ledger.periods.month import Month
from service_promises.problems.lists import first_few
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value
from service_promises.source.anomalies.scale import MEASURED, are_telling, comparable, far_figures
from service_promises.source.reading import Reading
from service_promises.source.source_record import RecordKey, SourceRecord


class FarFigure(NamedTuple):
    """A figure of a place that is about 100 times, or 1/100, of another."""

    record: SourceRecord
    key: str
    what: str


def far_at_places(reading: Reading, ledger: Ledger) -> dict[RecordKey, list[FarFigure]]:
    """The figures of places that are far from those of the months beside them."""
    far: dict[RecordKey, list[FarFigure]] = {}
    for place, of_place in ledger.by_place.items():
        for name, entries in groupby(of_place, key=lambda entry: entry.promise.id):
            for entry, key, what in far_figures(comparable(entries)):
                record = reading.place_records[name, entry.month][place]
                far.setdefault((name, entry.month), []).append(FarFigure(record, key, what))
    return far


def far_warnings(far: Mapping[RecordKey, Sequence[FarFigure]]) -> Iterator[Problem]:
    """One warning for each promise and month."""
    for (name, month), figures in far.items():
        first = figures[0]
        places = [*dict.fromkeys(figure.record.place for figure in figures)]
        values = {"promise": name, "month": month}
        location = at_value(*first.record.keys, first.key)
        if len(places) == 1:
            keys = " and ".join(f"`{figure.key}`" for figure in figures)
            problem = named_problem(
                "unlikely-at-place", location, **values, keys=keys, place=places[0], what=first.what
            )
        else:
            problem = named_problem(
                "unlikely-at-places", location, **values, number=len(places), places=first_few(places)
            )
        yield from first.record.file.accept([problem._replace(promise=name)])


def copied_at_places(
    reading: Reading, ledger: Ledger, is_same_month: Callable[[Month, Month], bool]
) -> Iterator[Problem]:
    """Months in which the places of a promise are the same as in an earlier one, where not all of the month is."""
    for name, entries in ledger.by_promise.items():
        known: dict[object, list[Entry]] = {}
        for entry in entries:
            if len(entry.place_entries) < 2 or entry.delivery is None:
                continue
            alike = known.setdefault(tuple(getattr(entry.delivery, key) for key in MEASURED), [])
            first = next((one for one in alike if _are_same(one, entry)), None)
            alike.append(entry)
            if first is None or is_same_month(first.month, entry.month):
                continue
            record = next(iter(reading.place_records[name, entry.month].values()))
            values = {"promise": name, "month": entry.month, "first": first.month}
            location = at_key(*record.keys[:1]) if record.in_table else at_key(*record.keys[:3])
            problem = named_problem("unlikely-same-at-places", location, **values)
            yield from record.file.accept([problem._replace(promise=name)])


def _are_same(one: Entry, other: Entry) -> bool:
    """Whether the figures of every place are the same, and enough to be no chance."""
    figures = [_figures_at_places(entry.place_entries) for entry in (one, other)]
    deliveries = [place.delivery for place in other.place_entries if place.delivery]
    return figures[0] == figures[1] and are_telling(deliveries)


def _figures_at_places(places: Iterable[Entry]) -> list[tuple[str, tuple[Decimal | None, ...]]]:
    return [
        (one.place.id, tuple(getattr(one.delivery, key) for key in MEASURED)) for one in comparable(places) if one.place
    ]
