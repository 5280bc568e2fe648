"""The chart of a promise: delivered against the target in force, month by month.

A promise made for every time is drawn by how many were let down: a share that lies on 100% hides them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from service_promises.ledger.entry import Entry
from service_promises.ledger.periods.month import Month
from service_promises.ledger.promises.promise import Kind, Measure, Promise
from service_promises.ledger.promises.target import Direction
from service_promises.ledger.verdicts.verdict import Verdict
from service_promises.pages.i18n import I18n
from service_promises.pages.parts.charts.axes import Tick, month_ticks, same_unit, scale_of, value_ticks
from service_promises.pages.parts.charts.caption import caption, extreme_texts, trend_text
from service_promises.pages.parts.charts.drawing import HEIGHT, Band, Box, Point
from service_promises.pages.parts.charts.extremes import extremes, is_lower_better
from service_promises.pages.parts.charts.labels import (
    EndLabel,
    NewTerm,
    PointLabel,
    end_labels,
    new_terms,
    point_labels,
)


class Chart(NamedTuple):
    """Everything that the template needs to draw."""

    width: int
    """Of the box in which paths are drawn, which is HEIGHT high."""
    line: str
    """SVG path of what is drawn, broken where nothing was reported or another measure begins."""
    dots: str
    """SVG path of months that stand alone, between gaps."""
    bars: str
    """SVG path of how many were let down, in place of a line."""
    nobody: str
    """SVG path of the months in which nobody was."""
    beside: str
    """SVG path of the area on the better side of the line, which is drawn where it is `missed` too."""
    missed: str
    """SVG path of the area on the worse side of the target."""
    target: str
    interim: str
    not_comparable: tuple[Band, ...]
    not_reported: tuple[Band, ...]
    not_promised: tuple[Band, ...]
    """Months before the first term or after the end."""
    hidden: tuple[Band, ...]
    """Months whose figure is not published, since it would tell a small count."""
    corrected: str
    new_terms: tuple[NewTerm, ...]
    end_labels: tuple[EndLabel, ...]
    point_labels: tuple[PointLabel, ...]
    month_ticks: tuple[Tick, ...]
    value_ticks: tuple[Tick, ...]
    caption: tuple[str, ...]
    """Sentences on what is drawn, where its scale begins and what it leaves out."""
    marked: tuple[str, ...]
    """Sentences on the months that are marked in it, for those who do not see the marks."""
    first: Month


def chart_of(promise: Promise, entries: Sequence[Entry], i18n: I18n, year_starts: int = 1) -> Chart | None:
    """The chart of a promise's months, oldest first; None where fewer than two figures can be drawn."""
    months = {entry.month: entry for entry in entries if entry.measure.kind is not Kind.DONE}
    if not months:
        return None
    span = min(entry.period.first for entry in months.values()).until(max(months))
    points = _points(months, span)
    if sum(point.value is not None for point in points) < 2:
        return None
    return _chart(promise, points, span, i18n, year_starts)


def _chart(promise: Promise, points: Sequence[Point], span: Sequence[Month], i18n: I18n, year_starts: int) -> Chart:
    """The chart of some months, of which at least two have a figure."""
    with_figure = [point for point in points if point.value is not None]
    counts_people = points[-1].counts_people
    targets = {point.target for point in points if point.target is not None}
    figures = [*(point.value for point in points if point.value is not None), *map(Fraction, targets)]
    scale = scale_of(figures, points[-1].entry.measure, counts_people=counts_people)
    box = Box(len(span), scale.low, scale.high)
    runs = list(_runs(with_figure))
    lower_is_better = is_lower_better(promise, points[-1])
    outer = extremes(points, lower_is_better=lower_is_better)
    edge = HEIGHT if lower_is_better else 0
    judged = list(_missed(points, lower_is_better=bool(lower_is_better)))
    is_short = not counts_people and lower_is_better is not None and any(missed for _, missed in judged)
    return Chart(
        width=box.width,
        line="" if counts_people else "".join(box.line(run) for run in runs if len(run) > 1),
        dots="" if counts_people else "".join(box.dot(run[0]) for run in runs if len(run) == 1),
        bars="".join(box.bar(point) for point in with_figure if point.value) if counts_people else "",
        nobody="".join(box.floor(point) for point in with_figure if not point.value) if counts_people else "",
        beside="".join(box.beside(run, edge) for run in runs) if is_short else "",
        missed=box.missed(judged, HEIGHT - edge) if is_short else "",
        target=""
        if counts_people
        else box.stairs((point.first, point.last, point.target, _term(point.entry)) for point in points),
        interim=box.steps((point.first, point.last, point.interim) for point in points),
        not_comparable=box.bands(
            (point.first, point.last, bool(point.entry.delivery and point.entry.delivery.not_comparable))
            for point in points
        ),
        not_reported=box.bands(
            (point.first, point.last, point.entry.verdict is Verdict.NOT_REPORTED) for point in points
        ),
        not_promised=box.bands((index, index, promise.term_in(month) is None) for index, month in enumerate(span)),
        corrected="".join(
            box.dot(point) for point in with_figure if point.entry.delivery and point.entry.delivery.corrected
        ),
        hidden=box.bands((point.first, point.last, point.is_hidden) for point in points),
        new_terms=tuple(new_terms(promise, span, i18n)),
        end_labels=end_labels(points, len(span), box, i18n),
        point_labels=tuple(point_labels(points, box, outer, i18n, lower_is_better=bool(lower_is_better))),
        month_ticks=tuple(month_ticks(span, box, i18n, year_starts)),
        value_ticks=tuple(value_ticks(scale, box, i18n)),
        caption=(
            trend_text(points, i18n, lower_is_better=lower_is_better),
            *caption(promise, points, span, scale, i18n),
        ),
        marked=tuple(extreme_texts(outer, i18n)),
        first=span[0],
    )


