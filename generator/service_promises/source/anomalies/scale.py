"""How far figures are from those of the months beside them."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from statistics import median

from service_promises.ledger.delivery import Delivery
from service_promises.ledger.entry import Entry
from service_promises.source.documents.written import typed_figure

MEASURED = ("due", "kept", "share", "level")
_NEIGHBOURS = 3
_STEADY = 4
"""Neighbours that differ by more than this factor say nothing about a figure beside them."""
_LEAST, _MOST = 50, 200
"""About 100 times."""
_NEAR = _LEAST // _STEADY
"""A figure that differs from one of its neighbours by less than this can't be far from steady ones."""
TELLING = 8
"""Figures with fewer digits than this in all may be the same, or double, by chance."""


def comparable(entries: Iterable[Entry]) -> list[Entry]:
    """The entries with a record whose figures may be compared with others."""
    return [entry for entry in entries if entry.delivery and entry.delivery.not_comparable is False]


def far_figures(entries: Sequence[Entry]) -> Iterator[tuple[Entry, str, str]]:
    """Figures of a promise about 100 times, or 1/100, of those of the months beside them: which, and what they are."""
    for key in MEASURED:
        series = [(entry, value) for entry in entries if entry.delivery and (value := getattr(entry.delivery, key))]
        if not series or _are_near(series, key):
            continue
        for index, (entry, value) in enumerate(series):
            before = series[index - 1 if index else 1 if len(series) > 1 else 0][1]
            if not _is_in_percent(entry, key) and before < value * _NEAR and value < before * _NEAR:
                continue  # not far from steady neighbours of which this is one: the quick way out, for nearly all
            near = series[max(0, index - _NEIGHBOURS) : index]
            if len(near) < _NEIGHBOURS:
                near = series[index + 1 : index + 1 + _NEIGHBOURS]
            beside = [one for other, one in near if other.measure.yardstick == entry.measure.yardstick]
            if len(beside) == _NEIGHBOURS and _is_far(value, beside):
                middle = median(beside)
                times = "100 times" if value > middle else "1/100"
                yield entry, key, f"about {times} of the months beside it, {typed_figure(key, middle)}"
            elif _is_in_percent(entry, key) and _is_fraction(entry, value):
                yield entry, key, "about 1/100 of the target"


def _are_near(series: Sequence[tuple[Entry, Decimal]], key: str) -> bool:
    """Whether no figure of a series can be far from another, as in nearly all."""
    values = [value for _, value in series]
    least = min(values)
    return max(values) < least * _LEAST and (least > 1 or not _is_in_percent(series[0][0], key))


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


def is_hundredth(less: Decimal, more: Decimal) -> bool:
    """Whether one figure is 1/100 of the other, but for the digits that were rounded away."""
    return abs(more - less * 100) * 200 <= more


def are_telling(deliveries: Sequence[Delivery]) -> bool:
    """Whether figures are long enough to be no chance."""
    return digits_of(deliveries) >= TELLING


def digits_of(deliveries: Sequence[Delivery]) -> int:
    """How many digits the figures have; what is the same twice in a record counts once."""
    figures = ({getattr(one, key) for key in MEASURED} for one in deliveries)
    return sum(len(figure.as_tuple().digits) for one in figures for figure in one if figure)


def are_doubled(pairs: Sequence[tuple[Delivery, Delivery]]) -> bool:
    """Whether every count is exactly double the one before, and enough to be no chance."""
    counts = [(getattr(before, key), getattr(now, key)) for before, now in pairs for key in ("due", "kept")]
    doubled = all(was is not None and is_ is not None and is_ == was * 2 for was, is_ in counts)
    return doubled and are_telling([now for _, now in pairs])
