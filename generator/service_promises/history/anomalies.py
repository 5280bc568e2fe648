"""Figures that are possible and hardly true: warnings, each with its reason.

All but the last look at one version by itself. Whoever knows that such a figure is right says so once, with
the reason in `not_comparable`, and is not asked again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import median

from service_promises.history.records import written
from service_promises.history.version import Held, Key, Version
from service_promises.ledger.delivery import Delivery
from service_promises.ledger.ledger import Entry, Ledger
from service_promises.ledger.month import Month
from service_promises.problems.problem import Problem, at_value

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


def note_unlikely(new: Version) -> None:
    """Note the figures of a version that are unlikely beside the others."""
    if new.ledger is None:
        return
    for entries in new.ledger.by_promise.values():
        _note_scale(new, [entry for entry in entries if _comparable(entry)])
    months = {month: _comparable_of(entries) for month, entries in new.ledger.by_month.items()}
    _note_same(new, months)
    for month, comparable in months.items():
        _note_month(new, month, comparable, new.ledger)


def note_unlikely_changes(old: Version, new: Version, names: Mapping[str, str]) -> None:
    """Note changes of published figures that look like a slip in a whole file."""
    changed: dict[Month, list[tuple[Held, Delivery, Delivery]]] = {}
    for (name, month), before in old.records.items():
        held = new.records.get((names.get(name, name), month))
        if held is None or held.said is before.said:
            continue
        then, now = before.delivery, held.delivery
        if any(getattr(then, key) != getattr(now, key) for key in _MEASURED):
            changed.setdefault(month, []).append((held, then, now))
    for month, records in changed.items():
        if all(_doubled(then, now) for _, then, now in records) and _digits([now for *_, now in records]):
            _warn_month(
                new,
                month,
                "unlikely-double",
                f"every count that changed in {month} is exactly double what was published",
                "were the same cases counted twice? look at where the figures come from",
            )
        for held, then, now in records:
            for key in _MEASURED:
                was, is_ = getattr(then, key), getattr(now, key)
                if was and is_ and (is_ == was * 100 or is_ * 100 == was or _hundredth(was, is_)):
                    _warn(held, key, month, f"{'1/100' if is_ < was else '100 times'} of what was published")


def note_rolled_back(new: Version, month: Month, records: Sequence[Key], changed: int, since: str) -> None:
    """Note that records of a month say again what they said before a commit."""
    number = len(records)
    which = "every figure" if number == changed else f"{number} of {changed} records"
    _warn_month(
        new,
        month,
        "unlikely-roll-back",
        f"{which} changed in {month} went back to an older value, which stood until {since}",
        "was an old copy of the file put in place? if so, take the newer figures again",
    )


def _comparable(entry: Entry) -> bool:
    return entry.delivery is not None and entry.delivery.not_comparable is False


def _comparable_of(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if _comparable(entry)]


def _note_scale(new: Version, entries: Sequence[Entry]) -> None:
    for key in _MEASURED:
        series = [
            (entry, value) for entry in entries if entry.delivery and (value := getattr(entry.delivery, key))
        ]
        for place, (entry, value) in enumerate(series):
            before = series[place - 1 if place else 1 if len(series) > 1 else 0][1]
            if key != "share" and before < value * _NEAR and value < before * _NEAR:
                continue  # not far from steady neighbours of which this is one: the quick way out, for nearly all
            near = series[max(0, place - _NEIGHBOURS) : place]
            if len(near) < _NEIGHBOURS:
                near = series[place + 1 : place + 1 + _NEIGHBOURS]
            beside = [one for other, one in near if other.measure.yardstick == entry.measure.yardstick]
            held = new.records.get((entry.promise.id, entry.month))
            if held is None:
                continue
            if len(beside) == _NEIGHBOURS and _far(value, beside):
                middle = written(key, median(beside))
                _warn(
                    held, key, entry.month, f"about {_times(value, beside)} of the months beside it, {middle}"
                )
            elif key == "share" and _fraction(entry, value):
                _warn(held, key, entry.month, "about 1/100 of the target")


def _far(value: Decimal, beside: Sequence[Decimal]) -> bool:
    middle = median(beside)
    steady = max(beside) <= _STEADY * min(beside)
    return steady and (
        _LEAST * middle <= value <= _MOST * middle or _LEAST * value <= middle <= _MOST * value
    )


def _times(value: Decimal, beside: Sequence[Decimal]) -> str:
    return "100 times" if value > median(beside) else "1/100"


def _fraction(entry: Entry, share: Decimal) -> bool:
    """Whether a share is that of a target once the point is moved by two places."""
    target = entry.judgement.term.target.figure if entry.judgement else Decimal(0)
    return share <= 1 and target >= 50 and share * 200 >= target


def _hundredth(was: Decimal, now: Decimal) -> bool:
    """Whether one is 1/100 of the other, but for the digits that were rounded away."""
    more, less = max(was, now), min(was, now)
    return abs(more - less * 100) * 200 <= more


def _note_same(new: Version, months: Mapping[Month, Sequence[Entry]]) -> None:
    seen: dict[tuple[object, ...], Month] = {}
    for month, entries in months.items():
        figures = tuple((entry.promise.id, *_figures(entry)) for entry in entries)
        if not _digits([entry.delivery for entry in entries if entry.delivery]):
            continue
        first = seen.setdefault(figures, month)
        if first is not month:
            _warn_month(
                new,
                month,
                "unlikely-same",
                f"{month} is the same as {first} in every figure",
                "was one of them copied to start the other? put in the figures of the month",
            )


def _figures(entry: Entry) -> tuple[object, ...]:
    delivery = entry.delivery
    return tuple(getattr(delivery, key) for key in (*_MEASURED, "done"))


def _note_month(new: Version, month: Month, entries: Sequence[Entry], ledger: Ledger) -> None:
    pairs = [
        (before.delivery, entry.delivery)
        for entry in entries
        if entry.delivery
        and (before := ledger.entries.get((entry.promise.id, month.plus(-1))))
        and before.delivery
    ]
    counted = [entry for entry in entries if entry.delivery and _counts(entry.delivery)]
    if not pairs or len(pairs) < len(counted):
        return
    if all(_doubled(before, now) for before, now in pairs) and _digits([now for _, now in pairs]):
        _warn_month(
            new,
            month,
            "unlikely-double",
            f"every count of {month} is exactly double that of {month.plus(-1)}",
            "were the same cases counted twice? look at where the figures come from",
        )
    fell = [max(_counts(was), default=Decimal(0)) for was, _ in pairs]
    if all(_counts(now) and not any(_counts(now)) for _, now in pairs) and sum(fell) >= _MUCH:
        _warn_month(
            new,
            month,
            "unlikely-zero",
            f"every figure of {month} is zero, and none was the month before",
            "where nothing is known yet take the records out: a silence is not a zero",
        )


def _counts(delivery: Delivery) -> list[Decimal]:
    found = (delivery.due, delivery.kept, delivery.share, delivery.level)
    return [figure for figure in found if figure is not None]


def _doubled(before: Delivery, now: Delivery) -> bool:
    old, new = (before.due, before.kept), (now.due, now.kept)
    return all(
        was is not None and is_ is not None and is_ == was * 2 for was, is_ in zip(old, new, strict=True)
    )


def _digits(deliveries: Sequence[Delivery]) -> bool:
    """Whether figures are long enough to be no chance; what is the same twice in a record counts once."""
    figures = ({getattr(one, key) for key in _MEASURED} for one in deliveries)
    return sum(len(figure.as_tuple().digits) for one in figures for figure in one if figure) >= _TELLING


def _warn(held: Held, key: str, month: Month, what: str) -> None:
    held.text.warn(
        Problem(
            at_value("delivered", held.name, key),
            "unlikely-scale",
            f"`{key}` of {held.name} in {month} is {what}",
            "write a share in percent, 94.2% and not 0.942%"
            if key == "share"
            else "look whether a point or a digit slipped",
        ),
        held.name,
        str(month),
    )


def _warn_month(new: Version, month: Month, rule: str, message: str, way_out: str) -> None:
    text = next((text for text in new.texts.months if text.found.name == str(month)), None)
    if text is not None:
        way_out += (
            "; if it is right, give the reason in `not_comparable`" if rule != "unlikely-roll-back" else ""
        )
        text.warn(Problem(at_value("month"), rule, message, way_out), None, str(month))
