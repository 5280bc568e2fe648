"""Figures that are possible and hardly true: warnings, each with its reason.

Whoever knows that such a figure is right says so once, with the reason in `not_comparable`, and is not asked
again.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median

from service_promises.history.comparison import Comparison
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.problems.messages import named_problem
from service_promises.problems.problem import Problem, at_key, at_value
from service_promises.source.assemble import Reading
from service_promises.source.documents.written import typed_figure
from service_promises.source.source_record import SourcePlaceRecord, SourceRecord

_MEASURED = ("due", "kept", "share", "level")
_NEIGHBOURS = 3
_STEADY = 4
"""Neighbours that differ by more than this factor say nothing about a figure beside them."""
_LEAST, _MOST = 50, 200
"""About 100 times."""
_NEAR = _LEAST // _STEADY
"""A figure that differs from one of its neighbours by less than this can't be far from steady ones."""
_TELLING = 8
"""Figures with fewer digits than this in all may be the same, or double, by chance."""
_MUCH = 10
"""A figure that falls to zero from this or more is sudden."""


def check_unlikely_figures(reading: Reading) -> Iterator[Problem]:
    """The figures that are unlikely beside the others of the same files."""
    ledger = reading.partial
    if ledger is None:
        return
    for entries in ledger.by_promise.values():
        yield from _out_of_scale(reading, _comparable(entries))
    months = {month: _comparable(entries) for month, entries in ledger.by_month.items()}
    yield from _copied(reading, months)
    yield from _streaks(reading, months)
    for month, comparable in months.items():
        yield from _sudden(reading, month, comparable, ledger)


def check_unlikely_changes(comparison: Comparison) -> Iterator[Problem]:
    """Changes of published figures that look like a slip in a whole file."""
    changed: dict[Month, list[tuple[SourceRecord, Delivery, Delivery]]] = {}
    for old, new in comparison.records():
        if new is not None and any(getattr(old.delivery, key) != getattr(new.delivery, key) for key in _MEASURED):
            changed.setdefault(old.month, []).append((new, old.delivery, new.delivery))
    for month, records in changed.items():
        if _are_doubled([(before, now) for _, before, now in records]):
            yield from month_warning(comparison.new, month, "double-of-published")
        for record, before, now in records:
            for key in _MEASURED:
                was, is_ = getattr(before, key), getattr(now, key)
                if was and is_ and _is_hundredth(min(was, is_), max(was, is_)):
                    what = f"{'1/100' if is_ < was else '100 times'} of what was published"
                    yield from _scale_warning(record, key, what)


def month_warning(reading: Reading, month: Month, name: str, **values: object) -> Iterator[Problem]:
    """A warning about a whole month, in its first file."""
    file = next((file for file in reading.month_files if file.name == str(month)), None)
    if file is not None:
        yield from file.accept([named_problem(name, at_value("month"), month=month, **values)])


def _comparable(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.delivery and entry.delivery.not_comparable is False]