def _points(months: Mapping[Month, Entry], span: Sequence[Month]) -> list[Point]:
    """What is drawn of each month, oldest first: how many were let down where it is promised for every time."""
    places, measure = {month: index for index, month in enumerate(span)}, months[span[-1]].measure
    counts_people = _is_for_every_time(months.values()) and (
        sum(_people_let_down(entry) is not None for entry in months.values()) > 1
    )
    return [
        _point(entry, places[entry.period.first], index, measure, counts_people=counts_people)
        for index, month in enumerate(span)
        if (entry := months.get(month))
    ]


def _point(entry: Entry, first: int, last: int, measure: Measure, *, counts_people: bool) -> Point:
    """What is drawn of a month; nothing where it was measured in another unit than the newest."""
    if not same_unit(entry.measure, measure):
        return Point(entry, first, last)
    target = entry.target.figure if entry.target else None
    if counts_people:
        # An interim target is a share, which has no place among counts.
        value, nobody = _people_let_down(entry), None if target is None else Decimal(0)
        return Point(entry, first, last, value, nobody, None, _is_hidden(entry, value), counts_people=True)
    interim = entry.interim.target.figure if entry.interim else None
    value = _value(entry, measure)
    return Point(entry, first, last, value, target, interim, _is_hidden(entry, value))


def _is_hidden(entry: Entry, value: Fraction | None) -> bool:
    return value is None and entry.figures is not None and entry.figures.hidden


def _missed(points: Iterable[Point], *, lower_is_better: bool) -> Iterator[tuple[Point, bool]]:
    """Points, each with whether it missed its target; without a target that asks for the other side."""
    for point in points:
        target = point.entry.target
        if target is None or (target.direction is Direction.AT_MOST) is not lower_is_better:
            yield point._replace(target=None), False
        else:
            figure = _exact(target.figure)
            worse = point.value is not None and (point.value > figure if lower_is_better else point.value < figure)
            yield point, worse


@lru_cache(maxsize=256)  # a few targets, each asked for with every month
def _exact(figure: Decimal) -> Fraction:
    return Fraction(figure)


def _term(entry: Entry) -> Month:
    """The first month of the term in force."""
    return entry.judgement.term.since if entry.judgement else entry.month


def _value(entry: Entry, measure: Measure) -> Fraction | None:
    """The share, or the level; None where it is hidden or not known."""
    figures = entry.figures
    if figures is None:
        return None
    if measure.kind is Kind.EACH:
        return figures.share
    return None if figures.level is None else Fraction(figures.level)


def _people_let_down(entry: Entry) -> Fraction | None:
    """How many were let down; None where that is hidden or not known, and where nothing fell due."""
    figures = entry.figures
    if figures is None or figures.let_down.figure is None or figures.due.figure == 0:
        return None
    return Fraction(figures.let_down.figure)


def _is_for_every_time(entries: Iterable[Entry]) -> bool:
    targets = [(entry.measure.kind, entry.target.direction) for entry in entries if entry.target]
    return bool(targets) and set(targets) == {(Kind.EACH, Direction.EVERY_TIME)}


def _runs(points: Iterable[Point]) -> Iterator[list[Point]]:
    """Months with a figure that follow one another; a gap ends a run, and so does another measure.

    Promises that are due every third month are drawn through: the months between owe nothing.
    """
    run: list[Point] = []
    for point in points:
        if run and not _follows(run[-1].entry, point.entry):
            yield run
            run = []
        run.append(point)
    if run:
        yield run


def _follows(before: Entry, entry: Entry) -> bool:
    """Whether a line may join the two: nothing lies between them, and both are measured alike."""
    return before.month >= entry.period.first.plus(-1) and (
        before.measure is entry.measure or before.measure.yardstick == entry.measure.yardstick
    )