def _out_of_scale(reading: Reading, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Figures of a promise about 100 times, or 1/100, of those of the months beside them."""
    for key in _MEASURED:
        series = [(entry, value) for entry in entries if entry.delivery and (value := getattr(entry.delivery, key))]
        for index, (entry, value) in enumerate(series):
            before = series[index - 1 if index else 1 if len(series) > 1 else 0][1]
            if not _is_in_percent(entry, key) and before < value * _NEAR and value < before * _NEAR:
                continue  # not far from steady neighbours of which this is one: the quick way out, for nearly all
            near = series[max(0, index - _NEIGHBOURS) : index]
            if len(near) < _NEIGHBOURS:
                near = series[index + 1 : index + 1 + _NEIGHBOURS]
            beside = [one for other, one in near if other.measure.yardstick == entry.measure.yardstick]
            of_whole = reading.records.get((entry.promise.id, entry.month))
            record = of_whole or next(iter(reading.place_records[entry.promise.id, entry.month].values()))
            if len(beside) == _NEIGHBOURS and _is_far(value, beside):
                middle = median(beside)
                times = "100 times" if value > middle else "1/100"
                what = f"about {times} of the months beside it, {typed_figure(key, middle)}"
                yield from _scale_warning(record, key, what)
            elif _is_in_percent(entry, key) and _is_fraction(entry, value):
                yield from _scale_warning(record, key, "about 1/100 of the target")


def _is_far(value: Decimal, beside: Sequence[Decimal]) -> bool:
    middle = median(beside)
    steady = max(beside) <= _STEADY * min(beside)
    return steady and (_LEAST * middle <= value <= _MOST * middle or _LEAST * value <= middle <= _MOST * value)


def _is_in_percent(entry: Entry, key: str) -> bool:
    return key == "share" or (key == "level" and entry.measure.unit == "%")


def _is_fraction(entry: Entry, share: Decimal) -> bool:
    """Whether a share is that of a target once the point is moved by two places."""
    target = entry.target.figure if entry.target else Decimal(0)
    return share <= 1 and target >= 50 and share * 200 >= target


def _is_hundredth(less: Decimal, more: Decimal) -> bool:
    """Whether one figure is 1/100 of the other, but for the digits that were rounded away."""
    return abs(more - less * 100) * 200 <= more


def _scale_warning(record: SourceRecord | SourcePlaceRecord, key: str, what: str) -> Iterator[Problem]:
    """A figure of a record; of a sum over places, in the file of the first of them."""
    problem = named_problem(
        "unlikely-share" if key == "share" else "unlikely-figure",
        at_value(*record.keys, key) if isinstance(record, SourceRecord) else at_key(*record.keys),
        key=key,
        promise=record.promise,
        month=record.month,
        what=what,
    )
    return record.file.accept([problem._replace(promise=record.promise)])


def _copied(reading: Reading, months: Mapping[Month, Sequence[Entry]]) -> Iterator[Problem]:
    """Months that are the same as an earlier one in every figure."""
    known: dict[object, Month] = {}
    for month, entries in months.items():
        if not _are_telling([entry.delivery for entry in entries if entry.delivery]):
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
            digits = _digits([entry.delivery for entry in months[run[0]] if entry.delivery])
            if digits < _TELLING <= digits * (len(run) - 1):
                yield from month_warning(reading, run[-1], "unlikely-streak", number=len(run) - 1)
        run = [month] if month is not None else []


def _all_figures(entries: Sequence[Entry]) -> object:
    return tuple(
        (entry.promise.id, *(getattr(entry.delivery, key) for key in (*_MEASURED, "done"))) for entry in entries
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
    if _are_doubled(pairs):
        yield from month_warning(reading, month, "double-of-month-before", before=month.plus(-1))
    measured = [(then, now) for then, now in pairs if _figures(now)]  # a `done` beside them has no figure
    highest = [max(_figures(then), default=Decimal(0)) for then, _ in measured]
    if measured and not any(figure for _, now in measured for figure in _figures(now)) and sum(highest) >= _MUCH:
        yield from month_warning(reading, month, "unlikely-zero")


def _figures(delivery: Delivery) -> list[Decimal]:
    return [figure for key in _MEASURED if (figure := getattr(delivery, key)) is not None]


def _are_doubled(pairs: Sequence[tuple[Delivery, Delivery]]) -> bool:
    """Whether every count is exactly double the one before, and enough to be no chance."""
    counts = [(getattr(before, key), getattr(now, key)) for before, now in pairs for key in ("due", "kept")]
    doubled = all(was is not None and is_ is not None and is_ == was * 2 for was, is_ in counts)
    return doubled and _are_telling([now for _, now in pairs])


def _are_telling(deliveries: Sequence[Delivery]) -> bool:
    """Whether figures are long enough to be no chance."""
    return _digits(deliveries) >= _TELLING


def _digits(deliveries: Sequence[Delivery]) -> int:
    """How many digits the figures have; what is the same twice in a record counts once."""
    figures = ({getattr(one, key) for key in _MEASURED} for one in deliveries)
    return sum(len(figure.as_tuple().digits) for one in figures for figure in one if figure)
